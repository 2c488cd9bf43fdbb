"""What is found in a memory, as matches in the order of trust."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.language.chinese import fold
from toolkit.memory.protocol import MemoryUnit, Query
from toolkit.model import Code, Match, MatchKind, State

_TRUST = {kind: number for number, kind in enumerate(MatchKind)}
_WORK = {state: number for number, state in enumerate(State)}
_FORMATTED_OTHERWISE = 99


class Found(NamedTuple):
    """A unit of a memory that is like a query: ``score`` is the likeness of their keys."""

    score: int
    origin: str
    unit: MemoryUnit


def ranked(query: Query, found: Iterable[Found], limit: int) -> tuple[Match, ...]:
    """The best matches: by trust and score, then what is further on in the work, then the newest.

    Of those that say the same in both languages only the best is given. In which order they are found
    does not count: it depends on what was read into the memory first.
    """
    best: dict[tuple[str, str], Match] = {}
    by_origin = sorted((_match(query, one) for one in found), key=_place)
    for match in sorted(by_origin, key=_newest, reverse=True):
        known = best.get((match.source, match.target))
        if known is None or _order(match) < _order(known):
            best[match.source, match.target] = match
    return tuple(sorted(best.values(), key=_order)[:limit])


def _place(match: Match) -> tuple[str, str, str]:
    return match.origin, match.source, match.target


def best_of(found: Iterable[Sequence[Match]], limit: int) -> tuple[Match, ...]:
    """The best matches of several memories for one query, each text and translation once."""
    best: dict[tuple[str, str], Match] = {}
    for match in (one for matches in found for one in matches):
        known = best.get((match.source, match.target))
        if known is None or _order(match) < _order(known):
            best[match.source, match.target] = match
    return tuple(sorted(best.values(), key=_order)[:limit])


def _newest(match: Match) -> str:
    return match.at


def _order(match: Match) -> tuple[int, int, int]:
    return _TRUST[match.kind], -match.score, -_WORK[match.state]


def _match(query: Query, found: Found) -> Match:
    unit, score, kind = found.unit, found.score, MatchKind.FUZZY
    if score == 100 and _kinds(unit.source_codes) != _kinds(query.segment.codes):
        score = _FORMATTED_OTHERWISE
    elif score == 100:
        kind = MatchKind.CONTEXT if _has_neighbours(query, unit) else MatchKind.EXACT
    return Match(
        unit.source, unit.target, score, kind, found.origin, unit.author, unit.at, unit.state, unit.target_codes
    )


def _kinds(codes: Sequence[Code]) -> list[tuple[str, str]]:
    return [(code.id, code.kind) for code in codes]


def _has_neighbours(query: Query, unit: MemoryUnit) -> bool:
    """Whether both stand between the same texts; at least one must be known."""
    if not (unit.before or unit.after):
        return False
    return fold(query.before) == fold(unit.before) and fold(query.after) == fold(unit.after)
