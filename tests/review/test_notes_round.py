"""Notes go out as comments and come back as the same notes: none is doubled, none is lost."""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from editing import PAIRS, W14, W15, Editor, W, bitext_of, exported
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.bitext import accept, read_xliff, threads, write_xliff
from toolkit.model import Bitext, Note
from toolkit.review import merge, read_review
from toolkit.review.returned import comparable

ASKED = Note("Which port?", "Ann", "2026-11-20T08:00:00Z")
ANSWERED = Note("That of Jiujiang.\nSee the gazette.", "李文", "2026-11-21T09:30:00+08:00", answer=True)
DONE = Note("A typo.", "Bo", "2026-11-20", resolved=True)
UNSIGNED = Note("ask the zone")
NOTED = (ASKED, ANSWERED, DONE, UNSIGNED)


def noted(*notes: Note, place: int = 0) -> Bitext:
    bitext = bitext_of(*PAIRS)
    units = list(bitext.units)
    units[place] = replace(units[place], notes=notes)
    return replace(bitext, units=tuple(units))


def part(content: bytes, name: str) -> etree._Element:
    return etree.fromstring(ZipFile(io.BytesIO(content)).read(name))


@pytest.mark.parametrize("place", [0, 2, 4], ids=["plain", "with codes", "without English"])
def test_notes_are_comments_with_author_time_thread_and_end(place: int) -> None:
    content = exported(noted(*NOTED, place=place))
    comments = list(part(content, "word/comments.xml"))
    assert [(one.get(W + "author"), one.get(W + "date")) for one in comments] == [
        ("Ann", "2026-11-20T08:00:00Z"),
        ("李文", "2026-11-21T01:30:00Z"),
        ("Bo", "2026-11-20T00:00:00Z"),
        ("", None),
    ]
    names = [one.findall(W + "p")[-1].get(W14 + "paraId") for one in comments]
    ends = [
        (one.get(W15 + "paraId"), one.get(W15 + "paraIdParent"), one.get(W15 + "done"))
        for one in part(content, "word/commentsExtended.xml")
    ]
    assert ends == [
        (names[0], None, "0"),
        (names[1], names[0], "0"),
        (names[2], None, "1"),
        (names[3], None, "0"),
    ]
    editor = Editor(content)
    cell = editor.cell(bitext_of(*PAIRS).units[place])
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [one.get(W + "id") for one in cell.iter(W + mark)] == ["0", "1", "2", "3"]


def test_without_notes_nothing_says_so() -> None:
    assert "word/commentsExtended.xml" not in ZipFile(io.BytesIO(exported(noted()))).namelist()


def test_what_accepts_a_finding_is_no_comment() -> None:
    unit = accept(noted().units[0], "number-value", "rounded", "Ann")
    assert "word/comments.xml" not in ZipFile(io.BytesIO(exported(noted(*unit.notes)))).namelist()


def test_an_answer_in_word_is_put_after_what_it_answers() -> None:
    bitext = noted(ASKED, DONE)
    editor = Editor(exported(bitext), "Bo")
    first = editor.comments.find(f".//{W}p").get(W14 + "paraId")
    editor.remark(bitext.units[0], "Jiujiang's.", answer_to=first)
    editor.remark(bitext.units[0], "And another thing.")
    merged = merge(bitext, [read_review(editor.saved(), "x.docx")])
    when = merged.bitext.units[0].notes[1].at
    expected = (ASKED, Note("Jiujiang's.", "Bo", when, answer=True), DONE, Note("And another thing.", "Bo", when))
    assert merged.bitext.units[0].notes == expected
    assert merge(merged.bitext, [read_review(editor.saved(), "x.docx")]).commented == ()


def test_resolving_a_thread_resolves_its_first_note() -> None:
    """Word marks the answers too, which says nothing of them."""
    bitext = noted(ASKED, ANSWERED)
    editor = Editor(exported(bitext))
    for thread in editor.threads:
        thread.set(W15 + "done", "1")
    merged = merge(bitext, [read_review(editor.saved(), "x.docx")])
    assert merged.bitext.units[0].notes == (replace(ASKED, resolved=True), ANSWERED)


def test_a_program_that_forgets_threads_changes_none() -> None:
    bitext = noted(*NOTED)
    editor = Editor(exported(bitext))
    for thread in editor.threads:
        thread.attrib.pop(W15 + "paraIdParent", None)
    assert merge(bitext, [read_review(editor.saved(), "x.docx")]).bitext == bitext
    assert merge(bitext, [read_review(editor.saved(**{"word__commentsExtended.xml": None}), "x.docx")]).bitext == bitext


def test_threads_that_answer_each_other_lose_no_text() -> None:
    bitext = noted(ASKED, DONE)
    editor = Editor(exported(bitext))
    names = [one.get(W15 + "paraId") for one in editor.threads]
    for thread, name in zip(editor.threads, reversed(names), strict=True):
        thread.set(W15 + "paraIdParent", name)
    (change,) = read_review(editor.saved(), "x.docx").changes
    assert {note.text for note in change.comments} == {ASKED.text, DONE.text}


def test_an_answer_to_a_finding_is_a_note_of_its_own() -> None:
    bitext = noted()
    editor = Editor(exported(bitext), "toolkit")
    finding = editor.remark(bitext.units[0], "[number-value] look")
    editor.name = "Ann"
    editor.remark(bitext.units[0], "It is right.", answer_to=finding)
    (change,) = read_review(editor.saved(), "x.docx").changes
    assert [(note.text, note.answer) for note in change.comments] == [("number-value: It is right.", False)]
    noted_once = merge(bitext, [read_review(editor.saved(), "x.docx")]).bitext
    assert merge(noted_once, [read_review(editor.saved(), "x.docx")]).bitext == noted_once
    assert merge(noted_once, [read_review(exported(noted_once), "x.docx")]).bitext == noted_once


def test_a_remark_that_begins_like_a_mark_is_taken_as_one() -> None:
    bitext = noted()
    editor = Editor(exported(bitext))
    editor.remark(bitext.units[0], "[resolved] I put it right")
    review = read_review(editor.saved(), "x.docx")
    once = read_xliff(write_xliff(merge(bitext, [review]).bitext), "x")
    assert [(note.text, note.resolved) for note in once.units[0].notes] == [("I put it right", True)]
    assert merge(once, [review]).bitext.units == once.units


TEXTS = st.text(st.sampled_from("ab 港𠀀\n[]✓‹›&<\"'"), min_size=1, max_size=12).filter(str.strip)
TEXTS |= st.sampled_from(["[resolved] x", "[answer] [resolved] x", "[accepted spelling 12345678] so"])
NOTES = st.builds(
    Note,
    TEXTS,
    st.sampled_from(["", "Ann", "李文", "A & B", 'So "B" <b>']),
    st.sampled_from(["", "2026-11-20", "2026-11-20T08:00", "2026-11-20T08:00:00.5Z", "2026-11-20T23:00:00-08:00"]),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(NOTES, max_size=5), st.sampled_from([0, 2, 4]))
def test_what_is_sent_out_comes_back_as_it_was(notes: list[Note], place: int) -> None:
    bitext = read_xliff(write_xliff(noted(*notes, place=place)), "x")
    review = read_review(exported(bitext), "x.docx")
    assert merge(bitext, [review]).bitext == bitext
    assert review.quarantined == ()
    fresh = merge(noted(), [review]).bitext.units[place].notes
    remarks = {note.text for note in bitext.units[place].notes if not note.text.startswith("[accepted")}
    assert {comparable(note.text) for note in fresh} == set(map(comparable, remarks))
    assert sum(len(thread) for thread in threads(fresh)) == len(fresh)
