"""What a publication will not show as it should, known before it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from toolkit.model import CodeKind, Kind
from toolkit.writers.publication.pictures import MOST_BYTES, MOST_PIXELS, measure
from toolkit.writers.publication.structure import Table, body
from toolkit.writers.publication.values import Layout, Notice, Passage, PictureFile, Publication, Text, Theme

MOST_COLUMNS = 8
"""Of a table on paper; a wider one is divided."""

MOST_SPACED = 400_000
"""Characters of a text whose Chinese is given air on paper: each place is an element, which takes its time."""

MOST_LETTERS, MOST_CHARACTERS = 3_000, 1_000
"""Of a page of facing pages, about: in English and in Chinese."""

_SHOWN_IN_WORD = frozenset(f"image/{name}" for name in "png jpeg gif bmp tiff emf wmf svg+xml".split())

DIVIDES_TABLES = ("pdf", "epub")

URL = re.compile(r"""url\(\s*+(?:"(?P<double>[^"\n]*+)"|'(?P<single>[^'\n]*+)'|(?P<bare>[^'"()]*+))\s*+\)""", re.I)
"""An address in a stylesheet, with quotation marks or without; `address_of` tells it."""

_ADDRESS = re.compile(rf"{URL.pattern}|@import\s+['\"](?P<imported>[^'\"]*)", re.I)


def inspect(publication: Publication, theme: Theme, fmt: str) -> tuple[Notice, ...]:
    """What the edition in this format lacks, in reading order."""
    found = [notice for passage in publication.passages for notice in _of_passage(passage, publication, fmt)]
    found += _of_tables(publication) if fmt in DIVIDES_TABLES else ()
    if fmt == "pdf" and publication.layout is Layout.FACING:
        found += _of_sentences(publication)
    if fmt == "pdf" and sum(len(text.text) for one in publication.passages for text in one.texts) > MOST_SPACED:
        message = "a text of this length takes minutes on paper, and has no air between Chinese and Latin letters"
        found.append(Notice("paper-long", f"{message}; publish its chapters as documents of their own"))
    return (*_of_theme(theme), *sorted(found, key=lambda notice: notice.passage))


def _of_passage(passage: Passage, publication: Publication, fmt: str) -> Iterator[Notice]:
    for address, label in passage.pictures:
        file = publication.pictures.get(address)
        refusal = None if fmt == "docx" and file and file.media_type in _SHOWN_IN_WORD else picture_refusal(file)
        if refusal:
            yield Notice(refusal[0], f"{address or label}: {refusal[1]}; its label is printed", passage.number)
    codes = passage.texts[0].codes if passage.texts else ()
    if not passage.pictures:
        for code in codes:
            if code.kind is CodeKind.IMAGE:
                message = f"{code.detail or 'a picture'}: not found beside the source; its label is printed"
                yield Notice("picture-missing", message, passage.number)
    left_out = sum(code.kind is CodeKind.OBJECT for code in codes)
    if left_out:
        message = f"{left_out} fields or objects without text are left out"
        yield Notice("object-left-out", message, passage.number)
    if passage.kind is Kind.TABLE_CELL and passage.cell is None:
        yield Notice(
            "cell-unplaced", "where this cell stands in its table is not known; it is a paragraph", passage.number
        )


def picture_refusal(picture: PictureFile | None) -> tuple[str, str] | None:
    """Why a picture is not printed: a code and the reason, ``None`` for one that is."""
    if picture is None or not picture.content:
        return "picture-missing", "not found; put the file beside the source"
    size = measure(picture.content)
    if size is None:
        return "picture-format", "no PNG, JPEG or GIF with a size; save it as one of them"
    if size.width * size.height > MOST_PIXELS or len(picture.content) > MOST_BYTES:
        megapixels = size.width * size.height / 1_000_000
        limit = f"at most {MOST_PIXELS // 1_000_000} million pixels and {MOST_BYTES // 1_000_000} MB are printed"
        return "picture-too-large", f"{megapixels:,.0f} million pixels; {limit}; make it smaller"
    return None


def _of_tables(publication: Publication) -> Iterator[Notice]:
    for part in body(publication).parts:
        if isinstance(part, Table) and part.columns > MOST_COLUMNS:
            first = next(passage for row in part.rows for cell in row for passage in cell)
            message = f"a table of {part.columns} columns is divided into parts of {MOST_COLUMNS}, each with the first"
            yield Notice("table-divided", message, first.number)


def _of_sentences(publication: Publication) -> Iterator[Notice]:
    """Sentences that no page can hold: a spread begins with a sentence, and they run on over several."""
    for passage in publication.passages:
        if any(map(_is_overlong, passage.texts)):
            message = "a sentence longer than a page: it runs on, and the pages beside it stay empty"
            yield Notice("sentence-long", message, passage.number)


def _is_overlong(text: Text) -> bool:
    most = MOST_CHARACTERS if text.language.startswith("zh") else MOST_LETTERS
    return any(end - start > most for start, end in pairwise((*text.starts, len(text.text))))


def address_of(found: re.Match[str]) -> str:
    """The address that `URL` found."""
    return (found["double"] or found["single"] or found["bare"] or "").strip()


def _of_theme(theme: Theme) -> Iterator[Notice]:
    for found in _ADDRESS.finditer(theme.css):
        address = found["imported"] or address_of(found)
        if found["imported"] is not None or (
            re.match(r"[a-z]+:|//", address, re.I) and not address.startswith("data:")
        ):
            yield Notice("theme-remote", f"theme.css asks for {address}; nothing is loaded from elsewhere")
        elif not address.startswith(("data:", "#")) and address not in theme.files:
            yield Notice("theme-file", f"theme.css names {address}, which is not in the theme's folder")
