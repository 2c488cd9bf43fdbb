"""Findings as SARIF 2.1.0 (OASIS standard of 27 March 2020), which code hosts show beside a change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from toolkit import __version__
from toolkit.model import Checked, Finding, Severity, Unit

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(checked: Sequence[Checked], checks: Mapping[str, str]) -> str:
    """One run with a rule for each check and a result for each finding."""
    places = {code: place for place, code in enumerate(checks)}
    driver = {
        "name": "toolkit",
        "version": __version__,
        "rules": [{"id": code, "shortDescription": {"text": summary}} for code, summary in checks.items()],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [result for one in checked for result in _results(one, places)],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _results(checked: Checked, places: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    rows = {unit.segment.id: (row, unit) for row, unit in enumerate(checked.bitext.units, 1)}
    for finding in checked.findings:
        row, unit = rows[finding.unit_id]
        result = {
            "ruleId": finding.code,
            "ruleIndex": places[finding.code],
            "level": _LEVELS[finding.severity],
            "message": {"text": _message(finding, row, unit)},
            "locations": [_location(checked, finding)],
            "partialFingerprints": {"unit/v1": f"{finding.unit_id}:{finding.code}"},
        }
        if finding.accepted:
            result["suppressions"] = [{"kind": "inSource", "justification": finding.accepted}]
        yield result


def _message(finding: Finding, row: int, unit: Unit) -> str:
    return f"Row {row}: {finding.message}\n{unit.segment.text}\n{unit.target}".rstrip()


def _location(checked: Checked, finding: Finding) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(checked.place)}}
    if finding.unit_id in checked.lines:
        where["region"] = {"startLine": checked.lines[finding.unit_id]}
    named = {"name": finding.unit_id, "fullyQualifiedName": f"{checked.bitext.document.name}#{finding.unit_id}"}
    return {"physicalLocation": where, "logicalLocations": [named]}
