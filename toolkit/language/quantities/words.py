"""English number words: twenty-one, two hundred thousand, one hundred and thirty-four, fourteenth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from toolkit.expressions import expression

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()

CARDINALS = {word: value for value, word in enumerate(_ONES)}
CARDINALS |= {word: 20 + 10 * place for place, word in enumerate(_TENS)}
ORDINALS = {word: value for value, word in enumerate(_SMALL_ORDINALS, 1)}
ORDINALS |= {word.replace("ty", "tieth"): 20 + 10 * place for place, word in enumerate(_TENS)}
_SMALL = CARDINALS | ORDINALS
BIG = {"dozen": 12, "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}

SMALL_WORD = "|".join(sorted(_SMALL, key=len, reverse=True))
NUMBER_WORD = f"{SMALL_WORD}|{'|'.join(BIG)}"
"""Patterns for one number word, without and with the large ones."""

BLANKED = {code: " " for code in range(128) if not chr(code).isalpha()}
"""For `str.translate`: leaves the words of a text in ASCII between blanks, faster than a pattern finds them."""

_WORD = expression("[a-z]+", re.IGNORECASE)


class NumberWords(NamedTuple):
    """A number in words: ``text[start:end]`` means `value`; it ends with large words that come to `scale`."""

    value: Decimal
    scale: Decimal
    ordinal: bool
    start: int
    end: int


def word_value(text: str) -> Decimal:
    """The value of a single number, in words or digits."""
    return Decimal(text) if text.isdigit() else next(read_words(text)).value


def read_words(text: str) -> Iterator[NumberWords]:
    """The numbers that `text` says, which is number words with blanks, hyphens and “and” between them.

    “First three” and “two and three” are two numbers, “one hundred and three” is one.
    """
    run: list[re.Match[str]] = []
    joined = False
    for place in _WORD.finditer(text):
        word = place[0].lower()
        if word == "and":
            joined = True
            continue
        if run and not _continues(run[-1][0].lower(), word, joined):
            yield _number(run)
            run = []
        run.append(place)
        joined = False
    if run:
        yield _number(run)


def _continues(last: str, word: str, joined: bool) -> bool:
    """Whether `word` still belongs to the number that `last` belongs to."""
    if last in ORDINALS:
        return False
    if last in BIG:
        return last != "dozen"
    if joined:
        return False
    if word in BIG:
        return True
    return last in _TENS and 1 <= _SMALL[word] <= 9


def _number(run: list[re.Match[str]]) -> NumberWords:
    total = section = Decimal(0)
    scale = Decimal(1)
    for place in run:
        word = place[0].lower()
        size = BIG.get(word, 0)
        scale = scale * size if size else Decimal(1)
        if size >= 1000:
            total, section = total + (section or Decimal(1)) * size, Decimal(0)
        elif size:
            section = (section or Decimal(1)) * size
        else:
            section += _SMALL[word]
    return NumberWords(total + section, scale, run[-1][0].lower() in ORDINALS, run[0].start(), run[-1].end())
