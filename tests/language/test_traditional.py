"""Simplified text in traditional characters: names, surnames, marks, and where everything stands afterwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.traditional import VARIANTS, Style, in_corners, is_traditional, to_traditional

TAIWAN = Style("s2twp")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("范先生在九江港干活。", "范先生在九江港幹活。"),
        ("党委书记范江说，余主任也来了。", "黨委書記范江說，余主任也來了。"),
        ("属于书记的办公室", "屬於書記的辦公室"),
        ("港口干线建成，党委干事到场。", "港口幹線建成，黨委幹事到場。"),
        ("他说：“‘六稳’就是‘六保’。”", "他說：「『六穩』就是『六保』。」"),
        ("品牌叫 Women’s World，‘好’。", "品牌叫 Women’s World，『好』。"),
        ("钟书记、沈阳、里程碑", "鍾書記、瀋陽、里程碑"),
    ],
)
def test_what_opencc_cannot_know(text: str, expected: str) -> None:
    assert to_traditional(text, Style()).text == expected


def test_a_name_keeps_its_words() -> None:
    text = "海港软件公司开发软件。"
    assert to_traditional(text, TAIWAN).text == "海港軟體公司開發軟體。"
    assert to_traditional(text, TAIWAN, [(0, 6, "")]).text == "海港軟件公司開發軟體。"
    assert to_traditional(text, TAIWAN, [(0, 6, "海港軟件行")]).text == "海港軟件行開發軟體。"


def test_exceptions_come_first() -> None:
    style = Style("s2tw", exceptions=(("台账", "台帳"),))
    assert to_traditional("建立台账。", style).text == "建立台帳。"
    assert to_traditional("建立台账。", style, [(2, 4, "臺賬")]).text == "建立台帳。"


def test_traditional_text_is_not_converted_again() -> None:
    text = "範先生說：皇后在臺灣。"
    assert is_traditional(text)
    assert to_traditional(text, Style(corner=False)).text == text
    assert not is_traditional("中山")
    assert not is_traditional("范先生说")


@pytest.mark.parametrize("hostile", ["", "\x00", "\ud800软件", "\U00020000里", "’’’“", "a’b"])
def test_odd_text_passes(hostile: str) -> None:
    for variant in VARIANTS:
        to_traditional(hostile, Style(variant))


def test_offsets_follow_words_of_another_length() -> None:
    text = "打印机和出租车，然后数据库。"
    made = to_traditional(text, TAIWAN)
    assert made.text == "印表機和計程車，然後資料庫。"
    assert made.text[made.offset(text.index("然后")) :].startswith("然後")
    assert made.offset(len(text)) == len(made.text)


TEXTS = st.text(st.sampled_from("范先生书记软件网络程序里面干线台“”‘’ab ，。出租车打印机塑料方便面"), max_size=40)


@given(TEXTS, st.sampled_from(sorted(VARIANTS)), st.booleans())
def test_offsets_rise_and_stay_inside(text: str, variant: str, corner: bool) -> None:
    made = to_traditional(text, Style(variant, corner))
    places = [made.offset(place) for place in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] == len(made.text)


@given(st.text(max_size=30))
def test_corners_are_marks_and_nothing_else(text: str) -> None:
    made = in_corners(text)
    assert len(made) == len(text)
    assert all(one == other or one in "“”‘’" for one, other in zip(text, made, strict=True))
