"""Misspelled words are found, and words that no dictionary has are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.spelling import Speller, words_of


def test_a_misspelled_word_and_what_was_meant() -> None:
    speller = Speller(frozenset)
    found = {word: speller.meant(word) for word in "goverment devlopment teh seperate".split()}
    assert found == {
        "goverment": "government",
        "devlopment": "development",
        "teh": "the",
        "seperate": "separate",
    }
    assert speller.meant("recieve") == "", "receive or relieve"


@pytest.mark.parametrize("word", ["goverment", "governmment", "govermnent", "govennment", "governmentt", "overnment"])
def test_a_slip_is_a_letter_too_few_too_many_exchanged_or_wrong(word: str) -> None:
    assert Speller(frozenset).meant(word) == "government"


def test_an_apostrophe_may_be_what_is_missing_and_a_word_may_read_as_a_number() -> None:
    assert Speller(frozenset).meant("doesnt") == "doesn't"
    assert Speller(frozenset).meant("infinty") == "infinity"


@pytest.mark.parametrize(
    "word", "government colour modernise optoelectronics carmakers stormwater cybersecurity Kingshine Jiujiang mu "
    "informatization kilowatt TEU".split()
)  # fmt: skip
def test_words_that_are_right_or_cannot_be_judged(word: str) -> None:
    assert Speller(frozenset).meant(word) is None


def test_names_are_known_by_the_glossary_or_by_the_document() -> None:
    assert Speller(frozenset).meant("Neighor") is None
    assert Speller(frozenset, ("a neighbor of the port",)).meant("Neighor") is not None
    assert Speller(lambda: words_of(["devlopment"])).meant("devlopment") is None


@given(st.text(alphabet="abcdeghinoptuxz", min_size=1, max_size=60))
def test_any_word_is_judged_alike_twice(word: str) -> None:
    speller = Speller(frozenset)
    assert speller.meant(word) == speller.meant(word)


def test_own_words_are_asked_for_only_where_a_word_looks_misspelled() -> None:
    def own() -> frozenset[str]:
        asked.append("own words")
        return frozenset({"devlopment"})

    asked: list[str] = []
    speller = Speller(own)
    assert [speller.meant(word) for word in ("development", "Jiujiang", "optoelectronics")] == [None] * 3
    assert not asked
    assert speller.meant("devlopment") is None
    assert asked
