"""Carries a person's English over to a changed source, losing none of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import compress, count
from operator import ne
from typing import NamedTuple

from toolkit.bitext.succession import Succession, find_successions
from toolkit.codes import join
from toolkit.model import Bitext, Document, Note, Segment, State, Unit

SPLIT_NOTE = Note("Split off from the sentence before, whose English may cover this one too.", "toolkit")


class UpdateReport(NamedTuple):
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
    the Chinese it was made for; so does one that was merged of several, or the first of several
    that one was split into. English whose Chinese is gone goes to the archive, and comes
    back when the Chinese does.

    >>> bitext = update(None, segment(read("source/harbour.txt")))
    >>> [str(unit.state) for unit in bitext.units]
    ['empty', 'empty']
    """
    if old is None:
        return Bitext(document, tuple(Unit(segment) for segment in document.segments()), (), target_language)
    segments = [segment for block in document.blocks for segment in block.segments]
    known = {unit.segment.id: unit for unit in old.units}
    archived = {unit.segment.id: unit for unit in old.archive}
    successions = list(_successions(old, segments, known.keys() | archived.keys()))
    inherited = {unit.segment.id: unit for succession in successions for unit in _inheriting(succession)}
    handed_over = {unit.segment.id for succession in successions for unit in succession.units}
    found = (
        known.get(segment.id) or archived.get(segment.id) or inherited.get(segment.id) or Unit(segment)
        for segment in segments
    )
    units = tuple(
        _settled(unit if unit.segment == segment else replace(unit, segment=segment))
        for unit, segment in zip(found, segments, strict=True)
    )
    return Bitext(document, units, tuple(_archive(old, units, handed_over)), target_language)


def _successions(old: Bitext, segments: Sequence[Segment], remembered: Set[str]) -> Iterator[Succession]:
    """What became of the vanished units that were worked on, stretch by stretch."""
    now = [segment.id for segment in segments]
    present = set(now)
    for i1, i2, j1, j2 in _replaced([unit.segment.id for unit in old.units], now):
        gone = [unit for unit in old.units[i1:i2] if unit.segment.id not in present and _worked_on(unit)]
        fresh = [segment for segment in segments[j1:j2] if segment.id not in remembered]
        yield from find_successions(gone, fresh)


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches ``before[i1:i2]`` in whose place ``after[j1:j2]`` stand now."""
    start, end = _unchanged_ends(before, after)
    matcher = _matcher(before, after, start, end)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "replace":
            yield start + i1, start + i2, start + j1, start + j2


def _count_in_order(before: Sequence[str], after: Sequence[str]) -> int:
    """How many IDs are in both, in the same order."""
    start, end = _unchanged_ends(before, after)
    return start + end + sum(block.size for block in _matcher(before, after, start, end).get_matching_blocks())


def _matcher(before: Sequence[str], after: Sequence[str], start: int, end: int) -> SequenceMatcher[str]:
    """What compares IDs but for those that both start and end with; as each is there once, that changes nothing."""
    return SequenceMatcher(None, before[start : len(before) - end], after[start : len(after) - end], autojunk=False)


def _unchanged_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many IDs both start with, and how many of the others both end with."""
    shorter = min(len(before), len(after))
    start = next(compress(count(), map(ne, before, after)), shorter)
    end = next(compress(count(), map(ne, reversed(before), reversed(after))), shorter)
    return start, min(end, shorter - start)


def _worked_on(unit: Unit) -> bool:
    return bool(unit.target or set(unit.notes) - {SPLIT_NOTE})


def _inheriting(succession: Succession) -> Iterator[Unit]:
    """The units of the new segments: the first has all the English, as a draft, and all the notes.

    Its `previous` is the oldest Chinese that the English has not been checked against since.
    """
    first, *rest = succession.segments
    leading = succession.units[0]
    target, codes = join((unit.target, unit.codes, len(unit.segment.codes)) for unit in succession.units)
    notes = tuple(note for unit in succession.units for note in unit.notes)
    if target:
        previous = "".join(unit.previous or unit.segment.text for unit in succession.units)
        draft = replace(leading, segment=first, target=target, codes=codes, state=State.DRAFT)
        yield replace(draft, previous=previous, notes=notes)
    else:
        yield replace(leading, segment=first, notes=notes)
    yield from (Unit(segment, notes=(SPLIT_NOTE,)) for segment in rest)


def _settled(unit: Unit) -> Unit:
    """Once a person has confirmed the English, what it was first made for is history."""
    if unit.state in (State.EMPTY, State.DRAFT) or not (unit.previous or SPLIT_NOTE in unit.notes):
        return unit
    return replace(unit, previous="", notes=tuple(note for note in unit.notes if note != SPLIT_NOTE))


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
    still = _count_in_order(order_before, order_after)
    successions = _successions(old, [unit.segment for unit in new.units], known | archived)
    succeeded = {unit.segment.id for succession in successions for unit in succession.units}
    fresh = [unit for unit in new.units if unit.segment.id not in known and unit.segment.id not in archived]
    changed = sum(bool(unit.target) for unit in fresh)
    return UpdateReport(
        kept=still,
        moved=len(order_after) - still,
        changed=changed,
        new=len(fresh) - changed,
        removed=len(known - present - succeeded),
        restored=len((present - known) & archived),
    )
