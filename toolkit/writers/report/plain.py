"""Findings as a JSON array, an object each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.model import Checked


def render(checked: Sequence[Checked], checks: Mapping[str, str]) -> str:
    """The array that docs/commands.md describes."""
    found = [line for one in checked for line in _objects(one)]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _objects(checked: Checked) -> Iterator[dict[str, Any]]:
    units = {unit.segment.id: unit for unit in checked.bitext.units}
    for finding in checked.findings:
        unit = units[finding.unit_id]
        span = finding.target_span or finding.source_span
        yield {
            "document": checked.bitext.document.name,
            "unit": finding.unit_id,
            "code": finding.code,
            "severity": str(finding.severity),
            "message": finding.message,
            "source": unit.segment.text,
            "target": unit.target,
            "side": None if span is None else "target" if finding.target_span else "source",
            "start": span[0] if span else None,
            "end": span[1] if span else None,
            "suggestion": finding.suggestion,
            "accepted": finding.accepted,
        }
