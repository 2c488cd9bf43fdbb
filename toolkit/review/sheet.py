"""Reads a sheet of segments that comes back from somebody's spreadsheet."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from toolkit.bitext import text_hash
from toolkit.bitext.sheet import Sent, SheetColumn, read_sent, read_sheet_mark
from toolkit.errors import InputError
from toolkit.model import Note, State
from toolkit.review.returned import comparable
from toolkit.review.values import Change, Quarantined, Review
from toolkit.safe.spreadsheet import plain, read_workbook

_MOST_BYTES = 1 << 26
_MOST_ROWS = 1 << 20
"""What a spreadsheet can hold."""

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEEDED = (SheetColumn.ID, SheetColumn.CHINESE, SheetColumn.ENGLISH, SheetColumn.SENT)
_ABOUT = "about"
_SAVE = "save it as text in UTF-8 with tabs between the cells, or as .xlsx"

Row = Mapping[str, str]


def read_review(content: bytes, name: str) -> Review:
    """The changes and remarks in a sheet that came back; raises `InputError`.

    A row that is no longer that of one segment of the export, or that is there twice, is set aside. A state
    that there is not is refused.
    """
    is_workbook = name.lower().endswith(".xlsx")
    rows = read_workbook(content, name) if is_workbook else _text_rows(content, name)
    _, header = next(rows, (1, []))
    batch, document, columns = _columns(header, name)
    found = [(f"{'row' if is_workbook else 'line'} {line}", _row(cells, columns)) for line, cells in rows]
    counts = Counter(row[SheetColumn.ID] for _, row in found)
    changes, quarantined = [], []
    for place, row in found:
        reason = _problem(row, counts)
        if reason:
            quarantined.append(_set_aside(row, place, reason))
        elif row[SheetColumn.ID]:
            changes.append(_change(row, f"{name} {place}"))
    exported = frozenset(change.unit_id for change in changes)
    missing = _missing(read_sent(row[_ABOUT]) for _, row in found)
    return Review(name, document, batch, exported, tuple(changes), tuple(quarantined), missing_rows=missing)


def _text_rows(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row that holds anything, with the line on which it begins."""
    reader = csv.reader(io.StringIO(_decoded(content, name), newline=""), delimiter="\t", strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            remedy = 'write a quotation mark in a cell twice, and the whole cell in quotation marks: "a ""b"" c"'
            raise InputError(f"{name} line {line}", f"not a row of a sheet ({error})", remedy) from error
        if any(cells):
            yield line, cells
        line = reader.line_num + 1


def _decoded(content: bytes, name: str) -> str:
    if len(content) > _MOST_BYTES:
        raise InputError(name, f"larger than {_MOST_BYTES >> 20} MB, which no sheet is", _SAVE)
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # Excel's “Unicode text”
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name} line {line}", f"not in {'UTF-16' if wide else 'UTF-8'}", _SAVE) from error


def _columns(header: Iterable[str], name: str) -> tuple[str, str, Mapping[str, int]]:
    """The batch, the document, and at which place each column stands, wherever people moved it."""
    places: dict[str, int] = {}
    marks = []
    for place, title in enumerate(cell.strip() for cell in header):
        mark = read_sheet_mark(title)
        if mark:
            marks.append(mark)
        places.setdefault(_ABOUT if mark else title, place)
    if len(marks) != 1:
        problem = "not a sheet that this toolkit exported, or its last column is gone"
        raise InputError(name, problem, "export one (toolkit edit NAME --export FILE), and keep its first row")
    for column in _NEEDED:
        if column not in places:
            raise InputError(name, f"the column “{column}” is missing", "put it back, with its title in the first row")
    return *marks[0], places


def _row(cells: list[str], columns: Mapping[str, int]) -> Row:
    row = {title: plain(cells[place]) if place < len(cells) else "" for title, place in columns.items()}
    row[SheetColumn.ID] = row[SheetColumn.ID].strip()
    return row


def _problem(row: Row, counts: Mapping[str, int]) -> str:
    """Why a row cannot be trusted; empty where it can."""
    if not row[SheetColumn.ID]:
        texts = row[SheetColumn.CHINESE] + row[SheetColumn.ENGLISH]
        return "the row has no ID, so it belongs to no segment" if texts.strip() else ""
    if counts[row[SheetColumn.ID]] > 1:
        return "the segment is in the file more than once"
    sent = read_sent(row[_ABOUT])
    if text_hash(row[SheetColumn.CHINESE]) != sent.source_hash:
        return "the Chinese is not what was exported"
    if text_hash(row[SheetColumn.SENT]) != sent.target_hash:
        return f"the column “{SheetColumn.SENT}” is not what was exported"
    if any(_NOT_IN_XML.search(text) for text in row.values()):
        return "it has characters that no bitext can hold"
    return ""


def _set_aside(row: Row, place: str, reason: str) -> Quarantined:
    unit_id, text = (_NOT_IN_XML.sub("\ufffd", row[column]) for column in (SheetColumn.ID, SheetColumn.ENGLISH))
    return Quarantined(place, reason, text, unit_id)


def _change(row: Row, place: str) -> Change:
    base, target = row[SheetColumn.SENT], row[SheetColumn.ENGLISH].replace("\r\n", "\n")
    remark = row.get(SheetColumn.NEW_REMARK, "").strip()
    edited = comparable(base) != comparable(target)
    sent = read_sent(row[_ABOUT])
    state = _given_state(row, sent, place)
    return Change(
        row[SheetColumn.ID],
        base,
        target if edited else base,
        comments=(Note(remark),) if remark else (),
        state=state,
        sent_state=sent.state,
    )


def _given_state(row: Row, sent: Sent, place: str) -> State | None:
    """The state that somebody gave a row, None where it is as it was exported; raises `InputError`.

    Only English has a state: a row without is empty whatever stands there, one with is never empty.
    """
    written = row.get(SheetColumn.STATE, "").strip().lower()
    known = [str(state) for state in State]
    if written and written not in known:
        raise InputError(place, f"“{written}” is no state", f"states are: {', '.join(known)}")
    state = State(written or State.EMPTY)
    is_empty = state is State.EMPTY or not row[SheetColumn.ENGLISH].strip()
    return None if is_empty or sent.state in (None, state) else state


def _missing(rows: Iterable[Sent]) -> tuple[int, ...]:
    """The numbers of the exported rows that are not among those that came back."""
    numbers, total = set(), 0
    for sent in rows:
        numbers.add(sent.number)
        total = max(total, sent.total)
    return tuple(sorted(set(range(1, min(total, _MOST_ROWS) + 1)) - numbers))
