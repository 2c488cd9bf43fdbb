"""British and American spellings of one word."""

from __future__ import annotations

import pytest

from toolkit.language.variants import american, british, ise_or_ize, swap_ending

PAIRS = """harbour harbor; neighbourhoods neighborhoods; centre center; kilometres kilometers; fibre fiber;
travelled traveled; modelling modeling; analysed analyzed; defence defense; fulfil fulfill; enrolment enrollment;
ploughing plowing; moulds molds; grey gray; favourable favorable; jewellery jewelry; aluminium aluminum"""


@pytest.mark.parametrize("pair", [pair.split() for pair in PAIRS.split(";")])
def test_british_and_american(pair: list[str]) -> None:
    assert american(pair[0]) == pair[1]
    assert british(pair[1]) == pair[0]
    assert (american(pair[1]), british(pair[0])) == ("", "")


@pytest.mark.parametrize(
    "word", "advise enterprise comprise exercise four hour pour program license practice meter sweater later order "
    "rigorous laboratory honorary humorous glamorous author doctor tailored selling controlled".split()
)  # fmt: skip
def test_words_that_are_spelled_one_way(word: str) -> None:
    assert (american(word), british(word), ise_or_ize(word)) == ("", "", "")


@pytest.mark.parametrize(
    "word", "modernise urbanisation organised recognising standardise prioritised utilises".split()
)
def test_ise_and_ize(word: str) -> None:
    other = swap_ending(word)
    assert (ise_or_ize(word), ise_or_ize(other)) == ("s", "z")
    assert (swap_ending(other), american(word), british(other)) == (word, other, "")
