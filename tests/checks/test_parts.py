"""Documents checked in parts and by several processes: the same findings in the same order."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext import parts, read_xliff, update
from toolkit.bitext.partition import FEWEST_UNITS, MOST_UNITS, at_hand
from toolkit.building import checking, processes
from toolkit.checks import Policy, Scope, arranged, check_part, check_whole, run_checks
from toolkit.errors import UsageError
from toolkit.model import (
    Bitext,
    Block,
    Document,
    Finding,
    Kind,
    Match,
    MatchKind,
    Note,
    Segment,
    State,
    Term,
    TermHit,
    Unit,
)
from toolkit.segmentation import segment, segment_hash

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


LONG = spoilt(1500)


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
    assert checking.check_bitext(LONG, Scope(), Policy(), jobs) == run_checks(LONG)


def short_blocks(texts: list[str]) -> Bitext:
    """A document with a block for each of the texts, cut and numbered as a source is."""
    blocks = tuple(Block(Kind.PARAGRAPH, 0, (Segment("", text),)) for text in texts)
    return update(None, segment(Document("n", "t", blocks)))


@given(st.lists(st.integers(0, 60), max_size=30))
def test_parts_are_the_document_in_order(sizes: list[int]) -> None:
    number = iter(range(10_000))
    blocks = [
        Block(Kind.PARAGRAPH, 0, tuple(Segment(segment_hash(str(next(number))), "大") for _ in range(count)))
        for count in sizes
    ]
    units = tuple(Unit(segment) for block in blocks for segment in block.segments)
    cut = parts(Bitext(Document("n", "t", tuple(blocks)), units))
    assert tuple(unit for part in cut for unit in part.bitext.units) == units
    assert [block for part in cut for block in part.bitext.document.blocks] == blocks
    row = 1
    for part in cut:
        assert part.row == row
        row += len(list(part.bitext.rows()))
    assert all(FEWEST_UNITS <= len(part.bitext.units) < MOST_UNITS + 60 for part in cut[:-1])


def test_most_changes_leave_all_parts_but_their_own_and_its_neighbours() -> None:
    """Where one moves the end of its part, the next may end elsewhere too, until an end falls where one was before."""
    texts = [f"第{number}号泊位。" for number in range(600)]
    before = {part.content for part in parts(short_blocks(texts))}
    changed = []
    for place in range(0, 600, 12):
        instead = ["港口今年扩建。"] if place % 24 else []
        after = parts(short_blocks([*texts[:place], *instead, *texts[place + 1 :]]))
        changed.append(len({part.content for part in after} - before))
    assert sum(count <= 2 for count in changed) >= 0.9 * len(changed)


def test_a_part_is_another_when_anything_of_it_changes() -> None:
    bitext = short_blocks(["九江港扩建。", "泊位长300米。"])
    first, second = bitext.units
    hit = TermHit(Term("九江港", "Jiujiang Port", "places"), 0, 3)
    other = TermHit(replace(hit.term, note="by the river"), 0, 3)
    changed = [
        replace(first, target="The port grows."),
        replace(first, state=State.DRAFT),
        replace(first, notes=(Note("Why?"),)),
        replace(first, previous="九江港建成。"),
        replace(first, origin="memory"),
        replace(first, hits=(hit,)),
        replace(first, hits=(other,)),
        replace(first, matches=(Match("九江港。", "The port.", 80, MatchKind.FUZZY),)),
    ]
    contents = [parts(replace(bitext, units=(unit, second)))[0].content for unit in (first, *changed)]
    assert len(set(contents)) == len(contents)


def test_where_a_term_stands_in_its_file_does_not_count() -> None:
    bitext = short_blocks(["九江港扩建。"])
    term = Term("九江港", "Jiujiang Port", "places", place="places.csv line 2")
    units = [replace(bitext.units[0], hits=(TermHit(replace(term, place=place), 0, 3),)) for place in ("", "line 3")]
    one, other = (parts(replace(bitext, units=(unit,)))[0].content for unit in units)
    assert one == other


def test_what_is_at_hand_is_worked_out_once_for_each_bitext() -> None:
    asked = []
    count = at_hand(lambda bitext: asked.append(bitext) or len(bitext.units))
    one, other = spoilt(3), spoilt(4)
    assert [count(one), count(one), count(other), count(one)] == [3, 3, 4, 3]
    assert len(asked) == 3


def test_a_process_that_is_killed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "check_part", lambda *given: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(UsageError, match=r"was killed.*--jobs 1"):
        checking.check_bitext(LONG, Scope(), Policy(), 2)


def test_an_error_of_a_check_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> list[Finding]:
        raise ZeroDivisionError("in a process")

    monkeypatch.setattr(checking, "check_part", broken)
    with pytest.raises(ZeroDivisionError):
        checking.check_bitext(LONG, Scope(), Policy(), 2)


def test_short_documents_are_checked_by_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "share_out", lambda *given: pytest.fail("other processes were started"))
    assert checking.check_bitext(spoilt(20), Scope(), Policy(), 2)
