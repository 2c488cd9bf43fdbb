"""Dates and times of day in both languages, in every order they are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from toolkit.expressions import expression
from toolkit.language.quantities.numerals import read_numeral
from toolkit.language.quantities.values import without


class Moment(NamedTuple):
    """A date or time as far as it is given: ``text[start:end]`` says it.

    ``month_first`` says in which order English wrote it (``July 24``).
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    month_first: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end


Sign = str | tuple[str, ...] | re.Pattern[str]
"""What a text has that a costlier pattern can match: a look at it spares most texts that pattern."""

_NUMERIC = expression(r"\d[-/.]\d\d?[-/.]\d")
_SIGNS = "零〇一二三四五六七八九十"
_YEAR = r"(?<![\d.,])(?P<year>[12]\d{3}|[一二][零〇一二三四五六七八九]{3})"
_SMALL = rf"\d{{1,2}}|[{_SIGNS}]{{1,3}}"
_DAY_OF_MONTH = rf"(?P<month>{_SMALL})月份? ?(?:(?P<day>{_SMALL}) ?[日号]|(?P<bare>{_SMALL})(?=[和至到、~—–-]))?"
_CHINESE = (
    ("年", expression(rf"{_YEAR}(?=[-—–~至、]+[12]\d{{3}} ?年)")),
    ("年", expression(rf"{_YEAR} ?年[度初末底]? ?{_DAY_OF_MONTH}")),
    (
        _NUMERIC,
        expression(r"(?<![\d.,])(?P<year>[12]\d{3})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)"),
    ),
    ("月", expression(rf"(?<![\d{_SIGNS}个.]){_DAY_OF_MONTH}")),
    ("年", expression(rf"{_YEAR} ?年(?!的?历史)")),
    ("日", expression(r"(?<![\d.,])(?P<day>\d{1,2})日(?![内游均程常元圆本报照用夜子])")),
    (":", expression(r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?(?!\d)")),
    (
        ("午", "晚", "凌晨", "早", "夜间"),
        expression(
            r"(?P<part>上午|下午|晚上|晚间|晚|凌晨|早上|早晨|中午|傍晚|夜间)"
            rf"(?P<hour>{_SMALL}|两)[点时](?:(?P<half>半)|(?P<minute>{_SMALL})分)?"
        ),
    ),
    ("时", expression(r"(?<![\d.])(?P<hour>\d{1,2})时(?![间代期段长速空任事])(?:(?P<minute>\d{1,2})分)?")),
)
"""Each pattern with what a text must have for it to match."""

_MAY_BE_A_MOMENT = expression(r"[年月日:点时]|\d[-/.]\d")
"""One look for all these signs, which most sentences have none of."""

_LATE = frozenset("下午 晚上 晚间 晚 傍晚 夜间".split())
_NIGHT = frozenset("晚上 晚间 晚 夜间 凌晨".split())

POINTED_AT = (
    expression("[今去明当前本]年|全年|[今昨明当同次翌]日|[今昨明当]天|日前|近[日期]|[本上]月|目前|规划|时期"),
    expression(
        r"\b(?:this|last|next|that|same|previous|coming|current|past|the)[\s-](?:year|month|week|day)\b"
        r"|\b(?:today|yesterday|tomorrow|annual|annually|recently|so far)\b",
        re.IGNORECASE,
    ),
)
"""Words of Chinese and of English that point at a date which the other language may name."""


def take_chinese_moments(key: str) -> tuple[list[Moment], str]:
    """The dates and times of the folded text `key`, and the text with them masked."""
    if not _MAY_BE_A_MOMENT.search(key):
        return [], key
    places, rest = _take(_CHINESE, key)
    found = [moment for moment in map(_chinese_moment, places) if moment]
    return _ordered(found), rest


def _take(patterns: Iterable[tuple[Sign, re.Pattern[str]]], text: str) -> tuple[list[re.Match[str]], str]:
    """The matches of each pattern in turn, none where an earlier one matched."""
    found: list[re.Match[str]] = []
    for sign, pattern in patterns:
        if _has(sign, text):
            places = list(pattern.finditer(text))
            found += places
            text = without(text, places)
    return found, text


def _has(sign: Sign, text: str) -> bool:
    """Whether the sign stands in the text, or one of several."""
    if isinstance(sign, str):
        return sign in text
    return any(one in text for one in sign) if isinstance(sign, tuple) else bool(sign.search(text))


def _ordered(moments: Iterable[Moment]) -> list[Moment]:
    return sorted(moments, key=lambda moment: moment.start)


def _chinese_moment(place: re.Match[str]) -> Moment | None:
    parts = {name: value for name, value in place.groupdict().items() if value}
    hour, minute = _chinese_number(parts.get("hour")), _chinese_number(parts.get("minute"))
    if hour is not None:
        hour, minute = _hour_of_day(hour, parts.get("part", "")), 30 if "half" in parts else minute or 0
    day = _chinese_number(parts.get("day") or parts.get("bare"))
    month = _chinese_number(parts.get("month"))
    moment = Moment(*place.span(), _chinese_number(parts.get("year")), month, day, hour, minute)
    return moment if _is_possible(moment) else None


def _hour_of_day(hour: int, part: str) -> int:
    """下午3时 is 15, 晚上12点 and 24时 are midnight."""
    if hour == 24 or (hour == 12 and part in _NIGHT):
        return 0
    return hour + 12 if hour < 12 and part in _LATE else hour


def _chinese_number(written: str | None) -> int | None:
    numeral = read_numeral(written) if written else None
    return int(numeral.value) if numeral else None


def _is_possible(moment: Moment) -> bool:
    limits = ((moment.month, 1, 12), (moment.day, 1, 31), (moment.hour, 0, 24), (moment.minute, 0, 59))
    return all(value is None or low <= value <= high for value, low, high in limits)


MONTHS = "January February March April May June July August September October November December".split()
_NUMBER_OF = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_NAME = (
    r"\b(?P<name>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\b"
    r"(?:(?:(?<=\b[ADFJNOS][a-z]{2})|(?<=\bMar)|(?<=\bSept))\.)?"
)
_NUMBERED = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"(?<![\d.,])(?P<days>{_NUMBERED}(?:(?: ?[,&–—/-] ?| and | to | through | or ){_NUMBERED}){{0,5}})"
_ENGLISH_YEAR = r"(?P<year>[12]\d{3})(?![\d%]|,\d|\.\d)"
_WITH_A_MONTH = (
    ("", expression(rf"{_DAYS}(?: of)?[ -]{_NAME}(?:(?:-|,? (?:of )?){_ENGLISH_YEAR})?")),
    ("", expression(rf"{_NAME} (?:the )?{_DAYS}(?![\d:%]|[.,]\d)(?:,?(?: of| in)? ?{_ENGLISH_YEAR})?")),
    ("", expression(rf"{_NAME},? (?:of |in )?{_ENGLISH_YEAR}")),
    ("", expression(_NAME)),
)
_WITHOUT_A_MONTH: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    (
        _NUMERIC,
        expression(r"(?<![\d.,])(?P<year>[12]\d{3})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)"),
    ),
    (
        _NUMERIC,
        expression(r"(?<![\d.,/])(?P<day>\d{1,2})(?P<sign>[/.])(?P<other>\d{1,2})(?P=sign)(?P<year>[12]\d{3})(?!\d)"),
    ),
    (
        expression(r"the \d"),
        expression(
            r"\b(?:on|from|by|until|till|since|before|after|of) the (?P<day>\d{1,2})(?:st|nd|rd|th)\b"
            r"(?=\s*(?:[,.;:)]|$|(?:and|to|of|at|the|that|in|it|by|this|when|a)\b))"
        ),
    ),
    (
        expression(r"[12]\d{3}"),
        expression(
            r"(?<![\d.,$¥€£])(?<![A-Za-z]-)\b(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|,\d|\.\d)s?(?:[–-](?P<until>\d\d)(?!\d))?"
        ),
    ),
    (
        expression(r"\d ?[apAP]"),
        expression(r"(?i:\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<part>[ap])\.?m\b\.?)"),
    ),
    (":", expression(r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?(?!\d)")),
    ("clock", expression(r"\b(?P<hour>\d{1,2}) o['’]clock\b")),
    (("oon", "mid", "Mid", "OON", "MID"), expression(r"(?i:\b(?P<word>noon|midday|midnight)\b)")),
)
_HAS_A_MONTH = expression("[JFMASOND](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|AN|EB|AR|PR|AY|UN|UL|UG|EP|CT|OV|EC)")
_HAS_A_TIME = expression(r"\d|oon|mid|Mid|OON|MID")
_DAY_NUMBER = expression(r"\d{1,2}")
_MAY_BE_A_VERB = {"may", "mar", "march", "dec", "jan", "sep"}
_BEFORE_A_MONTH = expression(
    r"\b(?:in|of|by|since|until|from|to|last|this|next|early|late|mid|and|during|[,(])[\s-]*$", re.I
)


def take_english_moments(text: str) -> tuple[list[Moment], str]:
    """The dates and times of English `text`, and the text with them masked."""
    has_a_month = _HAS_A_MONTH.search(text)
    if not has_a_month and not _HAS_A_TIME.search(text):
        return [], text
    patterns = (*_WITH_A_MONTH, *_WITHOUT_A_MONTH) if has_a_month else _WITHOUT_A_MONTH
    places, rest = _take(patterns, text)
    return _ordered(moment for place in places for moment in _english_moments(place) if _is_possible(moment)), rest


def _english_moments(place: re.Match[str]) -> list[Moment]:
    """One moment, or one for each day of “July 17 and 22”."""
    parts = {name: value for name, value in place.groupdict().items() if value}
    start, end = place.span()
    if "day" in parts and len(parts) == 1:
        start = place.start("day")  # without “on the”
    if "hour" in parts or "word" in parts:
        return [Moment(start, end, hour=_hour(parts), minute=int(parts.get("minute", 0)))]
    name = parts.get("name", "")
    if name and len(parts) == 1 and not _is_a_month(place):
        return []
    year = int(parts["year"]) if "year" in parts else None
    month = _NUMBER_OF[name[:3].lower()] if name else int(parts["month"]) if "month" in parts else None
    if "days" in parts:
        first = bool(name) and place.start("name") < place.start("days")
        days = [int(day) for day in _DAY_NUMBER.findall(parts["days"])]
        return [Moment(start, end, year, month, day, month_first=first) for day in days]
    day = int(parts["day"]) if "day" in parts else None
    if "other" in parts:  # 24/12/2020 and 12/24/2020: which is which only the Chinese can tell
        other = int(parts["other"])
        return [Moment(start, end, year, other, day), Moment(start, end, year, day, other, month_first=True)]
    until = [Moment(start, end, int(parts["year"][:2] + parts["until"]))] if "until" in parts else []
    return [Moment(start, end, year, month, day), *until]


def _hour(parts: dict[str, str]) -> int:
    if "word" in parts:
        return 0 if parts["word"].lower() == "midnight" else 12
    hour = int(parts["hour"])
    if "part" in parts:
        return hour % 12 + (12 if parts["part"].lower() == "p" else 0)
    return 0 if hour == 24 else hour


def _is_a_month(place: re.Match[str]) -> bool:
    """A name alone: “may” and “march” are mostly verbs."""
    name = place["name"]
    if name.islower():
        return False
    sure = name.lower() not in _MAY_BE_A_VERB
    return sure or bool(_BEFORE_A_MONTH.search(place.string[max(0, place.start() - 12) : place.start()]))


def print_date(moment: Moment, month_first: bool) -> str:
    """The date as English prints it, ``24 December 2020`` or ``December 24, 2020``; a time as ``18:00``."""
    if moment.hour is not None:
        return f"{moment.hour}:{moment.minute or 0:02}"
    month = MONTHS[moment.month - 1] if moment.month else ""
    year = str(moment.year) if moment.year else ""
    if moment.day and not month:
        return f"the {ordinal(moment.day)}"
    if month_first and moment.day:
        return f"{month} {moment.day}" + (f", {year}" if year else "")
    return " ".join(part for part in (str(moment.day or ""), month, year) if part)


def ordinal(number: int) -> str:
    """``14th``, ``22nd``."""
    teens = 10 < number % 100 < 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
