from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.language import words


@pytest.fixture
def port(project: Path) -> Path:
    (project / "source" / "port.txt").write_text(
        "湖口临港产业园引进了江西江港物流有限公司，“五港联动”初见成效。\n", "utf-8"
    )
    return project


def test_candidates_are_listed_and_nothing_is_written(port: Path, toolkit: Callable) -> None:
    before = sorted(str(path) for path in port.rglob("*"))
    outcome = toolkit("terms", "extract", "port", "--project", port)
    assert outcome.code == 0
    assert "江西江港物流有限公司  firm" in outcome.out
    assert "    port row 1: 湖口临港产业园引进了" in outcome.out
    assert "candidates, " in outcome.err
    assert sorted(str(path) for path in port.rglob("*")) == before


def test_json_limit_and_kind(port: Path, toolkit: Callable) -> None:
    outcome = toolkit("terms", "extract", "--kind", "firm", "--limit", "1", "--json", "--project", port)
    (one,) = json.loads(outcome.out)
    assert set(one) == {"source", "kind", "count", "target", "score", "contexts"}
    assert (one["source"], one["kind"], one["count"]) == ("江西江港物流有限公司", "firm", 1)
    assert one["contexts"][0]["place"] == "port row 1"


def test_without_the_library_it_says_so(port: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    words.frequency.cache_clear()
    monkeypatch.setattr(words, "find_spec", lambda name: None)
    outcome = toolkit("terms", "extract", "--project", port)
    assert outcome.code == 0
    assert "五港联动" in outcome.out
    assert "install rjieba" in outcome.err


def test_what_is_extracted_as_csv_can_be_completed_and_imported(port: Path, toolkit: Callable, tmp_path: Path) -> None:
    listed = toolkit("terms", "extract", "--kind", "firm", "--format", "csv", "--project", port).out
    assert "#" in listed, "without English it is a comment"
    assert "used in port row 1" in listed
    family = tmp_path / "found.csv"
    completed = listed.replace("#", "").replace("江西江港物流有限公司,", "江西江港物流有限公司,Jianggang Logistics", 1)
    family.write_text(completed, encoding="utf-8")
    assert toolkit("terms", "import", family, "--family", "firms", "--project", port).code == 0
    assert "Jianggang Logistics" in toolkit("terms", "list", "江港物流", "--project", port).out
