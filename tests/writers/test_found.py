from __future__ import annotations

from dataclasses import replace

import pytest

from toolkit.bitext import parts
from toolkit.model import Bitext, Block, Document, Finding, Kind, Segment, Severity, Unit
from toolkit.writers.found import by_unit, name_found

IDS = [f"a{number}" for number in range(250)]
BLOCKS = tuple(Block(Kind.PARAGRAPH, 0, (Segment(one, "港口开放。"),)) for one in IDS)
BITEXT = Bitext(Document("port", "港口", BLOCKS), tuple(Unit(block.segments[0]) for block in BLOCKS))
FINDING = Finding("length", Severity.INFO, "It is \ud800 short.", "a120", (0, 2))


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, message="It is long."),
        replace(FINDING, severity=Severity.ERROR),
        replace(FINDING, source_span=(0, 3)),
        replace(FINDING, source_span=None, target_span=(0, 2)),
        replace(FINDING, accepted="as it is"),
    ],
)
def test_only_the_part_has_another_name_in_which_something_else_is_found(other: Finding) -> None:
    divided = parts(BITEXT)
    one, two = name_found([FINDING], divided), name_found([other], divided)
    assert len(one) == len(divided) + 1 == 4
    assert [first == second for first, second in zip(one, two, strict=True)] == [True, False, True, True]


def test_what_is_found_in_no_part_has_a_name_too() -> None:
    one, two = (name_found(found, parts(BITEXT)) for found in ([], [replace(FINDING, unit_id="gone")]))
    assert (one[:-1], one[-1] != two[-1]) == (two[:-1], True)


def test_the_findings_of_a_unit_are_in_their_order() -> None:
    other = replace(FINDING, code="term")
    assert by_unit([FINDING, other]) == {"a120": [FINDING, other]}
    assert name_found([FINDING, other], parts(BITEXT)) != name_found([other, FINDING], parts(BITEXT))
