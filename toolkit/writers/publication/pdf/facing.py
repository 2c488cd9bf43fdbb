"""Facing pages: each spread is filled by the heights of both languages, and looked at once it is laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from toolkit.writers.publication.pdf.printing import Sheet
from toolkit.writers.publication.spreads import Spread, Step, pack, sentences, spread_of, steps_of

if TYPE_CHECKING:
    from weasyprint import Document

_LEAST = 0.75
"""Of the room of a page that spreads are filled with, where they overflow."""
_LINE = 24.0
"""Of a page, in CSS pixels."""
_ROOM = 710.0
"""Of a page for text, in CSS pixels: `facing.css` says how large its pages are."""


def facing_pages(sheet: Sheet) -> Document:
    """The pages; where one overflows, spreads are filled less and all are laid out again."""
    steps, room = list(_steps(sheet)), _ROOM
    while True:
        packed = list(pack(steps, sheet.body.parts, room, _LINE))
        document = _laid_out(sheet, [spread_of(one, sheet.body.parts) for one in packed])
        overfull = [number for number in _overfull(document, len(packed)) if len(packed[number]) > 1]
        if not overfull or room < _ROOM * _LEAST:
            return document
        room -= _LINE


def _laid_out(sheet: Sheet, spreads: Sequence[Spread]) -> Document:
    return sheet.laid_out("facing.html.j2", spreads=spreads)


def _overfull(document: Document, count: int) -> Iterator[int]:
    """The spreads that take more than a page of either language."""
    pages = {name: number for number, page in enumerate(document.pages) for name in page.anchors}
    for number in range(count):
        left, right, end = (pages[f"{side}{number}"] for side in ("left", "right", "end"))
        if right != left + 1 or end != right:
            yield number


def _steps(sheet: Sheet) -> Iterator[Step]:
    """Every step with the height that it has in each language, measured on one endless page of each."""
    languages = range(len(sheet.publication.languages))
    measured = [
        _tops(sheet.laid_out("measure.html.j2", side=side, steps_of=steps_of, sentences=sentences))
        for side in languages
    ]
    places = [(part, number) for part, one in enumerate(sheet.body.parts) for number in range(steps_of(one))]
    tops = [[tops[f"s{part}-{number}"] for part, number in places] + [tops["end"]] for tops in measured]
    for index, (part, number) in enumerate(places):
        yield Step(part, number, tuple(max(top[index + 1] - top[index], 0.0) for top in tops))


def _tops(document: Document) -> dict[str, float]:
    """How far down each anchor stands."""
    (page,) = document.pages
    return {name: rectangle[1] for name, rectangle in page.anchors.items()}
