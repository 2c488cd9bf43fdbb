"""Merges what came back into the bitext three ways: what was exported, what is there now, what was returned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from toolkit.bitext import text_hash
from toolkit.codes import tagged, untagged
from toolkit.model import Bitext, Code, State, Unit
from toolkit.review.notes import with_notes
from toolkit.review.returned import comparable
from toolkit.review.values import Change, Conflict, Judged, Proposal, Review, Verdict


@dataclass(frozen=True, slots=True)
class Applied:
    """A unit that was changed: its English before and after, and the edit that did it."""

    unit_id: str
    before: str
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Merged:
    """The bitext with all that could be merged, and what became of every change.

    ``equal`` are the IDs of units that had what was returned already, ``gone`` changes whose
    unit is no longer in the bitext, ``commented`` the IDs of units that got notes.
    """

    bitext: Bitext
    applied: tuple[Applied, ...] = ()
    equal: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    gone: tuple[Change, ...] = ()
    commented: tuple[str, ...] = ()
    judged: tuple[Judged, ...] = ()


def merge(bitext: Bitext, reviews: Sequence[Review], state: State = State.REVIEWED) -> Merged:
    """The bitext with the changes of all `reviews`.

    An edit is taken where the bitext still has what was exported, and all who changed the unit
    agree. Anything else is a conflict. A unit that is changed or accepted gets the `state`, unless its
    change has one; one that is rejected is a draft again. Another state than was exported is taken where
    the bitext still has that one, and the English that was returned. Comments become notes, each once.
    Nothing is ever taken out.
    """
    by_unit: defaultdict[str, list[tuple[str, Change]]] = defaultdict(list)
    for review in reviews:
        for change in review.changes:
            by_unit[change.unit_id].append((review.name, change))
    units: list[Unit] = []
    merging = _Merging(state)
    for unit in bitext.units:
        units.append(merging.merged(unit, by_unit.pop(unit.segment.id, [])))
    gone = tuple(change for returned in by_unit.values() for _, change in returned)
    return Merged(
        replace(bitext, units=tuple(units)),
        tuple(merging.applied),
        tuple(merging.equal),
        tuple(merging.conflicts),
        gone,
        tuple(merging.commented),
        tuple(merging.judged),
    )


class _Merging:
    """The outcomes of a merge while they are collected."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.applied: list[Applied] = []
        self.equal: list[str] = []
        self.conflicts: list[Conflict] = []
        self.commented: list[str] = []
        self.judged: list[Judged] = []

    def merged(self, unit: Unit, returned: Sequence[tuple[str, Change]]) -> Unit:
        """The unit with the changes that were returned for it."""
        noted = unit
        for _, change in returned:
            noted = with_notes(noted, change.comments)
        if noted is not unit:
            self.commented.append(unit.segment.id)
        edits = [(name, change) for name, change in returned if change.edited]
        edited = self._edited(noted, edits) if edits else noted
        verdicts = [change for _, change in returned if change.verdict]
        judged = self._judge(edited, verdicts) if verdicts else edited
        restated = [change for _, change in returned if change.restated]
        return self._restated(judged, restated) if restated else judged

    def _judge(self, unit: Unit, verdicts: Sequence[Change]) -> Unit:
        """The unit in the state that the verdicts on its English, as it is now, give it."""
        if self._is_open(unit):
            return unit  # of its English first
        now = tagged(unit.target, unit.codes)
        timely = [change for change in verdicts if _same(change.target, now)]
        said = {change.verdict for change in timely or verdicts}
        if len(said) > 1:
            reason = "the reviewers disagree whether it can stand"
            self.conflicts.append(Conflict(unit.segment.id, verdicts[0].base, now, (), reason))
            return unit
        [verdict] = said
        given = [change.state or self._state for change in timely]
        state = _judged_state(unit.state, verdict, given) if timely else unit.state
        people = tuple(dict.fromkeys((change.author, change.at) for change in timely or verdicts))
        if state is not unit.state or not timely:
            self.judged.append(Judged(unit.segment.id, verdict, unit.state, state, people, not timely))
        return unit if state is unit.state else replace(unit, state=state)

    def _restated(self, unit: Unit, changes: Sequence[Change]) -> Unit:
        """The unit in the state that somebody gave its English, as it was sent out or as it is now."""
        states = list(dict.fromkeys(change.state for change in changes if change.state))
        if self._is_open(unit) or states == [unit.state]:
            return unit
        now = tagged(unit.target, unit.codes)
        reason = _stale(unit.state, now, changes, states)
        if reason:
            self.conflicts.append(Conflict(unit.segment.id, changes[0].base, now, (), reason))
            return unit
        people = tuple(dict.fromkeys((change.author, change.at) for change in changes))
        self.judged.append(Judged(unit.segment.id, Verdict.NONE, unit.state, states[0], people))
        return replace(unit, state=states[0])

    def _is_open(self, unit: Unit) -> bool:
        return any(conflict.unit_id == unit.segment.id for conflict in self.conflicts[-1:])

    def _edited(self, unit: Unit, edits: Sequence[tuple[str, Change]]) -> Unit:
        now = tagged(unit.target, unit.codes)
        proposals = _proposals(edits)
        fresh = [proposal for proposal in proposals if not _same(proposal.target, now)]
        if not fresh:
            self.equal.append(unit.segment.id)
            return unit
        reason = _disagreement(now, [change for _, change in edits], proposals)
        if reason:
            base = now if edits[0][1].guessed else edits[0][1].base
            self.conflicts.append(Conflict(unit.segment.id, base, now, tuple(proposals), reason))
            return unit
        self.applied.append(Applied(unit.segment.id, now, fresh[0]))
        return retargeted(unit, fresh[0].target, fresh[0].state or self._state)


def _judged_state(state: State, verdict: Verdict, given: Sequence[State]) -> State:
    if state is State.EMPTY:
        return state
    return State.DRAFT if verdict is Verdict.REJECTED else max(state, *given, key=list(State).index)


def _stale(state: State, now: str, changes: Sequence[Change], states: Sequence[State]) -> str:
    """Why a unit that is in a `state` cannot be given another without asking; empty where it can."""
    if len(states) > 1:
        return f"the reviewers disagree about its state: {' or '.join(states)}"
    if not any(_same(change.target, now) for change in changes):
        return f"it came back as {states[0]}, and its English has changed since it was sent out"
    if state not in {change.sent_state for change in changes}:
        return f"it was sent out as {changes[0].sent_state}, came back as {states[0]}, and is {state} by now"
    return ""


def retargeted(unit: Unit, target: str, state: State) -> Unit:
    """The unit with the English `target`, inline codes as tags, that a person gave it."""
    text, codes = untagged(target)
    given = state if text.strip() else State.EMPTY
    return replace(unit, target=text, codes=_detailed(codes, unit), state=given, origin="")


def _proposals(edits: Iterable[tuple[str, Change]]) -> list[Proposal]:
    """The different edits, equal ones joined, in the order in which they came."""
    found: dict[str, Proposal] = {}
    for name, change in edits:
        key = comparable(change.target)
        before = found.get(key, Proposal(change.target, (), (), change.state))
        people = tuple(dict.fromkeys((*before.people, (change.author, change.at))))
        found[key] = replace(before, people=people, files=tuple(dict.fromkeys((*before.files, name))))
    return list(found.values())


def _disagreement(now: str, changes: Sequence[Change], proposals: Sequence[Proposal]) -> str:
    """Why the edits cannot be taken without asking; empty where they can."""
    if len(proposals) > 1:
        return "the reviewers disagree"
    if not any(_same(change.base, now) for change in changes):
        unknown = all(change.guessed for change in changes)
        return "what was sent out is not known any more" if unknown else "the English has changed since it was sent out"
    return ""


def _same(one: str, other: str) -> bool:
    return text_hash(one) == text_hash(other) and comparable(one) == comparable(other)


def _detailed(codes: Iterable[Code], unit: Unit) -> tuple[Code, ...]:
    """The codes of a returned text with the details that tags do not show."""
    details = {(code.id, code.kind): code.detail for code in (*unit.codes, *unit.segment.codes)}
    return tuple(replace(code, detail=details.get((code.id, code.kind), "")) for code in codes)
