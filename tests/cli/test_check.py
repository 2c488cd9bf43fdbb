"""``toolkit check`` from end to end: reports, corrections, acceptance, the baseline."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.bitext import read_xliff


@pytest.fixture
def checked(project: Path, toolkit: Callable) -> Callable:
    """Builds the project with these English lines in its first units, and runs a check command in it."""

    def prepare(*english: str) -> Callable:
        toolkit("build", "--project", project)
        path = project / "source" / "harbour.xlf"
        text = path.read_text(encoding="utf-8")
        for line in english:
            text = text.replace('<target state="new"></target>', f'<target state="signed-off">{line}</target>', 1)
        path.write_text(text, encoding="utf-8")
        return lambda *arguments: toolkit("check", *arguments, "--project", project)

    return prepare


def units(project: Path) -> tuple:
    return read_xliff((project / "source" / "harbour.xlf").read_bytes(), "x").units


def test_carets_stand_under_what_is_meant(checked: Callable) -> None:
    check = checked("Jianggang New Town opens", "By our staff", "Jianggang New Town invested RMB 50 billion.")
    lines = check("--select", "number-value").out.splitlines()
    place = next(i for i, line in enumerate(lines) if "5亿" in line and "error" in line)
    assert lines[place + 1 : place + 3] == [
        "    江港新城今年投资5亿元。",
        "                    ^^^",
    ]


@pytest.mark.parametrize("fmt", ["json", "sarif", "junit", "html"])
def test_reports_go_to_a_file(checked: Callable, tmp_path: Path, fmt: str) -> None:
    check = checked("River Port opens")
    target = tmp_path / f"report.{fmt}"
    outcome = check("--format", fmt, "-o", target)
    assert outcome.code == 1
    assert outcome.out == ""
    assert "1 document: 1 error" in outcome.err
    assert "term-forbidden" in target.read_text(encoding="utf-8")
    assert check("--format", fmt).out.strip() == target.read_text(encoding="utf-8").strip()


def test_fix_puts_right_what_is_sure(checked: Callable, project: Path) -> None:
    check = checked("River Port opens，now", "By our staff")
    before = (project / "source" / "harbour.xlf").read_bytes()
    outcome = check("--fix", "--dry-run")
    assert "    [-River Port-]{+Jianggang New Town+} opens[-，-]{+, +}now\n" in outcome.out
    assert (project / "source" / "harbour.xlf").read_bytes() == before
    assert "1 segment put right" in check("--fix").err
    first, second, *_ = units(project)
    assert (first.target, str(first.state)) == ("Jianggang New Town opens, now", "translated")
    assert first.notes[0].text == "Corrected by program: fullwidth-mark, term-forbidden."
    assert str(second.state) == "reviewed"
    assert "0 segments put right" in check("--fix").err


def test_an_accepted_finding_counts_no_more(checked: Callable, project: Path, toolkit: Callable) -> None:
    check = checked("River Port opens")
    assert check("harbour", "--accept", "term-forbidden", "--row", "1").code == 2
    accept = ("harbour", "--accept", "term-forbidden", "--row", "1", "--reason", "quoted from 1980", "--author", "Ed")
    assert check(*accept).code == 0
    only = ("--select", "term-forbidden")
    outcome = check(*only)
    assert outcome.code == 0
    assert outcome.out == ""
    assert "1 accepted" in outcome.err
    assert "(accepted: quoted from 1980 (Ed))" in check("-v").out
    (finding,) = json.loads(check(*only, "--json").out)
    assert finding["accepted"] == "quoted from 1980 (Ed)"
    toolkit("build", "--project", project)
    page = (project / "output" / "harbour.review.html").read_text(encoding="utf-8")
    assert "quoted from 1980 (Ed)" in page
    assert "[accepted" not in page.partition("review-export")[0]
    assert check("harbour", "--accept", "term-forbidden", "--row", "99", "--reason", "x").code == 2
    assert "finds nothing there" in check("harbour", "--accept", "number-value", "--row", "1", "--reason", "x").err


def test_a_baseline_shows_only_what_is_new(checked: Callable, project: Path, toolkit: Callable) -> None:
    check = checked("River Port opens")
    assert "5 findings will not be shown again" in check("--update-baseline").err
    outcome = check()
    assert (outcome.code, outcome.out) == (0, "")
    assert json.loads(toolkit("status", "--json", "--project", project).out)[0]["findings"]["error"] == 0
    path = project / "source" / "harbour.xlf"
    path.write_text(path.read_text(encoding="utf-8").replace("River Port opens", "River Port opened"), encoding="utf-8")
    assert check().code == 1
    (project / "checks-baseline.json").write_text("[]")
    outcome = check()
    assert outcome.code == 2
    assert "checks-baseline.json" in outcome.err
