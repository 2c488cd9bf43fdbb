"""Capitals in headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.titles import in_title_case, wrongly_capital


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("a new chapter for the port", "A New Chapter for the Port"),
        ("the port: a turn to the river", "The Port: A Turn to the River"),
        ("what the iPhone is made of", "What the iPhone Is Made Of"),
        ("high-quality growth", "High-quality Growth"),
        ("“two-way opening-up” builds links", "“Two-way Opening-up” Builds Links"),
    ],
)
def test_title_case(heading: str, title: str) -> None:
    assert in_title_case(heading) == title
    assert in_title_case(title) == title


@given(st.text(max_size=80))
def test_title_case_keeps_the_length_and_is_its_own_title_case(heading: str) -> None:
    once = in_title_case(heading)
    assert len(once) == len(heading)
    assert in_title_case(once) == once


def test_sentence_case_needs_words_that_the_text_writes_small() -> None:
    small = frozenset({"chapter", "port"})
    assert [("A New Chapter for the Port")[a:b] for a, b in wrongly_capital("A New Chapter for the Port", small)] == [
        "Chapter",
        "Port",
    ]
    assert wrongly_capital("A new Chapter for Jiujiang", small) == []
