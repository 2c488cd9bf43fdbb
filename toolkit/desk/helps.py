"""What helps with the open segment, beside it: numbered by the keys that put it in."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from toolkit.desk.aside import helping_text
from toolkit.desk.helping import Help, helps
from toolkit.model import Match, Unit


class Helps(Static):
    """All that helps with one unit."""

    def __init__(self) -> None:
        super().__init__(id="helps")
        self._numbered: list[Help] = []

    def show(self, unit: Unit, matches: Sequence[Match] | None) -> None:
        """Shows what helps with a unit; ``None`` as `matches` says that the memory has not answered yet."""
        self._numbered = list(helps(unit, matches or ()))
        self.update(helping_text(unit, self._numbered, matches is None))

    def numbered(self, number: int) -> Help | None:
        """What stands under a number, counted from 1."""
        return self._numbered[number - 1] if number <= len(self._numbered) else None
