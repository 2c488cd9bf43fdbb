"""The three-way merge: nothing is lost, nothing is guessed, and doing it again changes nothing."""

from __future__ import annotations

from dataclasses import replace

from editing import PAIRS, bitext_of
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext import read_xliff, write_xliff
from toolkit.codes import tagged, untagged
from toolkit.model import Bitext, Note, State
from toolkit.review import merge
from toolkit.review.values import Change, Review

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
    linked = replace(unit.segment, codes=(replace(unit.segment.codes[0], detail="https://port.example"),))
    bitext = replace(BITEXT, units=(*BITEXT.units[:2], replace(unit, segment=linked), *BITEXT.units[3:]))
    merged = merge(bitext, [review(change(2, "See ‹a1›here‹/a1›."))])
    assert merged.bitext.units[2].codes[0].detail == "https://port.example"


def test_what_has_changed_since_is_a_conflict() -> None:
    ours = replace(BITEXT, units=(replace(BITEXT.units[0], target="Ours"), *BITEXT.units[1:]))
    merged = merge(ours, [review(change(0, "Theirs"))])
    (conflict,) = merged.conflicts
    assert (conflict.now, conflict.proposals[0].target) == ("Ours", "Theirs")
    assert merged.bitext == ours
    assert merge(ours, [review(change(0, "Ours"))]).equal == (IDS[0],)


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
