"""Figures, dates and names that differ are swapped where that is sure, and only there."""

from __future__ import annotations

import pytest

from toolkit.glossary import Glossary
from toolkit.memory.swap import put_right, swapped
from toolkit.model import Code, CodeKind, Match, MatchKind, Term

TERMS = Glossary(
    [
        Term("城西港区", "the Chengxi Port Area", "places"),
        Term("赤湖港区", "the Chihu Port Area", "places"),
        Term("口岸", "the port of entry", "industry"),
    ]
)

SURE = [
    (
        "2019年，港口吞吐量增长。",
        "2020年，港口吞吐量增长。",
        "In 2019 port throughput grew.",
        "In 2020 port throughput grew.",
    ),
    (
        "全年吞吐量达60万标箱。",
        "全年吞吐量达75万标箱。",
        "Annual throughput reached 600,000 TEU.",
        "Annual throughput reached 750,000 TEU.",
    ),
    ("投资5.3亿元。", "投资12亿元。", "The investment is RMB 530 million.", "The investment is RMB 1.2 billion."),
    ("园区有18家企业。", "园区有24家企业。", "The park has 18 firms.", "The park has 24 firms."),
    ("产值增长12%。", "产值增长9.5%。", "Output rose by 12%.", "Output rose by 9.5%."),
    (
        "码头于2019年3月5日开工。",
        "码头于2020年11月24日开工。",
        "Work on the wharf began on 5 March 2019.",
        "Work on the wharf began on 24 November 2020.",
    ),
    (
        "货物经城西港区运出。",
        "货物经赤湖港区运出。",
        "Goods leave by the Chengxi Port Area.",
        "Goods leave by the Chihu Port Area.",
    ),
    (
        "2019年，城西港区有18家企业。",
        "2020年，赤湖港区有24家企业。",
        "In 2019 the Chengxi Port Area had 18 firms.",
        "In 2020 the Chihu Port Area had 24 firms.",
    ),
]

NOT_SURE = [
    ("something else differs", "2019年，港口增长。", "2020年，港口下降。", "In 2019 the port grew."),
    ("the figure is not in the English", "有18家企业。", "有24家企业。", "There are many firms."),
    ("the English has it wrong", "有18家企业。", "有24家企业。", "There are 19 firms."),
    ("it stands twice", "有18家企业和18个项目。", "有24家企业和18个项目。", "There are 18 firms and 18 projects."),
    ("one would become many", "有1个泊位。", "有24个泊位。", "There is 1 berth."),
    ("the article would change", "18米长的船。", "24米长的船。", "An 18-metre vessel."),
    ("they change places", "5家企业、13个项目。", "13家企业、5个项目。", "There are 5 firms and 13 projects."),
    ("names of other sorts", "货物经城西港区运出。", "货物经口岸运出。", "Goods leave by the Chengxi Port Area."),
    ("an inflected name", "货物经城西港区运出。", "货物经赤湖港区运出。", "Goods leave by Chengxi's Port Area."),
]


def match(source: str, target: str) -> Match:
    return Match(source, target, 85, MatchKind.FUZZY, "port.tmx")


@pytest.mark.parametrize(("old", "new", "english", "expected"), SURE)
def test_what_is_sure_is_swapped(old: str, new: str, english: str, expected: str) -> None:
    found = swapped(match(old, english), new, TERMS.find)
    assert found.target == expected
    assert found.swapped
    for there, here in found.swapped:
        assert there in english
        assert here in expected


@pytest.mark.parametrize(("why", "old", "new", "english"), NOT_SURE, ids=[case[0] for case in NOT_SURE])
def test_what_is_not_sure_is_left_alone(why: str, old: str, new: str, english: str) -> None:
    given = match(old, english)
    assert swapped(given, new, TERMS.find) == given


def test_swapping_back_gives_the_match_again() -> None:
    for old, new, english, expected in SURE:
        assert swapped(match(new, expected), old, TERMS.find).target == english


def test_english_with_codes_is_left_alone() -> None:
    given = Match("2019年增长。", "It grew in 2019.", 85, MatchKind.FUZZY, codes=(Code("1", CodeKind.BOLD, 0, 2),))
    assert swapped(given, "2020年增长。") == given


def test_what_is_put_right_goes_before_what_is_only_like() -> None:
    like = Match("2020年，港口略有增长。", "In 2020 the port grew a little.", 84, MatchKind.FUZZY)
    sure = Match("2019年，港口增长。", "In 2019 the port grew.", 80, MatchKind.FUZZY)
    first, second = put_right([like, sure], "2020年，港口增长。")
    assert (first.target, second) == ("In 2020 the port grew.", like)
