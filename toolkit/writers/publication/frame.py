"""What the formats made of elements share: templates with their words, styles, pictures and fonts as addresses."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from toolkit.writers.html.languages import script_tag
from toolkit.writers.publication.inspection import URL, address_of, picture_refusal
from toolkit.writers.publication.markup import Marking, escaped
from toolkit.writers.publication.pictures import measure
from toolkit.writers.publication.values import Passage, Publication, Text, Theme
from toolkit.writers.publication.words import word, words, written_day

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_IMPORT = re.compile(r"@import[^;]*;?", re.I)
_MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "woff2": "font/woff2",
    "woff": "font/woff",
    "ttf": "font/ttf",
    "otf": "font/otf",
}
LOGOS = ("logo.svg", "logo.png", "logo.jpg")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page finds a picture, and how large that is in pixels, 0 for unknown."""

    address: str
    width: int = 0
    height: int = 0


@cache
def style(name: str) -> str:
    """A stylesheet of this package, its lines ended as a browser ends them before it hashes them."""
    return (files(__package__) / "styles" / name).read_text("utf-8").replace("\r\n", "\n")


@cache
def environment() -> Environment:
    """Where the templates are; texts are escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("toolkit.writers.publication"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters |= {"script_tag": script_tag, "chosen": _chosen, "printable": _printable}
    made.globals |= {"word": word, "words": words, "written_day": written_day}
    return made


def template(name: str) -> Template:
    """One of the templates."""
    return environment().get_template(name)


def _chosen(texts: Sequence[Text], sides: Sequence[int]) -> tuple[Text, ...]:
    """The texts of some of the languages, by their places."""
    return tuple(texts[side] for side in sides)


def _printable(text: str) -> Any:
    from markupsafe import Markup

    return Markup(escaped(text))


def page_title(publication: Publication) -> str:
    """The title in each language, as metadata say it."""
    return " · ".join(" ".join(title.text.split()) or publication.name for title in publication.titles)


def given(
    publication: Publication,
    marking: Marking,
    picture: Callable[[str], Source | None],
    logo: Source | None,
    page_of: Callable[[Passage], str] = lambda passage: "",
) -> dict[str, Any]:
    """What every template is told of a publication."""
    return {
        "publication": publication,
        "languages": publication.languages,
        "sides": tuple(range(len(publication.languages))),
        "title": page_title(publication),
        "marking": marking,
        "picture": picture,
        "logo": logo,
        "missing": frozenset(publication.missing),
        "page_of": page_of,
        "scrolls": False,
    }


def embedded(publication: Publication) -> Callable[[str], Source | None]:
    """Pictures as data within the page, by their addresses; ``None`` for one that cannot be printed."""

    @cache
    def source(address: str) -> Source | None:
        picture = publication.pictures.get(address)
        if picture is None or picture_refusal(picture):
            return None
        size = measure(picture.content)
        return Source(data_address(picture.content, size.media_type), size.width, size.height) if size else None

    return source


def embedded_logo(theme: Theme) -> Source | None:
    """The logo of a theme as data."""
    for name in LOGOS:
        if name in theme.files:
            return Source(data_address(theme.files[name], media_type(name)))
    return None


def embedded_style(theme: Theme) -> str:
    """The stylesheet of a theme, its files within it; it cannot end the element that it stands in."""
    made = _with_files(theme, lambda name: data_address(theme.files[name], media_type(name)))
    return made.replace("</", "<\\/")


def packed_style(theme: Theme, folder: str) -> str:
    """The stylesheet of a theme whose files are in a folder beside it."""
    return _with_files(theme, lambda name: folder + quote(name))


def own_files(theme: Theme) -> dict[str, bytes]:
    """The files that the stylesheet of a theme names, and its logo."""
    named = {address_of(found) for found in URL.finditer(theme.css)} | set(LOGOS)
    return {name: content for name, content in sorted(theme.files.items()) if name in named}


def _with_files(theme: Theme, address: Callable[[str], str]) -> str:
    """The stylesheet with the addresses of the theme's own files; nothing else is named that could be loaded."""

    def own(found: re.Match[str]) -> str:
        name = address_of(found)
        if name in theme.files:
            return f'url("{address(name)}")'
        return found[0] if name.startswith(("data:", "#")) else "none"

    return URL.sub(own, _IMPORT.sub("", theme.css.replace("\r\n", "\n")))


def media_type(name: str) -> str:
    """The media type of a theme's file, by its ending."""
    return _MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def data_address(content: bytes, kind: str) -> str:
    """`content` as a ``data:`` address."""
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
