from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.quantities import (
    chinese_figures,
    chinese_numerals,
    english_figures,
    english_numerals,
    mask,
)


def values(figures: list) -> list[Decimal]:
    return [figure.value for figure in figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("414.7亿元", ["41470000000"]),
        ("12亿3400万元", ["1234000000"]),
        ("2.5万亿元", ["2500000000000"]),
        ("3百万元和3000万元", ["3000000", "30000000"]),
        ("1.13万人", ["11300"]),
        ("3995户、2198项", ["3995", "2198"]),
        ("１２万", ["120000"]),
        ("20至30万元", ["200000", "300000"]),
        ("8—10个月", ["8", "10"]),
        ("2020年12月24日", ["2020", "12", "24"]),
        ("1,234.5吨", ["1234.5"]),
        ("版本V2.1", []),
    ],
)
def test_chinese(text: str, expected: list[str]) -> None:
    assert values(chinese_figures(text)) == [Decimal(value) for value in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RMB 41.47 billion", ["41470000000"]),
        ("5bn yuan, 0.53 bn", ["5000000000", "530000000"]),
        ("600,000 TEU", ["600000"]),
        ("40,000-tonne", ["40000"]),
        ("3 m tonnes", ["3000000"]),
        ("the 14th plan", ["14"]),
        ("11.34 kilometres", ["11.34"]),
        ("3.0 and 90%", ["3.0", "90"]),
        ("COVID-19 B2B", ["19"]),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert values(english_figures(text)) == [Decimal(value) for value in expected]


def test_words() -> None:
    assert {Decimal(21), Decimal(8), Decimal(12), Decimal(2)} <= english_numerals("Twenty-one, eight, December, both")
    assert Decimal(134) in english_numerals("one hundred and thirty-four items")
    assert Decimal(200_000) in english_numerals("two hundred thousand")
    assert {Decimal(14), Decimal(5)} <= chinese_numerals("“十四五”")
    assert Decimal(2020) in chinese_numerals("二〇二〇年")
    assert Decimal(15_000) in chinese_numerals("一万五千")


def test_spans_and_masks() -> None:
    text = "投资5亿元"
    (figure,) = chinese_figures(text)
    assert text[figure.start : figure.end] == "5亿"
    assert chinese_figures(text, [(2, 4)]) == []
    assert mask("abcdef", [(1, 3)]) == "a  def"


@given(st.integers(1, 10**13))
def test_a_number_is_read_in_both_languages(number: int) -> None:
    assert values(chinese_figures(f"共{number}个")) == [number]
    assert values(english_figures(f"some {number:,} of them")) == [number]


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for figure in (*chinese_figures(text), *english_figures(text)):
        assert 0 <= figure.start < figure.end <= len(text)
    chinese_numerals(text)
    english_numerals(text)
