from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path


def test_the_small_project(project: Path, toolkit: Callable) -> None:
    outcome = toolkit("terms", "check", "--project", project)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "nothing found\n")


def test_what_is_found_is_named_with_its_remedy(project: Path, toolkit: Callable) -> None:
    (project / "glossary" / "more.csv").write_text(
        "source,target,origin\n江港新城,Port City,x\n铅山,Qianshan,\n", encoding="utf-8"
    )
    outcome = toolkit("terms", "check", "--project", project)
    assert outcome.code == 1
    assert (
        "glossary/places.csv line 2: error conflict: two preferred translations for 江港新城 (the other: "
        in outcome.out
    )
    assert "    mark one admitted\n" in outcome.out
    assert "glossary/more.csv line 3: warning pinyin: “Qianshan” does not fit 铅山" in outcome.out
    assert outcome.err == "1 error, 2 warnings, 1 remark\n"
    assert toolkit("build", "--project", project).code == 3


def test_codes_are_chosen_and_json_is_written(project: Path, toolkit: Callable) -> None:
    (project / "glossary" / "more.csv").write_text("source,target\n铅山,Qianshan\n", encoding="utf-8")
    outcome = toolkit("terms", "check", "--json", "--select", "pinyin", "--project", project)
    assert outcome.code == 0
    (remark,) = json.loads(outcome.out)
    assert remark["code"] == "pinyin"
    assert remark["place"] == "glossary/more.csv line 2"
    assert set(remark) == {"code", "severity", "place", "problem", "remedy"}
    outcome = toolkit("terms", "check", "--json", "--ignore", "pinyin", "--project", project)
    assert {remark["code"] for remark in json.loads(outcome.out)} == {"unused", "origin-missing"}


def test_an_unknown_code(project: Path, toolkit: Callable) -> None:
    outcome = toolkit("terms", "check", "--select", "grammar", "--project", project)
    assert outcome.code == 2
    assert "codes are: unreadable, conflict" in outcome.err


def test_the_list_needs_no_project(toolkit: Callable) -> None:
    outcome = toolkit("terms", "check", "--list")
    assert outcome.code == 0
    assert "pinyin               A romanised name" in outcome.out


def test_nothing_is_written(project: Path, toolkit: Callable) -> None:
    before = sorted(str(path) for path in project.rglob("*"))
    toolkit("terms", "check", "--project", project)
    assert sorted(str(path) for path in project.rglob("*")) == before
