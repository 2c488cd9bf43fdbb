"""Texts that are worst for an expression: what it repeats, again and again, with what comes before it and without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
MANY = 50
"""Repetitions from which on the number matters."""

CATEGORIES = {
    code.CATEGORY_DIGIT: (r"\d", "1"),
    code.CATEGORY_NOT_DIGIT: (r"\D", "a"),
    code.CATEGORY_SPACE: (r"\s", " "),
    code.CATEGORY_NOT_SPACE: (r"\S", "a"),
    code.CATEGORY_WORD: (r"\w", "a"),
    code.CATEGORY_NOT_WORD: (r"\W", " "),
}
CANDIDATES = "a 1一x<(\u4e01"

Parsed = Sequence[tuple[Any, Any]]


def pumps(expression: re.Pattern[Any]) -> set[str]:
    """What to repeat in order to hurt the expression."""
    parsed = parse(expression)
    repeated = (text for before, body in _repeated(parsed, "") for text in (body, before, before + body))
    return {text for text in (sample(parsed), *repeated) if text}


def openings(expression: re.Pattern[Any]) -> set[str]:
    """What the expression wants once before what it repeats; nothing is one of them."""
    return {"", *(before for before, _ in _repeated(parse(expression), ""))}


def parse(expression: re.Pattern[Any]) -> Parsed:
    pattern = expression.pattern if isinstance(expression.pattern, str) else expression.pattern.decode("latin-1")
    flags = expression.flags if isinstance(expression.pattern, str) else expression.flags | re.ASCII
    return _parser.parse(pattern, flags)  # type: ignore[no-any-return]


def _repeated(parsed: Parsed, before: str) -> Iterator[tuple[str, str]]:
    for kind, given in parsed:
        if kind in REPEATS:
            if given[1] > MANY:
                yield before, sample(given[2])
            yield from _repeated(given[2], before)
        elif kind in (code.SUBPATTERN, code.ATOMIC_GROUP, code.ASSERT, code.ASSERT_NOT):
            inside = {code.SUBPATTERN: given[-1], code.ATOMIC_GROUP: given}.get(kind, given[-1])
            yield from _repeated(inside, before)
        elif kind is code.BRANCH:
            for branch in given[1]:
                yield from _repeated(branch, before)
        before += sample([(kind, given)])


def sample(parsed: Parsed) -> str:
    """A short text that fits, or nearly."""
    return "".join(_sample(kind, given) for kind, given in parsed)


def _sample(kind: Any, given: Any) -> str:
    if kind is code.LITERAL:
        return chr(given)
    if kind is code.NOT_LITERAL:
        return "a" if given != ord("a") else "b"
    if kind is code.IN:
        return _of_class(given)
    if kind is code.BRANCH:
        return sample(given[1][0])
    if kind in (code.SUBPATTERN, code.ATOMIC_GROUP):
        return sample(given[-1] if kind is code.SUBPATTERN else given)
    if kind in REPEATS:
        return sample(given[2]) * max(1, given[0])
    return "a" if kind is code.ANY else ""


def _of_class(members: Parsed) -> str:
    """A character of a class, of what it leaves out where it begins with ``^``."""
    if members[0][0] is code.NEGATE:
        return next((one for one in CANDIDATES if not any(_fits(one, member) for member in members[1:])), "\u4e02")
    kind, given = members[0]
    if kind is code.LITERAL:
        return chr(given)
    return chr(given[0]) if kind is code.RANGE else CATEGORIES[given][1]


def _fits(character: str, member: tuple[Any, Any]) -> bool:
    kind, given = member
    if kind is code.LITERAL:
        return character == chr(given)
    if kind is code.RANGE:
        return given[0] <= ord(character) <= given[1]
    return re.match(CATEGORIES[given][0], character) is not None
