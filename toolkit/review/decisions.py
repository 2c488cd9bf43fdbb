"""What somebody decides about single edits before they are merged: take one, reject them, word it anew, wait.

An edit that is rejected is kept as a note of its unit, as its author's and with its time. So the
same edit is known when its file is read again, and whoever made it sees that it was not overlooked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from toolkit.codes import tagged
from toolkit.model import Bitext, Note, Unit
from toolkit.review.merge import Merged
from toolkit.review.notes import with_notes
from toolkit.review.returned import comparable
from toolkit.review.values import Change, Review, Verdict

_NOT_TAKEN = "Not taken: "


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to stand in a unit, by somebody who saw ``now`` there; both with inline codes as tags.

    The present English as ``target`` rejects all edits, None leaves them for another time. A
    decision holds only as long as the unit still has what was seen.
    """

    now: str
    target: str | None


class Refusal(StrEnum):
    """Why an edit is not merged."""

    REJECTED = "rejected"
    BEFORE = "rejected before"
    LEFT = "left for later"


@dataclass(frozen=True, slots=True)
class Refused:
    """An edit that is not merged, and the file that it came in."""

    change: Change
    file: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Decided:
    """Reviews with what the decisions leave of them, and what is refused; ``notes`` are new, by the ID of the unit."""

    reviews: tuple[Review, ...]
    refused: tuple[Refused, ...]
    notes: Mapping[str, Sequence[Note]]


def decide(bitext: Bitext, reviews: Iterable[Review], decisions: Mapping[str, Decision]) -> Decided:
    """The `reviews` without the edits that `decisions`, by the ID of their unit, or earlier ones refuse."""
    found = list(reviews)
    units = {unit.segment.id: unit for unit in bitext.units}
    wordings: defaultdict[str, set[str]] = defaultdict(set)
    for change in (change for review in found for change in review.changes if change.edited):
        wordings[change.unit_id].add(comparable(change.target))
    kept, refused = [], []
    notes: defaultdict[str, list[Note]] = defaultdict(list)
    for review in found:
        changes = []
        for change in review.changes:
            unit, decision = units.get(change.unit_id), decisions.get(change.unit_id)
            decided, refusal = _decided(unit, change, decision, wordings[change.unit_id]) if unit else (change, None)
            changes.append(decided)
            if refusal:
                refused.append(Refused(change, review.name, refusal))
            if refusal is Refusal.REJECTED or (refusal is None and decided.target != change.target):
                notes[change.unit_id].append(_rejection(change))
        kept.append(replace(review, changes=tuple(changes)))
    return Decided(tuple(kept), tuple(refused), notes)


def _decided(
    unit: Unit, change: Change, decision: Decision | None, wordings: Iterable[str]
) -> tuple[Change, Refusal | None]:
    """The change as it is to be merged, and why it is refused if it is; `wordings` are all that came for the unit.

    One that was decided for counts as made in what stands there now, so that it is no conflict.
    """
    now, returned = tagged(unit.target, unit.codes), comparable(change.target)
    without = replace(change, target=change.base, verdict=Verdict.NONE, state=None)  # which are of the edit
    if not change.edited or returned == comparable(now):
        return change, None
    if decision is None or decision.now != now:
        return (without, Refusal.BEFORE) if _is_rejected(change, unit) else (change, None)
    if decision.target is None:
        return without, Refusal.LEFT
    if comparable(decision.target) == returned:
        return replace(change, base=now), None
    if comparable(decision.target) in (comparable(now), *wordings):
        return without, Refusal.REJECTED
    return replace(change, base=now, target=decision.target), None


def _is_rejected(change: Change, unit: Unit) -> bool:
    rejection = _rejection(change)
    return any(
        (note.author, note.at, comparable(note.text)) == (rejection.author, rejection.at, rejection.text)
        for note in unit.notes
    )


def _rejection(change: Change) -> Note:
    return Note(_told(change.target), change.author, change.at, resolved=True)


def _told(target: str) -> str:
    return _NOT_TAKEN + (comparable(target) or "(no text)")


def is_rejection(note: Note) -> bool:
    """Whether a note keeps an edit that was rejected."""
    return note.resolved and note.text.startswith(_NOT_TAKEN)


def remember(merged: Merged, decided: Decided) -> Merged:
    """What was merged, with a note for each edit that is rejected now and none for one that is taken after all."""
    taken = {one.unit_id: _told(one.proposal.target) for one in merged.applied}

    def remembering(unit: Unit) -> Unit:
        stale = taken.get(unit.segment.id)
        kept = tuple(note for note in unit.notes if comparable(note.text) != stale)
        return with_notes(replace(unit, notes=kept), decided.notes.get(unit.segment.id, ()))

    return replace(merged, bitext=replace(merged.bitext, units=tuple(map(remembering, merged.bitext.units))))
