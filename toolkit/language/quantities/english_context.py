"""What stands around a figure in English: its unit and currency, its bound, the words and brackets it is framed by."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from toolkit.expressions import expression
from toolkit.language.quantities.english_bounds import read_bound
from toolkit.language.quantities.units import CURRENCY_SIGNS, ENGLISH_UNITS, UNITS, alternation
from toolkit.language.quantities.values import Bound, Kind, Quantity

_FRAMES = ("phase", "level", "grade", "class", "stage", "tier", "no", "no.", "number", "article", "chapter", "version")
_FRAME = expression(rf"\b(?:{alternation(_FRAMES)}) ?$", re.IGNORECASE)
_AND_A_HALF = expression(r" and a half\b", re.IGNORECASE)
_CURRENCY_BEFORE = expression(rf"(?:{alternation(CURRENCY_SIGNS)})[ \u00a0]?$", re.IGNORECASE)
_LAST_OF_CURRENCIES = frozenset(sign[-1] for sign in CURRENCY_SIGNS)


_TIMES = ("times", "fold")
_BEGINNINGS = (*_TIMES, *dict.fromkeys(form.split()[0] for form in ENGLISH_UNITS))
_ENDED = {form + ending: unit for ending in ("es", "s", "") for form, unit in ENGLISH_UNITS.items()}
_LONGEST = max(map(len, _ENDED))
_BLANK = expression(r"[\s-]")


class Tail(NamedTuple):
    """What a figure is followed by, and where that ends: a unit, or “times”, for which `unit` is empty."""

    unit: str
    end: int


def read_tail(text: str, end: int) -> Tail | None:
    """The unit right after a figure that ends at `end`, the longest that fits, or “times”.

    Units are looked up: to compile them as an expression takes longer than the page that has them.
    """
    start = end
    while start < end + 2 and text[start : start + 1] in (" ", "-"):
        start += 1
    following = text[start : start + _LONGEST + 1].lower()
    if not following.startswith(_BEGINNINGS):
        return None
    for word in _TIMES:
        if following.startswith(word) and not _continues_word(following[len(word) : len(word) + 1]):
            return Tail("", start + len(word))
    said = _BLANK.sub(" ", following)
    for length in range(min(len(said), _LONGEST), 0, -1):
        unit = _ENDED.get(said[:length])
        if unit and not _continues_unit(said[length : length + 1]):
            return Tail(unit, start + length)
    return None


def _continues_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _continues_unit(sign: str) -> bool:
    """Chinese may follow a unit without a blank."""
    return (sign.isascii() and sign.isalpha()) or sign.isdecimal() or sign in ("²", "³")


def in_context(text: str, quantity: Quantity) -> Quantity:
    """The quantity with the unit, the bound and the brackets that stand around it."""
    value, start, end = quantity.value, quantity.start, quantity.end
    if quantity.kind is Kind.COUNT and quantity.scale == 1 and (half := _AND_A_HALF.match(text, end)):
        value, end = value + Decimal("0.5"), half.end()  # two and a half, 5 and a half
    tail = read_tail(text, end)
    times = bool(tail and not tail.unit)
    unit, begin = quantity.unit, start
    currency = _currency_before(text, start)
    if currency:
        begin = currency.start()
    if tail and tail.unit:
        unit = tail.unit
    elif currency:
        unit = CURRENCY_SIGNS[currency[0].strip().lower()]
    framed = _is_framed(text, start)
    bound, phrase = read_bound(text, begin, tail.end if tail else end)
    aside = (quantity.aside and not framed) or _in_brackets(text, start)
    return Quantity(
        value,
        Kind.ORDINAL if framed else Kind.MULTIPLE if times else _kind(quantity.kind, unit),
        start,
        end,
        unit,
        quantity.bound if quantity.bound is Bound.SEVERAL else bound,
        quantity.firm and not aside,
        aside,
        quantity.scale,
        quantity.also,
        phrase,
    )


def _currency_before(text: str, start: int) -> re.Match[str] | None:
    before = text[max(0, start - 2) : start].rstrip(" \u00a0")[-1:].lower()
    return _CURRENCY_BEFORE.search(text, max(0, start - 5), start) if before in _LAST_OF_CURRENCIES else None


def _is_framed(text: str, start: int) -> bool:
    """Whether the figure is a number of something: phase 2, No. 5."""
    near = text[max(0, start - 10) : start].rstrip(" ").lower()
    return near.endswith(_FRAMES) and bool(_FRAME.search(text, max(0, start - 10), start))


def _kind(kind: Kind, unit: str) -> Kind:
    dimension = UNITS[unit].dimension if unit else ""
    return {"money": Kind.MONEY, "percent": Kind.PERCENT, "points": Kind.POINTS}.get(dimension, kind)


def _in_brackets(text: str, start: int) -> bool:
    window = max(0, start - 80)
    return text.rfind("(", window, start) > text.rfind(")", window, start)
