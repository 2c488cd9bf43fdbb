from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.quantities import (
    Bound,
    Facts,
    Kind,
    Mismatch,
    Quantity,
    chinese_facts,
    compare,
    english_facts,
    in_full,
    mask,
    may_have_figures,
)
from toolkit.language.quantities.english_context import Tail, read_tail
from toolkit.language.quantities.numerals import NUMERAL, numerals
from toolkit.language.quantities.units import CHINESE_UNITS, CURRENCY_SIGNS, ENGLISH_UNITS, UNITS, Unit, alternation


@dataclass
class Example:
    """A line of the file: English for Chinese, how many mistakes it has, and what is said of them where it tells."""

    line: int
    chinese: str
    english: str
    mistakes: int
    reports: list[str] = field(default_factory=list)


def examples() -> list[Example]:
    found: list[Example] = []
    chinese = ""
    lines = Path(__file__).with_name("quantities.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        mark, _, text = line.partition(" ")
        if mark == "=":
            chinese = text
        elif mark in ("!", "?"):
            found[-1].reports.append(line)
        elif mark and mark != "#":
            found.append(Example(number, chinese, text, mark.count("-")))
    return found


def mismatches(chinese: str, english: str) -> list[Mismatch]:
    return compare(chinese_facts(chinese), english_facts(english))


def report(example: Example, mismatch: Mismatch) -> str:
    """A mismatch as the file has it: ``! number-value: 50亿 | 50bn | 5 billion``, with ? where that is not sure."""
    chinese = example.chinese[slice(*mismatch.chinese)] if mismatch.chinese else ""
    english = example.english[slice(*mismatch.english)] if mismatch.english else ""
    mark = "!" if mismatch.sure else "?"
    return f"{mark} {mismatch.problem}: {chinese or '-'} | {english or '-'} | {mismatch.right or '-'}"


@pytest.mark.parametrize("example", examples(), ids=[f"line {one.line}" for one in examples()])
def test_example(example: Example) -> None:
    found = mismatches(example.chinese, example.english)
    reports = [report(example, mismatch) for mismatch in found]
    assert len(found) == example.mistakes, reports
    assert not example.reports or reports == example.reports


def read_chinese(text: str) -> list[Quantity]:
    return list(chinese_facts(text).quantities)


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit", "bound"),
    [
        ("超1.1亿度", "110000000", Kind.COUNT, "°", Bound.OVER),
        ("近528万元", "5280000", Kind.MONEY, "CNY", Bound.NEARLY),
        ("5000多万美元", "50000000", Kind.MONEY, "USD", Bound.OVER),
        ("约14%", "14", Kind.PERCENT, "%", Bound.ABOUT),
        ("5.3％以下", "5.3", Kind.PERCENT, "%", Bound.UNDER),
        ("2个百分点", "2", Kind.POINTS, "pp", Bound.EXACT),
        ("七成以上", "70", Kind.PERCENT, "%", Bound.OVER),
        ("翻两番", "4", Kind.MULTIPLE, "", Bound.EXACT),
        ("8倍", "8", Kind.MULTIPLE, "", Bound.EXACT),
        ("第十三届", "13", Kind.ORDINAL, "", Bound.EXACT),
        ("“十四五”", "14", Kind.ORDINAL, "", Bound.EXACT),
        ("Ⅱ级", "2", Kind.ORDINAL, "", Bound.EXACT),
        ("3.0版", "3.0", Kind.VERSION, "", Bound.EXACT),
        ("“1210”", "1210", Kind.CODE, "", Bound.EXACT),
        ("数百家", "100", Kind.COUNT, "", Bound.SEVERAL),
        ("十几个", "10", Kind.COUNT, "", Bound.SEVERAL),
        ("两年半", "2.5", Kind.COUNT, "year", Bound.EXACT),
        ("近3年", "3", Kind.COUNT, "year", Bound.EXACT),
        ("一百零五人", "105", Kind.COUNT, "", Bound.EXACT),
        ("兩千三百戶", "2300", Kind.COUNT, "", Bound.EXACT),
        ("1,234.5吨", "1234.5", Kind.COUNT, "t", Bound.EXACT),
        ("3000米", "3000", Kind.COUNT, "m", Bound.EXACT),
        ("5千瓦", "5", Kind.COUNT, "kW", Bound.EXACT),
    ],
)
def test_chinese(text: str, value: str, kind: Kind, unit: str, bound: Bound) -> None:
    (quantity,) = read_chinese(f"共{text}。")
    assert (quantity.value, quantity.kind, quantity.unit, quantity.bound) == (Decimal(value), kind, unit, bound)


@pytest.mark.parametrize(
    "text",
    [
        "九江、三亚、四川、七里湖、十里河",
        "千方百计",
        "百姓",
        "双循环",
        "“五链”融合",
        "TI9",
        "COVID-19",
        "5G网络",
        "一批",
        "十分",
        "万众一心",
    ],
)
def test_numerals_that_count_nothing(text: str) -> None:
    assert not [quantity for quantity in read_chinese(text) if quantity.firm or not quantity.aside]


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit", "bound"),
    [
        ("more than RMB 41.47 billion", "41470000000", Kind.MONEY, "CNY", Bound.OVER),
        ("US$5bn", "5000000000", Kind.MONEY, "USD", Bound.EXACT),
        ("600,000 TEU", "600000", Kind.COUNT, "TEU", Bound.EXACT),
        ("a 40,000-tonne plant", "40000", Kind.COUNT, "t", Bound.EXACT),
        ("nearly 90 per cent", "90", Kind.PERCENT, "%", Bound.NEARLY),
        ("2 percentage points", "2", Kind.POINTS, "pp", Bound.EXACT),
        ("one hundred and thirty-four items", "134", Kind.COUNT, "", Bound.EXACT),
        ("two hundred thousand people", "200000", Kind.COUNT, "", Bound.EXACT),
        ("half a million", "500000", Kind.COUNT, "", Bound.EXACT),
        ("hundreds of thousands of people", "100000", Kind.COUNT, "", Bound.SEVERAL),
        ("the 14th plan", "14", Kind.ORDINAL, "", Bound.EXACT),
        ("the twenty-first plan", "21", Kind.ORDINAL, "", Bound.EXACT),
        ("Phase II", "2", Kind.ORDINAL, "", Bound.EXACT),
        ("1.5 times", "1.5", Kind.MULTIPLE, "", Bound.EXACT),
        ("threefold", "3", Kind.MULTIPLE, "", Bound.EXACT),
        ("30 or more companies", "30", Kind.COUNT, "", Bound.OVER),
    ],
)
def test_english(text: str, value: str, kind: Kind, unit: str, bound: Bound) -> None:
    (quantity,) = english_facts(f"It is {text}, they say.").quantities
    assert (quantity.value, quantity.kind, quantity.unit, quantity.bound) == (Decimal(value), kind, unit, bound)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("超1.1亿吨", "more than 110 million tonnes"),
        ("不足300户", "less than 300"),
        ("近528万元", "nearly RMB 5.28 million"),
        ("14％左右", "about 14%"),
        ("3‰", "3‰"),
        ("60万标箱", "600,000 TEU"),
        ("1米", "1 metre"),
        ("2米", "2 metres"),
        ("6英尺", "6 feet"),
        ("三个世纪", "3 centuries"),
        ("6600亩", "6,600 mu"),
        ("3亿日元", "300 million yen"),
        ("5亿港元", "HK$500 million"),
        ("2个百分点", "2 percentage points"),
        ("四分之一", "a quarter"),
        ("三分之二", "two-thirds"),
        ("超半数", "more than half"),
        ("千分之三", "0.003"),
        ("二十分之七", "0.35"),
        ("2/11", "2/11"),
        ("三分之四", "4/3"),
        ("第十二届", "12"),
    ],
)
def test_a_figure_in_full(chinese: str, english: str) -> None:
    (quantity,) = read_chinese(f"共{chinese}。")
    assert in_full(quantity) == english


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_every_way_to_write_a_unit(unit: Unit) -> None:
    """In Chinese and in English, with hyphens, in capitals, in the plural; 5月 and 5日 are dates."""
    for form in {*unit.chinese} - {"月", "日"}:
        assert [(one.value, one.unit) for one in read_chinese(f"共5{form}。")] == [(5, unit.code)], form
    for form in unit.english:
        for written in (form, form.upper(), form.replace(" ", "-"), form if form[-1] in "s²³23%‰°℃" else f"{form}s"):
            text = f"The figure is 5 {written} in all."
            first = english_facts(text).quantities[0]
            assert (first.value, first.unit, text[slice(*first.phrase)]) == (5, unit.code, f"5 {written}")


@pytest.mark.parametrize(("sign", "unit"), CURRENCY_SIGNS.items())
def test_every_sign_of_a_currency(sign: str, unit: str) -> None:
    for written in (f"{sign}5", f"{sign.upper()} 5"):
        text = f"The figure is {written} in all."
        (found,) = english_facts(text).quantities
        assert (found.value, found.unit, text[slice(*found.phrase)]) == (5, unit, written)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a thousand", [1000]),
        ("one million", [10**6]),
        ("two dozen", [24]),
        ("one hundred and three", [103]),
        ("three hundred thousand", [300_000]),
        ("two million three hundred and four thousand and five", [2_304_005]),
        ("twenty-nine", [29]),
        ("twenty-ninth", [29]),
        ("a hundred and first", [101]),
        ("first three", [1, 3]),
        ("first hundred", [1, 100]),
        ("two and three", [2, 3]),
        ("twenty and three", [20, 3]),
        ("five three", [5, 3]),
        ("twenty ten", [20, 10]),
        ("twenty zero", [20, 0]),
        ("a dozen five", [12, 5]),
        ("ten and a hundred and nine", [10, 109]),
    ],
)
def test_numbers_in_words(text: str, values: list[int]) -> None:
    """What is one number, and what are two beside each other."""
    assert [one.value for one in english_facts(f"It says {text} there.").quantities] == values


def test_a_first_look_misses_nothing() -> None:
    assert [may_have_figures(chinese, "three ports") for chinese in ("5座", "三座", "上半年", "港口")] == [True] * 3 + [
        False
    ]
    assert may_have_figures("港口", "3 ports")


BEFORE_IN_ENGLISH = {
    Bound.OVER: "more than, greater than, higher than, larger than, no less than, not fewer than, over, above, "
    "exceeding, in excess of, upwards of, at least, beyond, surpassing, a minimum of",
    Bound.UNDER: "no more than, not higher than, not exceeding, less than, fewer than, lower than, under, below, "
    "at most, within, short of, a maximum of",
    Bound.NEARLY: "nearly, almost, close to, approaching, just under, just short of, near",
    Bound.ABOUT: "about, around, some, roughly, approximately, approx, approx., circa, an estimated",
    Bound.REACHED: "up to, reaching, reached, passed, topping, crossed, past, broke, hitting, breached",
}
AFTER_IN_ENGLISH = {
    Bound.OVER: "or more, and more, and above, or over, or higher, and up, plus, odd, +",
    Bound.UNDER: "or less, or fewer, and below, or under, or lower",
    Bound.ABOUT: "or so",
}
BEFORE_IN_CHINESE = {
    Bound.OVER: "不低于 不少于 不小于 至少 最少 超过 超出 超 逾 高于 大于 多于",
    Bound.UNDER: "不超过 未超过 不高于 不大于 不多于 至多 最多 不足 不到 不满 低于 少于 小于",
    Bound.NEARLY: "接近 将近 近",
    Bound.ABOUT: "大约 大概 约",
    Bound.REACHED: "突破 越过 跨过 达到 达 过",
}
AFTER_IN_CHINESE = {Bound.OVER: "以上", Bound.UNDER: "以下 以内 之内", Bound.ABOUT: "左右 上下"}


@pytest.mark.parametrize("bound", BEFORE_IN_ENGLISH)
def test_every_way_to_bound_a_figure(bound: Bound) -> None:
    english = [
        f"It was {words} {figure}."
        for words in BEFORE_IN_ENGLISH[bound].split(", ")
        for figure in ("500 tonnes", "RMB 500", "a total of 500")
    ]
    english += [
        f"It was {text}."
        for words in AFTER_IN_ENGLISH.get(bound, "").split(", ")
        if words
        for text in (f"500 {words}", f"500 tonnes {words}")
    ]
    chinese = [f"共{words}{figure}。" for words in BEFORE_IN_CHINESE[bound].split() for figure in ("500吨", "五百家")]
    chinese += [
        f"共{figure}{words}。"
        for words in AFTER_IN_CHINESE.get(bound, "").split()
        for figure in ("500吨", "五百家企业")
    ]
    for text, facts in [
        *((text, english_facts(text)) for text in english),
        *((text, chinese_facts(text)) for text in chinese),
    ]:
        assert [(one.value, one.bound) for one in facts.quantities] == [(500, bound)], text


@pytest.mark.parametrize(
    ("chinese", "english", "dates"),
    [
        ("12月31日", "31 December", True),
        ("13月1日", "2020-13-13", False),
        ("5月32日", "32 May", False),
        ("5月0日", "0 May", False),
        ("24时", "24:00", True),
        ("25时", "25:00", False),
        ("9时59分", "9:59", True),
        ("9:60", "9:60", False),
    ],
)
def test_what_no_calendar_has_is_no_date(chinese: str, english: str, dates: bool) -> None:
    assert bool(chinese_facts(f"于{chinese}开馆").moments) is dates
    assert bool(english_facts(f"It opens: {english}.").moments) is dates


def test_digits_of_every_script_and_width_are_digits() -> None:
    assert mismatches("共３個、٤项", "There are ３ and ٤ of them.") == []


def test_a_masked_name_is_no_figure() -> None:
    assert read_chinese("投资5亿元")[0].span == (2, 4)
    assert chinese_facts("深圳9米公司投资5亿元", [(0, 6)]).quantities[0].value == 500_000_000
    assert english_facts("Nine Metres, 5 firms", [(0, 11)]).quantities[0].value == 5
    assert mask("abcdef", [(1, 3)]).replace("\ufffc", "_") == "a__def"


def test_a_mismatch_says_where_and_what_would_be_right() -> None:
    chinese, english = "合同金额414.7亿元。", "Contracts of RMB 4.147 billion."
    (mismatch,) = mismatches(chinese, english)
    assert chinese[slice(*mismatch.chinese)] == "414.7亿"
    assert english[slice(*mismatch.english)] == "4.147 billion"
    assert (mismatch.right, mismatch.sure) == ("41.47 billion", True)


def test_the_unit_of_the_chinese_may_be_in_a_term() -> None:
    chinese = chinese_facts("吞吐量60万标箱", [(6, 8)])
    (mismatch,) = compare(chinese, english_facts("Throughput was 450,000 TEU."))
    assert (mismatch.right, mismatch.sure) == ("600,000", True)


# Laws


def chinese_forms(value: Decimal) -> Iterator[str]:
    """The value in every way Chinese may print it."""
    yield f"{value:f}"
    yield f"{value:,f}"
    yield f"{value:f}".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for power, sign in ((4, "万"), (8, "亿"), (12, "万亿")):
        if len(f"{value.scaleb(-power):f}") <= 15:
            yield f"{value.scaleb(-power):f}{sign}"
    if value == value.to_integral_value() and 0 < value < 10**12:
        yield in_signs(int(value))


def in_signs(number: int) -> str:
    """12,003 as 一万二千零三."""
    for size, sign in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            high, low = divmod(number, size)
            zero = "零" if 0 < low < size // 10 else ""
            return in_signs(high) + sign + zero + (in_signs(low) if low else "")
    return "零一二三四五六七八九"[number]


def english_forms(value: Decimal) -> Iterator[str]:
    """The value in every way English may print it; 1500 to 2099 without a comma are years."""
    if not 1500 <= value < 2100:
        yield f"{value:f}"
    yield f"{value:,f}"
    for power, names in ((6, "million m mn"), (9, "billion bn"), (12, "trillion tn")):
        for name in names.split():
            yield f"{value.scaleb(-power):f} {name}"
    if value == value.to_integral_value() and 0 < value < 10**9:
        yield in_words(int(value))


def in_words(number: int) -> str:
    ones = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    ).split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if number < 20:
        return ones[number]
    if number < 100:
        return tens[number // 10 - 2] + (f"-{ones[number % 10]}" if number % 10 else "")
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            high, low = divmod(number, size)
            return f"{in_words(high)} {name}" + (f"{' and' if low < 100 else ''} {in_words(low)}" if low else "")
    raise AssertionError(number)


amounts = st.one_of(
    st.integers(3, 10**12).map(Decimal),
    st.decimals(min_value=3, max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
)


@given(amounts)
def test_a_value_is_read_as_it_was_written(value: Decimal) -> None:
    for form in chinese_forms(value):
        text = f"共有{form}人"
        (quantity,) = read_chinese(text)
        assert (quantity.value, text[slice(*quantity.span)]) == (value, form), form
    for form in english_forms(value):
        text = f"There were {form} of them"
        (quantity,) = english_facts(text).quantities
        assert value in (quantity.value, *quantity.also), form
        assert text[slice(*quantity.span)] == form


@given(amounts)
def test_every_form_of_one_language_agrees_with_every_form_of_the_other(value: Decimal) -> None:
    for chinese in chinese_forms(value):
        for english in english_forms(value):
            assert mismatches(f"共有{chinese}人", f"There were {english} people") == []


@given(amounts, st.sampled_from([Decimal(10), Decimal("0.1"), Decimal(1000)]))
def test_a_slipped_scale_is_one_mismatch(value: Decimal, slip: Decimal) -> None:
    for chinese in chinese_forms(value):
        (mismatch,) = mismatches(f"共有{chinese}人", f"There were {value * slip:,f} people")
        assert mismatch.sure


BOUNDS = ("", "超", "近", "约", "不足", "突破", "至少", "最多", "达", "以上", "以下", "左右")


@given(amounts, st.sampled_from(sorted({*CHINESE_UNITS} - {"年", "月", "日"})), st.sampled_from(BOUNDS))
def test_what_a_hint_writes_is_right(value: Decimal, unit: str, bound: str) -> None:
    """Every unit and bound in the English that the program prints is read as what the Chinese says."""
    before, after = ("", bound) if bound in ("以上", "以下", "左右") else (bound, "")
    (quantity,) = read_chinese(text := f"共{before}{value:f}{unit}{after}。")
    assert mismatches(text, f"It is {in_full(quantity)} in all.") == []


mixed = st.text(
    alphabet="0123456789.,，万亿百千十一二三两几数余多超近约以上年月日时半番成%元亩 -–至()“”ab第期号", max_size=40
)
prose = st.text(alphabet="0123456789.,:/ -–$%()abm", max_size=20)
words = st.lists(
    st.sampled_from(
        "one two twenty hundred million and of a half third dozen tens May July 24 2020 5bn more than nearly RMB yuan "
        "percent phase II 3.0 4,000 times doubled hectares (".split()
    ),
    max_size=12,
).map(" ".join)


@given(st.one_of(mixed, st.text(max_size=40)), st.one_of(prose, words, st.text(max_size=40)), st.data())
def test_places_are_those_of_the_text(chinese: str, english: str, data: st.DataObject) -> None:
    """Whatever is masked, offsets slice the original text, and nothing masked is read."""
    facts = []
    for text, read in ((chinese, chinese_facts), (english, english_facts)):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        facts.append(read(text, [(start, end)] if start < end else []))
        for one in (*facts[-1].quantities, *facts[-1].moments):
            assert 0 <= one.start < one.end <= len(text)
            assert not (start < end and start < one.end and one.start < end)
    for mismatch in compare(*facts):
        for span, text in ((mismatch.chinese, chinese), (mismatch.english, english)):
            assert span is None or text[slice(*span)]


HOSTILE = [
    "1," * 50_000,
    "1" * 100_000,
    "1.1" * 30_000,
    "万" * 100_000,
    "一" * 100_000,
    "百分之" * 30_000,
    "几十" * 50_000,
    "2020年" * 20_000,
    "12月24日" * 15_000,
    "5亿元" * 30_000,
    "(" * 100_000,
    "hundred and " * 8_000,
    "one " * 25_000,
    "July 1, " * 12_000,
    "1, 2 and " * 12_000,
    "5 billion " * 10_000,
    "more than " * 10_000,
    "a third of " * 10_000,
    "IV" * 50_000,
    "$" * 100_000,
    " " * 100_000,
    "-" * 100_000,
    "5" + "-" * 100_000,
    "5" + " " * 100_000,
    "5 " + "a-" * 50_000,
    "more than" + " a" * 50_000 + " 5",
    "on the 1st" + " " * 100_000,
    "5" + "百" * 50_000 + "分之",
    "+1" + " (" * 50_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text[:10]) for text in HOSTILE])
def test_hostile_text_is_read_and_compared(text: str) -> None:
    """With a pattern that backtracks, or a comparison of all with all, this would take hours."""
    chinese, english = chinese_facts(text), english_facts(text)
    assert isinstance(compare(chinese, english), list)
    assert isinstance(chinese, Facts)
    compare(chinese, english_facts("Nothing."))
    compare(chinese_facts("无。"), english)


def test_a_long_text_of_distinct_figures() -> None:
    chinese = "、".join(f"{number}户" for number in range(10_000, 30_000))
    english = ", ".join(f"{number:,}" for number in range(50_000, 70_000))
    assert len(compare(chinese_facts(chinese), english_facts(english))) == 20_000


def test_a_long_text_of_distinct_dates() -> None:
    dates = [(year, month, day) for year in range(1600, 1620) for month in range(1, 13) for day in range(1, 29)]
    chinese = chinese_facts("、".join(f"{year}年{month}月{day}日" for year, month, day in dates))
    right = english_facts(", ".join(f"{year}-{month}-{day}" for year, month, day in dates))
    wrong = english_facts(", ".join(f"{year + 100}-{month}-{day}" for year, month, day in dates))
    assert compare(chinese, right) == []
    assert len(compare(chinese, wrong)) == len(dates)


def test_suggestions_are_shorter_than_a_margin() -> None:
    for example in examples():
        for mismatch in mismatches(example.chinese, example.english) if example.mistakes else ():
            assert len(mismatch.right) < 40
            assert not re.search(r"E\+|0{4}\d* ", mismatch.right)


@pytest.mark.parametrize("text", ["百5..0版", "9十多.0", "0.55.0版本", "三3.0", "百分之5.0.1", "5.0.1百分之三"])
def test_numerals_that_are_none_end_nothing(text: str) -> None:
    compare(chinese_facts(text), english_facts(text))


def test_nothing_times_ten_thousand_is_nothing() -> None:
    (found,) = chinese_facts("投资0万元").quantities
    assert found.value == 0


_SOUP = st.lists(
    st.sampled_from(
        "one half third a dozen thousands of million more than nearly or so up to 3 2020 12.5 1,000 3/4 ½ % RMB US$ k "
        "No. phase II year the 26th May noon fold times ( ) - – , . 0792-1234567 and both".split()
    ),
    max_size=14,
).map(" ".join)


@given(_SOUP, _SOUP)
def test_what_stands_far_off_changes_no_figure(one: str, other: str) -> None:
    """Quick looks that spare a text a costly pattern must not depend on what else it says."""
    apart = f"{one}.\n{'and nothing else happened there. ' * 4}\n{other}"
    alone = [(found.value, found.kind, found.unit) for found in english_facts(one).quantities]
    together = [(found.value, found.kind, found.unit) for found in english_facts(apart).quantities]
    assert together[: len(alone)] == alone


@given(st.text("0一二十百千万亿两几数余多来点分之,.，年个瓦a港", max_size=20))
def test_numerals_are_all_that_their_pattern_finds(key: str) -> None:
    assert [place.span() for place in numerals(key)] == [place.span() for place in NUMERAL.finditer(key)]


AFTER_A_FIGURE = re.compile(
    rf"[ -]{{0,2}}(?:(?P<times>(?:times|fold)\b)|(?P<unit>{alternation(ENGLISH_UNITS)})(?:e?s)?(?![A-Za-z\d²³]))", re.I
)


@given(
    st.sampled_from(["", " ", "-", "  ", " -", "   "]),
    st.lists(
        st.sampled_from([*ENGLISH_UNITS, "times", "fold", "e", "s", "es", " ", "-", ",", "2", "²", "_", "吨"]),
        max_size=4,
    ),
    st.booleans(),
)
def test_units_are_looked_up_as_an_expression_finds_them(blanks: str, following: list[str], capital: bool) -> None:
    text = "7" + blanks + "".join(following)
    text = text.upper() if capital and text.upper().lower() == text else text
    found = AFTER_A_FIGURE.match(text, 1)
    unit = ENGLISH_UNITS.get(re.sub(r"[\s-]", " ", (found["unit"] or "").lower()), "") if found else ""
    assert read_tail(text, 1) == (Tail(unit, found.end()) if found else None)
