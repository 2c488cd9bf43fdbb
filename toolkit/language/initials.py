"""Abbreviations made of the initials of words."""

from __future__ import annotations

from functools import lru_cache

from toolkit.expressions import expression

_WORD = expression(r"[^\W_]+")
_HYPHENATED = expression(r"[^\W_]+(?:[-’'][^\W_]+)*")
SMALL_WORDS = frozenset("a an and for from in of on or the to with".split())


def stands_for(abbreviation: str, text: str) -> bool:
    """Whether words in a row of `text` have the initials of `abbreviation`: GDP, gross domestic product.

    Small words may be left out of it, and parts of a hyphenated word count each or not at all.
    """
    letters = "".join(letter for letter in abbreviation.casefold() if letter.isalpha())
    if not abbreviation.isupper() or not 2 <= len(letters) <= 8:
        return False
    return any(letters in initials for initials in _initials(text))


@lru_cache(maxsize=64)
def _initials(text: str) -> tuple[str, ...]:
    """The initials of the words of `text`, with and without small words, and of hyphenated ones as one."""
    found = []
    for pattern in (_WORD, _HYPHENATED):
        words = pattern.findall(text.casefold())
        found.append("".join(word[0] for word in words))
        found.append("".join(word[0] for word in words if word not in SMALL_WORDS))
    return tuple(found)
