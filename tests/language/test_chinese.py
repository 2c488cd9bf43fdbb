from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.chinese import count_han, fold


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_every_character_folds_to_one_that_stands_for_itself() -> None:
    """Long text is folded by replacing one character after the other, which relies on it."""
    for character in map(chr, range(0x20000)):
        folded = fold(character)
        assert len(folded) == 1
        assert fold(folded) == folded


@given(st.lists(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)), max_size=4), st.text())
def test_a_long_text_is_folded_like_its_characters(runs: list[str], other: str) -> None:
    fold("".join(map(chr, range(0x4E00, 0x9FA6))))
    for text in (*runs, other, "，".join((*runs, other))):
        assert fold(text) == "".join(map(fold, text))


def test_half_a_character_is_no_error() -> None:
    assert fold("港\ud840口") == "港\ufffd口"


def test_forms_that_are_the_same() -> None:
    assert fold("開發區ＡＩ　１２") == fold("开发区ai 12")
    assert fold("的士") == "的士"


def test_han_are_counted_alone() -> None:
    assert count_han("AI技术，2020年𠀀〇！") == 5
