"""How much is done, counted and not timed: what must not grow with what did not change."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit import pipeline
from toolkit.building import remembering
from toolkit.checks import run_checks
from toolkit.model import Bitext, Block, Document, Kind, Segment, State, Unit


@pytest.fixture
def reports(project: Path, toolkit: Callable) -> Path:
    """Fifty documents besides the first, all built."""
    for place in range(50):
        text = f"港口新闻\n\n江港新城第{place}号泊位今年吞吐量达{place}万标箱！\n"
        (project / "source" / f"report-{place:02}.txt").write_text(text, encoding="utf-8")
    for _ in range(2):
        assert toolkit("build", "--jobs", 1, "--project", project).code == 0
    return project


def counted(monkeypatch: pytest.MonkeyPatch, place: object, name: str) -> list[object]:
    """What `name` is called with from now on, in the order of the calls."""
    asked: list[object] = []
    function = getattr(place, name)

    def counting(*given: object, **named: object) -> object:
        asked.append(given)
        return function(*given, **named)

    monkeypatch.setattr(place, name, counting)
    return asked


def test_an_unchanged_build_reads_no_bitext_and_opens_no_memory(
    reports: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = ((pipeline, "parse_bitext"), (pipeline, "read_glossary"), (remembering, "read_xliff"))
    calls = [counted(monkeypatch, *place) for place in places]
    opened = counted(monkeypatch, remembering.ProjectMemory, "surveyed")
    assert "51 documents unchanged" in toolkit("build", "--project", reports).err
    assert [*calls, opened] == [[], [], [], []]


def test_one_changed_document_of_fifty_is_one_that_is_built(
    reports: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (reports / "source" / "report-07.txt").open("a", encoding="utf-8") as file:
        file.write("港口明年扩建。\n")
    built, parsed = (counted(monkeypatch, pipeline, name) for name in ("build_document", "parse_bitext"))
    assert "50 documents unchanged" in toolkit("build", "--project", reports).err
    assert (len(built), len(parsed)) == (1, 1)


def calls_of_checks(count: int) -> int:
    """How many functions are called to check a document of so many units of which each is new."""
    segments = [Segment(f"{row:05}", f"江港新城第{row}号泊位今年投资{row}亿元。") for row in range(1000, 1000 + count)]
    units = [Unit(one, f"Berth {one.id[1:]} gets RMB {one.id[1:]}00 million.", State.TRANSLATED) for one in segments]
    bitext = Bitext(Document("ports", "ports", (Block(Kind.PARAGRAPH, 0, tuple(segments)),)), tuple(units))
    called = 0

    def count_calls(frame: object, event: str, given: object) -> None:
        nonlocal called
        called += event == "call"

    sys.setprofile(count_calls)
    try:
        run_checks(bitext)
    finally:
        sys.setprofile(None)
    return called


def test_four_times_the_units_are_four_times_the_work() -> None:
    calls_of_checks(10)  # what is loaded once
    few, many = calls_of_checks(100), calls_of_checks(400)
    assert many < 4.4 * few
