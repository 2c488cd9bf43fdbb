from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.chinese import count_han, fold


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_forms_that_are_the_same() -> None:
    assert fold("開發區ＡＩ　１２") == fold("开发区ai 12")
    assert fold("的士") == "的士"


def test_han_are_counted_alone() -> None:
    assert count_han("AI技术，2020年𠀀〇！") == 5


def test_half_a_surrogate_pair_is_kept() -> None:
    assert fold("九江\ud800ＡＩ") == "九江\ud800ai"
