"""Marks in pairs, and the mark at the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.marks import (
    CHINESE_PAIRS,
    ENGLISH_QUOTES,
    QUOTES,
    curly,
    final_mark,
    paired,
    unpaired,
    with_words,
)


def test_marks_that_have_no_other_half() -> None:
    assert unpaired("“a” “b", ENGLISH_QUOTES) == [4]
    assert unpaired("a” “b”", ENGLISH_QUOTES) == [1]
    assert unpaired("《意见（试行）》“好”", CHINESE_PAIRS) == []
    assert unpaired("（一)、二", CHINESE_PAIRS) == []
    assert unpaired("1) one; b) two; iv) four", {"(": ")"}) == []
    assert unpaired("GDP) rose", {"(": ")"}) == [3]


def test_marks_in_pairs() -> None:
    assert paired("“a ‘b’ c” d”", QUOTES) == ([(0, 9), (3, 6)], [11])
    assert paired("none", QUOTES) == ([], [])


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('say "yes" or "no"', "say “yes” or “no”"),
        ("it's the ships' 'new' port", "it's the ships’ ‘new’ port"),
        ("it’s ‘new’, of the ’90s", "it's ‘new’, of the '90s"),
        ('a 12" pipe is "new", a "size 10" too', 'a 12" pipe is “new”, a “size 10” too'),
        ("‘夜’市和‘2020’计划", "‘夜’市和‘2020’计划"),
        ("''", "''"),
    ],
)
def test_straight_marks_become_curly(text: str, right: str) -> None:
    assert curly(text) == right


@given(st.text(alphabet="“”‘’\"' a1.", max_size=40))
def test_curly_keeps_places(text: str) -> None:
    assert len(curly(text)) == len(text)


@given(st.text(alphabet="“”港（）()《》", max_size=40))
def test_what_is_in_pairs_stays_so_within_a_pair(text: str) -> None:
    inner = "".join(sign for place, sign in enumerate(text) if place not in set(unpaired(text, CHINESE_PAIRS)))
    if not unpaired(inner, CHINESE_PAIRS):
        assert unpaired(f"《{inner}》", CHINESE_PAIRS) == []


@pytest.mark.parametrize(("text", "mark"), [("好。”", "。"), ("Done.)", "."), ("Done", ""), ("so:", ":"), ("", "")])
def test_the_mark_at_the_end(text: str, mark: str) -> None:
    assert final_mark(text) == mark


def test_a_place_is_widened_to_words_that_can_be_read() -> None:
    text = "this year , see the website"
    assert text[slice(*with_words(text, 9, 11))] == "year ,"
    assert with_words("closes,and", 6, 7) == (0, 10)
    assert with_words("a" * 1000, 500, 501) == (500, 501)


@given(st.text(alphabet="a ,", max_size=90), st.integers(0, 90), st.integers(0, 9))
def test_a_widened_place_holds_the_first(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    low, high = with_words(text, start, end)
    assert 0 <= low <= start <= end <= high <= len(text)
    assert high - low <= length + 2 * 30
