"""Which texts of a memory have other units than before: so what was found for all that is unlike them is so still."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

MOST = 50
"""Texts that have changed since the base of a memory; at more the newest change is the base.

To tell which of 15,000 sentences are like so many takes a sixth of the time of looking them all up again.
"""

_MOST_LEFT = 10_000
"""Texts whose units stand elsewhere than before, as far as is known yet; of more it is taken that they have changed."""

Unit = tuple[Any, ...]
"""The number of a text, and all that a unit of it says."""


class Changes(NamedTuple):
    """What has changed in a memory ``since`` its base: the keys of the texts, in the order of their last changes.

    A change is known by a random mark, as is the base, which is a change too: so a mark stands for all that the
    memory was after it.
    """

    base: bytes = b""
    since: Sequence[tuple[str, bytes]] = ()


class Differences:
    """The texts whose units are others than before, or in another order, unless they ``are_many``."""

    def __init__(self) -> None:
        self._left: defaultdict[int, tuple[list[Unit], list[Unit]]] = defaultdict(lambda: ([], []))
        self.are_many = False

    def note(self, before: Sequence[Unit], now: Sequence[Unit]) -> None:
        """Goes on with the next units as they were, and as they are."""
        if self.are_many:
            return
        for side, units in enumerate((before, now)):
            for unit in units:
                self._left[unit[0]][side].append(unit)
        for text in [text for text, (ours, theirs) in self._left.items() if ours == theirs]:
            del self._left[text]
        self.are_many = len(self._left) > _MOST_LEFT

    def texts(self) -> list[int] | None:
        """The numbers of those texts when all units have been noted; nothing where they are more than are told."""
        return None if self.are_many or len(self._left) > MOST else list(self._left)
