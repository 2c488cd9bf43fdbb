"""Carries a person's English over to a changed source, losing none of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from toolkit.model import Bitext, Document, Segment, State, Unit

SIMILAR_ENOUGH = 0.5
"""Share of characters that two sentences must have in common to be versions of each other."""

_NEIGHBOURHOOD = 40
"""Places to either side in which a changed sentence is looked for, so that the time taken grows
with the length of a changed stretch and not with its square."""


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """How many units of a bitext were kept, moved and so on when its source was read again."""

    kept: int = 0
    moved: int = 0
    changed: int = 0
    new: int = 0
    removed: int = 0
    restored: int = 0


def update(old: Bitext | None, document: Document, target_language: str = "en-GB") -> Bitext:
    """The bitext of the segmented `document`, with everything of `old` that still fits.

    A segment whose ID is known keeps its unit wherever it moved. One that is similar to a
    segment that vanished from the same stretch takes over its English as a draft, together with
    the Chinese it was made for. English whose Chinese is gone goes to the archive, and comes
    back when the Chinese does.
    """
    if old is None:
        return Bitext(document, tuple(Unit(segment) for segment in document.segments()), (), target_language)
    segments = list(document.segments())
    known = {unit.segment.id: unit for unit in old.units}
    archived = {unit.segment.id: unit for unit in old.archive}
    successions = list(_successions(old, segments, known.keys() | archived.keys()))
    inherited = {segment.id: _changed(unit, segment) for unit, segment in successions}
    handed_over = {unit.segment.id for unit, _ in successions}
    units = tuple(
        _settled(known.get(segment.id) or archived.get(segment.id) or inherited.get(segment.id) or Unit(segment))
        for segment in segments
    )
    return Bitext(document, units, tuple(_archive(old, units, handed_over)), target_language)


def _successions(old: Bitext, segments: Sequence[Segment], remembered: Set[str]) -> Iterator[tuple[Unit, Segment]]:
    """Vanished units that were worked on, each with the similar new segment in its place."""
    present = {segment.id for segment in segments}
    old_ids = [unit.segment.id for unit in old.units]
    matcher = SequenceMatcher(None, old_ids, [segment.id for segment in segments], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "replace":
            gone = [unit for unit in old.units[i1:i2] if unit.segment.id not in present and _worked_on(unit)]
            fresh = [segment for segment in segments[j1:j2] if segment.id not in remembered]
            yield from _pair(gone, fresh)


def _pair(gone: list[Unit], fresh: list[Segment]) -> Iterator[tuple[Unit, Segment]]:
    """The most similar pairs first, each unit and each segment once."""
    used_units: set[int] = set()
    used_segments: set[int] = set()
    for _, _, i, j in sorted(_likenesses(gone, fresh)):
        if i not in used_units and j not in used_segments:
            used_units.add(i)
            used_segments.add(j)
            yield gone[i], fresh[j]


def _likenesses(gone: list[Unit], fresh: list[Segment]) -> Iterator[tuple[float, int, int, int]]:
    """Pairs that are similar enough: the likeness (negated), the distance, and both places."""
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    for j, segment in enumerate(fresh):
        matcher.set_seq2(segment.text)
        middle = j * len(gone) // len(fresh)
        for i in range(max(middle - _NEIGHBOURHOOD, 0), min(middle + _NEIGHBOURHOOD, len(gone))):
            matcher.set_seq1(gone[i].segment.text)
            if matcher.real_quick_ratio() >= SIMILAR_ENOUGH and matcher.quick_ratio() >= SIMILAR_ENOUGH:
                score = matcher.ratio()
                if score >= SIMILAR_ENOUGH:
                    yield -score, abs(i - middle), i, j


def _worked_on(unit: Unit) -> bool:
    return bool(unit.target or unit.notes)


def _changed(unit: Unit, segment: Segment) -> Unit:
    """`previous` stays the oldest Chinese that the English has not been checked against since."""
    if not unit.target:
        return replace(unit, segment=segment)
    return replace(unit, segment=segment, state=State.DRAFT, previous=unit.previous or unit.segment.text)


def _settled(unit: Unit) -> Unit:
    """Once a person has confirmed the English, the Chinese it was first made for is history."""
    return replace(unit, previous="") if unit.previous and unit.state is not State.DRAFT else unit


def _archive(old: Bitext, units: Sequence[Unit], handed_over: set[str]) -> Iterator[Unit]:
    present = {unit.segment.id for unit in units}
    kept = present | handed_over
    yield from (unit for unit in old.archive if unit.segment.id not in present)
    for unit in old.units:
        if unit.segment.id not in kept and _worked_on(unit):
            yield unit


def compare(old: Bitext | None, new: Bitext) -> UpdateReport:
    """What `update` did between two bitexts, in numbers."""
    if old is None:
        return UpdateReport(new=len(new.units))
    before = [unit.segment.id for unit in old.units]
    known, archived = set(before), {unit.segment.id for unit in old.archive}
    after = [unit.segment.id for unit in new.units]
    present = set(after)
    order_before = [key for key in before if key in present]
    order_after = [key for key in after if key in known]
    still = sum(
        block.size for block in SequenceMatcher(None, order_before, order_after, autojunk=False).get_matching_blocks()
    )
    fresh = [unit for unit in new.units if unit.segment.id not in known and unit.segment.id not in archived]
    changed = sum(bool(unit.target) for unit in fresh)
    return UpdateReport(
        kept=still,
        moved=len(order_after) - still,
        changed=changed,
        new=len(fresh) - changed,
        removed=len(known - present) - changed,
        restored=len((present - known) & archived),
    )
