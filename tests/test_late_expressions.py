"""Expressions that are compiled late are the ones that `re` compiles."""

from __future__ import annotations

import re

import pytest

from toolkit.expressions import Expression, expression


def test_it_does_what_the_compiled_one_does() -> None:
    late, now = expression(r"(?P<port>九江)港?", re.IGNORECASE), re.compile(r"(?P<port>九江)港?", re.IGNORECASE)
    text = "九江港、九江"
    assert late.findall(text) == now.findall(text)
    assert [place.span() for place in late.finditer(text, 1)] == [place.span() for place in now.finditer(text, 1)]
    assert late.sub("x", text) == "x、x"
    assert (late.search("港"), late.fullmatch("九江港") is None, late.match(text, 4) is None) == (None, False, False)
    assert (late.pattern, late.groups, late.groupindex) == (now.pattern, now.groups, now.groupindex)


def test_it_is_compiled_when_it_is_first_used() -> None:
    late = expression("[")
    assert isinstance(late, Expression)
    with pytest.raises(re.error):
        late.search("")


def test_what_a_compiled_one_has_not_it_has_not_either() -> None:
    with pytest.raises(AttributeError, match="looks_for"):
        getattr(expression("x"), "looks_for")  # noqa: B009
