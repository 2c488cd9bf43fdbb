"""Notes through XLIFF, and who answers whom."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from strategies import NOTES

from toolkit.bitext import Draft, accept, instant, is_remark, read_note, record_draft, threads, write_note
from toolkit.model import Note, Segment, Unit


@given(NOTES)
def test_a_note_is_read_as_it_was_written(note: Note) -> None:
    assert read_note(*write_note(note)) == note


@pytest.mark.parametrize(
    ("note", "text", "sender"),
    [
        (Note("Fine."), "Fine.", ""),
        (Note("Fine.", "Li Wen"), "Fine.", "Li Wen"),
        (Note("Fine.", "Li Wen", "2026-11-25"), "Fine.", "Li Wen · 2026-11-25"),
        (Note("Fine.", "", "2026-11-25T09:30:00Z"), "Fine.", " · 2026-11-25T09:30:00Z"),
        (Note("Fine.", resolved=True), "[resolved] Fine.", ""),
        (Note("Fine.", answer=True), "[answer] Fine.", ""),
        (Note("Fine.", resolved=True, answer=True), "[resolved] [answer] Fine.", ""),
    ],
)
def test_files_that_people_have_are_read_as_ever(note: Note, text: str, sender: str) -> None:
    assert write_note(note) == (text, sender)
    assert read_note(text, sender) == note


@pytest.mark.parametrize("sender", ["Li Wen · lunch", "Li Wen · 2026", "Li · Wen", "2026-11-25"])
def test_what_is_no_time_belongs_to_the_name(sender: str) -> None:
    assert read_note("Fine.", sender) == Note("Fine.", sender)


UNIT = Unit(Segment("s1", "港口"), "A port")


def test_an_answer_stands_with_what_it_answers() -> None:
    (drafted,) = record_draft(UNIT, Draft("A port", "tiny@1")).notes
    (accepted,) = accept(UNIT, "length", "short").notes
    first, second = Note("Which port?", "Li Wen"), Note("Is it big?", "Li Wen")
    answer, more, late = (Note(text, "Wang", answer=True) for text in ("The old one.", "Or not.", "Yes."))
    notes = [answer, drafted, first, answer, accepted, more, second, late]
    assert threads(notes) == [[answer], [drafted], [first, answer, more], [accepted], [second, late]]
    assert [is_remark(note) for note in (drafted, accepted, first, answer)] == [False, False, True, True]
    assert threads([drafted, answer, more]) == [[drafted], [answer, more]]


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2026-11-25", datetime(2026, 11, 25, tzinfo=UTC)),
        ("2026-11-25T09:30:01.9Z", datetime(2026, 11, 25, 9, 30, 1, tzinfo=UTC)),
        ("2026-11-25T09:30:00+08:00", datetime(2026, 11, 25, 1, 30, tzinfo=UTC)),
        ("2026-11-25T09:30:00", datetime(2026, 11, 25, 9, 30, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_the_second_that_a_time_names(at: str, moment: datetime | None) -> None:
    assert instant(at) == moment


def test_a_time_without_a_place_is_the_same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert instant("2026-11-25T09:30:00") == datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()
