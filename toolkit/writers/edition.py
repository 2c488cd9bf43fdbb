"""Which document is to be made of a bitext."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.model import Bitext, Unit

Pieces = Sequence[bytes | memoryview]
"""The bytes of a document, in pieces that need not be put together to be written."""


class Comparison(NamedTuple):
    """An earlier state of the bitext, ``since`` as people call it, and who is said to have made the changes."""

    older: Bitext
    since: str
    author: str = "translator"

    def pairs(self, bitext: Bitext) -> Iterator[tuple[Unit, Unit | None]]:
        """Each unit of `bitext` with what it was: the unit of its ID, else of the Chinese its English was made for."""
        by_id = {unit.segment.id: unit for unit in self.older.units}
        now = {unit.segment.id for unit in bitext.units}
        free = {unit.segment.text: unit for unit in reversed(self.older.units) if unit.segment.id not in now}
        for unit in bitext.units:
            yield unit, by_id.get(unit.segment.id) or free.pop(unit.previous, None)

    def removed(self, bitext: Bitext) -> list[Unit]:
        """The earlier units with English that are in `bitext` no more."""
        kept = {was.segment.id for _, was in self.pairs(bitext) if was}
        return [unit for unit in self.older.units if unit.target.strip() and unit.segment.id not in kept]


class Edition(NamedTuple):
    """A kind of document and how it is wanted.

    ``protect`` lets a word processor change nothing but the English. ``comparison`` says what its
    tracked changes lead from, where it has any.
    """

    name: str = "review"
    protect: bool = False
    comparison: Comparison | None = None


REVIEW = Edition()
