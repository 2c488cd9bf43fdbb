"""Sentences that people split and joined against the rules."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.model import Block, Code, CodeKind, Document, Kind, Segment
from toolkit.segmentation import Break, Verb, break_at, parse_breaks, segment, with_break
from toolkit.segmentation.spans import BLANKS

TEXT = "二期码头建成，可停靠五千吨级船舶。港口明年扩建。老港区改为公园。"
ALPHABET = "港口建好了。！？，“” \n|\\"


def document(*texts: str) -> Document:
    return Document("d", "", tuple(Block(Kind.PARAGRAPH, 0, (Segment("", text),)) for text in texts))


def pieces(breaks: str, *texts: str) -> list[str]:
    parsed = parse_breaks(breaks.encode(), "d.breaks")
    return [found.text for found in segment(document(*(texts or (TEXT,))), breaks=parsed).segments()]


def test_a_sentence_is_split_and_two_are_joined() -> None:
    found = pieces("# ours\n\nsplit 建成，|可停靠\njoin  扩建。|老港\n")
    assert found == ["二期码头建成，", "可停靠五千吨级船舶。", "港口明年扩建。老港区改为公园。"]


def test_breaks_hold_when_the_text_around_them_changes() -> None:
    found = pieces("split 建成，|可停靠", "开头多了一句。" + TEXT.replace("五千", "一万"))
    assert found[1:3] == ["二期码头建成，", "可停靠一万吨级船舶。"]


def test_a_break_that_does_nothing_is_told() -> None:
    breaks = parse_breaks("split 建成，|可停靠\njoin 从前|没有\nsplit 船舶。|港口\n".encode(), "source/d.breaks")
    told = segment(document(TEXT), breaks=breaks).notices
    assert [notice.partition(":")[0] for notice in told] == ["source/d.breaks line 2", "source/d.breaks line 3"]


def test_a_line_break_can_be_joined_over() -> None:
    assert pieces("join 上半句|下半句", "这是上半句\n下半句在此。") == ["这是上半句\n下半句在此。"]


def test_codes_are_shared_out_between_the_parts() -> None:
    block = Block(Kind.PARAGRAPH, 0, (Segment("", TEXT, (Code("1", CodeKind.BOLD, 4, 10),)),))
    first, second, *_ = segment(Document("d", "", (block,)), breaks=[Break(Verb.SPLIT, "建成，", "可停靠")]).segments()
    assert [(code.start, code.end) for code in (*first.codes, *second.codes)] == [(4, 7), (0, 3)]


def test_what_is_done_is_undone_by_its_contrary() -> None:
    place = TEXT.index("可停靠")
    once = with_break("# ours\nsplit 甲|乙".encode(), break_at(Verb.SPLIT, TEXT, place, [TEXT]), "d.breaks")
    assert once.decode() == "# ours\nsplit 甲|乙\nsplit 期码头建成，|可停靠五千吨\n"
    assert with_break(once, break_at(Verb.JOIN, TEXT, place, [TEXT]), "d.breaks").decode() == "# ours\nsplit 甲|乙\n"


def test_as_much_text_is_kept_as_tells_the_place() -> None:
    texts = ["今年一月港口开工，明年完成。", "今年二月港口开工，明年完成。"]
    found = break_at(Verb.SPLIT, texts[1], 9, texts)
    assert [len(pieces(str(found), text)) for text in texts] == [1, 2]


@pytest.mark.parametrize(
    ("line", "place"),
    [("split 甲乙", "d line 1"), ("\ncut 甲|乙", "d line 2"), ("join |乙", "d line 1"), ("split 甲|乙|丙", "d line 1")],
)
def test_a_line_that_is_no_break_is_refused(line: str, place: str) -> None:
    with pytest.raises(InputError, match=f"^{re.escape(place)}: neither"):
        parse_breaks(line.encode(), "d")


def test_another_encoding_is_refused() -> None:
    with pytest.raises(InputError, match="not UTF-8"):
        parse_breaks("split 甲|乙".encode("gb18030"), "d")


@given(st.text(ALPHABET, min_size=2, max_size=60), st.data())
def test_segments_still_rebuild_the_text_and_a_place_is_found_again(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(text) - 1))
    if not text[:place].strip(BLANKS) or not text[place:].strip(BLANKS):
        return
    for verb in Verb:
        made = break_at(verb, text, place, [text])
        assert parse_breaks(with_break(b"", made, "d"), "d") == (made,)
        before = [found.text for found in segment(document(text)).segments()]
        after = [found.text for found in segment(document(text), breaks=[made]).segments()]
        assert "".join("".join(after).split()) == "".join("".join(before).split())
        assert all(piece == piece.strip(BLANKS) and piece in text for piece in after)
        assert len(after) >= len(before) if verb is Verb.SPLIT else len(after) <= len(before)


@given(st.text(ALPHABET, min_size=2, max_size=60))
def test_whatever_the_rules_cut_can_be_joined_and_split_again(text: str) -> None:
    whole = document(text)
    before = list(segment(whole).segments())
    if len(before) < 2:
        return
    place = text.index(before[0].text) + len(before[0].text)
    made = break_at(Verb.JOIN, text, place, [text])
    assert len(list(segment(whole, breaks=[made]).segments())) < len(before)
    assert with_break(with_break(b"", made, "d"), break_at(Verb.SPLIT, text, place, [text]), "d").count(b"|)") == 1
