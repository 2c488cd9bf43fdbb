"""The segmentation policy, by example and by law."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Block, Document, Kind, Segment
from toolkit.segmentation import segment, segment_hash, split

GOOD = Path(__file__).with_name("good.txt").read_text(encoding="utf-8").splitlines()
EXAMPLES = [line for line in GOOD if line and not line.startswith("#")]
CHINESE_TEXT = st.text(alphabet="港口建好了。！？!?“”‘’「」（）《》……—— \u3000\u200b\n；：，、a.1/:)(", max_size=80)


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize("example", EXAMPLES)
def test_good_examples(example: str) -> None:
    assert pieces(example.replace("|", "")) == example.split("|")


@given(CHINESE_TEXT)
def test_segments_and_gaps_rebuild_the_text(text: str) -> None:
    position = 0
    for start, end in split(text):
        assert not text[position:start].strip("\u200b \t\n\r\x0b\x0c\u3000\xa0\ufeff")
        assert start < end
        assert text[start:end].strip() == text[start:end]
        position = end
    assert not text[position:].strip("\u200b \t\n\r\x0b\x0c\u3000\xa0\ufeff")


@given(CHINESE_TEXT)
def test_a_line_break_always_breaks(text: str) -> None:
    assert all("\n" not in piece for piece in pieces(text))


def test_unclosed_quotation_does_not_swallow_the_page() -> None:
    assert pieces("他说：“好。" + "再来一句。" * 100) == ["他说：“好。", *["再来一句。"] * 100]


def test_a_long_speech_is_cut_into_sentences() -> None:
    assert len(pieces("他说：“" + "我们要把港口建好。" * 40 + "”")) == 40


def test_published_cases(shared: Path) -> None:
    cases = json.loads((shared / "segmentation.json").read_text(encoding="utf-8"))
    wrong = [case["id"] for case in cases if not case["ambiguous"] and pieces(case["text"]) != case["segments"]]
    assert wrong == []


def document(*texts: str) -> Document:
    blocks = tuple(Block(Kind.PARAGRAPH, 0, (Segment("", text),)) for text in texts)
    return Document("page", "page", blocks)


def test_ids_do_not_change_when_the_text_around_does() -> None:
    before = [found.id for found in segment(document("船来了。港口建好了。")).segments()]
    after = [found.id for found in segment(document("新的一段。", "港口建好了。船来了。")).segments()]
    assert set(before) <= set(after)


def test_repetitions_get_occurrence_numbers() -> None:
    ids = [found.id for found in segment(document("好。好。", "好。")).segments()]
    assert ids == [ids[0], f"{ids[0]}-2", f"{ids[0]}-3"]


def test_hash_is_short_and_plain() -> None:
    assert re.fullmatch("[a-z2-7]{8}", segment_hash("港口"))
