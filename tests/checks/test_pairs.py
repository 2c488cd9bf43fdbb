"""Quotations that go on over several rows, and what the findings of changed numbers say."""

from __future__ import annotations

import pytest

from toolkit.checks import Policy, run_checks
from toolkit.model import Bitext, Block, Document, Finding, Kind, Segment, State, Unit

CHINESE = ("港长说：“码头不打烊。", "货船天天来。", "欢迎光临。”", "港口扩建。")


def findings(*pairs: tuple[str, str], blocks: bool = False) -> tuple[Finding, ...]:
    """What is found in one paragraph of these pairs, or in a paragraph each."""
    segments = tuple(Segment(f"s{row}", chinese) for row, (chinese, _) in enumerate(pairs))
    units = tuple(Unit(one, pair[1], State.TRANSLATED) for one, pair in zip(segments, pairs, strict=True))
    parts = [(one,) for one in segments] if blocks else [segments]
    document = Document("d", "d", tuple(Block(Kind.PARAGRAPH, 0, part) for part in parts))
    return run_checks(Bitext(document, units), policy=Policy(select=("quotes-number", "brackets-number")))


@pytest.mark.parametrize(
    "english",
    [
        ("“The wharf never closes.", "Freighters call daily.", "Everybody is welcome.”", "The port is enlarged."),
        ("“The wharf never closes.”", "“Freighters call daily.”", "“Everybody is welcome.”", "The port is enlarged."),
        ("‘The wharf never closes.", "‘Freighters call daily.", "Everybody is welcome.’", "The port is enlarged."),
    ],
)
def test_a_quotation_over_several_rows_is_one_in_each(english: tuple[str, ...]) -> None:
    assert findings(*zip(CHINESE, english, strict=True)) == ()


def test_after_its_end_and_in_another_paragraph_it_counts_no_more() -> None:
    english = ("“The wharf never closes.", "“Freighters call daily.”", "Welcome.”", "The port is “enlarged”.")
    pairs = list(zip(CHINESE, english, strict=True))
    assert [finding.unit_id for finding in findings(*pairs)] == ["s3"]
    assert [finding.unit_id for finding in findings(*pairs, blocks=True)] == ["s1", "s3"]


def test_a_finding_points_at_the_side_that_has_more() -> None:
    lost, added = findings(
        ("建设“睦邻之家”。", "Homes are built."), ("码头扩建。", "The wharf (for coal) is enlarged.")
    )
    assert (lost.message, lost.source_span, lost.target_span) == (
        "quotations: 1 in the Chinese, none in the English",
        (2, 8),
        None,
    )
    assert (added.message, added.source_span, added.target_span) == (
        "pairs of brackets: none in the Chinese, 1 in the English",
        None,
        (10, 20),
    )


def test_they_run_only_where_they_are_named() -> None:
    segment = Segment("s", "建设“睦邻之家”。")
    document = Document("d", "d", (Block(Kind.PARAGRAPH, 0, (segment,)),))
    bitext = Bitext(document, (Unit(segment, "Homes are built.", State.TRANSLATED),))
    assert run_checks(bitext) == ()
    assert [finding.code for finding in run_checks(bitext, policy=Policy(extra=("quotes-number",)))] == [
        "quotes-number"
    ]
