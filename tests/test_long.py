"""The long test runs all its parts whatever they find, and tells what that was."""

from __future__ import annotations

import sys
from pathlib import Path

import long
import pytest

KILLS = """<testsuites><testsuite>
<testcase classname="test_kills" name="test_killed_at_a_step[build]">
<properties><property name="killed at a step" value="1200"/></properties></testcase>
<testcase classname="test_refusals" name="test_refused_from_a_step_on[build-full]">
<properties><property name="refused the disk" value="30"/></properties>
<failure message="AssertionError: harbour.xlf is gone&#10;more">…</failure></testcase>
<testcase classname="test_kills" name="test_killed_at_a_step[align]">
<properties><property name="killed at a step" value="34"/></properties></testcase>
</testsuite></testsuites>"""
EXPRESSIONS = """<testsuite><testcase name="one"><properties>
<property name="figures._SHARE" value="2.02 s on '1 '"/><property name="names._FIRM" value="10.50 s on '一'"/>
</properties></testcase></testsuite>"""
FUZZING = """2 readers, 120 s each, 2 at a time
docx              1200 files  3100 →   3180 places   120 MB
po                  34 files    90 →      ? places    60 MB  FAILED (build/fuzz/po.log)
"""


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(long, "REPORTS", tmp_path / "long")
    return tmp_path / "long"


def left_by(name: str, ending: str, content: str) -> long.Part:
    """A part that leaves a report, and fails."""
    program = f"import pathlib, sys; pathlib.Path(sys.argv[1]).write_text({content!r}, 'utf-8'); sys.exit('fell over')"
    path = long.REPORTS / f"{name}.{ending}"
    return long.Part((sys.executable, "-c", program, str(path)), long.PARTS[name].tells)


def test_what_each_part_has_found_is_told(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coverage = long.Part((sys.executable, "-c", "print('TOTAL 100 3 97%')"), long.PARTS["coverage"].tells)
    fuzzing = long.Part((sys.executable, "-c", f"print({FUZZING!r})"), long.PARTS["fuzzing"].tells)
    made = {
        "kills": left_by("kills", "xml", KILLS),
        "expressions": left_by("expressions", "xml", EXPRESSIONS),
        "fuzzing": fuzzing,
        "coverage": coverage,
    }
    monkeypatch.setattr(long, "PARTS", made)
    assert long.main([]) == 1
    lines = (reports / "summary.md").read_text("utf-8").splitlines()
    assert [line.split(" | ")[-1] for line in lines if line.startswith(tuple(f"| {name} |" for name in made))] == [
        *("FAILED |", "FAILED |", "passed |", "passed |")
    ]
    for line in (
        "| build | 1,200 | 30 |",
        "| align | 34 | 0 |",
        "| all | 1,234 | 30 |",
        "1,264 times a command was disturbed; 1 of 3 tests found something lost or undone.",
        "**FAILED:** test_refusals.test_refused_from_a_step_on[build-full]: `AssertionError: harbour.xlf is gone`",
        "1,234 files for 2 readers, 1 fell over.",
        "`TOTAL 100 3 97%`",
    ):
        assert line in lines
    slowest = [line for line in lines if line.startswith("- `")]
    assert slowest == ["- `names._FIRM`: `10.50 s on '一'`", "- `figures._SHARE`: `2.02 s on '1 '`"]
    assert "fell over" in (reports / "kills.log").read_text("utf-8")


def test_a_part_that_leaves_no_report_has_failed(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = long.Part((sys.executable, "-c", "raise SystemExit(3)"), long.PARTS["kills"].tells)
    monkeypatch.setattr(long, "PARTS", {"kills": broken})
    assert long.main(["kills"]) == 1
    assert "It left no report" in (reports / "summary.md").read_text("utf-8")


def test_a_part_that_there_is_not(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert long.main(["kill"]) == 2
    assert "there are kills, expressions, content, fuzzing, coverage" in capsys.readouterr().err
    assert not reports.exists()
