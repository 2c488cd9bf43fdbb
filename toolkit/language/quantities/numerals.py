"""Chinese numerals, with Arabic digits mixed in: 一万五千, 12亿3400万, 15多万, 两三百, 十四五."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from toolkit.expressions import expression
from toolkit.language.quantities.values import MOST_DIGITS

DIGIT = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
SIGNS = "零〇一二两三四五六七八九十百千万亿"

_ANY_SIGN = rf"[{SIGNS.replace('百', '').replace('千', '')}]|百(?!分点)|千(?![瓦克伏米焦卡赫])"
NUMERAL = expression(
    rf"(?:\d|(?<=\d)[,.](?=\d)|{_ANY_SIGN}"
    rf"|[几数](?=[十百千万亿])|(?<=十)几|[余多来](?=[十百千万亿])|(?<=[{SIGNS}])点(?=[零〇一二三四五六七八九])"
    r"|(?<=[百千万十一二三四五六七八九两几])分之(?=[\d零一二两三四五六七八九十百]))+"
)
"""A whole numeral of folded text. One class at a time and nothing after: it never backtracks."""

_MAY_BEGIN = expression(rf"[\d{SIGNS}几数余多来点分,.]")


def numerals(key: str) -> Iterator[re.Match[str]]:
    """What `NUMERAL` finds in a folded text. To look for its first sign before takes a third of the time."""
    end = 0
    for first in _MAY_BEGIN.finditer(key):
        if first.start() >= end and (place := NUMERAL.match(key, first.start())):
            end = place.end()
            yield place


_TOKEN = expression(rf"\d[\d,]*(?:\.\d+)?|[{''.join(DIGIT)}]+|点|[十百千万亿]")
_GROUPED = expression(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DIGITS = expression(r"\d+(?:\.\d+)?")
_SIMPLE = expression(r"(?a:(\d{1,9}(?:\.\d{1,6})?)([万亿]?))")
_SHARED_SCALE = expression(r"(?:(?<=\d)[百千]?[万亿]*|(?<![万亿])[万亿]*)$")
_PLAN = expression("十[一二三四五]五")
_NEIGHBOURS = {"一两", "两三", "二三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"}


class Numeral(NamedTuple):
    """What a numeral says.

    ``to`` is the other end of two neighbours (两三: 2 or 3). ``over`` comes of 余 or 多 inside it,
    ``several`` of 几 or 数; ``bare`` has no digit (百亿), ``plan`` is a five-year plan (十四五).
    """

    value: Decimal
    to: Decimal | None = None
    scale: Decimal = Decimal(1)
    over: bool = False
    several: bool = False
    bare: bool = False
    plan: bool = False


@lru_cache(maxsize=4096)
def read_numeral(written: str) -> Numeral | None:
    """The meaning of `written`, a match of `NUMERAL` without 分之; ``None`` for what is no number."""
    simple = _SIMPLE.fullmatch(written)
    if simple:
        scale = _MYRIADS.get(simple[2], 1)
        return Numeral(Decimal(simple[1]) * scale, scale=Decimal(scale))
    if _PLAN.fullmatch(written):
        return Numeral(Decimal(10 + DIGIT[written[1]]), plan=True)
    core = written.strip("余多来").translate(_WITHOUT_VAGUE)
    several = any(sign in written for sign in "几数")
    tokens = _TOKEN.findall(core)
    if not tokens or any(not _is_number(token) for token in tokens if token[0].isascii()):
        return None
    first, second = _value(tokens, 0), _value(tokens, -1)
    if first is None or second is None:
        return None
    return Numeral(
        first,
        second if second != first else None,
        _shared_scale(core),
        over=any(sign in written for sign in "余多来"),
        several=several,
        bare=core != "十" and not any(token[0].isdigit() or token[0] in DIGIT for token in tokens),
    )


_WITHOUT_VAGUE = str.maketrans("", "", "余多来几数")


def _is_number(token: str) -> bool:
    short = sum(character.isdigit() for character in token) <= MOST_DIGITS
    return short and bool(_DIGITS.fullmatch(token) or _GROUPED.fullmatch(token))


def _value(tokens: list[str], which: int) -> Decimal | None:
    """The value, reading of two neighbouring digits the first (`which` 0) or the last (-1)."""
    high = myriads = section = digit = Decimal(0)
    unit = 1
    for place, token in enumerate(tokens):
        if token == "点":
            fraction = "".join(str(DIGIT[sign]) for sign in "".join(tokens[place + 1 :]) if sign in DIGIT)
            scale = _shared_scale("".join(tokens[place + 1 :]))
            return (high + myriads + section + digit + Decimal(f"0.{fraction or 0}")) * scale
        if token in _TENS:
            unit = _TENS[token]
            section, digit = section + (digit or 1) * unit, Decimal(0)
        elif token in _MYRIADS:
            unit = _MYRIADS[token]
            whole = myriads + section + digit if token == "亿" else section + digit
            if token == "亿":
                high, myriads = high + (whole or 1) * unit, Decimal(0)
            else:
                myriads += (whole or 1) * unit
            section = digit = Decimal(0)
        else:
            digit = _digits_value(token, which, last=place == len(tokens) - 1, unit=unit if place else 1)
    return high + myriads + section + digit


def _digits_value(token: str, which: int, last: bool, unit: int) -> Decimal:
    if token[0].isascii():
        return Decimal(token.replace(",", ""))
    if token in _NEIGHBOURS:
        return Decimal(DIGIT[token[which]])
    value = Decimal("".join(str(DIGIT[sign]) for sign in token[:MOST_DIGITS]))
    # 一万五 is 15,000 and 两千三 is 2,300; 一百零五 says with its zero that it is not.
    shortened = last and unit >= 100 and len(token) == 1
    return value * unit / 10 if shortened else value


def _shared_scale(core: str) -> Decimal:
    """What the numeral ends with and a range shares: in 20至30万 the 万."""
    found = _SHARED_SCALE.search(core)
    scale = Decimal(1)
    for sign in found[0] if found else "":
        scale *= _TENS.get(sign) or _MYRIADS[sign]
    return scale
