"""Which new sentences took the place of which that are gone: changed, split into several, merged of several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext.succession import find_successions
from toolkit.model import Segment, Unit


def successions(gone: str, fresh: str) -> list[tuple[str, str]]:
    """The successions between sentences that blanks part, as their texts."""
    units = [Unit(Segment(f"old{place}", text)) for place, text in enumerate(gone.split())]
    segments = [Segment(f"new{place}", text) for place, text in enumerate(fresh.split())]
    return [
        (" ".join(unit.segment.text for unit in one.units), " ".join(segment.text for segment in one.segments))
        for one in find_successions(units, segments)
    ]


WHOLE = "新港区今年建成了两座码头，年底前开通铁路专用线，明年起接卸大型货轮。"
PARTS = "新港区今年建成了两座码头。 年底前开通铁路专用线。 明年起接卸大型货轮。"
LONG_IN_THE_MIDDLE = "新区建成码头， 年底前全线开通连接长江与昌九的铁路专用线， 明年接卸货轮。"
LONG_AT_THE_END = "新区建成码头， 明年接卸货轮， 年底前全线开通连接长江与昌九的铁路专用线。"
OTHER = "大家都很高兴。"


@pytest.mark.parametrize("parts", [PARTS, LONG_IN_THE_MIDDLE, LONG_AT_THE_END])
@pytest.mark.parametrize("before", ["", OTHER])
@pytest.mark.parametrize("after", ["", OTHER])
def test_three_sentences_and_one(parts: str, before: str, after: str) -> None:
    """Wherever the longest stands by which they are known; what stands around and is another sentence stays out."""
    whole = parts.replace(" ", "").replace("。", "，")
    around = f"{before} {parts} {after}"
    assert successions(whole, around) == [(whole, parts)]
    assert successions(around, whole) == [(parts, whole)]


@pytest.mark.parametrize(
    ("gone", "fresh", "found"),
    [
        ("今年投资5亿元。", "今年投资6亿元。", [("今年投资5亿元。", "今年投资6亿元。")]),
        ("今年投资5亿元。", OTHER, []),
        ("", OTHER, []),
        (OTHER, "", []),
        # The most alike first: the second of these is what the new one was.
        (
            "今年投资5亿元建港。 今年投资5亿元建厂。",
            "今年共投资5亿元建厂。",
            [("今年投资5亿元建厂。", "今年共投资5亿元建厂。")],
        ),
        # Equally alike: the one that stands at the same place.
        (
            "一号码头开工。 二号码头开工。 三号码头开工。",
            "甲号码头开工。 乙号码头开工。 丙号码头开工。",
            [
                ("一号码头开工。", "甲号码头开工。"),
                ("二号码头开工。", "乙号码头开工。"),
                ("三号码头开工。", "丙号码头开工。"),
            ],
        ),
        # A sentence that became another one is no part of its neighbour.
        (
            "新港区今年建成了两座码头。 年底前开通铁路专用线。",
            "新港区今年建成了两座大码头，年底前开工。 年底前开通铁路专用线路。",
            [
                ("新港区今年建成了两座码头。", "新港区今年建成了两座大码头，年底前开工。"),
                ("年底前开通铁路专用线。", "年底前开通铁路专用线路。"),
            ],
        ),
        # A word more is no part that was merged.
        (
            "新港区今年建成了两座码头。 好。",
            "新港区今年建成了两座码头，好。",
            [("新港区今年建成了两座码头。", "新港区今年建成了两座码头，好。")],
        ),
    ],
)
def test_what_became_of_sentences(gone: str, fresh: str, found: list[tuple[str, str]]) -> None:
    assert successions(gone, fresh) == found


def test_a_sentence_between_two_goes_to_one() -> None:
    first, second = "新港区今年建成了两座码头，年底前开通。", "年底前开通，铁路专用线明年接卸大型货轮。"
    parts = ["新港区今年建成了两座码头。", "年底前开通。", "铁路专用线明年接卸大型货轮。"]
    assert successions(f"{first} {second}", " ".join(parts)) == [
        (first, f"{parts[0]} {parts[1]}"),
        (second, parts[2]),
    ]


def test_a_long_sentence_of_few_characters_is_known_again() -> None:
    halves = ["".join(f"{number}号码头投资{number}亿元，" for number in range(*ends)) for ends in ((1, 18), (18, 36))]
    long = "".join(halves)
    assert successions(long, f"大{long}") == [(long, f"大{long}")]
    assert successions(long, f"{halves[0]}。 {halves[1]}") == [(long, f"{halves[0]}。 {halves[1]}")]


def test_two_mergers_beside_each_other() -> None:
    first, second = (
        WHOLE.split("，", 1)[0] + "，年底前开通铁路专用线。",
        "第七号泊位接卸大型货轮，第八号泊位接卸集装箱船。",
    )
    parts = ["新港区今年建成了两座码头。 年底前开通铁路专用线。", "第七号泊位接卸大型货轮。 第八号泊位接卸集装箱船。"]
    assert successions(" ".join(parts), f"{first} {second}") == [(parts[0], first), (parts[1], second)]
    assert successions(f"{first} {second}", " ".join(parts)) == [(first, parts[0]), (second, parts[1])]


SENTENCES = st.lists(st.text("港口建好了船来铁路通，。", min_size=1, max_size=12), max_size=6).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_no_sentence_is_in_two(gone: str, fresh: str) -> None:
    found = successions(gone, fresh)
    olds, news = (" ".join(side).split() for side in zip(*found, strict=True)) if found else ([], [])
    for used, all_of_them in ((olds, gone.split()), (news, fresh.split())):
        assert not [one for one in used if used.count(one) > all_of_them.count(one)]
    places = iter(fresh.split())
    assert all(one in places for one in news)  # in the order of the text
    assert all(len(old.split()) == 1 or len(new.split()) == 1 for old, new in found)
