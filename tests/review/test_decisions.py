"""What somebody decided about single edits, and how long it holds."""

from __future__ import annotations

from dataclasses import replace

from editing import bitext_of
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext import read_xliff, write_xliff
from toolkit.model import Bitext, Note
from toolkit.review import Decision, Merged, Refusal, decide, is_rejection, merge, remember
from toolkit.review.values import Change, Review

WHEN = "2026-11-20T08:00:00Z"
PAIRS = (
    ("大家都来了。", "All came."),
    ("船也来了。", "The ship came."),
    ("港口‹b1›开港‹/b1›。", "The port ‹b1›opens‹/b1›."),
)


def review(of: Bitext, row: int, target: str, author: str = "Ann", at: str = WHEN) -> Review:
    change = Change(of.units[row].segment.id, PAIRS[row][1], target, author, at)
    return Review(f"{author}.docx", "harbour", "1", frozenset(), (change,))


def decided(of: Bitext, *reviews: Review, **decisions: str | None) -> tuple[Merged, list[Refusal]]:
    """The merge of `reviews` where ``row0="…"`` is what the first unit is to be."""
    made = {}
    for name, target in decisions.items():
        row = int(name.removeprefix("row"))
        made[of.units[row].segment.id] = Decision(PAIRS[row][1], target)
    found = decide(of, reviews, made)
    merged = remember(merge(of, found.reviews), found)
    return merged, [one.refusal for one in found.refused]


def english(merged: Merged) -> list[str]:
    return [unit.target for unit in merged.bitext.units]


def test_without_decisions_nothing_is_different() -> None:
    bitext = bitext_of(*PAIRS)
    ann = review(bitext, 0, "Everybody came.")
    assert decided(bitext, ann) == (merge(bitext, [ann]), [])


def test_what_is_rejected_stays_rejected() -> None:
    bitext = bitext_of(*PAIRS)
    ann = review(bitext, 0, "Everybody came.")
    merged, refused = decided(bitext, ann, row0="All came.")
    assert (english(merged)[0], refused) == ("All came.", [Refusal.REJECTED])
    note = Note("Not taken: Everybody came.", "Ann", WHEN, resolved=True)
    assert merged.bitext.units[0].notes == (note,)
    assert is_rejection(note)
    kept = read_xliff(write_xliff(merged.bitext), "x")
    again, refused = decided(kept, ann)
    assert (again.bitext.units, again.applied, refused) == (kept.units, (), [Refusal.BEFORE])


def test_the_same_wording_at_another_time_or_by_another_is_a_new_edit() -> None:
    bitext = bitext_of(*PAIRS)
    merged, _ = decided(bitext, review(bitext, 0, "Everybody came."), row0="All came.")
    for later in (
        review(bitext, 0, "Everybody came.", at="2026-12-01T08:00:00Z"),
        review(bitext, 0, "Everybody came.", author="Bo"),
        review(bitext, 0, "They all came."),
    ):
        taken, refused = decided(merged.bitext, later)
        assert (english(taken)[0], refused) == (later.changes[0].target, [])


def test_a_rejected_edit_that_is_taken_after_all_is_no_longer_noted() -> None:
    bitext = bitext_of(*PAIRS)
    ann = review(bitext, 0, "Everybody came.")
    merged, _ = decided(bitext, ann, row0="All came.")
    taken, refused = decided(merged.bitext, ann, row0="Everybody came.")
    assert (english(taken)[0], refused, taken.bitext.units[0].notes) == ("Everybody came.", [], ())


def test_a_conflict_is_settled_by_one_version() -> None:
    bitext = bitext_of(*PAIRS)
    ann, bo = review(bitext, 0, "Everybody came."), review(bitext, 0, "They all came.", "Bo")
    assert len(decided(bitext, ann, bo)[0].conflicts) == 1
    merged, refused = decided(bitext, ann, bo, row0="They all came.")
    assert (english(merged)[0], merged.conflicts, refused) == ("They all came.", (), [Refusal.REJECTED])
    assert merged.applied[0].proposal.people == (("Bo", WHEN),)
    again, refused = decided(merged.bitext, ann, bo)
    assert (again.bitext, again.conflicts, len(again.equal), refused) == (merged.bitext, (), 1, [Refusal.BEFORE])


def test_a_conflict_is_closed_by_what_is_there() -> None:
    bitext = bitext_of(*PAIRS)
    ann, bo = review(bitext, 0, "Everybody came."), review(bitext, 0, "They all came.", "Bo")
    merged, refused = decided(bitext, ann, bo, row0="All came.")
    assert (english(merged)[0], merged.conflicts, refused) == ("All came.", (), [Refusal.REJECTED, Refusal.REJECTED])
    assert decided(merged.bitext, ann, bo)[0].conflicts == ()


def test_an_edit_of_english_that_has_changed_since_can_be_taken() -> None:
    bitext = bitext_of(*PAIRS)
    change = replace(review(bitext, 0, "Everybody came.").changes[0], base="All have come.")
    ann = replace(review(bitext, 0, ""), changes=(change,))
    assert len(decided(bitext, ann)[0].conflicts) == 1
    merged, refused = decided(bitext, ann, row0="Everybody came.")
    assert (english(merged)[0], merged.conflicts, refused) == ("Everybody came.", (), [])


def test_a_wording_of_ones_own() -> None:
    """Whose edit it was stays known, and reading the file again changes nothing."""
    bitext = bitext_of(*PAIRS)
    ann, bo = review(bitext, 2, "The port ‹b1›is open‹/b1›."), review(bitext, 2, "Open is the port.", "Bo")
    merged, refused = decided(bitext, ann, bo, row2="The port is ‹b1›now open‹/b1›.")
    assert (english(merged)[2], merged.conflicts, refused) == ("The port is now open.", (), [])
    assert [name for name, _ in merged.applied[0].proposal.people] == ["Ann", "Bo"]
    again, refused = decided(merged.bitext, ann, bo)
    assert (again.bitext, again.conflicts, refused) == (merged.bitext, (), [Refusal.BEFORE, Refusal.BEFORE])


def test_even_the_wording_that_was_sent_out_can_be_written() -> None:
    bitext = bitext_of(*PAIRS)
    change = replace(review(bitext, 0, "Everybody came.").changes[0], base="All have come.")
    ann = replace(review(bitext, 0, ""), changes=(change,))
    bo = replace(ann, name="Bo.docx", changes=(replace(change, target=change.base, comments=(Note("Fine."),)),))
    merged, _ = decided(bitext, ann, bo, row0="All have come.")
    assert english(merged)[0] == "All have come."


def test_what_is_left_comes_up_again() -> None:
    bitext = bitext_of(*PAIRS)
    ann = review(bitext, 0, "Everybody came.")
    merged, refused = decided(bitext, ann, row0=None)
    assert (merged.bitext, refused) == (bitext, [Refusal.LEFT])


def test_a_decision_holds_only_for_what_was_seen() -> None:
    bitext = bitext_of(*PAIRS)
    ann = review(bitext, 0, "Everybody came.")
    changed = replace(bitext.units[0], target="All have come.")
    meanwhile = replace(bitext, units=(changed, *bitext.units[1:]))
    for target in ("Everybody came.", "All came.", "They all came.", None):
        merged, refused = decided(meanwhile, ann, row0=target)
        assert (merged.bitext, len(merged.conflicts), refused) == (meanwhile, 1, [])


def test_comments_come_with_an_edit_that_is_rejected() -> None:
    bitext = bitext_of(*PAIRS)
    remark = Note("Who?", "Ann", WHEN)
    ann = review(bitext, 0, "Everybody came.")
    ann = replace(ann, changes=(replace(ann.changes[0], comments=(remark,)),))
    merged, _ = decided(bitext, ann, row0="All came.")
    assert remark in merged.bitext.units[0].notes
    assert merged.commented == (bitext.units[0].segment.id,)


WORDINGS = st.sampled_from(
    ["All came.", "Everybody came.", "They  all came.", "They all came.", " ", "‹b1›All‹/b1› came."]
)


@given(st.lists(st.tuples(WORDINGS, st.sampled_from(["Ann", "Bo", ""])), max_size=4), st.none() | WORDINGS)
def test_a_decision_settles_a_unit_for_good(edits: list[tuple[str, str]], target: str | None) -> None:
    """Whatever came back: there is no conflict, and the same files bring nothing new, unless they were left."""
    bitext = bitext_of(*PAIRS)
    reviews = [review(bitext, 0, wording, author) for wording, author in edits]
    merged, _ = decided(bitext, *reviews, row0=target)
    assert merged.conflicts == ()
    if target is not None:
        again, _ = decided(merged.bitext, *reviews)
        assert (again.bitext, again.applied, again.conflicts) == (merged.bitext, (), ())
