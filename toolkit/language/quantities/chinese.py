"""The figures of a Chinese text, dates aside."""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.expressions import expression
from toolkit.language.quantities.numerals import SIGNS, Numeral, numerals, read_numeral
from toolkit.language.quantities.units import CHINESE_UNITS, DURATIONS, UNITS, alternation, dimension
from toolkit.language.quantities.values import MASK, MOST_DIGITS, Bound, Kind, Quantity, roman

_COUNTED = (
    "[个家项条名位户套座所间栋幢辆艘架列次批类种件份块片起例篇部款处支只匹株棵颗枚盏组届期号级层岁倍轮场档幅省市县区村镇"
    "笔宗章卷课代强版折]|台(?![河山州])|大(?![道力量众学会陆型小连])|人(?![民大工])|张(?![家掖])|方面|季度|世纪"
)
"""Measure words and the like: a numeral in signs is a figure where it counts something."""

_ORDINAL = frozenset("届 期 号 级 季度 世纪 代 章 卷".split())
_STRICT = frozenset("次 期 号 届 级".split())
"""Where even a one is counted: 只跑一次, 一期, 一号."""

_TAIL = expression(
    rf" ?(?P<more>[余多]|来(?=[个年天家]))? ?(?:(?P<unit>{alternation(CHINESE_UNITS)})|(?P<degrees>度(?![假过量身]))"
    rf"|(?P<tenths>成(?![立为员功长果本都绩就型熟品交效年份形败套千百批群语因像了人]))"
    rf"|(?P<measure>{_COUNTED}))?(?P<half>半(?![价数径导])(?P<hours>小时)?(?P<months>月)?)?"
    r"(?P<later>[余多](?![种样元方功式家]))?"
)
_BOUND_BEFORE = expression(
    r"(?P<under>不超过|未超过|不高于|不大于|不多于|至多|最多|不足|不到|不满|低于|少于|小于)"
    r"|(?P<over>不低于|不少于|不小于|至少|最少|超过|超出|超|逾|高于|大于|多于)"
    r"|(?P<nearly>接近|将近|近)|(?P<about>大约|大概|约)|(?P<reached>突破|越过|跨过|达到|达|过)|(?P<several>上)"
)
_BOUND_AFTER = expression(
    rf"[^\s。；、：,;:!?\d{SIGNS}]{{0,3}}?(?:(?P<over>以上)|(?P<under>以下|以内|之内)|(?P<about>左右|上下))"
)
_LONGEST_BOUND = 4
_NOT_PAST = frozenset("通经走度穿越不路只")
"""Before 过 these make another word of it: 通过, 经过, 不过."""

_LARGE = ("百亿", "千亿", "万亿")
_RANGE = expression(r" ?(?:至|到|[-—–~])+ ?")
_GROWTH = expression(r"(?:增长|增加|提高|提升|上升|扩大|增幅|上涨|多|增|高出)了?[约近超逾]?过?$")
_SPECIAL = expression(
    r"(?P<half>一半|半数|(?<=过)半|(?<=近)半|(?<=超)半)|(?<![上下前后大多年])(?P<year>半年)|(?<!个)(?P<century>半个?(?P<longer>多)?世纪)"
    rf"|翻了?[近约超]?过?(?:(?P<twice>[{SIGNS}\d])?番|一?倍)(?P<more>多)?"
    r"|(?<![\d/.])(?P<above>[1-9]\d?)/(?P<below>[1-9]\d?)(?![\d/])"
    r"|(?P<roman>[\u2160-\u216b\u2170-\u217b]|(?<![a-z])[ivx]{1,4}(?=[级期类型]))"
)
_MAY_BE_SPECIAL = expression("[半翻/ivx\u2160-\u216b\u2170-\u217b]")
_DECADE = expression("年代|后|世纪[0-9]0年代")
"""After 90: the nineties, and those born in them; English has the year (1990s) or the word."""

_LATIN = expression(r"[a-z]", re.ASCII)
_PHONE = expression(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)")
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", '"': '"'}


def read_chinese(key: str) -> list[Quantity]:
    """The figures of the folded text `key` in order.

    Figures in names are none: those after a Latin letter (but GDP5亿元), and numerals that count nothing (九江).
    In a range the scale and unit of the end serve both ends: 20至30万元.
    """
    key = _PHONE.sub(lambda place: MASK * len(place[0]), key) if "-" in key else key
    special = _SPECIAL.finditer(key) if _MAY_BE_SPECIAL.search(key) else ()
    found = [quantity for place in special if (quantity := _special(key, place))]
    taken = {index for quantity in found for index in range(*quantity.span)}
    range_end = -1
    for place in numerals(key):
        if place.start() in taken:
            continue
        quantities = _read(key, place)
        if quantities and place.start() == range_end:
            found[-1] = _share(found[-1], quantities[0])
        found += quantities
        link = _RANGE.match(key, place.end()) if quantities else None
        range_end = link.end() if link else -1
    return sorted(found, key=lambda quantity: quantity.start)


def _special(key: str, place: re.Match[str]) -> Quantity | None:
    start, end = place.span()
    if place["above"]:
        share = Decimal(place["above"]) / Decimal(place["below"])
        part = Quantity(share, Kind.SHARE, start, end, firm=False, also=(share * 100,))
        return _bounded(key, part, end) if share < 1 else None
    if place["half"]:
        return _bounded(key, Quantity(Decimal("0.5"), Kind.SHARE, start, end, also=(Decimal(50),)), end)
    if place["century"]:
        bound = Bound.OVER if place["longer"] else Bound.EXACT
        return _bounded(key, Quantity(Decimal(50), Kind.COUNT, start, end, "year", bound, firm=False), end)
    if place["year"]:
        return _bounded(key, Quantity(Decimal(6), Kind.COUNT, start, end, unit="month"), end)
    if place["roman"]:
        return Quantity(Decimal(roman(place["roman"])), Kind.ORDINAL, start, end, firm=False, phrase=(start, end))
    times = read_numeral(place["twice"] or "一")
    value = Decimal(2) ** min(int(times.value) if times else 1, _MOST_TIMES)
    bound = Bound.OVER if place["more"] else Bound.EXACT
    also = (Decimal(100),) if value == 2 else ()
    return _bounded(key, Quantity(value, Kind.MULTIPLE, start, end, bound=bound, also=also), end)


_MOST_TIMES = 20
"""Nothing doubles more often."""


def _read(key: str, place: re.Match[str]) -> list[Quantity]:
    """The figure at `place`: none, one, or both ends of two neighbouring digits (两三个)."""
    start, end = place.span()
    tail = _TAIL.match(key, end)
    assert tail is not None  # every part of it may be absent
    if _is_in_a_name(key, start, end, tail["unit"] or ""):
        return []
    if "分之" in place[0]:
        return _fraction(key, place)
    numeral = read_numeral(place[0])
    if numeral is None:
        return [_code(place)] if place[0].isdigit() else []
    if not _counts(key, place, numeral, tail):
        return []
    quantity = _literal(key, place, numeral, tail) or _quantity(key, place, numeral, tail)
    ends = [quantity] if numeral.to is None else [quantity, quantity._replace(value=numeral.to)]
    if tail["tenths"]:  # 三成半 is 35, and not 35.0
        return [one._replace(value=one.value.scaleb(1), kind=Kind.PERCENT, unit="%") for one in ends]
    return ends


def _is_in_a_name(key: str, start: int, end: int, unit: str) -> bool:
    """TI9, COVID-19 and “6·18” are names, GDP5亿元 and CPI2% are not."""
    before = key[start - 1 : start]
    if before.isascii() and before.isalpha():
        return dimension(CHINESE_UNITS.get(unit, "")) not in _OF_NO_NAME
    letter = key[start - 2 : start - 1] if before in ("-", ".") else ""
    return (letter.isascii() and letter.isalpha()) or "·" in (before, key[end : end + 1])


_OF_NO_NAME = frozenset(("money", "percent", "points"))
"""What is measured in these is a figure even right behind Latin letters."""


def _counts(key: str, place: re.Match[str], numeral: Numeral, tail: re.Match[str]) -> bool:
    """Whether the numeral at hand is a figure, and not part of a word or name."""
    written, before = place[0], key[place.start() - 1 : place.start()]
    if written[0].isdigit():
        return bool(tail["unit"]) or not _LATIN.match(key[tail.start() : tail.start() + 1])
    if numeral.plan:
        return not (tail["unit"] or tail["measure"])
    scaled = written in _LARGE or (not numeral.bare and any(sign in written for sign in "万亿"))
    vague = numeral.several or (numeral.bare and before == "上")
    named = any(tail[part] for part in ("unit", "degrees", "tenths", "measure", "more"))
    return named or scaled or vague or before == "第"


def _literal(key: str, place: re.Match[str], numeral: Numeral, tail: re.Match[str]) -> Quantity | None:
    """A version number (3.0版), or digits alone in quotation marks (“1210”)."""
    written, start, end = place[0], *place.span()
    before = key[start - 1 : start]
    if not written[0].isdigit() or tail["unit"]:
        return None
    if (tail["measure"] == "版" and before != "第") or ("." in written and written.endswith(".0")):
        return Quantity(numeral.value, Kind.VERSION, start, end, phrase=(start, end))
    closing = _QUOTES.get(before)
    return _code(place) if closing and key[end : end + 1] == closing else None


def _code(place: re.Match[str]) -> Quantity:
    """A number that is a name: compared as it is written."""
    written, span = place[0], place.span()
    value = Decimal(written) if len(written) <= MOST_DIGITS and written.isdigit() else Decimal(0)
    return Quantity(value, Kind.CODE, *span, phrase=span)


def _quantity(key: str, place: re.Match[str], numeral: Numeral, tail: re.Match[str]) -> Quantity:
    start, end = place.span()
    before, measure = key[start - 1 : start], tail["measure"] or ""
    unit = CHINESE_UNITS.get(tail["unit"] or "", "°" if tail["degrees"] else "")
    unit = "hour" if tail["hours"] else "month" if tail["months"] else unit  # 一个半小时
    ordinal = numeral.plan or before == "第" or measure in _ORDINAL
    value = numeral.value + (Decimal("0.5") if tail["half"] else 0)
    decade = _DECADE.match(key, end)
    over = numeral.over or tail["more"] or tail["later"]
    quantity = Quantity(
        value,
        _kind(unit, ordinal, measure),
        start,
        end,
        unit,
        Bound.SEVERAL if numeral.several else Bound.OVER if over else Bound.EXACT,
        firm=not (decade or numeral.several or _is_list_number(key, start, end))
        and (place[0][0].isdigit() or _is_firm(value, numeral, before, ordinal, measure)),
        aside=_is_aside(value, numeral, before, measure),
        scale=numeral.scale,
        also=(value + 1900,) if decade else _also(key, start, value, measure),
    )
    return _bounded(key, quantity, tail.end())


def _is_firm(value: Decimal, numeral: Numeral, before: str, ordinal: bool, measure: str) -> bool:
    """Whether English must have a numeral in signs: not what counts one or two, 百户, “三农”, 第三."""
    counted = value >= 3 and not numeral.bare and before not in _QUOTES and before != "第"
    return counted and (not ordinal or measure == "届")


def _is_aside(value: Decimal, numeral: Numeral, before: str, measure: str) -> bool:
    """Whether no number word of the English stands for it: quoted, a mere one, or without digit."""
    vague = numeral.several or before == "上"
    return before in _QUOTES or (value == 1 and measure not in _STRICT) or (numeral.bare and not vague)


def _kind(unit: str, ordinal: bool, measure: str) -> Kind:
    if unit:
        return {"money": Kind.MONEY, "percent": Kind.PERCENT, "points": Kind.POINTS}.get(
            UNITS[unit].dimension, Kind.COUNT
        )
    return Kind.ORDINAL if ordinal else Kind.MULTIPLE if measure == "倍" else Kind.COUNT


def _also(key: str, start: int, value: Decimal, measure: str) -> tuple[Decimal, ...]:
    """增长1.5倍 is up 150 percent and 2.5 times as much; 3折 is 70 percent off."""
    if measure == "倍" and _GROWTH.search(key[max(0, start - 6) : start]):
        return value + 1, value * 100
    if measure == "折":
        return value * 10, 100 - value * 10
    return ()


_LONGEST_INDENT = 8


def _is_list_number(key: str, start: int, end: int) -> bool:
    """1. and （1） before an item: English may number in another way."""
    bracketed = key[start - 1 : start] == "(" and key[end : end + 1] == ")"
    first = start < _LONGEST_INDENT and not key[:start].strip()
    return bracketed or (first and key[end : end + 1] in (".", "、", ")"))


def _fraction(key: str, place: re.Match[str]) -> list[Quantity]:
    """百分之九十五点五, 三分之二; the first part is what it is divided by."""
    below, _, above = place[0].partition("分之")
    parts = read_numeral(below), read_numeral(above)
    if parts[0] is None or parts[1] is None or not parts[0].value:
        return []
    start, end = place.span()
    bound = Bound.OVER if key[end : end + 1] in ("余", "多") else Bound.EXACT
    if below == "百":
        ends = [parts[1].value, *([parts[1].to] if parts[1].to else [])]
        found = [Quantity(value, Kind.PERCENT, start, end, "%", bound) for value in ends]
    else:
        share = parts[1].value / parts[0].value
        found = [Quantity(share, Kind.SHARE, start, end, bound=bound, also=(share * 100,))]
    return [_bounded(key, quantity, end) for quantity in found]


def _bounded(key: str, quantity: Quantity, end: int) -> Quantity:
    """With what 超, 近, 约 before the figure or 以上, 左右 after it say; `end` is that of its unit."""
    start = quantity.start
    lead = key[max(0, start - _LONGEST_BOUND) : start].rstrip()
    for length in range(min(3, len(lead)), 0, -1):
        found = _BOUND_BEFORE.fullmatch(lead[-length:])
        if found and not (found[0] == "过" and lead[-2:-1] in _NOT_PAST) and lead[-2:] != "以上":
            bound = _read_bound(quantity, str(found.lastgroup))
            return quantity.bounded(bound, (key.rindex(found[0], 0, start), end))
    after = _BOUND_AFTER.match(key, end)
    if after:
        return quantity.bounded(_read_bound(quantity, str(after.lastgroup)), (start, after.end()))
    return quantity.bounded(quantity.bound, (start, end))


def _read_bound(quantity: Quantity, name: str) -> Bound:
    if quantity.bound is not Bound.EXACT or (name == "nearly" and quantity.unit in DURATIONS):
        return quantity.bound  # 达5000多人 is over 5,000, and 近3年 the last three years
    return Bound(name)


def _share(first: Quantity, last: Quantity) -> Quantity:
    """The beginning of a range with the scale and unit of its end."""
    value = first.value
    if first.scale == 1 and last.scale > 1 and not first.unit and value < last.value / last.scale:
        value *= last.scale
    unit = first.unit or last.unit
    kind = last.kind if unit and not first.unit else first.kind
    return first._replace(value=value, unit=unit, kind=kind, scale=last.scale, firm=first.firm or last.firm)
