"""Checks take any text in time that grows with its length and no faster."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.checks import Policy, Scope, all_checks, run_checks
from toolkit.model import Bitext, Block, Document, Kind, Segment, State, Unit

LENGTH = 100_000 if os.environ.get("TOOLKIT_FAULTS") == "many" else 40_000
FAST, LINEAR = 0.2, 9
"""Seconds that say nothing, and how many times the work for four times the text is still no square of it."""

QUOTING_ALL = ("leftover-chinese", "fullwidth-mark", "number-value")
PIECES = (
    "a", " ", "a ", "(", ")", "“", "”", '"', "-", "- ", "1-2 ", "1-", ".", ". ", "…", "a.", "A.b ", "@", "a@", "a.b@",
    "http://", "www.", "1", "0792-", "138", "+86", "〔2020〕", "港", "港 ", "，", "，a", "第", "A", "AB ", "Aa", "a-",
    "a'", "a’s ", "an ", "the the ", "\x00", "\ud800", "\u200b", "\u00a0", "—", " — ",
)  # fmt: skip


def bitext(chinese: str, english: str, kind: Kind = Kind.PARAGRAPH) -> Bitext:
    segment = Segment("s1", chinese)
    document = Document("page", "page", (Block(kind, 0, (segment,)),))
    return Bitext(document, (Unit(segment, english, State.DRAFT),))


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_is_checked_to_its_end(piece: str) -> None:
    much = seconds(piece, LENGTH)
    if much > FAST:
        little = max(seconds(piece, LENGTH // 4) for _ in range(2))
        assert much / little < LINEAR, f"four times the text, {much / little:.0f} times the work"


def seconds(piece: str, length: int) -> float:
    """Of the processor, for a text that has a piece again and again, as a paragraph and as a heading."""
    text, begun = piece * (length // len(piece)), time.process_time()
    on_request = tuple(check.code for check in all_checks().values() if check.on_request and not check.needs)
    for one in (bitext(text, text), bitext("港口。", text, Kind.HEADING)):
        for finding in run_checks(one, Scope(titles="title"), Policy(ignore=QUOTING_ALL, extra=on_request)):
            assert len(finding.message) < 200
    return time.process_time() - begun


@given(st.text(max_size=60), st.text(alphabet="aA1 .,-—–“”\"()'’…http://www.@éß\ud800\u00a0", max_size=60))
def test_every_span_lies_in_its_text(chinese: str, english: str) -> None:
    one = bitext(chinese, english)
    for finding in run_checks(one, Scope(titles="title")):
        for span, text in ((finding.source_span, chinese), (finding.target_span, english)):
            assert span is None or 0 <= span[0] <= span[1] <= len(text)


def test_no_check_changes_what_it_is_given() -> None:
    one = bitext("港口 ，铁路。", "the the port , and a hour")
    before = one, Scope()
    assert len({check.code for check in all_checks().values()}) == len(all_checks())
    run_checks(*before)
    assert before == (bitext("港口 ，铁路。", "the the port , and a hour"), Scope())
