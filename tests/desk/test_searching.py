"""Search and replacement, hostile expressions among them."""

from __future__ import annotations

import pytest

from toolkit.desk.searching import Pattern
from toolkit.desk.typing import retyped
from toolkit.errors import UsageError
from toolkit.model import Segment, State, Unit


def unit(chinese: str, english: str) -> Unit:
    return retyped(Unit(Segment("a", chinese)), english, State.TRANSLATED)


UNITS = [unit("九江港2019年", "The port in 2019"), unit("码头", "The ‹b1›Port‹/b1› of b1"), unit("铁路", "A railway")]


def test_a_text_is_found_in_either_language() -> None:
    assert Pattern("九江").rows(UNITS) == [0]
    assert Pattern("port").rows(UNITS) == [0, 1]
    assert Pattern("Port").rows(UNITS) == [1]
    assert Pattern(".").rows(UNITS) == []
    assert Pattern(r"/20\d\d/").rows(UNITS) == [0]


def test_a_replacement_leaves_tags_alone() -> None:
    assert Pattern("b1").replaced(UNITS, "x") == [(1, "The ‹b1›Port‹/b1› of x")]
    assert Pattern(r"/in (\d+)/").replaced(UNITS, r"of \1") == [(0, "The port of 2019")]
    assert Pattern("port in").replaced(UNITS, r"\1") == [(0, r"The \1 2019")]


@pytest.mark.parametrize("asked", ["/(/", "/[/", "/*a/"])
def test_what_is_no_expression_is_said(asked: str) -> None:
    with pytest.raises(UsageError, match="not a regular expression"):
        Pattern(asked)


def test_a_group_that_is_not_there_is_said() -> None:
    with pytest.raises(UsageError, match="cannot be put in"):
        Pattern("/port/").replaced(UNITS, r"\7")


def test_an_expression_that_would_take_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.desk.searching.SECONDS", 0.2)
    hostile = [unit("港", "a" * 5_000 + "!")]
    with pytest.raises(UsageError, match="too long"):
        Pattern("/(a|aa)+$/").rows(hostile)
    with pytest.raises(UsageError, match="too long"):
        Pattern("/(a|aa)+$/").replaced(hostile, "b")
