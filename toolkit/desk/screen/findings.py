"""What the checks find in the open segment: shown beneath it, and gone through one by one."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from toolkit.desk.screen.aside import findings_text
from toolkit.model import Finding


class Findings(Static):
    """The findings of the open segment, one of which may be chosen."""

    def __init__(self) -> None:
        super().__init__(id="findings")
        self._found: Sequence[Finding] = ()
        self._at: int | None = None

    @property
    def chosen(self) -> Finding | None:
        """The one that was stepped to."""
        return None if self._at is None else self._found[self._at]

    @property
    def first(self) -> Finding | None:
        """The chosen one, or else the first."""
        return self.chosen or next(iter(self._found), None)

    def show(self, found: Sequence[Finding]) -> None:
        """Shows findings; the chosen one stays that as long as it is there."""
        before = self.chosen and (self.chosen.code, self.chosen.message)
        same = (at for at, one in enumerate(found) if (one.code, one.message) == before)
        self._found, self._at = found, next(same, None)
        self._draw()

    def step(self, step: int) -> Finding | None:
        """Chooses the next (1) or the one before (-1); ``None``, and none is chosen, beyond the last."""
        at = (0 if step > 0 else len(self._found) - 1) if self._at is None else self._at + step
        self._at = at if 0 <= at < len(self._found) else None
        self._draw()
        return self.chosen

    def _draw(self) -> None:
        self.update(findings_text(self._found, self._at))
