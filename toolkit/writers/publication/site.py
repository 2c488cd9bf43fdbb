"""Several documents as a folder of pages that need no server: contents, search in both languages, a term index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from toolkit.model import Bitext
from toolkit.writers.html.frame import content_policy
from toolkit.writers.html.island import safe_json
from toolkit.writers.html.languages import script_tag
from toolkit.writers.publication.frame import embedded_style, style, template
from toolkit.writers.publication.html import fill
from toolkit.writers.publication.values import Passage, Publication, Theme

_STYLES = ("book.css", "screen.css", "site.css")
_OWN = frozenset(("index", "search", "terms"))
_SAID = 12
"""Places of a term that are listed; of the others only how many there are."""


@dataclass(frozen=True, slots=True)
class IndexedTerm:
    """A term of the glossary with where it stands: names of documents and numbers of passages."""

    chinese: str
    english: str
    category: str
    places: tuple[tuple[str, int], ...]


def index_terms(bitexts: Iterable[Bitext]) -> tuple[IndexedTerm, ...]:
    """The terms that stand in annotated bitexts, by their English."""
    places: dict[tuple[str, str, str], dict[tuple[str, int], None]] = {}
    for bitext in bitexts:
        units = iter(bitext.units)
        for number, block in enumerate(bitext.document.blocks, 1):
            for hit in (hit for _ in block.segments for hit in next(units).hits):
                key = hit.term.source, hit.term.target, hit.term.category
                places.setdefault(key, {})[bitext.document.name, number] = None
    terms = (IndexedTerm(*key, tuple(found)) for key, found in places.items())
    return tuple(sorted(terms, key=lambda term: (term.english.casefold(), term.chinese)))


def render_site(
    publications: Sequence[Publication], terms: Sequence[IndexedTerm], theme: Theme
) -> Iterator[tuple[str, bytes]]:
    """The files of the site by their names; all publications are of one edition."""
    for publication in publications:
        page = fill("site/document.html.j2", publication, theme, _STYLES, has_terms=bool(terms))
        yield page_name(publication.name), page.encode("utf-8", "replace")
    yield "index.html", _page("site/index.html.j2", publications, theme, "", has_terms=bool(terms))
    if terms:
        names = {publication.name: publication for publication in publications}
        told = {"terms": terms, "titles": names, "most": _SAID, "has_terms": True}
        yield "terms.html", _page("site/terms.html.j2", publications, theme, "", **told)
    found = safe_json(list(_searchable(publications)))
    yield (
        "search.html",
        _page("site/search.html.j2", publications, theme, _script(), found=found, has_terms=bool(terms)),
    )


def page_name(name: str) -> str:
    """The file of a document; one that is called as a page of the site has another name."""
    return f"{name}.document.html" if name.casefold() in _OWN else f"{name}.html"


def _searchable(publications: Iterable[Publication]) -> Iterator[Mapping[str, Any]]:
    """What the search looks through: each document with the number and the texts of its passages."""
    for publication in publications:
        yield {
            "page": quote(page_name(publication.name)),
            "titles": [title.text or publication.name for title in publication.titles],
            "languages": [script_tag(language) for language in publication.languages],
            "passages": [_row(passage) for passage in publication.passages],
        }


def _row(passage: Passage) -> list[Any]:
    return [passage.number, *(text.text for text in passage.texts)]


def _page(name: str, publications: Sequence[Publication], theme: Theme, script: str, **more: object) -> bytes:
    from markupsafe import Markup

    look = "\n".join((*map(style, _STYLES), embedded_style(theme)))
    told = {
        "publications": publications,
        "languages": publications[0].languages,
        "page_name": page_name,
        "style": Markup(look),
        "script": Markup(script),
        "policy": f"{content_policy(look, script)}; font-src data:",
    }
    return template(name).render(**told | more).encode("utf-8", "replace")


@cache
def _script() -> str:
    return (files(__package__) / "search.js").read_text("utf-8").replace("\r\n", "\n")
