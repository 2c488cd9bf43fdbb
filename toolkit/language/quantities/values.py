"""What a figure in a text means: its exact value, kind, unit and bound, and how English prints it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

MOST_DIGITS = 15
"""Longer runs of digits are account and licence numbers; no value is read from them."""

MASK = "\ufffc"
"""Stands for each character of a masked name: neither a figure, nor a unit, nor a blank."""


class Kind(StrEnum):
    """What sort of figure it is."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    SHARE = "share"
    MULTIPLE = "multiple"
    ORDINAL = "ordinal"
    VERSION = "version"
    CODE = "code"


class Bound(StrEnum):
    """How the value is bounded by the words around it.

    ``REACHED`` is what a verb says (突破, passed, reached), ``SEVERAL`` that the value is only the
    order of magnitude (数百, hundreds of).
    """

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    NEARLY = "nearly"
    ABOUT = "about"
    REACHED = "reached"
    SEVERAL = "several"


class Quantity(NamedTuple):
    """A figure as it stands in a text: ``text[start:end]`` means ``value`` of ``unit``.

    ``unit`` is a code of `units.UNITS` or empty, ``scale`` what the value was multiplied with (万,
    million). ``also`` holds other values that the same words may mean. A figure that is not
    ``firm`` may be missing on the other side (一个, “五链”, the first): it is reported only where
    something else stands in its place. One that stands ``aside`` is quoted in Chinese, or in
    brackets in English. ``phrase`` is its place with bound and unit: 超1.1亿度.
    """

    value: Decimal
    kind: Kind
    start: int
    end: int
    unit: str = ""
    bound: Bound = Bound.EXACT
    firm: bool = True
    aside: bool = False
    scale: Decimal = Decimal(1)
    also: tuple[Decimal, ...] = ()
    phrase: tuple[int, int] = (0, 0)

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end

    def bounded(self, bound: Bound, phrase: tuple[int, int]) -> Quantity:
        """The quantity with another bound and place of it all; every figure of a text takes this way."""
        return Quantity(
            self.value,
            self.kind,
            self.start,
            self.end,
            self.unit,
            bound,
            self.firm,
            self.aside,
            self.scale,
            self.also,
            phrase,
        )


_PRINTED_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_MOST_DECIMALS = 3
_WORDS = "zero one two three four five six seven eight nine ten".split()
_PARTS = dict(enumerate("half third quarter fifth sixth seventh eighth ninth tenth".split(), 2))
_DECIMALS_OF_A_SHARE = 4
_MOST_PARTS = 1000


def in_english(value: Decimal) -> str:
    """The value as English prints it: 41.47 billion, 11,300, 0.2."""
    for power, word in _PRINTED_SCALES:
        scaled = value.scaleb(-power)
        if scaled >= 1 and scaled == round(scaled, _MOST_DECIMALS):
            return f"{plain(scaled)} {word}"
    return plain(value)


def printed(quantity: Quantity) -> str:
    """The quantity's value as English prints it, with the decimals it is written with."""
    if quantity.kind is Kind.SHARE:
        return _share(quantity.value)
    return f"{quantity.value:,f}" if quantity.scale == 1 and quantity.value < 10**6 else in_english(quantity.value)


def _share(value: Decimal) -> str:
    """A share as English prints it: half, two-thirds, 0.003, 2/11."""
    from fractions import Fraction

    share = Fraction(value).limit_denominator(_MOST_PARTS)
    part = _PARTS.get(share.denominator)
    if part is None or share > 1:
        return plain(value) if value == round(value, _DECIMALS_OF_A_SHARE) else str(share)
    if share.numerator > 1:
        return f"{_WORDS[share.numerator]}-{part}s"
    return part if part == "half" else f"an {part}" if part == "eighth" else f"a {part}"


def in_words(quantity: Quantity) -> str:
    """As `printed`, with words up to ten."""
    small = quantity.value == quantity.value.to_integral_value() and 0 <= quantity.value <= 10
    return _WORDS[int(quantity.value)] if small else printed(quantity)


def plain(value: Decimal) -> str:
    """Grouped digits without needless zeros."""
    return f"{value.normalize():,f}"


def significant(value: Decimal) -> int:
    """How many significant digits it has, zeros at the end not counted."""
    return len(value.normalize().as_tuple().digits)


def mask(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with a sign that means nothing in place of each character of `spans`, of the same length."""
    pieces: list[str] = []
    last = 0
    for start, end in sorted(spans):
        pieces += (text[last:start], MASK * (end - max(start, last)))
        last = max(end, last)
    return "".join((*pieces, text[last:])) if pieces else text


def without(text: str, places: Sequence[re.Match[str]]) -> str:
    """`text` with its matches `places`, which are in order, masked."""
    pieces: list[str] = []
    last = 0
    for place in places:
        start, end = place.span()
        pieces += (text[last:start], MASK * (end - start))
        last = end
    return "".join((*pieces, text[last:])) if pieces else text


_ROMAN_SIGNS = {"i": 1, "v": 5, "x": 10}


def roman(written: str) -> int:
    """The value of a small Roman numeral, in letters or in signs of its own (Ⅱ)."""
    letters = unicodedata.normalize("NFKC", written).lower()
    values = [_ROMAN_SIGNS[letter] for letter in letters]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
