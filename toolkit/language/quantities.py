"""Figures in Chinese and English text as exact values with their places.

Chinese counts in 万 (ten thousand) and 亿 (hundred million), English in thousands, millions and
billions. Both sides become `Decimal` values, so that 414.7亿 and “41.47 billion” are equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from toolkit.language.chinese import fold


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in a text: ``text[start:end]`` means ``value``."""

    value: Decimal
    start: int
    end: int


_CHINESE_SCALE = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "万亿": Decimal(10**12),
}
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE_SIGNS = "万亿|百万|千万|万|亿|千|百"
_CHINESE_FIGURE = re.compile(
    rf"(?<![\d.A-Za-z])(?P<parts>(?:{_DIGITS})(?:{_SCALE_SIGNS})?(?:\d+(?:\.\d+)?(?:万|千|百))*)"
    rf"(?P<range>\s*(?:至|到|[-—–~])\s*(?:{_DIGITS})(?P<scale>{_SCALE_SIGNS})?)?"
)
_CHINESE_PART = re.compile(rf"({_DIGITS})({_SCALE_SIGNS})?")

_CHINESE_DIGIT = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_CHINESE_DIGIT |= {"〇": 0, "两": 2, "双": 2}
_CHINESE_NUMERAL = re.compile("[零〇一二三四五六七八九十百千万亿两双]+")
_CHINESE_POWER = {"十": 10, "百": 100, "千": 1000}


def chinese_figures(text: str, masked: Iterable[tuple[int, int]] = ()) -> list[Figure]:
    """Figures written with digits in Chinese `text`, in order; the spans of `masked` are skipped.

    In a range the scale of the end serves both ends: 20至30万 is 200,000 and 300,000.
    """
    figures: list[Figure] = []
    for found in _CHINESE_FIGURE.finditer(mask(fold(text), masked)):
        parts, scale = found["parts"], found["scale"] or ""
        if scale and re.fullmatch(_DIGITS, parts):
            parts += scale
        figures.append(Figure(_chinese_value(parts), found.start("parts"), found.end("parts")))
        if found["range"]:
            begin = found.end("parts") + re.match(r"\D*", found["range"]).end()  # type: ignore[union-attr]
            figures.append(Figure(_chinese_value(found["range"]), begin, found.end()))
    return figures


def _chinese_value(parts: str) -> Decimal:
    pairs = _CHINESE_PART.findall(parts)
    return sum((Decimal(digits.replace(",", "")) * _CHINESE_SCALE[sign] for digits, sign in pairs), Decimal(0))


def chinese_numerals(text: str) -> set[Decimal]:
    """Every value that the Chinese numerals of `text` could mean (一, 十四五, 二〇二〇, “五链”).

    Generous on purpose: it says which English figures have some ground in the Chinese, not which
    ones are required.
    """
    values: set[Decimal] = set()
    for numeral in _CHINESE_NUMERAL.findall(fold(text)):
        values.update(Decimal(_CHINESE_DIGIT[sign]) for sign in numeral if sign in _CHINESE_DIGIT)
        values.add(Decimal(_numeral_value(numeral)))
        values.add(Decimal("".join(str(_CHINESE_DIGIT[sign]) for sign in numeral if sign in _CHINESE_DIGIT) or 0))
        values.update(Decimal(_numeral_value(numeral[:end])) for end in range(1, len(numeral)))
    return values


def _numeral_value(numeral: str) -> int:
    total = section = digit = 0
    for sign in numeral:
        if sign in _CHINESE_DIGIT:
            digit = _CHINESE_DIGIT[sign]
        elif sign in _CHINESE_POWER:
            section, digit = section + (digit or 1) * _CHINESE_POWER[sign], 0
        else:
            scale = 10**4 if sign == "万" else 10**8
            total, section, digit = (total + section + digit or 1) * scale, 0, 0
    return total + section + digit


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_MONTHS = "january february march april may june july august september october november december".split()
_ENGLISH_WORD = {word: value for value, word in enumerate(_ONES)}
_ENGLISH_WORD |= {word: 20 + 10 * index for index, word in enumerate(_TENS)}
_ENGLISH_WORD |= {word: value for value, word in enumerate(_ORDINALS, 1)}
_ENGLISH_WORD |= {word: value for value, word in enumerate(_MONTHS, 1)}
_ENGLISH_WORD |= {word[:3]: value for value, word in enumerate(_MONTHS, 1)} | {"sept": 9}
_ENGLISH_WORD |= {"both": 2, "once": 1, "twice": 2, "pair": 2, "dual": 2, "double": 2}
_ENGLISH_SCALE = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ENGLISH_SCALE |= {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "dozen": 12}
_WORD_NUMBER = "|".join(sorted(_ENGLISH_WORD, key=len, reverse=True))
_WORD_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_ENGLISH_DIGITS = re.compile(
    rf"(?<![\w.])(?P<digits>{_DIGITS})(?:st|nd|rd|th)?"
    rf"(?:[\s-]?(?P<scale>{_WORD_SCALE}|bn|mn|tn|[mk](?![²³]))(?![a-z])|(?![\d]))",
    re.IGNORECASE,
)
_ENGLISH_WORDS = re.compile(
    rf"(?<!\w)(?:(?:{_WORD_NUMBER}|{_WORD_SCALE})(?:s|th)?(?:[\s-]+(?:and[\s-]+)?|(?!\w)))+", re.IGNORECASE
)


def english_figures(text: str, masked: Iterable[tuple[int, int]] = ()) -> list[Figure]:
    """Figures written with digits in English `text`, in order; the spans of `masked` are skipped."""
    figures = []
    for found in _ENGLISH_DIGITS.finditer(mask(text, masked)):
        scale = _ENGLISH_SCALE[found["scale"].lower()] if found["scale"] else 1
        figures.append(Figure(Decimal(found["digits"].replace(",", "")) * scale, *found.span()))
    return figures


def english_numerals(text: str) -> set[Decimal]:
    """Every value that the number words of `text` could mean; month names count as 1 to 12."""
    values: set[Decimal] = set()
    for found in _ENGLISH_WORDS.finditer(text):
        words = [word for word in re.split(r"[\s-]+", found[0].lower()) if word and word != "and"]
        values.update(_words_values(words))
    return values


def _words_values(words: list[str]) -> Iterable[Decimal]:
    total = section = 0
    for word in words:
        if word in _ENGLISH_WORD:
            yield Decimal(_ENGLISH_WORD[word])
            section += _ENGLISH_WORD[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word.rstrip("s") in _ENGLISH_SCALE:
            total, section = total + (section or 1) * _ENGLISH_SCALE[word.rstrip("s")], 0
    yield Decimal(total + section)


def mask(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with the characters of each span replaced by blanks, of the same length."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
