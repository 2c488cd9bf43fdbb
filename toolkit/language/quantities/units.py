"""Units of measurement in both languages, and what they convert to."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit by its `code`: what it measures, and how many of the dimension's base unit it is."""

    code: str
    dimension: str
    factor: Decimal
    chinese: tuple[str, ...]
    english: tuple[str, ...]


def _unit(code: str, dimension: str, factor: str, chinese: str, english: str) -> Unit:
    forms = tuple(form.strip() for form in english.split(","))
    return Unit(code, dimension, Decimal(factor), tuple(chinese.split()), forms)


_MU = str(Decimal(2000) / 3)

UNITS = {
    unit.code: unit
    for unit in (
        _unit("m²", "area", "1", "平方米 平米 ㎡ m2 m²", "square metre, square meter, sq m, sqm, m², m2"),
        _unit(
            "km²", "area", "1000000", "平方公里 平方千米 km2 km²", "square kilometre, square kilometer, sq km, km², km2"
        ),
        _unit("ha", "area", "10000", "公顷", "hectare, ha"),
        _unit("mu", "area", _MU, "亩", "mu"),
        _unit("acre", "area", "4046.86", "英亩", "acre"),
        _unit("m³", "volume", "1", "立方米 m3 m³", "cubic metre, cubic meter, cu m, m³, m3"),
        _unit("km³", "volume", "1000000000", "立方公里", "cubic kilometre, cubic kilometer, km³"),
        _unit("l", "volume", "0.001", "升", "litre, liter"),
        _unit("km", "length", "1000", "公里 千米 km", "kilometre, kilometer, km"),
        _unit("m", "length", "1", "米", "metre, meter"),
        _unit("cm", "length", "0.01", "厘米 公分 cm", "centimetre, centimeter, cm"),
        _unit("mm", "length", "0.001", "毫米 mm", "millimetre, millimeter, mm"),
        _unit("μm", "length", "0.000001", "微米 μm", "micrometre, micrometer, micron, μm"),
        _unit("nm", "length", "0.000000001", "纳米 nm", "nanometre, nanometer, nm"),
        _unit("li", "length", "500", "华里", "li"),
        _unit("mile", "length", "1609.344", "英里", "mile"),
        _unit("nmi", "length", "1852", "海里", "nautical mile"),
        _unit("foot", "length", "0.3048", "英尺", "foot, feet, ft"),
        _unit("t", "mass", "1000", "吨", "tonne, ton, metric ton, t"),
        _unit("kg", "mass", "1", "公斤 千克 kg", "kilogram, kilogramme, kilo, kg"),
        _unit("jin", "mass", "0.5", "斤", "jin, catty, catties"),
        _unit("lb", "mass", "0.45359", "磅", "pound, lb"),
        _unit("kWh", "energy", "1", "千瓦时 kwh", "kilowatt hour, kwh, kw h, unit of electricity"),
        _unit("MWh", "energy", "1000", "兆瓦时 mwh", "megawatt hour, mwh"),
        _unit("GWh", "energy", "1000000", "吉瓦时 gwh", "gigawatt hour, gwh"),
        _unit("TWh", "energy", "1000000000", "太瓦时 twh", "terawatt hour, twh"),
        _unit("kW", "power", "1", "千瓦 kw", "kilowatt, kw"),
        _unit("MW", "power", "1000", "兆瓦 mw", "megawatt, mw"),
        _unit("GW", "power", "1000000", "吉瓦 gw", "gigawatt, gw"),
        _unit("MJ", "heat", "1", "兆焦 mj", "megajoule, mj"),
        _unit("kV", "voltage", "1", "千伏 kv", "kilovolt, kv"),
        _unit(
            "TEU",
            "containers",
            "1",
            "标准集装箱 标准箱 标箱 teu",
            "teu, twenty foot equivalent unit, standard container",
        ),
        _unit("°", "degrees", "1", "摄氏度 ℃", "degree, °c, °, ℃"),
        _unit("year", "months", "12", "周年 年", "year, yr"),
        _unit("month", "months", "1", "个月 月", "month"),
        _unit("quarter", "months", "3", "个季度", "quarter"),
        _unit("decade", "months", "120", "", "decade"),
        _unit("century", "months", "1200", "个世纪", "century, centuries"),
        _unit("week", "days", "7", "个星期 星期 周", "week"),
        _unit("day", "days", "1", "天 日", "day"),
        _unit("hour", "minutes", "60", "个小时 小时 个钟头", "hour, hr"),
        _unit("minute", "minutes", "1", "分钟", "minute, min"),
        _unit("second", "minutes", "0.0166667", "秒钟 秒", "second"),
        _unit("%", "percent", "1", "% ﹪", "%, percent, per cent, pct"),
        _unit("pp", "points", "1", "个百分点 百分点", "percentage point, per cent point, percent point, pct point, pp"),
        _unit("‰", "permille", "1", "‰", "‰, per mille, per mil"),
        _unit("CNY", "money", "1", "元人民币 人民币元 元 人民币", "yuan, rmb, cny, renminbi, chinese yuan, rmb yuan"),
        _unit("USD", "money", "1", "美元 美金", "us dollar, u.s. dollar, american dollar, dollar, usd"),
        _unit("HKD", "money", "1", "港元 港币", "hong kong dollar, hk dollar, hkd"),
        _unit("TWD", "money", "1", "新台币", "new taiwan dollar, nt dollar, twd"),
        _unit("EUR", "money", "1", "欧元", "euro, eur"),
        _unit("GBP", "money", "1", "英镑", "pound sterling, british pound, gbp"),
        _unit("JPY", "money", "1", "日元 日圆", "yen, japanese yen, jpy"),
        _unit("KRW", "money", "1", "韩元", "won, south korean won, korean won"),
        _unit("RUB", "money", "1", "卢布", "rouble, ruble, russian ruble, rub"),
    )
}
"""Every unit by its code.

Left out are 度 (a kilowatt-hour, a degree, or a time: 2020年度) and 里, mostly of a place (七里湖).
"""

CURRENCY_SIGNS = {
    "rmb": "CNY",
    "cny": "CNY",
    "cn¥": "CNY",
    "¥": "CNY",
    "￥": "CNY",
    "us$": "USD",
    "usd": "USD",
    "$": "USD",
    "hk$": "HKD",
    "hkd": "HKD",
    "nt$": "TWD",
    "€": "EUR",
    "eur": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "jpy": "JPY",
}
"""What stands before an amount in English."""

CHINESE_UNITS = {form: unit.code for unit in UNITS.values() for form in unit.chinese}
ENGLISH_UNITS = {form: unit.code for unit in UNITS.values() for form in unit.english}
CURRENCIES = frozenset(unit.code for unit in UNITS.values() if unit.dimension == "money")
DURATIONS = frozenset(unit.code for unit in UNITS.values() if unit.dimension in ("months", "days", "minutes"))


def alternation(forms: object) -> str:
    """A pattern for any of `forms`, the longest first; blanks in them match blanks and hyphens."""
    ordered = sorted((str(form) for form in forms), key=len, reverse=True)  # type: ignore[attr-defined]
    return "|".join(r"[\s-]".join(re.escape(word) for word in re.split(r"[ -]", form)) for form in ordered)


def dimension(code: str) -> str:
    """What the unit measures; empty for none."""
    return UNITS[code].dimension if code in UNITS else ""


def amounts(value: Decimal, code: str) -> set[tuple[str, Decimal]]:
    """What `value` of the unit comes to: in the base unit of its dimension, and 30 days as a month too."""
    unit = UNITS.get(code)
    if unit is None:
        return set()
    found = {(unit.dimension, value * unit.factor)}
    if code == "day" and not value % 30:
        found.add(("months", value / 30))
    return found


def amount(value: Decimal, code: str) -> Decimal:
    """`value` in the base unit of its dimension."""
    return value * UNITS[code].factor if code in UNITS else value
