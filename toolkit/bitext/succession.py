"""Which new sentences took the place of which vanished ones: changed, split or merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from toolkit.model import Segment, Unit

SIMILAR_ENOUGH = 0.5
"""Share of characters that two sentences must have in common to be versions of each other."""

_CLEAR_GAIN = 0.1
"""How much more alike two sentences together must be than one alone to count as split or merged."""

_NEIGHBOURHOOD = 40
"""Places to either side in which a changed sentence is looked for, so that the time taken grows
with the length of a changed stretch and not with its square."""


class Succession(NamedTuple):
    """Vanished units and the new segments in their place.

    One of each is a changed sentence, several units and one segment are a merger, one unit and
    several segments a split.
    """

    units: tuple[Unit, ...]
    segments: tuple[Segment, ...]


def find_successions(gone: Sequence[Unit], fresh: Sequence[Segment]) -> list[Succession]:
    """The successions in one stretch of a text, in its order; no unit or segment is in two of them.

    `gone` are the units that vanished from the stretch, `fresh` the segments that are new there.
    """
    old, new = [unit.segment.text for unit in gone], [segment.text for segment in fresh]
    pairs = dict(_pairs(old, new))
    free_old = set(range(len(old))) - set(pairs.values())
    free_new = set(range(len(new))) - set(pairs)
    found = []
    for j, i in sorted(pairs.items()):
        merged = _grown(i, old, new[j], free_old)
        split = _grown(j, new, old[i], free_new) if len(merged) == 1 else [j]
        found.append(Succession(tuple(gone[k] for k in merged), tuple(fresh[k] for k in split)))
    return found


def _grown(seed: int, parts: Sequence[str], whole: str, free: set[int]) -> list[int]:
    """The places around `seed` whose texts together are clearly more like `whole`; they are taken from `free`."""
    places = [seed]
    score = _likeness(parts[seed], whole)
    for step in (1, -1):
        while (place := places[-1 if step > 0 else 0] + step) in free:
            wider = sorted([*places, place])
            together = _likeness("".join(parts[k] for k in wider), whole)
            if together < score + _CLEAR_GAIN:
                break
            places, score = wider, together
            free.discard(place)
    return places


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places ``(new, old)`` of the most similar texts first, each once."""
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, _, i, j in sorted(_candidates(old, new)):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            yield j, i


def _candidates(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[float, int, int, int]]:
    """Texts that are similar enough: the likeness (negated), the distance, and both places."""
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    for j, text in enumerate(new):
        matcher.set_seq2(text)
        middle = j * len(old) // len(new)
        for i in range(max(middle - _NEIGHBOURHOOD, 0), min(middle + _NEIGHBOURHOOD, len(old))):
            matcher.set_seq1(old[i])
            if matcher.real_quick_ratio() >= SIMILAR_ENOUGH and matcher.quick_ratio() >= SIMILAR_ENOUGH:
                score = matcher.ratio()
                if score >= SIMILAR_ENOUGH:
                    yield -score, abs(i - middle), i, j
