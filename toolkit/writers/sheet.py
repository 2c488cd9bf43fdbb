"""Segments as a sheet for people who work in a spreadsheet: as text, a tab between its cells, or as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from toolkit.bitext import is_remark, manifest
from toolkit.bitext.sheet import SheetColumn, sent_row, sheet_mark
from toolkit.codes import tagged
from toolkit.errors import UsageError
from toolkit.model import Bitext, State, Unit
from toolkit.safe.spreadsheet import LONGEST_CELL, Column, inert, write_workbook

_SHOWN = (
    Column(SheetColumn.ROW, 6),
    Column(SheetColumn.ID, 11),
    Column(SheetColumn.CHINESE, 48),
    Column(SheetColumn.ENGLISH, 60, edited=True),
    Column(SheetColumn.STATE, 12, edited=True, choices=tuple(state for state in State if state is not State.EMPTY)),
    Column(SheetColumn.REMARKS, 30),
    Column(SheetColumn.NEW_REMARK, 30, edited=True),
)


def write_tsv(bitext: Bitext) -> bytes:
    """The sheet in UTF-8 with a byte-order mark, without which spreadsheets misread Chinese. Raises `UsageError`."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter="\t", lineterminator="\r\n")
    writer.writerow([*SheetColumn, sheet_mark(manifest(bitext))])
    writer.writerows(sheet_rows(bitext))
    return written.getvalue().encode("utf-8-sig")


def write_xlsx(bitext: Bitext) -> bytes:
    """The sheet as a workbook, with what is only for the return out of sight. Raises `UsageError`."""
    hidden = (Column(title, 20, hidden=True) for title in (SheetColumn.SENT, sheet_mark(manifest(bitext))))
    return write_workbook("Segments", (*_SHOWN, *hidden), list(sheet_rows(bitext)), "C2")


def sheet_rows(bitext: Bitext) -> Iterator[list[str]]:
    """A row of inert cells for each unit, inline codes as tags."""
    total = len(bitext.units)
    for number, (unit, exported) in enumerate(zip(bitext.units, manifest(bitext).rows, strict=True), 1):
        chinese = tagged(unit.segment.text, unit.segment.codes)
        texts = [exported.id, chinese, exported.target, exported.state, _remarks(unit), "", exported.target]
        cells = [inert(text) for text in texts]
        if max(map(len, cells)) > LONGEST_CELL:
            problem = f"longer than the {LONGEST_CELL:,} characters that a cell can hold"
            raise UsageError(f"row {number}", problem, "translate this document at the desk: toolkit edit")
        yield [str(number), *cells, str(sent_row(exported, number, total))]


def _remarks(unit: Unit) -> str:
    remarks = (note for note in unit.notes if is_remark(note) and not note.resolved)
    return "\n".join(f"{note.author or 'somebody'}: {note.text}" for note in remarks)


SHEETS = {".tsv": write_tsv, ".txt": write_tsv, ".xlsx": write_xlsx}
"""The ending of a file → what writes a sheet of that kind."""
