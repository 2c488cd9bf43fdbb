"""A PO file as a translator's program gets it, line by line."""

from __future__ import annotations

import pytest

from toolkit.bitext.acceptance import accept
from toolkit.bitext.foreign.po_write import note_line, noted, write_po
from toolkit.model import (
    Bitext,
    Block,
    Code,
    CodeKind,
    Document,
    Kind,
    Note,
    Segment,
    State,
    Term,
    TermHit,
    Unit,
)


def bitext(*units: Unit, original: str = "quay.md") -> Bitext:
    block = Block(Kind.PARAGRAPH, 0, tuple(unit.segment for unit in units))
    return Bitext(Document("quay", "港口", (block,), original), units)


def lines(written: bytes) -> list[str]:
    """The lines of a file after its header."""
    return written.decode().partition("\n\n")[2].splitlines()


def test_the_header_says_what_is_known_of_the_file() -> None:
    assert write_po(bitext(), "quay-7").decode().splitlines() == [
        'msgid ""',
        'msgstr ""',
        r'"Project-Id-Version: quay\n"',
        r'"Language: en_GB\n"',
        r'"MIME-Version: 1.0\n"',
        r'"Content-Type: text/plain; charset=UTF-8\n"',
        r'"Content-Transfer-Encoding: 8bit\n"',
        r'"X-Source-Language: zh-CN\n"',
        r'"X-Toolkit-Document: quay\n"',
        r'"X-Toolkit-Batch: quay-7\n"',
    ]


def test_a_unit_with_all_that_can_be_said_of_it() -> None:
    term = Term("标箱", "TEU", "trade", alternatives=("TEUs", "boxes", "units"), forbidden=("standard box", "case"))
    hits = (TermHit(term, 0, 2), TermHit(term, 3, 5), TermHit(Term("泊位", "", "trade"), 5, 7))
    segment = Segment("ab12", '60万"标箱"', (Code("1", CodeKind.BOLD, 0, 3),))
    notes = (Note("Which berth?\nThe first?", "Ann", "2020-11-25"), Note("Done.", resolved=True))
    unit = Unit(segment, "600,000\tTEU\x01", State.DRAFT, "memory", "50万标箱", notes, hits)
    accepted = accept(unit, "term-missing", "As in the headline.")
    plain = Unit(Segment("cd34", "港口很忙。"), "The port is busy.", State.REVIEWED)
    assert lines(write_po(bitext(accepted, plain, original="old quay.md"), "")) == [
        "# ‹Ann · 2020-11-25› Which berth? ↵ The first?",
        "# ‹› [resolved] Done.",
        "#. 标箱 = TEU / TEUs / boxes (not: standard box; case)",
        "#. 泊位 = ?",
        "#: old_quay.md:1",
        "#, fuzzy",
        '#| msgid "50万标箱"',
        'msgctxt "ab12"',
        r'msgid "‹b1›60万‹/b1›\"标箱\""',
        r'msgstr "600,000\tTEU\001"',
        "",
        "#: old_quay.md:2",
        'msgctxt "cd34"',
        'msgid "港口很忙。"',
        'msgstr "The port is busy."',
    ]


def test_a_document_without_a_file_is_named_by_its_own_name() -> None:
    assert "#: quay:1" in lines(write_po(bitext(Unit(Segment("1", "港口")), original=""), ""))


def test_what_has_no_form_in_utf_8_does_not_stop_it() -> None:
    assert 'msgstr "?"' in lines(write_po(bitext(Unit(Segment("1", "港口"), "\ud800", State.DRAFT)), ""))


@pytest.mark.parametrize(
    ("written", "notes"),
    [
        ([], []),
        (["", ""], []),
        (["Which berth?", "The first?"], [Note("Which berth?\nThe first?")]),
        (["", "Which berth?"], [Note("Which berth?")]),
        (["‹Ann› Which berth? ↵ The first?"], [Note("Which berth?\nThe first?", "Ann")]),
        (["Mine.", "‹Ann · 2020-11-25› Hers."], [Note("Hers.", "Ann", "2020-11-25"), Note("Mine.")]),
        (["‹›No blank."], [Note("No blank.")]),
    ],
)
def test_comments_are_notes_of_whoever_wrote_them(written: list[str], notes: list[Note]) -> None:
    assert list(noted(written)) == notes


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\r\nb", "a ↵ b"), ("a\u2028\x0b\tb", "a b"), ("a\n\nb", "a ↵  ↵ b")],
)
def test_a_note_is_one_line(text: str, line: str) -> None:
    assert note_line(Note(text, "Ann")) == f"‹Ann› {line}"
