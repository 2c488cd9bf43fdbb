"""Documents checked in parts and by several processes: the same findings in the same order."""

from __future__ import annotations

import os
import signal
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import checking
from toolkit.bitext import read_xliff
from toolkit.checks import Policy, Scope, arranged, check_part, check_whole, parts, run_checks
from toolkit.bitext.parts import at_hand
from toolkit.errors import UsageError
from toolkit.model import Bitext, Block, Document, Finding, Kind, Segment, State, Unit

SAMPLE = Path(__file__).resolve().parents[2] / "source" / "jiujiang-2020.xlf"
SLIPS = (
    "RMB 5 million was  invested in 2021 .",
    "the Port handled 60,000 TEU",
    "It grew by 12% per year per year.",
    "The centre and the center - both.",
    "“Open, and 大 too.",
    "",
)


def spoilt(count: int) -> Bitext:
    """The sample over and over, every other sentence with something wrong."""
    sample = read_xliff(SAMPLE.read_bytes(), "sample")
    units, blocks = [], []
    rows = list(sample.rows())
    for number in range(count):
        block, unit = rows[number % len(rows)]
        english = SLIPS[number // 2 % len(SLIPS)] if number % 2 else unit.target
        segment = Segment(f"{unit.segment.id}-{number}", unit.segment.text)
        units.append(Unit(segment, english, State.TRANSLATED if english else State.EMPTY))
        blocks.append(Block(block.kind, block.level, (segment,)))
    return Bitext(Document("long", "long", tuple(blocks)), tuple(units))


def all_at_once(bitext: Bitext) -> tuple[Finding, ...]:
    """Every check on the whole document."""
    scope, policy = Scope(), Policy()
    return arranged(bitext, [*check_part(bitext, scope, policy), *check_whole(bitext, scope, policy)], policy)


def test_parts_find_what_the_whole_finds() -> None:
    bitext = spoilt(700)
    found = run_checks(bitext)
    assert len(found) > 300
    assert found == all_at_once(bitext)


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
def test_any_number_of_processes_finds_the_same(jobs: int) -> None:
    bitext = spoilt(450)
    assert checking.check_bitext(bitext, Scope(), Policy(), jobs) == run_checks(bitext)


@given(st.lists(st.integers(0, 7), max_size=30), st.integers(1, 9))
def test_parts_are_the_document_in_order(sizes: list[int], size: int) -> None:
    number = iter(range(1000))
    blocks = [
        Block(Kind.PARAGRAPH, 0, tuple(Segment(str(next(number)), "大") for _ in range(count))) for count in sizes
    ]
    units = tuple(Unit(segment) for block in blocks for segment in block.segments)
    cut = list(parts(Bitext(Document("n", "t", tuple(blocks)), units), size))
    assert tuple(unit for part in cut for unit in part.units) == units
    assert [block for part in cut for block in part.document.blocks] == blocks
    for part in cut:
        assert len(list(part.rows())) == len(part.units)


def test_what_is_at_hand_is_worked_out_once_for_each_bitext() -> None:
    asked = []
    count = at_hand(lambda bitext: asked.append(bitext) or len(bitext.units))
    one, other = spoilt(3), spoilt(4)
    assert [count(one), count(one), count(other), count(one)] == [3, 3, 4, 3]
    assert len(asked) == 3


def test_a_process_that_is_killed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "check_part", lambda *given: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(UsageError, match=r"was killed.*--jobs 1") as caught:
        checking.check_bitext(spoilt(450), Scope(), Policy(), 2)
    assert isinstance(caught.value.__cause__, BrokenProcessPool)


def test_an_error_of_a_check_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> list[Finding]:
        raise ZeroDivisionError("in a process")

    monkeypatch.setattr(checking, "check_part", broken)
    with pytest.raises(ZeroDivisionError):
        checking.check_bitext(spoilt(450), Scope(), Policy(), 2)


def test_short_documents_are_checked_by_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_shared_out", lambda *given: pytest.fail("other processes were started"))
    assert checking.check_bitext(spoilt(20), Scope(), Policy())
