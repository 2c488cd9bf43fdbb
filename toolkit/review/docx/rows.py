"""The rows of the tables of a returned document, their columns told by the head row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.language.chinese import count_han
from toolkit.model import Note
from toolkit.review.docx.markup import W
from toolkit.review.docx.text import CellText, Piece, cell_text
from toolkit.review.returned import comparable

if TYPE_CHECKING:
    from lxml.etree import _Element

PREFIXES = ("_id_", "_seg_")
"""How the names of the bookmarks begin that mark an ID and an English cell."""

_COLUMNS = {
    "number": ("no.", "序号", "编号"),
    "chinese": ("中文 chinese", "中文", "chinese", "原文"),
    "english": ("english", "英文", "译文"),
}
"""Each column that is read, and words of which its head has one, in small letters."""


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row with the text of the cells that count, and what may tell which segment it is.

    ``labels`` are words of the first column, ``bookmarks`` the names of all bookmarks in the
    row. ``merged`` says that a cell goes across columns or rows, ``deleted`` that the row was
    taken out with tracking on. ``remarks`` is what was written beside the English with tracking on.
    """

    element: _Element
    place: str
    labels: tuple[str, ...]
    chinese: CellText
    english: CellText
    bookmarks: tuple[str, ...]
    merged: bool
    deleted: bool
    remarks: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        """What to show of a row that is set aside: its English, or all there is where that cannot be told."""
        if comparable(self.english.final) and not self.merged:
            return self.english.final
        texts = (cell_text(cell).final for cell in _cells(self.element))
        return "\n".join(text for text in texts if comparable(text))


def read_rows(body: _Element) -> Iterator[ReturnedRow]:
    """The rows below each head row, in any table of the document that is one of segments."""
    for number, table in enumerate(body.iter(W + "tbl"), 1):
        if not _is_of_segments(table):
            continue
        columns: Mapping[str, int] = {}
        for line, row in enumerate(table.iterchildren(W + "tr"), 1):
            cells = _cells(row)
            found = _columns(cells)
            if found:
                columns = found
                continue
            known = columns or _marked_columns(cells)
            if known:
                yield _row(row, cells, known, f"table {number}, row {line}")


def _is_of_segments(table: _Element) -> bool:
    """Whether a table has our bookmarks or a column of numbers; the list of terms has Chinese and English too."""
    marks = (mark.get(W + "name", "") for mark in table.iter(W + "bookmarkStart"))
    if any(mark.startswith(PREFIXES) for mark in marks):
        return True
    first = table.find(W + "tr")
    return first is not None and "number" in _columns(_cells(first))


def _cells(row: _Element) -> list[_Element]:
    """The cells of a row, also those that a content control has been put around."""
    cells: list[_Element] = []
    waiting = list(reversed(row))
    while waiting:
        element = waiting.pop()
        if element.tag == W + "tc":
            cells.append(element)
        elif element.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "del"):
            waiting += reversed(element)
    return cells


def _columns(cells: Sequence[_Element]) -> dict[str, int]:
    """Where each column stands, if the cells are a head row; else nothing.

    Of several that could be meant, one whose head is just the name comes first: people add columns.
    """
    heads = [comparable(cell_text(cell).final).lower() for cell in cells]
    found: dict[str, int] = {}
    for name, words in _COLUMNS.items():
        places = [(head not in words, place) for place, head in enumerate(heads) if _names(head, words)]
        if places:
            found[name] = min(places)[1]
    return found if {"chinese", "english"} <= found.keys() and found["chinese"] != found["english"] else {}


def _names(head: str, words: Sequence[str]) -> bool:
    return len(head) <= 40 and any(word in head for word in words)


def _marked_columns(cells: Sequence[_Element]) -> dict[str, int]:
    """Where each column stands in a row that no head row tells of: by its bookmarks, and where the Chinese is."""
    found: dict[str, int] = {}
    for name, prefix in zip(("number", "english"), PREFIXES, strict=True):
        for place, cell in enumerate(cells):
            if any(mark.get(W + "name", "").startswith(prefix) for mark in cell.iter(W + "bookmarkStart")):
                found.setdefault(name, place)
    han = [(count_han(cell_text(cell).final), -place) for place, cell in enumerate(cells)]
    rest = [count for count in han if -count[1] not in found.values()]
    if "english" not in found or not rest:
        return {}
    return {**found, "chinese": -max(rest)[1]}


def _row(row: _Element, cells: Sequence[_Element], columns: Mapping[str, int], place: str) -> ReturnedRow:
    def text(name: str) -> CellText:
        index = columns.get(name, len(cells))
        return cell_text(cells[index]) if index < len(cells) else CellText()

    number, chinese, english = text("number"), text("chinese"), text("english")
    marks = (mark.get(W + "name", "") for mark in row.iter(W + "bookmarkStart"))
    emptied = all(comparable(part.original) and not comparable(part.final) for part in (number, chinese))
    return ReturnedRow(
        element=row,
        place=place,
        labels=tuple(comparable(number.original).split()),
        chinese=chinese,
        english=english,
        bookmarks=tuple(mark for mark in marks if mark.startswith("_")),
        merged=len(cells) <= max(columns.values()) or any(_spans(cell) for cell in cells),
        deleted=row.find(f"{W}trPr/{W}del") is not None or emptied,
        remarks=_remarks(cells, columns) if comparable(number.original) else (),
    )


def _remarks(cells: Sequence[_Element], columns: Mapping[str, int]) -> tuple[Note, ...]:
    """What people wrote with tracking on into columns that are not read: a note of each of them in each cell."""
    found: defaultdict[tuple[int, str], list[Piece]] = defaultdict(list)
    for place, cell in enumerate(cells):
        if place not in columns.values():
            for piece in cell_text(cell).pieces:
                if piece.inserted and not piece.deleted:
                    found[place, piece.author].append(piece)
    notes = (
        Note("".join(piece.text for piece in pieces).strip(), author, max(piece.at for piece in pieces))
        for (_, author), pieces in found.items()
    )
    return tuple(note for note in notes if comparable(note.text))


def _spans(cell: _Element) -> bool:
    across = cell.find(f"{W}tcPr/{W}gridSpan")
    down = cell.find(f"{W}tcPr/{W}vMerge")
    return (across is not None and across.get(W + "val", "1") != "1") or down is not None
