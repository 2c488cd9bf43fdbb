"""Reports on findings: JSON, SARIF, JUnit XML and the page."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import etree

from toolkit.model import Bitext, Block, Checked, Document, Finding, Kind, Segment, Severity, State, Unit
from toolkit.writers.report import render_report

SCHEMA = Path(__file__).resolve().parents[2] / ".tools/node_modules/@microsoft/jest-sarif/lib/schemas"
CHECKS = {"number-value": "A figure is lost.", "empty": "No English.", "leftover-chinese": "Chinese left."}


def checked(place: str = "source/江 港.xlf", hostile: str = "") -> Checked:
    segments = (Segment("aaa", f"投资5亿元。{hostile}"), Segment("bbb", "开港。"))
    document = Document("江港", "江港", (Block(Kind.PARAGRAPH, 0, segments),))
    units = (Unit(segments[0], "RMB 5bn 港", State.DRAFT), Unit(segments[1]))
    findings = (
        Finding("number-value", Severity.ERROR, f"5亿 is not there{hostile}", "aaa", (2, 4)),
        Finding("leftover-chinese", Severity.ERROR, "港", "aaa", None, (8, 9), accepted="a name <here>"),
        Finding("empty", Severity.WARNING, "no English yet", "bbb"),
    )
    return Checked(Bitext(document, units), findings, place, {"aaa": 7, "bbb": 11})


def test_sarif_is_valid_and_says_where() -> None:
    if not SCHEMA.is_dir():
        pytest.skip("the SARIF schema is not installed (.ci/install-test-tools)")
    import jsonschema

    schema = json.loads(next(SCHEMA.glob("*.json")).read_text(encoding="utf-8"))
    log = json.loads(render_report([checked(), checked("other.xlf", '"\n\x01<')], "sarif", CHECKS))
    jsonschema.validate(log, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**log, "version": "3"}, schema)
    number, leftover, empty = log["runs"][0]["results"][:3]
    assert number["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "source/%E6%B1%9F%20%E6%B8%AF.xlf"},
        "region": {"startLine": 7},
    }
    assert [one["level"] for one in (number, leftover, empty)] == ["error", "error", "warning"]
    assert leftover["suppressions"] == [{"kind": "inSource", "justification": "a name <here>"}]
    assert log["runs"][0]["tool"]["driver"]["rules"][number["ruleIndex"]]["id"] == "number-value"


def test_junit_fails_only_where_an_error_stands() -> None:
    text = render_report([checked(hostile="\x00]]>&\ud800")], "junit", CHECKS)
    root = etree.fromstring(text.encode("utf-8"))
    (suite,) = root
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    cases = {case.get("name"): [child.tag for child in case] for case in suite}
    assert cases == {"number-value": ["failure"], "empty": ["system-out"], "leftover-chinese": ["system-out"]}


def test_the_page_counts_by_kind_and_document() -> None:
    text = render_report([checked(), replace(checked(), place="b.xlf")], "html", CHECKS)
    counter: Counter[str] = Counter()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            counter[tag] += 1

    Reader().feed(text)
    assert counter["table"] == 2
    assert counter["script"] == 0
    assert "Content-Security-Policy" in text
    assert "<strong>2</strong> errors" in text
    assert "source/江 港.xlf" in text


def test_nothing_found() -> None:
    clean = replace(checked(), findings=())
    assert json.loads(render_report([clean], "json", CHECKS)) == []
    assert json.loads(render_report([], "sarif", CHECKS))["runs"][0]["results"] == []
    assert "Checks that found nothing" in render_report([clean], "html", CHECKS)
    assert b'failures="0"' in render_report([clean], "junit", CHECKS).encode()
