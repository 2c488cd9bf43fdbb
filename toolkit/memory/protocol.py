"""What every translation memory can do, whatever it is kept in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from toolkit.model import Code, Match, Segment, State

THRESHOLD = 70
"""The likeness in per cent from which a text is worth a translator's look."""

LIMIT = 5
"""Matches of a segment that are worth a look."""


class MemoryUnit(NamedTuple):
    """A text and its translation as a memory keeps them.

    ``before`` and ``after`` are the Chinese texts that stood around it, empty at the ends of a
    document and where that is not known. A tuple: memories have millions, and making a frozen
    dataclass takes three times as long.
    """

    source: str
    target: str
    source_codes: tuple[Code, ...] = ()
    target_codes: tuple[Code, ...] = ()
    before: str = ""
    after: str = ""
    state: State = State.TRANSLATED
    author: str = ""
    at: str = ""


class Query(NamedTuple):
    """A segment to be looked up, with the Chinese texts around it."""

    segment: Segment
    before: str = ""
    after: str = ""


class Searched(Protocol):
    """What segments can be looked up in: a memory, or several as one."""

    def look_up(
        self, queries: Sequence[Query], threshold: int = THRESHOLD, limit: int = LIMIT
    ) -> Iterable[tuple[Match, ...]]:
        """For each query the `limit` best matches of at least `threshold` per cent, the best first."""


class Memory(Searched, Protocol):
    """Translated texts by origin: a file of the project, a team's name for what it shares.

    Units of one origin are replaced all at once, since they are derived from it all at once.
    """

    def concordance(self, text: str, limit: int) -> Iterator[tuple[str, MemoryUnit]]:
        """Units with `text` in either language, each with its origin; at most `limit`."""

    def origins(self) -> Mapping[str, str]:
        """Each origin with the digest of what was taken from it."""

    def units(self, origin: str) -> Iterator[MemoryUnit]:
        """The units of an origin, in its order."""

    def replace(self, origin: str, digest: str, units: Iterable[MemoryUnit]) -> None:
        """Puts `units` in place of all that the memory had from `origin`, at once or not at all."""

    def remove(self, origin: str) -> None:
        """Forgets an origin."""
