"""Findings as JUnit XML, which every build server shows: a suite a document, a case a check."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from toolkit.model import Checked, Finding, Severity

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render(checked: Sequence[Checked], checks: Mapping[str, str]) -> str:
    """A case fails where its check found an error; warnings and remarks are in its output."""
    suites = [line for one in checked for line in _suite(one, checks)]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *suites, "</testsuites>"]
    return _ILLEGAL.sub("\ufffd", "\n".join(lines)) + "\n"


def _suite(checked: Checked, checks: Mapping[str, str]) -> Iterator[str]:
    by_code: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in checked.findings:
        by_code[finding.code].append(finding)
    failed = sum(any(_fails(finding) for finding in found) for found in by_code.values())
    counts = f'tests="{len(checks)}" failures="{failed}" errors="0"'
    yield f"<testsuite name={quoteattr(checked.bitext.document.name)} {counts}>"
    for code in checks:
        yield from _case(checked, code, by_code[code])
    yield "</testsuite>"


def _case(checked: Checked, code: str, findings: list[Finding]) -> Iterator[str]:
    rows = {unit.segment.id: row for row, unit in enumerate(checked.bitext.units, 1)}
    name = f"<testcase classname={quoteattr(checked.bitext.document.name)} name={quoteattr(code)}"
    if not findings:
        yield f"{name}/>"
        return
    yield f"{name}>"
    errors = [finding for finding in findings if _fails(finding)]
    others = [finding for finding in findings if not _fails(finding)]
    if errors:
        text = "\n".join(_line(checked, rows, finding) for finding in errors)
        yield f"<failure message={quoteattr(errors[0].message)} type={quoteattr(code)}>{escape(text)}</failure>"
    if others:
        yield f"<system-out>{escape(chr(10).join(_line(checked, rows, finding) for finding in others))}</system-out>"
    yield "</testcase>"


def _fails(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and not finding.accepted


def _line(checked: Checked, rows: Mapping[str, int], finding: Finding) -> str:
    accepted = f" (accepted: {finding.accepted})" if finding.accepted else ""
    return f"{checked.place} row {rows[finding.unit_id]}: {finding.severity}: {finding.message}{accepted}"
