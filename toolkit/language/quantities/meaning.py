"""Of two figures with the same value: do unit, currency and bound agree?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from toolkit.expressions import expression
from toolkit.language.quantities.facts import Facts
from toolkit.language.quantities.mismatch import Mismatch, Problem
from toolkit.language.quantities.units import CURRENCY_SIGNS, DURATIONS, UNITS, alternation, amounts, dimension
from toolkit.language.quantities.values import Bound, Kind, Quantity, printed

_CONFUSABLE = {
    **dict.fromkeys(("area", "length", "volume", "mass"), "size"),
    **dict.fromkeys(("energy", "power"), "power"),
    **dict.fromkeys(("percent", "points", "permille"), "share"),
    **dict.fromkeys(("months", "days", "minutes"), "time"),
    "money": "money",
}
"""Dimensions that are mistaken for each other; pounds of money and of weight are not."""

_IN_WORDS = {
    Bound.OVER: "more than",
    Bound.UNDER: "less than",
    Bound.NEARLY: "nearly",
    Bound.ABOUT: "about",
}


def compare_meaning(quantity: Quantity, same: Sequence[Quantity], english: Facts) -> Iterator[Mismatch]:
    """What is wrong where `same` are the figures of the English with the value of `quantity`; at most one thing.

    It is right where any of them agrees: what the Chinese repeats English may say once in full.
    """
    agreeing = [other for other in same if not _conflict(quantity, other)]
    if not agreeing:
        problem = Problem.CURRENCY if quantity.kind is Kind.MONEY else Problem.UNIT
        yield Mismatch(problem, quantity.phrase, same[0].phrase, with_unit(quantity))
    elif quantity.kind is Kind.MONEY and not _has_currency(quantity, agreeing, english):
        yield Mismatch(Problem.CURRENCY, quantity.phrase, agreeing[0].phrase, with_unit(quantity))
    elif not any(_bounds_agree(quantity, other, english) for other in agreeing):
        yield _bounded_wrongly(quantity, agreeing[0], english)


def _conflict(quantity: Quantity, other: Quantity) -> bool:
    if quantity.unit == other.unit:
        return False
    mine, theirs = dimension(quantity.unit), dimension(other.unit)
    if mine != "money" and amounts(quantity.value, quantity.unit) & amounts(other.value, other.unit):
        return False
    return mine == theirs or (mine in _CONFUSABLE and _CONFUSABLE[mine] == _CONFUSABLE.get(theirs))


def _has_currency(quantity: Quantity, agreeing: Sequence[Quantity], english: Facts) -> bool:
    """Whether the currency stands with the figure or anywhere: “60 million and 200 million yuan”."""
    units = {other.unit for other in (*agreeing, *english.quantities)}
    return quantity.unit in units or bool(_mention(quantity.unit).search(english.text))


@cache
def _mention(currency: str) -> re.Pattern[str]:
    """The currency as a common noun or code; “Yuan” with a capital is a person or a dynasty."""
    forms = [*UNITS[currency].english, *(sign for sign, code in CURRENCY_SIGNS.items() if code == currency)]
    return re.compile(rf"(?<![A-Za-z])(?:{alternation({*forms, *(form.upper() for form in forms)})})(?![a-rt-z])")


_IN_A_COMPOUND = expression("-year")
"""“A 5,000-year-old civilization” has no place for “more than”."""


def _bounds_agree(quantity: Quantity, other: Quantity, english: Facts) -> bool:
    """Whether the bound is kept; an approximation may come and go, and a bound may become one.

    近3亿元 may be “about RMB 300 million” and 约14% “14%”; 超1.1亿度 is not “110 million kWh”.
    """
    mine, theirs = quantity.bound, other.bound
    if mine is theirs or Bound.SEVERAL in (mine, theirs) or theirs in (Bound.ABOUT, Bound.REACHED):
        return True
    if quantity.kind is Kind.ORDINAL or quantity.value <= 1:
        return True
    if mine is Bound.EXACT and quantity.unit in DURATIONS:
        return True  # “over three years” is mostly how long something took
    if theirs is Bound.EXACT and _IN_A_COMPOUND.match(english.text, other.end):
        return True
    if mine in (Bound.ABOUT, Bound.REACHED):
        return theirs is Bound.EXACT or theirs is (Bound.NEARLY if mine is Bound.ABOUT else Bound.OVER)
    return {mine, theirs} == {Bound.NEARLY, Bound.UNDER}


_BEFORE = {"CNY": "RMB ", "USD": "US$", "HKD": "HK$", "TWD": "NT$", "EUR": "€", "GBP": "£"}
_AFTER = {"%": "%", "‰": "‰", "TEU": " TEU"}
"""What stands right before and right after a figure, where that is not the name of the unit."""

_PLURALS = {"foot": "feet", "century": "centuries"} | {name: name for name in ("mu", "li", "jin", "yen", "won")}


def _bounded_wrongly(quantity: Quantity, other: Quantity, english: Facts) -> Mismatch:
    """Where only the bound is missing, it can be put before what stands there."""
    written = english.text[slice(*other.phrase)]
    sure = other.bound is Bound.EXACT and bool(_CAN_FOLLOW_A_BOUND.fullmatch(written))
    right = f"{_IN_WORDS[quantity.bound]} {written}" if sure else in_full(quantity)
    return Mismatch(Problem.QUALIFIER, quantity.phrase, other.phrase, right, sure)


_CAN_FOLLOW_A_BOUND = expression(r"(?:RMB|CNY|US)?[ $¥€£]*\d[^-]*")
"""A figure in digits, and no compound: “200-metre” has no place for “more than”."""


def in_full(quantity: Quantity) -> str:
    """What English says for a quantity of the Chinese, with bound and unit: ``more than 110 million tonnes``."""
    return f"{_IN_WORDS.get(quantity.bound, '')} {with_unit(quantity)}".lstrip()


def with_unit(quantity: Quantity) -> str:
    """The value as English prints it, with its unit or currency."""
    figure, code = printed(quantity), quantity.unit
    if code in _BEFORE:
        return _BEFORE[code] + figure
    if code in _AFTER:
        return figure + _AFTER[code]
    if code not in UNITS:
        return figure
    name = UNITS[code].english[0]
    return f"{figure} {name if quantity.value == 1 else _PLURALS.get(name, f'{name}s')}"
