"""The three-way merge: nothing is lost, nothing is guessed, and doing it again changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from editing import PAIRS, bitext_of
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext import read_xliff, write_xliff
from toolkit.codes import tagged, untagged
from toolkit.model import Bitext, Note, State
from toolkit.review import merge
from toolkit.review.values import Change, Review, Verdict

BITEXT = bitext_of(*PAIRS)
IDS = [unit.segment.id for unit in BITEXT.units]
BASE = {unit.segment.id: tagged(unit.target, unit.codes) for unit in BITEXT.units}


def review(*changes: Change, name: str = "ann.docx") -> Review:
    return Review(name, "harbour", "b", frozenset(IDS), changes)


def change(place: int, target: str, *comments: Note, author: str = "Ann") -> Change:
    return Change(IDS[place], BASE[IDS[place]], target, author, "2026-11-20", comments)


def targets(bitext: Bitext) -> list[str]:
    return [tagged(unit.target, unit.codes) for unit in bitext.units]


def test_an_edit_is_taken_where_nothing_has_happened_since() -> None:
    merged = merge(BITEXT, [review(change(2, "See ‹a1›here‹/a1›."))])
    unit = merged.bitext.units[2]
    assert (unit.target, unit.state, [code.id for code in unit.codes]) == ("See here.", State.REVIEWED, ["1"])
    assert [applied.proposal.people for applied in merged.applied] == [(("Ann", "2026-11-20"),)]
    assert targets(merged.bitext)[3:] == targets(BITEXT)[3:]


def test_details_of_codes_are_those_of_the_chinese() -> None:
    unit = BITEXT.units[2]
    linked = unit.segment._replace(codes=(replace(unit.segment.codes[0], detail="https://port.example"),))
    bitext = replace(BITEXT, units=(*BITEXT.units[:2], replace(unit, segment=linked), *BITEXT.units[3:]))
    merged = merge(bitext, [review(change(2, "See ‹a1›here‹/a1›."))])
    assert merged.bitext.units[2].codes[0].detail == "https://port.example"
    typed = merge(bitext, [review(change(2, "See ‹b7›here‹/b7›."))]).bitext.units[2].codes
    assert [(code.id, code.detail) for code in typed] == [("7", "")], "a tag of the editor's own has none"


def test_what_has_changed_since_is_a_conflict() -> None:
    ours = replace(BITEXT, units=(replace(BITEXT.units[0], target="Ours"), *BITEXT.units[1:]))
    merged = merge(ours, [review(change(0, "Theirs"))])
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.now, conflict.proposals[0].target) == (BASE[IDS[0]], "Ours", "Theirs")
    assert conflict.reason == "the English has changed since it was sent out"
    assert merged.bitext == ours
    assert merge(ours, [review(change(0, "Ours"))]).equal == (IDS[0],)


def test_what_a_person_edits_is_no_longer_an_engines() -> None:
    drafted = replace(BITEXT, units=(replace(BITEXT.units[0], origin="model@1a2b3c4d"), *BITEXT.units[1:]))
    assert merge(drafted, [review(change(0, "Theirs"))]).bitext.units[0].origin == ""
    assert merge(drafted, [review()]).bitext.units[0].origin == "model@1a2b3c4d"


def test_a_line_break_that_an_editor_takes_out_is_an_edit() -> None:
    broken = replace(BITEXT, units=(replace(BITEXT.units[0], target="Port\nOpens"), *BITEXT.units[1:]))
    edit = Change(IDS[0], "Port\nOpens", "Port Opens", "Ann", "2026-11-20")
    assert targets(merge(broken, [review(edit)]).bitext)[0] == "Port Opens"


def test_where_nobody_knows_what_was_sent_out_an_edit_is_a_conflict_with_what_stands_there() -> None:
    guessed = Change(IDS[0], "", "Theirs", "Ann", "2026-11-20", guessed=True)
    (conflict,) = merge(BITEXT, [review(guessed)]).conflicts
    assert (conflict.base, conflict.reason) == (BASE[IDS[0]], "what was sent out is not known any more")


def test_an_edit_that_brings_its_own_state_keeps_it() -> None:
    merged = merge(BITEXT, [review(replace(change(0, "Theirs"), state=State.DRAFT))])
    assert (merged.bitext.units[0].target, merged.bitext.units[0].state) == ("Theirs", State.DRAFT)


def judgement(place: int, verdict: Verdict, target: str | None = None, author: str = "Ann") -> Change:
    english = BASE[IDS[place]]
    return Change(IDS[place], english, english if target is None else target, author, "2026-11-20", verdict=verdict)


@pytest.mark.parametrize(
    ("before", "verdict", "after"),
    [
        (State.DRAFT, Verdict.ACCEPTED, State.REVIEWED),
        (State.TRANSLATED, Verdict.ACCEPTED, State.REVIEWED),
        (State.FINAL, Verdict.ACCEPTED, State.FINAL),
        (State.TRANSLATED, Verdict.REJECTED, State.DRAFT),
        (State.FINAL, Verdict.REJECTED, State.DRAFT),
    ],
)
def test_a_verdict_gives_a_state(before: State, verdict: Verdict, after: State) -> None:
    bitext = replace(BITEXT, units=(replace(BITEXT.units[0], state=before), *BITEXT.units[1:]))
    merged = merge(bitext, [review(judgement(0, verdict))])
    assert merged.bitext == replace(bitext, units=(replace(bitext.units[0], state=after), *bitext.units[1:]))
    told = [(one.unit_id, one.verdict, one.before, one.after, one.people, one.outdated) for one in merged.judged]
    expected = [(IDS[0], verdict, before, after, (("Ann", "2026-11-20"),), False)]
    assert told == (expected if after is not before else [])


def test_a_verdict_counts_on_english_with_inline_codes() -> None:
    assert merge(BITEXT, [review(judgement(2, Verdict.ACCEPTED))]).bitext.units[2].state is State.REVIEWED


def test_a_verdict_that_comes_with_an_edit_is_about_the_edit() -> None:
    merged = merge(BITEXT, [review(judgement(0, Verdict.REJECTED, "Theirs"))])
    assert (targets(merged.bitext)[0], merged.bitext.units[0].state) == ("Theirs", State.DRAFT)
    assert [(one.before, one.after) for one in merged.judged] == [(State.REVIEWED, State.DRAFT)]


def test_a_verdict_on_what_has_changed_since_does_not_count_and_is_told() -> None:
    ours = replace(BITEXT, units=(replace(BITEXT.units[0], target="Ours"), *BITEXT.units[1:]))
    merged = merge(ours, [review(judgement(0, Verdict.ACCEPTED)), review(judgement(0, Verdict.ACCEPTED, author="Bo"))])
    assert merged.bitext == ours
    (judged,) = merged.judged
    assert (judged.outdated, judged.before, judged.after) == (True, State.TRANSLATED, State.TRANSLATED)
    assert judged.people == (("Ann", "2026-11-20"), ("Bo", "2026-11-20"))


def test_only_a_verdict_on_the_english_as_it_is_counts() -> None:
    ours = replace(BITEXT, units=(replace(BITEXT.units[0], target="Ours"), *BITEXT.units[1:]))
    timely = Change(IDS[0], "Ours", "Ours", "Bo", "2026-11-20", verdict=Verdict.ACCEPTED)
    merged = merge(ours, [review(judgement(0, Verdict.REJECTED)), review(timely)])
    assert merged.bitext.units[0].state is State.REVIEWED
    assert [one.people for one in merged.judged] == [(("Bo", "2026-11-20"),)]


def test_reviewers_who_disagree_whether_it_can_stand_conflict() -> None:
    verdicts = judgement(0, Verdict.ACCEPTED), judgement(0, Verdict.REJECTED, author="Bo")
    merged = merge(BITEXT, [review(one) for one in verdicts])
    (conflict,) = merged.conflicts
    assert merged.bitext == BITEXT
    assert (conflict.unit_id, conflict.base, conflict.now) == (IDS[0], BASE[IDS[0]], BASE[IDS[0]])
    assert (conflict.proposals, conflict.reason) == ((), "the reviewers disagree whether it can stand")
    assert merged.judged == ()


def test_no_verdict_counts_on_an_english_that_is_in_conflict() -> None:
    edits = judgement(0, Verdict.ACCEPTED, "One"), judgement(0, Verdict.ACCEPTED, "Other", author="Bo")
    merged = merge(BITEXT, [review(one) for one in edits])
    assert (merged.bitext, len(merged.conflicts), merged.judged) == (BITEXT, 1, ())
    later = judgement(1, Verdict.ACCEPTED)
    assert merge(BITEXT, [review(*edits, later)]).bitext.units[1].state is State.REVIEWED


def test_an_empty_unit_stays_empty_whatever_is_said_of_it() -> None:
    merged = merge(BITEXT, [review(judgement(4, Verdict.ACCEPTED))])
    assert (merged.bitext, merged.judged) == (BITEXT, ())


def test_equal_edits_are_joined_and_different_ones_conflict() -> None:
    ann, bo = review(change(0, "Both")), review(change(0, "Both", author="Bo"), name="bo.docx")
    (applied,) = merge(BITEXT, [ann, bo]).applied
    assert applied.proposal.people == (("Ann", "2026-11-20"), ("Bo", "2026-11-20"))
    assert applied.proposal.files == ("ann.docx", "bo.docx")
    other = review(change(0, "Other", author="Bo"), name="bo.docx")
    (conflict,) = merge(BITEXT, [ann, other]).conflicts
    assert conflict.reason == "the reviewers disagree"
    assert [proposal.target for proposal in conflict.proposals] == ["Both", "Other"]


def test_comments_become_notes_once_and_are_resolved() -> None:
    asked = Note("Which port?", "Ann", "2026-11-20T08:00:00Z")
    first = merge(BITEXT, [review(change(0, BASE[IDS[0]], asked))])
    assert first.bitext.units[0].notes == (asked,)
    assert (first.applied, first.commented) == ((), (IDS[0],))
    done = merge(first.bitext, [review(change(0, BASE[IDS[0]], replace(asked, resolved=True)))])
    assert done.bitext.units[0].notes == (replace(asked, resolved=True),)
    assert merge(done.bitext, [review(change(0, BASE[IDS[0]], asked))]).bitext == done.bitext


def test_an_emptied_cell_empties_the_unit() -> None:
    unit = merge(BITEXT, [review(change(0, ""))]).bitext.units[0]
    assert (unit.target, unit.state) == ("", State.EMPTY)


def test_changes_of_units_that_are_gone_are_told() -> None:
    gone = Change("nowhere", "a", "b", "Ann")
    assert merge(BITEXT, [review(gone)]).gone == (gone,)


EDITS = st.builds(
    change,
    st.integers(0, len(IDS) - 1),
    st.sampled_from(["One", "Two", "Three ‹a1›x‹/a1›", ""]),
    author=st.sampled_from(["Ann", "Bo"]),
)
REVIEWS = st.lists(st.lists(EDITS, max_size=4, unique_by=lambda found: found.unit_id), min_size=1, max_size=3)


@given(REVIEWS, st.lists(st.booleans(), min_size=len(IDS), max_size=len(IDS)))
def test_every_edit_ends_somewhere_and_no_text_disappears(edits: list[list[Change]], touched: list[bool]) -> None:
    units = (
        replace(unit, target="Ours", codes=(), state=State.TRANSLATED) if ours else unit
        for unit, ours in zip(BITEXT.units, touched, strict=True)
    )
    bitext = replace(BITEXT, units=tuple(units))
    reviews = [review(*found, name=f"{number}.docx") for number, found in enumerate(edits)]
    merged = merge(bitext, reviews)
    told = {applied.unit_id: {applied.before, applied.proposal.target} for applied in merged.applied}
    told |= {found.unit_id: {found.now, *(p.target for p in found.proposals)} for found in merged.conflicts}
    now = dict(zip(IDS, targets(merged.bitext), strict=True))
    for edit in (edit for found in edits for edit in found if edit.edited):
        assert edit.target in told.get(edit.unit_id, set()) or edit.unit_id in merged.equal
    for unit_id, before in zip(IDS, targets(bitext), strict=True):
        assert now[unit_id] == before or before in told[unit_id]
    assert not set(merged.equal) & told.keys()
    again = merge(merged.bitext, reviews)
    assert again.bitext == merged.bitext
    assert again.applied == ()


@given(REVIEWS)
def test_the_order_of_files_does_not_matter(edits: list[list[Change]]) -> None:
    reviews = [review(*found, name=f"{number}.docx") for number, found in enumerate(edits)]
    one, other = merge(BITEXT, reviews), merge(BITEXT, reviews[::-1])
    assert one.bitext == other.bitext
    assert {found.unit_id for found in one.conflicts} == {found.unit_id for found in other.conflicts}


def test_merged_bitexts_are_read_back() -> None:
    asked = Note("Which port?", "Ann · Bo", "2026-11-20T08:00:00Z", resolved=True)
    merged = merge(BITEXT, [review(change(2, "See ‹a1›here‹/a1›.", asked))]).bitext
    assert read_xliff(write_xliff(merged), "x").units == merged.units
    assert untagged("See ‹a1›here‹/a1›.")[0] == merged.units[2].target
