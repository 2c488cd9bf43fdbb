"""The memory's step of the line: English for units that have none, by a project's policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from toolkit.bitext import memory_origin
from toolkit.memory.protocol import LIMIT, THRESHOLD, Query, Searched
from toolkit.memory.swap import put_right
from toolkit.model import Bitext, Match, MatchKind, State, TermHit, Unit

FILLS = ("context", "exact", "swapped")
"""What can fill a unit: an equal text between equal neighbours, an equal text, and one that is equal
once figures and names are swapped."""

FindTerms = Callable[[str], Sequence[TermHit]]
Suggested = Iterable[tuple[str, tuple[Match, ...]]]
"""The matches of empty units, by unit ID, as they are found."""

Suggestions = Mapping[str, tuple[Match, ...]]
"""The matches of a document's empty units, by unit ID, the best first."""

SHOWN = 3
"""Matches that a unit keeps as suggestions where none of them fills it."""


@dataclass(frozen=True, slots=True)
class FillPolicy:
    """What the memory may fill, and what that becomes; all else only suggests.

    ``files`` are the origins that may fill, with ``*`` for any characters; none means all.
    """

    fills: tuple[str, ...] = ("context", "exact")
    files: tuple[str, ...] = ()
    state: State = State.DRAFT
    threshold: int = THRESHOLD


def suggest(bitext: Bitext, memory: Searched, threshold: int = THRESHOLD) -> Suggested:
    """Asks the memory for the empty units; gives what it has, by unit ID, as it is taken."""
    queries = dict(_queries(bitext))
    found = memory.look_up(list(queries.values()), threshold, LIMIT) if queries else []
    return ((unit_id, matches) for unit_id, matches in zip(queries, found, strict=True) if matches)


def fill(bitext: Bitext, suggestions: Suggestions, policy: FillPolicy, find: FindTerms | None = None) -> Bitext:
    """The bitext with English from the memory in the empty units for which the policy allows it.

    The others keep what was found as suggestions, `Unit.matches`. Names of the glossary, which stand in the units and
    are found by `find` elsewhere, may be swapped.
    """
    if not suggestions:
        return bitext

    def filled(unit: Unit) -> Unit:
        matches = suggestions.get(unit.segment.id)
        return _filled(unit, put_right(matches, unit.segment.text, find, unit.hits), policy) if matches else unit

    return replace(bitext, units=tuple(map(filled, bitext.units)))


def _queries(bitext: Bitext) -> Iterator[tuple[str, Query]]:
    texts = ["", *(unit.segment.text for unit in bitext.units), ""]
    for before, unit, after in zip(texts, bitext.units, texts[2:], strict=False):
        if _is_empty(unit):
            yield unit.segment.id, Query(unit.segment, before, after)


def _is_empty(unit: Unit) -> bool:
    return unit.state is State.EMPTY and bool(unit.segment.text.strip())


def _filled(unit: Unit, matches: Sequence[Match], policy: FillPolicy) -> Unit:
    match = _chosen(matches, policy) if _is_empty(unit) else None
    if match is None:
        return replace(unit, matches=tuple(matches[:SHOWN]))
    origin = memory_origin(way(match), match.origin)
    return replace(unit, target=match.target, codes=match.codes, state=policy.state, origin=origin)


def _chosen(matches: Sequence[Match], policy: FillPolicy) -> Match | None:
    """The best match that may fill; none where others as good say something else: that is a person's choice."""
    allowed = [match for match in matches if _may_fill(match, policy)]
    best = [match for match in allowed if _rank(match) == _rank(allowed[0])]
    return best[0] if len({match.target for match in best}) == 1 else None


def _may_fill(match: Match, policy: FillPolicy) -> bool:
    allowed = not policy.files or any(fnmatchcase(match.origin, pattern) for pattern in policy.files)
    return allowed and way(match) in policy.fills


def _rank(match: Match) -> tuple[str, State]:
    return way(match), match.state


def way(match: Match) -> str:
    """How a match would fill: one of `FILLS`, or ``fuzzy``."""
    return "swapped" if match.swapped and match.kind is MatchKind.FUZZY else str(match.kind)
