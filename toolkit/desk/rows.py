"""The rows of a document at the desk: which one is open, and which are looked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from toolkit.bitext import is_remark
from toolkit.desk.typing import typed
from toolkit.memory.protocol import Query
from toolkit.model import Bitext, Block, State

Wanted = Callable[[int], bool]
"""Says of a row, counted from 0, whether it is looked for."""


class Rows:
    """A bitext as it is now, row by row; ``active`` is the open one. Rows count from 0."""

    def __init__(self, bitext: Bitext) -> None:
        self.active = 0
        self._take(bitext)

    def _take(self, bitext: Bitext) -> None:
        self.bitext = bitext
        self.units = bitext.units
        self.blocks: tuple[Block, ...] = tuple(block for block, _ in bitext.rows())
        self.__dict__.pop("rows_of_text", None)

    def _renew(self, bitext: Bitext) -> None:
        """Takes `bitext`, and stays at the segment that is open, wherever that stands now."""
        at = self.units[self.active].segment.id if self.units else ""
        moved = [unit.segment.id for unit in bitext.units] != [unit.segment.id for unit in self.units]
        self._take(bitext)
        if moved:
            last = max(len(self.units) - 1, 0)
            found = (row for row, unit in enumerate(self.units) if unit.segment.id == at)
            self.active = next(found, min(self.active, last))

    @cached_property
    def rows_of_text(self) -> dict[str, list[int]]:
        """The rows of each Chinese text."""
        rows: dict[str, list[int]] = {}
        for row, unit in enumerate(self.units):
            rows.setdefault(unit.segment.text, []).append(row)
        return rows

    def repetitions(self, row: int) -> list[int]:
        """The other rows with the same Chinese whose English differs."""
        unit = self.units[row]
        rows = self.rows_of_text.get(unit.segment.text, ())
        return [one for one in rows if one != row and typed(self.units[one]) != typed(unit)]

    def query(self, row: int) -> Query:
        """What is looked up in the memory for a row."""
        before = self.units[row - 1].segment.text if row else ""
        after = self.units[row + 1].segment.text if row + 1 < len(self.units) else ""
        return Query(self.units[row].segment, before, after)

    def next_row(self, wanted: Wanted, backwards: bool = False) -> int | None:
        """The nearest row after the open one that is `wanted`, going round at the end; ``None`` for no other."""
        count, step = len(self.units), -1 if backwards else 1
        around = ((self.active + step * distance) % count for distance in range(1, count))
        return next((row for row in around if wanted(row)), None)

    def in_state(self, *states: State) -> Wanted:
        """Rows in one of the `states`."""
        return lambda row: self.units[row].state in states

    def has_remark(self, row: int) -> bool:
        """Whether somebody remarked something on a row that is not resolved."""
        return any(is_remark(note) and not note.resolved for note in self.units[row].notes)
