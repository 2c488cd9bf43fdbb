"""``toolkit terms check``: an audit of the glossary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from toolkit.cli.console import SEVERITY_COLOURS, Console, common_options, plural
from toolkit.errors import Exit
from toolkit.glossary.audit import AUDITS, Remark
from toolkit.model import Severity
from toolkit.project import find_project
from toolkit.terminology.auditing import audit_terms

EPILOG = """\b
Examples:
  toolkit terms check
  toolkit terms check --select pinyin --select origin-missing
  toolkit terms check --ignore unused --json > remarks.json
"""

_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}


@click.command("check", epilog=EPILOG)
@click.option("--select", multiple=True, metavar="CODE", help="Look only for this; may be given again.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Leave this out; may be given again.")
@click.option("--list", "list_only", is_flag=True, help="List what is looked for and stop.")
@common_options()
def check_terms(
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    list_only: bool,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Look for what is wrong, doubtful or idle in the glossary.

    The exit code is 1 if any of it is an error.
    """
    console = Console(as_json, quiet, verbose)
    if list_only:
        for code, run in AUDITS.items():
            console.result(f"{code:20} {(run.__doc__ or '').strip()}")
        return Exit.DONE
    remarks = audit_terms(find_project(project), select, ignore)
    if as_json:
        console.result_json([asdict(remark) for remark in remarks])
    else:
        _report(console, remarks)
    return Exit.FINDINGS if any(remark.severity is Severity.ERROR for remark in remarks) else Exit.DONE


def _report(console: Console, remarks: Sequence[Remark]) -> None:
    for remark in remarks:
        severity = click.style(remark.severity, fg=SEVERITY_COLOURS[remark.severity])
        console.result(f"{remark.place}: {severity} {remark.code}: {remark.problem}")
        console.result(f"    {remark.remedy}")
    counts = Counter(remark.severity for remark in remarks)
    found = [plural(counts[one], _NOUNS[one]) for one in Severity if counts[one]]
    console.message(", ".join(found) or "nothing found")
