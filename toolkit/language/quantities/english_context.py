"""What stands around a figure in English: its unit and currency, its bound, the words and brackets it is framed by."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from toolkit.expressions import expression
from toolkit.language.quantities.english_bounds import read_bound
from toolkit.language.quantities.units import CURRENCY_SIGNS, ENGLISH_UNITS, UNITS, alternation
from toolkit.language.quantities.values import Bound, Kind, Quantity

_FRAMES = ("phase", "level", "grade", "class", "stage", "tier", "no", "no.", "number", "article", "chapter", "version")
_FRAME = expression(rf"\b(?:{alternation(_FRAMES)}) ?$", re.IGNORECASE)
_AND_A_HALF = expression(r" and a half\b", re.IGNORECASE)
_CURRENCY_BEFORE = expression(rf"(?:{alternation(CURRENCY_SIGNS)})[ \u00a0]?$", re.IGNORECASE)
_LAST_OF_CURRENCIES = frozenset(sign[-1] for sign in CURRENCY_SIGNS)


def _tails() -> dict[str, re.Pattern[str]]:
    """By the letter that it begins with what may follow a figure: a unit, or “times”."""
    forms = defaultdict(list)
    for form in ENGLISH_UNITS:
        forms[form[0]].append(form)
    tails = {letter: f"(?P<unit>{alternation(some)})(?:e?s)?(?![A-Za-z\\d²³])" for letter, some in forms.items()}
    for letter, word in (("t", "times"), ("f", "fold")):
        tails[letter] = rf"(?P<times>{word}\b)|{tails[letter]}"
    return {letter: expression(rf"[ -]{{0,2}}(?:{tail})", re.IGNORECASE) for letter, tail in tails.items()}


_TAILS = _tails()
_BEGINNINGS = ("times", "fold", *dict.fromkeys(form.split()[0] for form in ENGLISH_UNITS))
_LONGEST_BEGINNING = max(map(len, _BEGINNINGS))


def read_tail(text: str, end: int) -> re.Match[str] | None:
    """The unit right after a figure that ends at `end` as group ``unit``, or “times” as group ``times``."""
    place = end
    while place < end + 2 and text[place : place + 1] in (" ", "-"):
        place += 1
    following = text[place : place + _LONGEST_BEGINNING].lower()
    return _TAILS[following[0]].match(text, end) if following.startswith(_BEGINNINGS) else None


def in_context(text: str, quantity: Quantity) -> Quantity:
    """The quantity with the unit, the bound and the brackets that stand around it."""
    value, start, end = quantity.value, quantity.start, quantity.end
    if quantity.kind is Kind.COUNT and quantity.scale == 1 and (half := _AND_A_HALF.match(text, end)):
        value, end = value + Decimal("0.5"), half.end()  # two and a half, 5 and a half
    tail = read_tail(text, end)
    times = bool(tail and tail.groupdict().get("times"))
    unit, begin = quantity.unit, start
    currency = _currency_before(text, start)
    if currency:
        begin = currency.start()
    if tail and not times:
        unit = ENGLISH_UNITS[" ".join(re.split(r"[\s-]", tail["unit"].lower()))]
    elif currency:
        unit = CURRENCY_SIGNS[currency[0].strip().lower()]
    framed = _is_framed(text, start)
    bound, phrase = read_bound(text, begin, tail.end() if tail else end)
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
