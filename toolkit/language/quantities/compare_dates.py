"""The dates and times of a Chinese text against those of its English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from toolkit.language.quantities.dates import POINTED_AT, Moment, print_date
from toolkit.language.quantities.facts import Facts, chinese_grounds
from toolkit.language.quantities.mismatch import Mismatch, Problem, pair_off
from toolkit.language.quantities.values import Quantity

_CHINESE_POINTS, _ENGLISH_POINTS = POINTED_AT


def compare_moments(chinese: Facts, english: Facts, spare: list[Quantity]) -> Iterator[Mismatch]:
    """Dates of the Chinese that the English lacks or has wrong, and days that only the English has.

    English may say once what belongs to two days (“July 17 and 22”), name the month of a day,
    repeat a year, or point (“this year”). `spare` are figures of the English that have no
    counterpart, one of which may be a date that went wrong (“in 20190”).
    """
    if not chinese.moments and not english.moments:
        return
    distinct = {_parts(moment): moment for moment in english.moments}
    at = _index(distinct.values())
    numbers = {int(one.value) for one in english.quantities if one.value < 3000 and not one.value % 1}
    used: set[Moment] = set()
    lost = []
    for moment in {_parts(moment): moment for moment in chinese.moments}.values():
        same = _same(moment, at)
        used.update(same)
        if same and not _has_rest(moment, at) and not _ENGLISH_POINTS.search(english.text):
            yield _incomplete(moment, same[0])
        elif not same and _only_number(moment) not in numbers:
            lost.append(moment)
    garbled, lost = _garbled(lost, [one for one in spare if not one.unit and one.scale == 1], english.text)
    yield from garbled
    if not lost and len(used) == len(distinct):
        return
    added = [moment for moment in distinct.values() if moment not in used and not _is_other_reading(moment, used)]
    yield from _without_counterpart(chinese, english, lost, added)


_ANY = -1
"""Stands for a year or month that is not asked for."""


def _index(moments: Iterable[Moment]) -> dict[Hashable, list[Moment]]:
    """The moments by each of their parts, with the year and month they give, or as if they gave any."""
    at: dict[Hashable, list[Moment]] = defaultdict(list)
    for moment in moments:
        years, months = {moment.year, _ANY}, {moment.month, _ANY}
        at["time", moment.hour, moment.minute].append(moment)
        at["year", moment.year].append(moment)
        for year in years:
            at["month", moment.month, year].append(moment)
            for month in months:
                at["day", moment.day, month, year].append(moment)
    return at


def _same(moment: Moment, at: dict[Hashable, list[Moment]]) -> list[Moment]:
    """The moments that give the smallest part of `moment` and contradict none of it."""
    if moment.hour is not None:
        return at.get(("time", moment.hour, moment.minute), [])
    years = (_ANY,) if moment.year is None else (moment.year, None)
    months = (_ANY,) if moment.month is None else (moment.month, None)
    if moment.day is not None:
        keys: list[Hashable] = [("day", moment.day, month, year) for month in months for year in years]
    elif moment.month is not None:
        keys = [("month", moment.month, year) for year in years]
    else:
        keys = [("year", moment.year)]
    return [other for key in keys for other in at.get(key, ())]


def _is_other_reading(moment: Moment, used: set[Moment]) -> bool:
    """Whether `moment` is what 24/12/2020 would be with the month first, or the other way round."""
    swapped = moment._replace(month=moment.day, day=moment.month, month_first=not moment.month_first)
    return swapped in used


def _parts(moment: Moment) -> tuple[int | None, ...]:
    return moment.year, moment.month, moment.day, moment.hour, moment.minute


def _only_number(moment: Moment) -> int | None:
    """The number of a lone year, month or day, which may be no date in English (“the first 11 months”)."""
    given = [part for part in _parts(moment) if part is not None]
    return given[0] if len(given) == 1 else None


def _has_rest(moment: Moment, at: dict[Hashable, list[Moment]]) -> bool:
    """Whether the year and month of a day stand anywhere in the English."""
    if moment.month is None:
        return True
    return ("month", moment.month, _ANY) in at and (moment.year is None or ("year", moment.year) in at)


def _incomplete(moment: Moment, other: Moment) -> Mismatch:
    return Mismatch(Problem.DATE, moment.span, other.span, print_date(moment, other.month_first))


def _garbled(lost: list[Moment], spare: list[Quantity], text: str) -> tuple[list[Mismatch], list[Moment]]:
    """Dates of which a figure that is no date has the year or the day in it."""
    found, rest = [], []
    for moment in lost:
        digits = str(moment.year or moment.day or "")
        like = next((one for one in spare[:_ENOUGH] if digits and _is_like(digits, text[slice(*one.span)])), None)
        if like is None:
            rest.append(moment)
        else:
            found.append(Mismatch(Problem.DATE, moment.span, like.span, print_date(moment, False)))
    return found, rest


_ENOUGH = 50
"""So many figures are looked at; a text with more is no sentence."""


def _is_like(digits: str, written: str) -> bool:
    return written.startswith(digits) or (len(digits) == 4 and sorted(digits) == sorted(written))


def _without_counterpart(chinese: Facts, english: Facts, lost: list[Moment], added: list[Moment]) -> Iterator[Mismatch]:
    pairs: list[tuple[Moment, Moment]] = []
    for key in (_day_of_month, _month, _day, _precision):
        more, lost, added = pair_off(lost, added, key)
        pairs += more
    for moment, other in pairs:
        yield _wrong(moment, other, english)
    if lost and not _ENGLISH_POINTS.search(english.text):
        # A day without its month is the dateline's (26日称), which English may leave to the dateline.
        alone = (moment for moment in lost if moment.month or not moment.day)
        yield from (Mismatch(Problem.DATE, moment.span, None, print_date(moment, False)) for moment in alone)
    if added and not _CHINESE_POINTS.search(chinese.text):
        grounds = chinese_grounds(chinese)
        for moment in added:
            if moment.day is not None and moment.day not in grounds:
                yield Mismatch(Problem.DATE, None, moment.span)


def _day_of_month(moment: Moment) -> Hashable:
    return (moment.month, moment.day) if moment.month else None


def _month(moment: Moment) -> Hashable:
    return moment.month if moment.day else None


def _day(moment: Moment) -> Hashable:
    return moment.day


def _precision(moment: Moment) -> Hashable:
    return tuple(part is None for part in (moment.hour, moment.day, moment.day or moment.month))


def _wrong(moment: Moment, other: Moment, english: Facts) -> Mismatch:
    whole = moment._replace(year=moment.year or other.year, month=moment.month or other.month)
    right = print_date(whole, other.month_first)
    written = english.text[slice(*other.span)]
    sure = print_date(other, other.month_first) == written
    return Mismatch(Problem.DATE, moment.span, other.span, right, sure)
