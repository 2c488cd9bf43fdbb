"""Texts in lines: every character is there, no line is too wide, words stay whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.desk.screen.wrapping import cells, height, wrapped

TEXTS = st.lists(
    st.sampled_from(["江港", "新城，", "port ", "of", " ", "  ", "2,019", "é", "e\u0301", "𠀀", "‹b1›", "x" * 30, "。"])
).map("".join)


@given(TEXTS, st.integers(2, 40))
def test_lines_fit_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cells(line) <= width for line in lines), lines
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert height(text, width) == len(lines)


def test_words_stay_whole_and_chinese_is_cut_anywhere() -> None:
    assert wrapped("The port of Jiujiang opens", 12) == ("The port of", "Jiujiang", "opens")
    assert wrapped("九江港口今天开港", 6) == ("九江港", "口今天", "开港")
    assert wrapped("九江port opens", 7) == ("九江", "port", "opens")


def test_a_mark_does_not_begin_a_line() -> None:
    assert wrapped("九江港，开港。", 6) == ("九江", "港，开", "港。")
    assert wrapped("九，", 2) == ("九", "，"), "where there is no room for both"


def test_chinese_takes_two_columns_and_marks_take_none() -> None:
    assert [cells(text) for text in ("九江", "port", "e\u0301", "𠀀", "，", "“a”")] == [4, 4, 1, 2, 2, 3]
