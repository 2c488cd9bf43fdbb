"""All that a text says in figures: quantities and moments with their places, read in one call."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from toolkit.expressions import expression
from toolkit.language.chinese import fold
from toolkit.language.quantities.chinese import read_chinese
from toolkit.language.quantities.dates import Moment, take_chinese_moments, take_english_moments
from toolkit.language.quantities.english import read_english
from toolkit.language.quantities.numerals import DIGIT, SIGNS, read_numeral
from toolkit.language.quantities.values import MOST_DIGITS, Quantity, mask
from toolkit.language.quantities.words import SMALL_WORD, read_words

_MAY_SAY = expression(rf"[\d{SIGNS}兩萬億半番\u2160-\u216b\u2170-\u217b]")
_DIGIT = expression(r"\d")
_OTHER_DIGIT = expression(r"[^\D0-9]")
_RAW = expression(r"\d+(?:\.\d+)?")
_SIGN_RUN = expression(rf"[{SIGNS}双]+")
_WORD = expression("[a-z]+")
_SMALL = frozenset(SMALL_WORD.split("|"))
_SMALL_WORDS = expression(rf"(?:{SMALL_WORD})(?:[ -](?:{SMALL_WORD}))*", re.IGNORECASE)


class Facts(NamedTuple):
    """The figures of `text`, each with offsets into it, in order."""

    text: str
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.quantities or self.moments)


def may_have_figures(chinese: str, english: str) -> bool:
    """A first look that most sentences do not pass: without any of this nothing can differ."""
    return bool(_MAY_SAY.search(chinese) or _DIGIT.search(english))


def chinese_facts(text: str, masked: Iterable[tuple[int, int]] = ()) -> Facts:
    """What Chinese `text`, simplified or traditional, says in figures; the spans of `masked` are skipped."""
    return _chinese_facts(text, tuple(masked))


@lru_cache(maxsize=1024)  # the units of a part of a document, whose hints, figures and checks are all made of them
def _chinese_facts(text: str, masked: tuple[tuple[int, int], ...]) -> Facts:
    key = _plain_digits(fold(text.replace("，", "；").replace("\u3000", " ")))  # a full-width comma groups no digits
    if not _MAY_SAY.search(key):
        return Facts(text)
    moments, rest = take_chinese_moments(mask(key, masked))
    return Facts(text, tuple(read_chinese(rest)), tuple(moments))


def english_facts(text: str, masked: Iterable[tuple[int, int]] = ()) -> Facts:
    """What English `text` says in figures; the spans of `masked` are skipped."""
    moments, rest = take_english_moments(mask(_plain_digits(text), masked))
    return Facts(text, tuple(read_english(rest)), tuple(moments))


def _plain_digits(text: str) -> str:
    """The text with the digits of every script and width as 0 to 9, of the same length."""
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda place: str(unicodedata.digit(place[0])), text)


def chinese_grounds(facts: Facts) -> set[Decimal]:
    """Every value that any figure or numeral of the Chinese could mean, names and idioms included.

    Generous on purpose: it says which English figures have some ground in the Chinese, not which
    are required.
    """
    key = _plain_digits(fold(facts.text))
    values = _values(facts) | _raw(key)
    for run in _SIGN_RUN.findall(key):
        values.update(Decimal(DIGIT[sign]) for sign in run if sign in DIGIT)
        values.update({Decimal(2)} if "双" in run else ())
        numeral = read_numeral(run[: 2 * MOST_DIGITS])
        values.update([numeral.value] if numeral else ())
    return values


def english_grounds(facts: Facts) -> set[Decimal]:
    """Every value that any figure or number word of the English could mean, names included."""
    values = _values(facts) | _raw(_plain_digits(facts.text))
    if not _SMALL.isdisjoint(_WORD.findall(facts.text.lower())):
        for run in _SMALL_WORDS.findall(facts.text):
            values.update(number.value for number in read_words(run))
    return values


def _raw(text: str) -> set[Decimal]:
    return {Decimal(digits) for digits in _RAW.findall(text.replace(",", "")) if len(digits) <= 2 * MOST_DIGITS}


def _values(facts: Facts) -> set[Decimal]:
    values = {value for quantity in facts.quantities for value in (quantity.value, *quantity.also)}
    for moment in facts.moments:
        values.update(Decimal(part) for part in (moment.year, moment.month, moment.day) if part is not None)
    return values
