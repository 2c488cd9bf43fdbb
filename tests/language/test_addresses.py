"""Addresses, and abbreviations that are written out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.addresses import hide, trimmed
from toolkit.language.initials import stands_for


def test_abbreviations_written_out() -> None:
    assert stands_for("GDP", "the gross domestic product of the zone")
    assert stands_for("SMT", "surface-mount technology")
    assert stands_for("OECD", "Organisation for Economic Co-operation and Development")
    assert not stands_for("GDP", "the domestic product")
    assert not stands_for("Logo", "long open green ovals")


@given(st.text(max_size=80))
def test_hidden_addresses_keep_the_length(text: str) -> None:
    assert len(hide(text)) == len(text)


def test_an_address_ends_before_the_mark_of_its_sentence() -> None:
    assert trimmed("https://www.example.com/port/).") == "https://www.example.com/port"
    assert hide("See www.example.com/a, please") == "See " + "\ue000" * 18 + " please"
