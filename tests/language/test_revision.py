"""What of an English sentence is gone and what is new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.revision import Part, is_rewritten, revised

SENTENCES = st.lists(
    st.sampled_from(["port", "the", "12.4", "‹b1›", " ", " ", ",", "\n", "the port’s"]), max_size=30
).map("".join)


def shown(old: str, new: str) -> str:
    marks = {Part.KEPT: "{}", Part.GONE: "-{}-", Part.ADDED: "+{}+"}
    return "".join(marks[part].format(text) for part, text in revised(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It moved 600,000 TEU.", "It handled 600,000 TEU.", "It -moved-+handled+ 600,000 TEU."),
        ("a port", "a port", "a port"),
        ("", "a port", "+a port+"),
        ("a port", "", "-a port-"),
        ("the old port", "a new port", "-the old-+a new+ port"),
        ("grew 12.4%", "grew 12.5%", "grew -12.4-+12.5+%"),
        ("‹b1›port‹/b1›", "‹i1›port‹/i1›", "-‹b1›-+‹i1›+port-‹/b1›-+‹/i1›+"),
    ],
)
def test_revised(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


@given(SENTENCES, SENTENCES)
def test_both_versions_are_in_it(old: str, new: str) -> None:
    parts = list(revised(old, new))
    assert "".join(text for part, text in parts if part is not Part.ADDED) == old
    assert "".join(text for part, text in parts if part is not Part.GONE) == new
    assert all(text for _, text in parts)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It moved 600,000 TEU.", "It handled 600,000 TEU.", False),
        ("All came.", "Everybody arrived!", False),
        (
            "The open economy of the city rose, ranked in the front.",
            "The city’s economy grew and was among the first.",
            True,
        ),
        ("a, b, c, " + "long words that stayed " * 3, "1, 2, 3, " + "long words that stayed " * 3, False),
        ("", "", False),
    ],
)
def test_what_is_better_read_one_after_the_other(old: str, new: str, expected: bool) -> None:
    assert is_rewritten(old, new) == expected
