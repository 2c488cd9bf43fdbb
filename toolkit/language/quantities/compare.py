"""The figures of a Chinese text against those of its English: what differs, and what would be right.

Generous where English has licence: it joins, repeats and rounds, says “both”, “half” and “a decade”,
explains in brackets, and leaves out what only counts one or two. Strict on value.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator
from decimal import Decimal

from toolkit.expressions import expression
from toolkit.language.chinese import fold
from toolkit.language.quantities.compare_dates import compare_moments
from toolkit.language.quantities.dates import POINTED_AT, ordinal
from toolkit.language.quantities.facts import Facts, chinese_grounds, english_grounds
from toolkit.language.quantities.meaning import compare_meaning
from toolkit.language.quantities.mismatch import Mismatch, Problem, pair_off
from toolkit.language.quantities.units import DURATIONS, amount, amounts, dimension
from toolkit.language.quantities.values import Bound, Kind, Quantity, in_words, printed, significant
from toolkit.language.quantities.words import ORDINALS

_LITERAL = (Kind.VERSION, Kind.CODE)
"""Compared as written: version 3.0 is not 3, and “1210” is not 1,210."""

_ALL = expression(r"\b(?:all|full|fully|complete|completely|every|each|entire|entirely|universal)\b", re.IGNORECASE)
_A_YEAR = range(1900, 2100)


def compare(chinese: Facts, english: Facts) -> list[Mismatch]:
    """What the English gets wrong of the figures of the Chinese, in the order of the Chinese."""
    if not chinese and not english:
        return []
    at = _index(english)
    found: list[Mismatch] = []
    lost: list[Quantity] = []
    used: set[tuple[int, int]] = set()
    for quantity in chinese.quantities:
        same = _same(quantity, at, chinese.text)
        used.update(other.span for other in same)
        if same:
            found += compare_meaning(quantity, same, english)
        else:
            lost.append(quantity)
    added = [quantity for quantity in english.quantities if quantity.span not in used and not quantity.aside]
    dates = list(compare_moments(chinese, english, added))
    taken = {mismatch.english for mismatch in dates}
    added = [quantity for quantity in added if quantity.span not in taken]
    found += (*dates, *_without_counterpart(chinese, english, lost, added))
    return sorted(found, key=lambda mismatch: mismatch.chinese or mismatch.english or (0, 0))


def _keys(quantity: Quantity) -> Iterator[Hashable]:
    """Under what a quantity is found: its value, and what its unit makes of it.

    A conversion in brackets explains the figure before it and does not stand for it.
    """
    yield quantity.value
    yield from quantity.also
    if not quantity.aside or quantity.unit in DURATIONS:
        yield from amounts(quantity.value, quantity.unit)


def _index(english: Facts) -> dict[Hashable, dict[tuple[int, int], Quantity]]:
    at: dict[Hashable, dict[tuple[int, int], Quantity]] = defaultdict(dict)
    for quantity in english.quantities:
        for key in (*_keys(quantity), english.text[slice(*quantity.span)]):
            if len(at[key]) < _ENOUGH:
                at[key][quantity.span] = quantity
    return at


_ENOUGH = 50
"""So many equal figures are looked at; a text with more is no sentence."""


def _same(quantity: Quantity, at: dict[Hashable, dict[tuple[int, int], Quantity]], text: str) -> list[Quantity]:
    if quantity.kind in _LITERAL:
        return list(at.get(text[slice(*quantity.span)], {}).values())
    same: dict[tuple[int, int], Quantity] = {}
    for key in _keys(quantity):
        same |= at.get(key, {})
    return list(same.values())


def _without_counterpart(
    chinese: Facts, english: Facts, lost: list[Quantity], added: list[Quantity]
) -> Iterator[Mismatch]:
    """Figures that are on one side only: in pairs where one stands for the other, else alone."""
    if not lost and not added:
        return
    in_english_anyway = english_grounds(english)
    lost = [one for one in lost if not _is_said(one, english, in_english_anyway)]
    lost, added = _without_licensed(lost, added)
    pairs, lost, added = pair_off(lost, added, _by_digits)
    in_chinese_anyway = chinese_grounds(chinese) if added else set()
    added = [one for one in added if one.value not in in_chinese_anyway]
    for key in (_by_unit, _by_kind, _by_firmness, _by_weak_kind):
        more, lost, added = pair_off(lost, added, key)
        pairs += more
    for one, other in pairs:
        yield _wrong(one, other, chinese.text, english.text)
    for one in lost:
        if one.firm:
            yield Mismatch(Problem.VALUE, one.span, None, _in_the_end(one, chinese.text))
    for one in added:
        if one.firm:
            yield Mismatch(Problem.VALUE, None, one.span)


def _by_digits(one: Quantity) -> Hashable:
    """A slipped scale keeps the digits: 5亿 and 50 billion."""
    telling = one.firm or (not one.aside and one.kind is not Kind.ORDINAL)
    return one.value.normalize().as_tuple().digits if telling else None


def _by_unit(one: Quantity) -> Hashable:
    return (one.kind, one.unit) if one.firm and one.unit else None


def _by_kind(one: Quantity) -> Hashable:
    return one.kind if one.firm else None


def _by_firmness(one: Quantity) -> Hashable:
    return one.firm or None


def _by_weak_kind(one: Quantity) -> Hashable:
    """A numeral that counts, and a number word: 只跑一次 and “two trips”, 两次 and “three times”."""
    return None if one.aside else Kind.COUNT if one.kind is Kind.MULTIPLE else one.kind


def _is_said(quantity: Quantity, english: Facts, grounds: set[Decimal]) -> bool:
    """Whether the English says it in a way that is not a figure of its own."""
    if quantity.kind not in _LITERAL and quantity.value in grounds:
        return True
    if quantity.kind is Kind.PERCENT and quantity.value == 100:
        return bool(_ALL.search(english.text))
    is_year = not quantity.unit and quantity.value in _A_YEAR
    return is_year and bool(POINTED_AT[1].search(english.text))


def _without_licensed(lost: list[Quantity], added: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Without what English has rounded or converted: “nearly 60%” for 59.8%, hectares for 亩."""
    ordered = sorted(added, key=_measured)
    measures = [_measured(one) for one in ordered]
    rest, used = [], set()
    for one in lost:
        name, value = _measured(one)
        first = bisect_left(measures, (name, value * Decimal("0.95")))
        near = ordered[first : bisect_left(measures, (name, value * Decimal("1.05")))][:_ENOUGH]
        licensed = next((other for other in near if _is_licensed(one, other)), None)
        if licensed is None:
            rest.append(one)
        else:
            used.add(licensed.span)
    return rest, [one for one in added if one.span not in used]


def _measured(quantity: Quantity) -> tuple[str, Decimal]:
    return dimension(quantity.unit), amount(quantity.value, quantity.unit)


_CONVERSION = Decimal("0.02")
_DIGITS_ROUNDED, _DIGITS_KEPT = 5, 3


def _is_licensed(quantity: Quantity, other: Quantity) -> bool:
    mine, theirs = _measured(quantity)[1], _measured(other)[1]
    if quantity.unit != other.unit and dimension(quantity.unit) != "money":
        return abs(mine - theirs) <= mine * _CONVERSION
    shorter = significant(other.value) < significant(quantity.value)
    if shorter and other.bound is Bound.ABOUT:
        return True
    if shorter and other.bound in (Bound.NEARLY, Bound.UNDER, Bound.OVER):
        return theirs <= mine if other.bound is Bound.OVER else theirs >= mine
    kept = significant(other.value)
    enough = other.scale > 1 and kept >= _DIGITS_KEPT and significant(quantity.value) >= _DIGITS_ROUNDED
    return enough and other.value == _rounded(quantity.value, kept)


def _rounded(value: Decimal, digits: int) -> Decimal:
    return round(value.scaleb(-value.adjusted()), digits - 1).scaleb(value.adjusted())


def _in_the_end(one: Quantity, text: str) -> str:
    """What should stand in the English."""
    return fold(text[slice(*one.span)]) if one.kind in _LITERAL else printed(one)


def _wrong(one: Quantity, other: Quantity, chinese: str, english: str) -> Mismatch:
    written = english[slice(*other.span)]
    in_digits = written[:1].isdigit()
    right = _in_the_end(one, chinese)
    if other.kind is Kind.ORDINAL and not one.value % 1 and _says_ordinal(written):
        right = ordinal(int(one.value)) if in_digits else _ordinal_in_words(one.value)
    elif one.kind not in _LITERAL and not in_digits:
        right = in_words(one)
    sure = in_digits and one.bound is not Bound.SEVERAL and one.kind is other.kind and _is_measured_alike(one, other)
    return Mismatch(Problem.VALUE, one.span, other.span, right, sure)


def _is_measured_alike(one: Quantity, other: Quantity) -> bool:
    """Whether the value of `one` can stand where `other` stands: not 100 before hectares for 100平方公里.

    The unit of the Chinese may be in a term and so unknown; one that the English seems to lack may stand farther off.
    """
    return one.unit in ("", other.unit) or (not other.unit and _by_digits(one) == _by_digits(other))


def _says_ordinal(written: str) -> bool:
    return written[-1:].isalpha() if written[:1].isdigit() else written.lower().rpartition("-")[2] in ORDINALS


def _ordinal_in_words(value: Decimal) -> str:
    return next((word for word, number in ORDINALS.items() if number == value), ordinal(int(value)))
