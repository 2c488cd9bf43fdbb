"""Findings that somebody accepted: as long as neither text has changed, and one note a check."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from strategies import XML_TEXT

from toolkit.bitext import accept, accepted_codes, is_acceptance, pair_hash
from toolkit.model import Code, CodeKind, Note, Segment, State, Unit

UNIT = Unit(Segment("s1", "港口投资5亿元"), "The port cost RMB 5bn", State.TRANSLATED)


def test_it_holds_with_its_reason_and_who_gave_it() -> None:
    unit = accept(accept(UNIT, "number-value", "as the firm says it", "Li Wen"), "length", "")
    assert accepted_codes(unit) == {"number-value": "as the firm says it (Li Wen)", "length": "no reason given"}


def test_there_is_one_a_check() -> None:
    remark = Note("Is this the same port?", "Li Wen")
    unit = accept(replace(UNIT, notes=(remark,)), "number-value", "first")
    unit = accept(accept(unit, "length", "short"), "number-value", "second")
    assert accepted_codes(unit) == {"number-value": "second", "length": "short"}
    assert [is_acceptance(note) for note in unit.notes] == [False, True, True]
    assert unit.notes[0] == remark


@pytest.mark.parametrize(
    "changed",
    [
        {"target": "The port cost RMB 500 million"},
        {"segment": Segment("s1", "港口投资50亿元")},
        {"codes": (Code("1", CodeKind.BOLD, 0, 3),)},
        {"segment": Segment("s1", "港口投资5亿元", (Code("1", CodeKind.BOLD, 0, 2),))},
    ],
)
def test_a_change_of_either_text_ends_it(changed: dict) -> None:
    assert accepted_codes(replace(accept(UNIT, "number-value", "right"), **changed)) == {}


def test_it_outlives_a_review() -> None:
    assert accepted_codes(replace(accept(UNIT, "number-value", "right"), state=State.FINAL)) != {}


@pytest.mark.parametrize(
    "text",
    [
        "accepted number-value 1a2b3c4d",
        "[accepted number-value]",
        "[accepted number-value 1a2b3c4] short",
        "[accepted Number 1a2b3c4d] capital",
        "see [accepted number-value 1a2b3c4d]",
    ],
)
def test_a_remark_about_it_accepts_nothing(text: str) -> None:
    assert not is_acceptance(Note(text))


def test_the_digits_are_what_they_were_when_notes_were_written() -> None:
    """With others, nothing that people accepted would be accepted any more."""
    assert pair_hash(UNIT) == "951139a1"
    assert pair_hash(replace(UNIT, target="\udc80")) == "87e9a71e"


@given(XML_TEXT, XML_TEXT)
def test_the_two_texts_are_told_apart(one: str, other: str) -> None:
    hashes = {pair_hash(Unit(Segment("s", source), target)) for source, target in ((one, other), (other, one))}
    assert len(hashes) == len({one, other})
