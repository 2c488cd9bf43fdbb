"""Where each row of a document stands on the screen, for a window of any width."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from toolkit.codes import tagged
from toolkit.desk.screen.wrapping import cells, height, wrapped
from toolkit.desk.typing import typed
from toolkit.model import Block, Kind, State, Unit

GUTTER = 9
"""Columns before the texts: the number of the row, its state, and whether something is found or remarked."""

SIDE_BY_SIDE = 60
"""Columns from which both languages stand side by side."""

STATE_MARKS = {State.EMPTY: " ", State.DRAFT: "~", State.TRANSLATED: "+", State.REVIEWED: "*", State.FINAL: "="}
"""How far a row is, also where there are no colours."""

_GAP = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the screen: the row it belongs to, which line of that it is, and its texts."""

    row: int
    number: int
    chinese: str
    english: str


class Layout:
    """The rows of a document in a window `width` columns wide; `shown` are those that the filter lets through."""

    def __init__(
        self,
        units: Sequence[Unit],
        blocks: Sequence[Block],
        shown: Sequence[int],
        width: int,
        before: Layout | None = None,
    ) -> None:
        """`before` is an earlier layout: how high a row is need not be found out again where nothing changed."""
        self._units, self._blocks, self.shown = units, blocks, shown
        self.sided = width >= SIDE_BY_SIDE
        room = max(width - GUTTER, 10)
        self.column = (room - _GAP) // 2 if self.sided else room
        self._heights: dict[str, tuple[Unit, int]] = (
            before._heights if before and (before.sided, before.column) == (self.sided, self.column) else {}
        )
        self._ends = list(accumulate(map(self._height, shown)))
        self._places = {row: place for place, row in enumerate(shown)}

    @property
    def height(self) -> int:
        """Lines in all."""
        return self._ends[-1] if self._ends else 0

    def span(self, row: int) -> tuple[int, int] | None:
        """The first line of a row and the one after its last; ``None`` where it is not shown."""
        place = self._places.get(row)
        if place is None:
            return None
        return (self._ends[place - 1] if place else 0), self._ends[place]

    def line(self, number: int) -> Line | None:
        """What stands on a line, ``None`` below the last."""
        if not 0 <= number < self.height:
            return None
        place = bisect_right(self._ends, number)
        row = self.shown[place]
        inside = number - (self._ends[place - 1] if place else 0)
        chinese, english = self._lines(row)
        if self.sided:
            return Line(row, inside, _nth(chinese, inside), _nth(english, inside))
        return Line(row, inside, _nth(chinese, inside), _nth(english, inside - len(chinese)))

    def padded(self, text: str) -> str:
        """A line of Chinese with blanks up to the English beside it."""
        return text + " " * (self.column + _GAP - cells(text))

    def _lines(self, row: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        unit = self._units[row]
        english = wrapped(typed(unit), self.column)
        return wrapped(_chinese(unit), self.column), english if self.sided or unit.target else ()

    def _height(self, row: int) -> int:
        unit = self._units[row]
        known = self._heights.get(unit.segment.id)
        if known is None or known[0] is not unit:
            chinese = height(_chinese(unit), self.column)
            english = height(typed(unit), self.column) if unit.target else 0
            known = unit, max(chinese, english) if self.sided else chinese + english
            self._heights[unit.segment.id] = known
        return known[1] + self._ends_paragraph(row)

    def _ends_paragraph(self, row: int) -> int:
        """An empty line after the last row of what reads as a paragraph."""
        if row + 1 == len(self._blocks) or self._blocks[row + 1] is self._blocks[row]:
            return 0
        alike = {self._blocks[row].kind, self._blocks[row + 1].kind}
        return 0 if alike in ({Kind.TABLE_CELL}, {Kind.LIST_ITEM}) else 1


def _chinese(unit: Unit) -> str:
    return tagged(unit.segment.text, unit.segment.codes)


def _nth(lines: Sequence[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""
