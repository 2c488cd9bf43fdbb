"""``toolkit terms import``: terms from other programs' files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from toolkit.cli.console import Console, common_options, plural
from toolkit.errors import Exit
from toolkit.glossary.exchange.joining import Joining
from toolkit.model import TermStatus
from toolkit.project import find_project
from toolkit.terminology import importing

EPILOG = """\b
Examples:
  toolkit terms import terms.xlsx --family firms --dry-run
  toolkit terms import new.csv --family places --status proposed
  toolkit terms import termbase.tbx --family industry --from zh --to en
"""


@click.command("import", epilog=EPILOG)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--family", metavar="NAME", help="The glossary file, without .csv, that the terms go into.")
@click.option("--from", "source", metavar="TAG", help="The Chinese in a TBX file; the project's source by default.")
@click.option("--to", "target", metavar="TAG", help="The English in a TBX file; the project's target by default.")
@click.option("--status", type=click.Choice(["preferred", "admitted", "proposed"]), help="Give all terms this status.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@common_options()
def import_terms(
    file: Path,
    family: str | None,
    source: str | None,
    target: str | None,
    status: str | None,
    dry_run: bool,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Take terms from a CSV, XLSX or TBX file.

    Rows that are there already are skipped. Rows that contradict the glossary are listed and not
    taken, and the exit code is 1. Every other byte of the glossary files stays.
    """
    console = Console(as_json, quiet, verbose)
    standing = TermStatus(status) if status else None
    imported = importing.import_terms(find_project(project), file, family, (source, target), standing, dry_run)
    for notice in imported.notices:
        console.message(notice)
    _report(console, imported.joining, dry_run)
    return Exit.FINDINGS if imported.joining.clashes else Exit.DONE


def _report(console: Console, joining: Joining, dry_run: bool) -> None:
    counts = {"added": len(joining.added), "known": len(joining.known), "conflicts": len(joining.clashes)}
    if console.as_json:
        console.result_json(counts | {"clashes": [asdict(clash) for clash in joining.clashes], "written": not dry_run})
        return
    for clash in joining.clashes:
        console.result(f"{clash.place}: {click.style('conflict', fg='red')}: {clash.problem}")
        console.result(f"    {clash.remedy}")
    would = "would be " if dry_run else ""
    families = ", ".join(dict.fromkeys(term.category for term in joining.added))
    added = f"{plural(counts['added'], 'term')} {would}added" + (f" to {families}" if families else "")
    console.message(f"{added}, {counts['known']:,} known already, {plural(counts['conflicts'], 'conflict')}")
