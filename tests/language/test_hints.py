"""What can be put into English before anybody translates: figures, dates, names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.hints import hints
from toolkit.language.romanised import romanised_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("港口吞吐量超1.1亿吨。", [("超1.1亿吨", "more than 110 million tonnes")]),
        ("投资60万元，增长12.5%。", [("60万元", "RMB 600,000")]),
        ("2020年12月24日开港。", [("2020年12月24日", "24 December 2020")]),
        ("董事长王海松表示，项目投资3亿元。", [("王海松", "Wang Haisong"), ("3亿元", "RMB 300 million")]),
        ("来自江西省九江市湖口县的村民欧阳小江说", [
            ("九江市", "Jiujiang"), ("湖口县", "Hukou County"), ("欧阳小江", "Ouyang Xiaojiang"),
        ]),
        ("一个项目，数百户居民。", []),
        ("全市各县区、乡镇和农村小区。", []),
        ("王先生说。", []),
        ("", []),
    ],
)  # fmt: skip
def test_hints(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(hint.chinese, hint.english) for hint in hints(text)] == expected


def test_terms_are_no_hints() -> None:
    text = "江西省九江市六稳60万元"
    start = text.index("九江市")
    masked = [(start, start + 3), (text.index("六"), text.index("六") + 2)]
    assert [hint.chinese for hint in hints(text, masked)] == ["60万元"]


@given(st.text("江西省九市湖口县区镇乡村街道书记王李说表示在到，。的", max_size=40))
def test_names_stand_where_they_are_said_to(text: str) -> None:
    names = list(romanised_names(text))
    assert all(0 <= one.start < one.end <= len(text) for one in names)
    assert all(one.end <= other.start for one, other in pairwise(names))


def test_a_long_text_is_read_in_no_time() -> None:
    """What backtracks would need hours for these."""
    assert len(list(romanised_names("江西" + "大小县" * 30_000))) == 30_000
    assert list(romanised_names("江西" + "大" * 100_000 + "书记王" * 30_000)) == []
