"""``toolkit check``: what the checks find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from toolkit.checks import all_checks
from toolkit.cli.console import SEVERITY_COLOURS, Console, common_options, plural
from toolkit.errors import Exit, UsageError
from toolkit.inspection import Checked, check_documents
from toolkit.model import Severity
from toolkit.project import find_project

EPILOG = """\b
Examples:
  toolkit check                            the whole project
  toolkit check jiujiang-2020              one document
  toolkit check --select number-value      one check only
  toolkit check --ignore empty --format json > findings.json
"""


@click.command("check", epilog=EPILOG)
@click.argument("names", nargs=-1, metavar="[NAME|FILE.xlf]...")
@click.option("--format", "fmt", type=click.Choice(["text", "json"]), default="text", help="How to write the findings.")
@click.option("--select", multiple=True, metavar="CODE", help="Run only this check; may be given again.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Leave out this check; may be given again.")
@click.option("--list", "list_only", is_flag=True, help="List the checks and stop.")
@common_options()
def command(
    names: tuple[str, ...],
    fmt: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    list_only: bool,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """List what the checks find in the bitexts; exit code 1 if any of it is an error."""
    console = Console(as_json or fmt == "json", quiet, verbose)
    _known(select + ignore)
    if list_only:
        for check in all_checks().values():
            console.result(f"{check.code:25} {check.severity:8} {check.summary}")
        return Exit.DONE
    checked = list(check_documents(find_project(project), names, select, ignore))
    if console.as_json:
        console.result_json([line for one in checked for line in _as_json(one)])
    else:
        for one in checked:
            for line in _lines(one):
                console.result(line)
        console.message(_total(checked))
    errors = any(finding.severity is Severity.ERROR for one in checked for finding in one.findings)
    return Exit.FINDINGS if errors else Exit.DONE


def _known(codes: tuple[str, ...]) -> None:
    for code in codes:
        if code not in all_checks():
            raise UsageError(code, "no such check", "checks are: " + ", ".join(all_checks()))


def _lines(checked: Checked) -> Iterator[str]:
    """A finding is three lines: place and message, Chinese, English."""
    rows = {unit.segment.id: (row, unit) for row, unit in enumerate(checked.bitext.units, 1)}
    for finding in checked.findings:
        row, unit = rows[finding.unit_id]
        severity = click.style(finding.severity, fg=SEVERITY_COLOURS[finding.severity])
        yield f"{checked.place} row {row}: {severity} {finding.code}: {finding.message}"
        yield f"    {_marked(unit.segment.text, finding.source_span)}"
        if unit.target:
            yield f"    {_marked(unit.target, finding.target_span)}"


def _marked(text: str, span: tuple[int, int] | None) -> str:
    if span is None:
        return text
    return text[: span[0]] + click.style(text[span[0] : span[1]], underline=True, bold=True) + text[span[1] :]


def _total(checked: list[Checked]) -> str:
    counts = Counter(finding.severity for one in checked for finding in one.findings)
    found = ", ".join(plural(counts[severity], severity) for severity in Severity if counts[severity])
    return f"{plural(len(checked), 'document')}: {found or 'nothing found'}"


def _as_json(checked: Checked) -> Iterator[dict[str, Any]]:
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
        }
