"""Capitals in English headings: title case, and words that sentence case would write small."""

from __future__ import annotations

import re

from toolkit.expressions import expression

_WORD = expression(r"[^\W\d_][^\s—–/]*")
_SMALL = frozenset(
    "a an and as at but by en for from if in into nor of off on onto or over per so than the to up upon v via vs with "
    "yet".split()
)
"""Words that may stay small. Style guides differ on prepositions of four letters: with capitals they are right too."""
_BEGINS = expression(r"[:.!?—–][”’\")]*\s*[“‘\"(]*$")


def in_title_case(heading: str) -> str:
    """`heading` with every main word capitalised, of the same length.

    First and last words are main words, and so is one after a colon. Capitals that stand are
    kept, and so are words that have one further on (iPhone, e-Tax) or a dot (ganfutong.cn).
    """
    words = list(_WORD.finditer(heading))
    out = list(heading)
    for number, word in enumerate(words):
        first = number == 0 or _BEGINS.search(heading[max(0, word.start() - 6) : word.start()])
        main = first or number == len(words) - 1 or word[0].lower().rstrip(".,;:!?”’)") not in _SMALL
        if main and word[0][0].islower() and not re.search(r"[A-Z]|\.\w|@", word[0]):
            capital = word[0][0].upper()
            out[word.start()] = capital if len(capital) == 1 else word[0][0]
    return "".join(out)


def wrongly_capital(heading: str, small: frozenset[str]) -> list[tuple[int, int]]:
    """The places of words in `heading` that begin with a capital and are common words, as `small` knows them.

    Empty unless there are two and more of them: one may be part of a name.
    """
    found = []
    for word in _WORD.finditer(heading):
        bare = word[0].rstrip('.,;:!?”’)"')
        first = word.start() == 0 or _BEGINS.search(heading[max(0, word.start() - 6) : word.start()])
        if not first and word[0][0].isupper() and bare.istitle() and bare.lower() in small:
            found.append((word.start(), word.start() + len(bare)))
    return found if len(found) > 1 else []
