"""Marks in pairs, and the mark at the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.marks import CHINESE_PAIRS, ENGLISH_QUOTES, final_mark, unpaired


def test_marks_that_have_no_other_half() -> None:
    assert unpaired("“a” “b", ENGLISH_QUOTES) == [4]
    assert unpaired("a” “b”", ENGLISH_QUOTES) == [1]
    assert unpaired("《意见（试行）》“好”", CHINESE_PAIRS) == []
    assert unpaired("（一)、二", CHINESE_PAIRS) == []
    assert unpaired("1) one; b) two; iv) four", {"(": ")"}) == []
    assert unpaired("GDP) rose", {"(": ")"}) == [3]


@given(st.text(alphabet="“”港（）()《》", max_size=40))
def test_what_is_in_pairs_stays_so_within_a_pair(text: str) -> None:
    inner = "".join(sign for place, sign in enumerate(text) if place not in set(unpaired(text, CHINESE_PAIRS)))
    if not unpaired(inner, CHINESE_PAIRS):
        assert unpaired(f"《{inner}》", CHINESE_PAIRS) == []


@pytest.mark.parametrize(("text", "mark"), [("好。”", "。"), ("Done.)", "."), ("Done", ""), ("so:", ":"), ("", "")])
def test_the_mark_at_the_end(text: str, mark: str) -> None:
    assert final_mark(text) == mark
