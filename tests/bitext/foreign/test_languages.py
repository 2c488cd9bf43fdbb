"""Which languages of a file are read."""

from __future__ import annotations

import pytest

from toolkit.bitext.foreign.languages import Pair, choose_languages, choose_pairs, fits, is_reversed, side
from toolkit.errors import InputError

WANTED = ("zh", "en")


@pytest.mark.parametrize(
    ("language", "wanted", "expected"),
    [
        ("zh_Hans-CN", "zh", True),
        ("zh_Hans-CN", "ZH-hans", True),
        ("zh", "zh-Hans", False),
        ("zho", "zh", False),
        ("", "", True),
        ("en", "", False),
    ],
)
def test_a_tag_is_the_one_that_is_wanted_or_a_kind_of_it(language: str, wanted: str, expected: bool) -> None:
    assert fits(language, wanted) is expected


@pytest.mark.parametrize(
    ("languages", "stated", "wanted", "pair"),
    [
        ("de zh-TW fr en-US", "", WANTED, WANTED),
        ("fr-CA fr de-AT", "", WANTED, ("fr", "de")),
        ("fr-CA fr de-AT", "de-AT", WANTED, ("de", "fr")),
        ("fr-CA fr de-AT", "de", WANTED, ("de", "fr")),
        ("fr de", "de", WANTED, ("de", "fr")),
        ("zh-CN zh-TW", "zh-TW", WANTED, ("zh-tw", "zh-cn")),
        ("fr-CA FR_ca", "", WANTED, ("fr-ca", "")),
        ("", "", WANTED, ("", "")),
    ],
)
def test_the_languages_of_a_memory(languages: str, stated: str, wanted: Pair, pair: Pair) -> None:
    assert choose_languages(languages.split(), stated, wanted, "a.tmx") == pair


def test_a_memory_with_several_others_is_refused() -> None:
    with pytest.raises(InputError, match=r"^a.tmx: no texts from zh to en, .*: zh, fr, de; .*--from"):
        choose_languages(["zh", "fr", "de"], "zh", WANTED, "a.tmx")


GERMAN, UNKNOWN = ("de", "fr"), ("", "")
CHOSEN = [
    ([("zh-CN", "en-GB"), ("zh", "de"), ("en", "zh")], {("zh-CN", "en-GB"), ("en", "zh")}),
    ([("zh-CN", ""), GERMAN], {("zh-CN", "")}),
    ([("", "en"), GERMAN], {("", "en")}),
    ([GERMAN, GERMAN], {GERMAN}),
    ([GERMAN, ("DE", "FR")], {GERMAN, ("DE", "FR")}),
    ([GERMAN, ("de", "")], {GERMAN, ("de", "")}),
    ([GERMAN, UNKNOWN], {GERMAN, UNKNOWN}),
    ([UNKNOWN], {UNKNOWN}),
]


@pytest.mark.parametrize(("present", "chosen"), CHOSEN)
def test_the_pairs_of_a_file(present: list[Pair], chosen: set[Pair]) -> None:
    assert choose_pairs(present, WANTED, "a.xlf") == chosen


@pytest.mark.parametrize(
    ("present", "named"),
    [
        ([GERMAN, ("de", "it")], "de to fr, de to it"),
        ([("de", ""), ("fr", "")], r"de to \?, fr to \?"),
        ([GERMAN, ("", "it"), ("fr", "")], r"de to fr, \? to it, fr to \?"),
    ],
)
def test_a_file_with_several_other_pairs_is_refused(present: list[Pair], named: str) -> None:
    with pytest.raises(InputError, match=rf"^a.xlf: .*several other languages: {named};"):
        choose_pairs(present, WANTED, "a.xlf")


@pytest.mark.parametrize(
    ("count", "named"), [(11, "fr to q9; "), (12, "fr to q10; "), (13, "fr to q10 and 1 more; "), (14, " and 2 more; ")]
)
def test_a_message_names_twelve_and_counts_the_others(count: int, named: str) -> None:
    pairs = [("de", "it"), *(("fr", f"q{number}") for number in range(count - 1))]
    with pytest.raises(InputError, match=named):
        choose_pairs(pairs, WANTED, "a.xlf")


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (("en-GB", "zh-CN"), True),
        (("zh", "en"), False),
        (("en", ""), False),
        (("", "zh"), False),
        (("en", "fr"), False),
        (("fr", "zh"), False),
    ],
)
def test_only_a_pair_of_both_goes_the_other_way(pair: Pair, expected: bool) -> None:
    assert is_reversed(pair, WANTED) is expected


def test_two_kinds_of_one_language_are_not_turned_round() -> None:
    assert not is_reversed(("en-US", "en-GB"), ("en", "en"))


@pytest.mark.parametrize(
    ("language", "pair", "expected"),
    [
        ("zh-TW", WANTED, 0),
        ("en", WANTED, 1),
        ("de", WANTED, None),
        ("en-US", ("en", "en-US"), 1),
        ("en-US", ("en-US", "en"), 0),
        ("en-GB", ("en-US", "en"), 1),
        ("", ("zh", ""), None),
    ],
)
def test_the_side_of_a_text_is_that_of_the_closer_tag(language: str, pair: Pair, expected: int | None) -> None:
    assert side(language, pair) == expected
