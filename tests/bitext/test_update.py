from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext import compare, read_xliff, update, write_xliff
from toolkit.bitext.update import SPLIT_NOTE, _count_in_order, _replaced
from toolkit.model import Bitext, Block, Code, CodeKind, Document, Kind, Note, Segment, State, Unit
from toolkit.segmentation import segment

SENTENCES = [
    "港口建好了。",
    "船来了。",
    "今年投资5亿元。",
    "今年投资6亿元。",
    "大家很高兴。",
    "港口建好了！",
    "铁路也通了。",
]


ENGLISH = re.compile(r"EN\[[^\]]*\]")


def document(*sentences: str) -> Document:
    blocks = tuple(Block(Kind.PARAGRAPH, 0, (Segment("", text),)) for text in sentences)
    return segment(Document("page", "page", blocks, "page.txt"))


def translated(bitext: Bitext) -> Bitext:
    """Every empty unit with English of its own that names its Chinese."""
    units = tuple(
        unit if unit.target else replace(unit, target=f"EN[{unit.segment.text}]", state=State.REVIEWED)
        for unit in bitext.units
    )
    return replace(bitext, units=units)


def targets(bitext: Bitext) -> list[tuple[str, str, State]]:
    return [(unit.segment.text, unit.target, unit.state) for unit in bitext.units]


def test_a_first_bitext_is_empty() -> None:
    assert targets(update(None, document("船来了。"))) == [("船来了。", "", State.EMPTY)]


def test_unchanged_and_moved_segments_keep_everything() -> None:
    old = translated(update(None, document("船来了。", "港口建好了。", "大家很高兴。")))
    new = update(old, document("大家很高兴。", "船来了。", "港口建好了。"))
    assert sorted(new.units, key=lambda unit: unit.segment.id) == sorted(old.units, key=lambda unit: unit.segment.id)
    assert (compare(old, new).kept, compare(old, new).moved) == (2, 1)


def test_the_language_is_the_one_asked_for() -> None:
    old = update(None, document("船来了。"), "en-US")
    assert (old.target_language, update(old, document("船来了。"), "en-CA").target_language) == ("en-US", "en-CA")


def test_the_language_is_british_english_where_nobody_says() -> None:
    assert update(None, document("船来了。")).target_language == "en-GB"


def test_what_moved_to_the_place_of_another_is_no_version_of_it() -> None:
    old = translated(update(None, document("今年投资5亿元。", "船来了。", "今年投资6亿元。")))
    new = update(old, document("今年投资6亿元。", "船来了。"))
    assert targets(new) == [
        ("今年投资6亿元。", "EN[今年投资6亿元。]", State.REVIEWED),
        ("船来了。", "EN[船来了。]", State.REVIEWED),
    ]
    assert [unit.target for unit in new.archive] == ["EN[今年投资5亿元。]"]


def test_what_moved_away_leaves_no_english_to_what_stands_in_its_place() -> None:
    old = translated(update(None, document("今年投资5亿元。", "船来了。", "大家很高兴。")))
    new = update(old, document("今年投资6亿元。", "船来了。", "大家很高兴。", "今年投资5亿元。"))
    assert targets(new)[0] == ("今年投资6亿元。", "", State.EMPTY)
    assert targets(new)[3] == ("今年投资5亿元。", "EN[今年投资5亿元。]", State.REVIEWED)
    assert compare(old, new).new == 1


def test_what_is_new_is_counted() -> None:
    first = update(None, document("船来了。", "大家很高兴。"))
    assert compare(None, first).new == 2
    second = update(translated(first), document("船来了。", "大家很高兴！", "铁路也通了。"))
    report = compare(translated(first), second)
    assert (report.kept, report.changed, report.new) == (1, 1, 1)


def test_what_people_remarked_goes_with_a_segment_that_changes() -> None:
    old = translated(update(None, document("船来了。", "今年投资5亿元。")))
    asked = replace(old, units=(old.units[0], replace(old.units[1], notes=(Note("Which year?"),))))
    assert update(asked, document("船来了。", "今年投资6亿元。")).units[1].notes == (Note("Which year?"),)
    empty = replace(asked, units=(asked.units[0], replace(asked.units[1], target="", state=State.EMPTY)))
    changed = update(empty, document("船来了。", "今年投资6亿元。")).units[1]
    assert (changed.segment.text, changed.notes) == ("今年投资6亿元。", (Note("Which year?"),))


def test_what_people_remarked_on_sentences_that_are_merged_is_all_kept() -> None:
    old = translated(update(None, document("港口今年建好了。大家都很高兴地来了。")))
    asked = replace(old, units=tuple(replace(unit, notes=(Note(unit.segment.text),)) for unit in old.units))
    (merged,) = update(asked, document("港口今年建好了，大家都很高兴地来了。")).units
    assert merged.notes == (Note("港口今年建好了。"), Note("大家都很高兴地来了。"))
    without = replace(asked, units=tuple(replace(unit, target="", state=State.EMPTY) for unit in asked.units))
    (merged,) = update(without, document("港口今年建好了，大家都很高兴地来了。")).units
    assert merged.notes == (Note("港口今年建好了。"), Note("大家都很高兴地来了。"))


def test_a_changed_segment_keeps_its_english_as_a_draft() -> None:
    old = translated(update(None, document("船来了。", "今年投资5亿元。", "大家很高兴。")))
    new = update(old, document("船来了。", "今年投资6亿元。", "大家很高兴。"))
    unit = new.units[1]
    assert (unit.target, unit.state, unit.previous) == ("EN[今年投资5亿元。]", State.DRAFT, "今年投资5亿元。")
    assert new.archive == ()
    assert compare(old, new).changed == 1


def test_previous_goes_when_a_person_confirms() -> None:
    old = translated(update(None, document("今年投资5亿元。")))
    draft = update(old, document("今年投资6亿元。"))
    confirmed = replace(draft, units=(replace(draft.units[0], state=State.TRANSLATED),))
    assert update(confirmed, document("今年投资6亿元。")).units[0].previous == ""
    assert update(draft, document("今年投资7亿元。")).units[0].previous == "今年投资5亿元。"


def test_merged_sentences_keep_the_english_of_both() -> None:
    old = translated(update(None, document("船来了。", "港口今年建好了码头，", "大家都来看新的码头。", "好。")))
    new = update(old, document("船来了。", "港口今年建好了码头，大家都来看新的码头。", "好。"))
    assert (new.units[1].target, new.units[1].state) == (
        "EN[港口今年建好了码头，] EN[大家都来看新的码头。]",
        State.DRAFT,
    )
    assert new.units[1].previous == "港口今年建好了码头，大家都来看新的码头。"
    assert new.archive == ()
    assert (compare(old, new).changed, compare(old, new).removed) == (1, 0)


def test_a_split_sentence_keeps_its_english_on_the_first_part() -> None:
    old = translated(update(None, document("船来了。", "港口今年建好了码头，大家都来看新的码头。", "好。")))
    new = update(old, document("船来了。", "港口今年建好了码头。", "大家都来看新的码头。", "好。"))
    first, second = new.units[1:3]
    assert (first.target, first.state) == ("EN[港口今年建好了码头，大家都来看新的码头。]", State.DRAFT)
    assert (second.target, second.notes) == ("", (SPLIT_NOTE,))
    assert new.archive == ()
    without = update(new, document("船来了。", "港口今年建好了码头。", "好。"))
    assert without.archive == ()
    confirmed = replace(new, units=(*new.units[:2], replace(second, target="x", state=State.TRANSLATED), new.units[3]))
    again = document("船来了。", "港口今年建好了码头。", "大家都来看新的码头。", "好。")
    assert update(confirmed, again).units[2].notes == ()


def test_a_word_changed_in_every_sentence_of_a_long_text() -> None:
    old = translated(update(None, document(*(f"江港第{number}号码头今年开工。" for number in range(400)))))
    new = update(old, document(*(f"江城第{number}号码头今年开工。" for number in range(400))))
    assert [unit.target for unit in new.units] == [unit.target for unit in old.units]
    assert {unit.state for unit in new.units} == {State.DRAFT}


def bold(start: int, end: int, number: str = "1") -> Code:
    return Code(number, CodeKind.BOLD, start, end)


def test_new_formatting_of_the_same_words_keeps_the_english() -> None:
    old = translated(update(None, document("船来了。")))
    plain = document("船来了。")
    (block,) = plain.blocks
    formatted = replace(plain, blocks=(replace(block, segments=(block.segments[0]._replace(codes=(bold(0, 1),)),)),))
    new = update(old, formatted)
    assert targets(new) == targets(old)
    assert new.units[0].segment.codes == (bold(0, 1),)


def test_merged_sentences_number_their_codes_on() -> None:
    old = update(None, document("港口今年建好了码头，", "大家都来看新的码头。"))
    first, second = (
        replace(
            unit,
            segment=unit.segment._replace(codes=(bold(0, 2),)),
            target=english,
            state=State.TRANSLATED,
            codes=(bold(0, 3),),
        )
        for unit, english in zip(old.units, ("The port is built,", "and all come."), strict=True)
    )
    new = update(replace(old, units=(first, second)), document("港口今年建好了码头，大家都来看新的码头。"))
    assert new.units[0].target == "The port is built, and all come."
    assert new.units[0].codes == (bold(0, 3), bold(19, 22, "2"))


def test_removed_english_is_archived_and_comes_back() -> None:
    old = translated(update(None, document("船来了。", "铁路也通了。")))
    without = update(old, document("船来了。"))
    assert [unit.target for unit in without.archive] == ["EN[铁路也通了。]"]
    again = update(read_xliff(write_xliff(without), "x"), document("船来了。", "铁路也通了。"))
    assert targets(again) == targets(old)
    assert again.archive == ()
    assert (compare(old, without).removed, compare(without, again).restored) == (1, 1)


def test_notes_without_english_are_archived_too() -> None:
    old = update(None, document("船来了。", "铁路也通了。"))
    noted = replace(old, units=(old.units[0], replace(old.units[1], notes=(Note("ask the port"),))))
    assert update(noted, document("船来了。")).archive[0].notes == (Note("ask the port"),)


def test_very_different_sentences_are_not_versions() -> None:
    old = translated(update(None, document("船来了。")))
    new = update(old, document("铁路专用线全长11公里。"))
    assert new.units[0] == Unit(new.units[0].segment)
    assert len(new.archive) == 1


TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=6)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_no_sequence_of_edits_loses_english(versions: list[list[str]]) -> None:
    bitext = None
    written: set[str] = set()
    for sentences in versions:
        bitext = translated(update(bitext, document(*sentences)))
        bitext = read_xliff(write_xliff(bitext), "x")
        written |= set(ENGLISH.findall(" ".join(unit.target for unit in bitext.units)))
        kept = " ".join(unit.target for unit in (*bitext.units, *bitext.archive))
        assert all(english in kept for english in written)
        assert [unit.segment for unit in bitext.units] == list(bitext.document.segments())


@given(TEXTS)
def test_updating_twice_changes_nothing(sentences: list[str]) -> None:
    bitext = translated(update(None, document(*sentences)))
    assert update(bitext, document(*sentences)) == bitext
    assert compare(bitext, bitext).kept == len(bitext.units)


ORDERS = st.lists(st.integers(0, 12).map(str), unique=True)


@given(ORDERS, ORDERS, ORDERS, ORDERS)
def test_what_both_begin_and_end_with_changes_nothing(
    start: list[str], before: list[str], after: list[str], end: list[str]
) -> None:
    one, other = ([f"s{key}" for key in start] + keys + [f"e{key}" for key in end] for keys in (before, after))
    whole = SequenceMatcher(None, one, other, autojunk=False)
    replaced = [tuple(places) for tag, *places in whole.get_opcodes() if tag == "replace"]
    assert list(_replaced(one, other)) == replaced
    assert _count_in_order(one, other) == sum(block.size for block in whole.get_matching_blocks())


def test_of_a_long_text_only_what_changed_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    class Counting(SequenceMatcher[str]):
        def __init__(self, junk: None, one: Sequence[str], other: Sequence[str], autojunk: bool) -> None:
            compared.append(len(one))
            super().__init__(junk, one, other, autojunk)

    monkeypatch.setattr(sys.modules["toolkit.bitext.update"], "SequenceMatcher", Counting)
    sentences = [f"第{place}号泊位开港。" for place in range(300)]
    old = translated(update(None, document(*sentences)))
    new = update(old, document(*sentences[:150], "第150号泊位今年开港。", *sentences[151:]))
    assert new.units[150].target == old.units[150].target
    assert compare(old, new).changed == 1
    assert max(compared) == 1
