"""An edition as EPUB 3: a zip of XHTML that readers lay out for themselves."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from toolkit.writers.publication.fonts import fitted
from toolkit.writers.publication.frame import LOGOS, Source, given, media_type, own_files, packed_style, style, template
from toolkit.writers.publication.inspection import MOST_COLUMNS, picture_refusal
from toolkit.writers.publication.markup import Marking
from toolkit.writers.publication.pictures import measure
from toolkit.writers.publication.spreads import Piece, Step, pack, piece, spread_of, steps_of
from toolkit.writers.publication.structure import Body, Part, body, passages_of, sections
from toolkit.writers.publication.values import Layout, Publication, Theme

_LINE, _ROOM = 64, 28.0
"""Of a page of a reader, about: letters in a line, where a Chinese character counts as two, and lines."""

_XHTML = "application/xhtml+xml"
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>\n"
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of the text: pieces in some of the languages, by their places; ``spread`` says on which page it begins."""

    name: str
    pieces: tuple[Piece, ...]
    sides: tuple[int, ...]
    spread: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the package."""

    name: str
    kind: str
    content: bytes
    properties: str = ""


@dataclass(slots=True)
class Book:
    """A publication on its way into a package."""

    publication: Publication
    theme: Theme
    body: Body
    chapters: tuple[Chapter, ...]
    pictures: dict[str, Entry] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """What every template is told."""
        pages = dict(self._pages())
        marking = Marking(self.body.numbers, notes_page="notes.xhtml")
        logo = next((Source(f"theme/{name}") for name in LOGOS if name in self.theme.files), None)
        told = given(self.publication, marking, cache(self._picture), logo, lambda passage: pages[passage.number])
        return told | {"body": self.body, "chapters": self.chapters}

    def _pages(self) -> Iterator[tuple[int, str]]:
        for chapter in reversed(self.chapters):
            for one in chapter.pieces if 0 in chapter.sides else ():
                yield from ((passage.number, chapter.name) for passage in passages_of(one.part))

    def _picture(self, address: str) -> Source | None:
        picture = self.publication.pictures.get(address)
        size = measure(picture.content) if picture and not picture_refusal(picture) else None
        if picture is None or size is None:
            return None
        name = f"images/{len(self.pictures) + 1}.{size.media_type.partition('/')[2]}"
        self.pictures[address] = Entry(name, size.media_type, picture.content)
        return Source(name, size.width, size.height)


def render(publication: Publication, theme: Theme) -> bytes:
    """The package; the same input gives the same bytes."""
    parts = body(publication, MOST_COLUMNS)
    split = _facing if publication.layout is Layout.FACING else _chapters
    book = Book(publication, fitted(theme, publication), parts, tuple(split(publication, parts.parts)))
    return _zipped(_entries(book))


def _chapters(publication: Publication, parts: Sequence[Part]) -> Iterator[Chapter]:
    sides = tuple(range(len(publication.languages)))
    for number, section in enumerate(sections(parts), 1):
        yield Chapter(f"text-{number}.xhtml", tuple(Piece(part) for part in section), sides)


def _facing(publication: Publication, parts: Sequence[Part]) -> Iterator[Chapter]:
    """Chapters of about a page, in turn in each language: readers that show two pages show them side by side."""
    steps = list(_steps(parts))
    for number, packed in enumerate(pack(steps, parts, _ROOM, 1.0), 1):
        pieces = spread_of(packed, parts)
        for side, spread in enumerate(("left", "right")[: len(publication.languages)]):
            yield Chapter(f"text-{number}-{spread}.xhtml", pieces, (side,), spread)


def _steps(parts: Sequence[Part]) -> Iterator[Step]:
    for number, part in enumerate(parts):
        for step in range(steps_of(part)):
            shown = [passage.texts for passage in passages_of(piece(part, step, step + 1).part)]
            lines = (sum(map(_lines, (text.text for text in side))) for side in zip(*shown, strict=True))
            yield Step(number, step, tuple(lines))


def _lines(text: str) -> float:
    return math.ceil(sum(2 if character >= "\u2e80" else 1 for character in text) / _LINE)


def _entries(book: Book) -> Iterator[Entry]:
    """The files in the order in which the package names them."""
    told = book.told()
    texts = [Entry("title.xhtml", _XHTML, _page("epub/title.xhtml.j2", told))]
    for chapter in book.chapters:
        told["marking"].page = chapter.name
        texts.append(
            Entry(chapter.name, _XHTML, _page("epub/text.xhtml.j2", told | {"chapter": chapter}), chapter.spread)
        )
    if book.body.notes:
        texts.append(Entry("notes.xhtml", _XHTML, _page("epub/notes.xhtml.j2", told)))
    others = [
        Entry("nav.xhtml", _XHTML, _page("epub/nav.xhtml.j2", told)),
        Entry("style.css", "text/css", _style(book.theme).encode("utf-8", "replace")),
        *book.pictures.values(),
        *(Entry(f"theme/{name}", media_type(name), content) for name, content in own_files(book.theme).items()),
    ]
    package = _page("epub/package.opf.j2", told | {"texts": texts, "others": others, "stem": _stem})
    yield Entry("package.opf", "", package)
    yield from texts
    yield from others


def _page(name: str, told: dict[str, Any]) -> bytes:
    return template(name).render(**told).encode("utf-8", "replace")


def _style(theme: Theme) -> str:
    return "\n".join((style("book.css"), style("epub.css"), packed_style(theme, "theme/")))


def _stem(name: str) -> str:
    """The identifier of a file in the package."""
    return "f-" + "-".join(PurePosixPath(name).parts).replace(" ", "_")


def _zipped(entries: Iterable[Entry]) -> bytes:
    """A package whose first file says what it is, the others compressed; without times and owners."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        _put(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _put(archive, "META-INF/container.xml", _CONTAINER.encode(), zipfile.ZIP_DEFLATED)
        for entry in entries:
            _put(archive, f"OPS/{entry.name}", entry.content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes, method: int) -> None:
    info = zipfile.ZipInfo(name)
    info.compress_type, info.create_system = method, 0
    archive.writestr(info, content, compresslevel=9)
