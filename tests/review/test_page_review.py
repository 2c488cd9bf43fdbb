"""The review file of the page: what is read, what is set aside, what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext import write_xliff
from toolkit.errors import InputError
from toolkit.model import Bitext, Block, Document, Kind, Note, Segment, State, Unit
from toolkit.review import merge, read_review
from toolkit.review.values import Verdict

BASE = "The bridge opened."


def row(number: int = 0, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"row{number}",
        "base": BASE,
        "target": BASE,
        "comment": "",
        "verdict": "",
        "author": "Ada",
        "at": "2026-03-09T10:00:00Z",
    } | changes


def file(*rows: Any, **changes: Any) -> bytes:
    content = {
        "format": "bilingual-toolkit-review",
        "version": 1,
        "document": "bridge",
        "batch": "b1",
        "reviewer": "Ada",
        "saved": "2026-03-09T10:00:00Z",
        "rows": list(rows),
    }
    return json.dumps(content | changes).encode()


def bitext(state: State = State.TRANSLATED, target: str = BASE, count: int = 1) -> Bitext:
    units = tuple(Unit(Segment(f"row{number}", "大桥通车。"), target, state) for number in range(count))
    blocks = tuple(Block(Kind.PARAGRAPH, 0, (unit.segment,)) for unit in units)
    return Bitext(Document("bridge", "大桥", blocks), units)


def test_edits_comments_and_verdicts() -> None:
    review = read_review(
        file(
            row(0, target="The bridge is open."),
            row(1, comment=" Which one?\n", verdict="rejected"),
            row(2, author="", verdict="accepted"),
            row(3, target=f"{BASE}\u200b "),
        ),
        "one.json",
    )
    edited, rejected, accepted, same = review.changes
    assert (edited.target, edited.author, edited.at) == ("The bridge is open.", "Ada", "2026-03-09T10:00:00Z")
    assert rejected.comments == (Note("Which one?", "Ada", "2026-03-09T10:00:00Z"),)
    assert (rejected.verdict, accepted.verdict, accepted.author) == (Verdict.REJECTED, Verdict.ACCEPTED, "Ada")
    assert not same.edited, "invisible signs and blanks at the ends are no edit"
    assert (review.document, review.batch, review.missing, review.quarantined) == ("bridge", "b1", (), ())


def test_a_byte_order_mark_is_accepted() -> None:
    assert read_review(b"\xef\xbb\xbf" + file(row()), "one.json").changes


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "nested"),
        (b"\xff\xfe{}", "not in UTF-8"),
        (b"[]", "not a review"),
        (b'{"format": "else"}', "not a review"),
        (file(version=2), "version 2"),
        (file(version="x" * 1000), "version 'xxxxxxxxxxxx"),
        (file(rows={}), "“rows” is no list"),
        (file(document=1), "“document” is no text"),
        (file(reviewer="\x00"), "“reviewer” is no text"),
        (file(batch=None), "“batch” is no text"),
        (b" " * (65 << 20), "larger than 64 MB"),
    ],
)
def test_what_is_no_review_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read_review(content, "one.json")
    assert problem in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (1, "not a row"),
        (None, "not a row"),
        ({"id": "row9"}, "“base” is no text"),
        (row(9, target=7), "“target” is no text"),
        (row(9, comment=["x"]), "“comment” is no text"),
        (row(9, target="a\x00b"), "“target” has characters that no bitext can hold"),
        (row(9, target="\ud800"), "“target” has characters that no bitext can hold"),
        (row(9, author="\x1b[31m"), "“author” has characters that no bitext can hold"),
        (row(9, verdict="perhaps"), "“perhaps” is no verdict"),
    ],
)
def test_a_row_that_cannot_be_trusted_is_set_aside(bad: Any, reason: str) -> None:
    review = read_review(file(row(0, target="New."), bad), "one.json")
    assert [change.unit_id for change in review.changes] == ["row0"]
    assert [(found.place, found.reason) for found in review.quarantined] == [("row 2", reason)]


def test_a_segment_that_is_there_twice_is_set_aside_both_times() -> None:
    review = read_review(file(row(0, target="One."), row(0, target="Two."), row(1)), "one.json")
    assert [change.unit_id for change in review.changes] == ["row1"]
    assert [found.text for found in review.quarantined] == ["One.", "Two."]


def test_times_that_are_none_are_dropped() -> None:
    (change,) = read_review(file(row(at="yesterday", target="New.")), "one.json").changes
    assert change.at == ""


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.lists(
        st.fixed_dictionaries({}, optional={key: json_values | st.text() for key in row()}) | json_values, max_size=6
    )
)
def test_no_file_breaks_the_reader_and_nothing_is_lost(rows: list[Any]) -> None:
    content = json.dumps(
        {
            "format": "bilingual-toolkit-review",
            "version": 1,
            "document": "d",
            "batch": "b",
            "reviewer": "r",
            "rows": rows,
        }
    )
    review = read_review(content.encode("utf-8", "surrogatepass"), "one.json")
    assert len(review.changes) + len(review.quarantined) == len(rows)
    merged = merge(bitext(), [review])
    write_xliff(merged.bitext)


# --- Verdicts


@pytest.mark.parametrize(
    ("before", "verdict", "after"),
    [
        (State.DRAFT, "accepted", State.REVIEWED),
        (State.TRANSLATED, "accepted", State.REVIEWED),
        (State.FINAL, "accepted", State.FINAL),
        (State.REVIEWED, "rejected", State.DRAFT),
        (State.FINAL, "rejected", State.DRAFT),
    ],
)
def test_a_verdict_gives_the_state(before: State, verdict: str, after: State) -> None:
    review = read_review(file(row(verdict=verdict)), "one.json")
    merged = merge(bitext(before), [review])
    assert merged.bitext.units[0].state is after
    assert [(one.before, one.after) for one in merged.judged] == ([(before, after)] if before is not after else [])
    again = merge(merged.bitext, [review])
    assert again.bitext == merged.bitext
    assert again.judged == ()


def test_an_accepted_empty_row_stays_empty() -> None:
    review = read_review(file(row(base="", target="", verdict="accepted")), "one.json")
    assert merge(bitext(State.EMPTY, ""), [review]).bitext.units[0].state is State.EMPTY


def test_an_edit_that_its_editor_rejects_is_a_draft() -> None:
    review = read_review(file(row(target="Better, not good.", verdict="rejected")), "one.json")
    (unit,) = merge(bitext(), [review]).bitext.units
    assert (unit.target, unit.state) == ("Better, not good.", State.DRAFT)


def test_a_verdict_on_an_english_that_has_changed_since_does_not_count() -> None:
    review = read_review(file(row(verdict="accepted")), "one.json")
    merged = merge(bitext(State.DRAFT, "Rewritten meanwhile."), [review])
    assert merged.bitext.units[0].state is State.DRAFT
    (judged,) = merged.judged
    assert judged.outdated


def test_reviewers_who_disagree_leave_the_state() -> None:
    one = read_review(file(row(verdict="accepted")), "one.json")
    two = read_review(file(row(verdict="rejected", author="Bo"), reviewer="Bo"), "two.json")
    merged = merge(bitext(), [one, two])
    assert merged.bitext == bitext()
    assert [conflict.reason for conflict in merged.conflicts] == ["the reviewers disagree whether it can stand"]
    together = merge(bitext(), [one, one])
    assert together.judged[0].people == (("Ada", "2026-03-09T10:00:00Z"),)


def test_an_edit_of_one_outdates_the_verdict_of_another() -> None:
    one = read_review(file(row(target="The bridge is open.")), "one.json")
    two = read_review(file(row(verdict="rejected", author="Bo"), reviewer="Bo"), "two.json")
    merged = merge(bitext(), [one, two])
    assert merged.bitext.units[0].target == "The bridge is open."
    assert [judged.outdated for judged in merged.judged] == [True]
