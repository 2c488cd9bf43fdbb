"""Where in the tables of a document a reader stands: tables, rows and columns counted from 1."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.model import Cell

MOST_COLUMNS = 63
"""Columns that a cell may take up: word processors allow no table more."""


@dataclass(slots=True)
class _Table:
    """A table that is open; ``occupied`` says up to which row the cells above take up a column."""

    number: int
    row: int = 0
    column: int = 0
    width: int = 0
    occupied: dict[int, int] = field(default_factory=dict)
    in_cell: bool = False


@dataclass(slots=True)
class Grid:
    """The tables of a document on the way through it, in the order in which they begin; they may nest."""

    _tables: int = 0
    _open: list[_Table] = field(default_factory=list)

    @property
    def here(self) -> Cell | None:
        """The cell that is open, the innermost one."""
        table = next((table for table in reversed(self._open) if table.in_cell), None)
        return Cell(table.number, table.row, table.column) if table else None

    def begin(self) -> None:
        """A table begins."""
        self._tables += 1
        self._open.append(_Table(self._tables))

    def end(self) -> None:
        """The innermost table is over."""
        self._open.pop()

    def row(self, skipped: int = 0) -> None:
        """A row begins, with this many columns left empty before its first cell."""
        if self._open:
            table = self._open[-1]
            table.row, table.column, table.width = table.row + 1, 1 + min(skipped, MOST_COLUMNS), 0

    def cell(self, columns: int = 1, rows: int = 1) -> None:
        """A cell begins that takes up this many columns and rows; one without a row begins the first."""
        if not self._open:
            return
        table = self._open[-1]
        if not table.row:
            self.row()
        table.column += table.width
        while table.occupied.get(table.column, 0) >= table.row:
            table.column += 1
        table.width, table.in_cell = min(max(columns, 1), MOST_COLUMNS), True
        if rows > 1:
            until = table.row + rows - 1
            table.occupied |= dict.fromkeys(range(table.column, table.column + table.width), until)

    def leave(self) -> None:
        """The innermost cell is over."""
        if self._open:
            self._open[-1].in_cell = False
