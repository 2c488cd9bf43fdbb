"""``toolkit terms import``: terms from other programs' files."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import click

from toolkit.cli.console import Console, common_options, plural
from toolkit.errors import Exit, InputError, UsageError
from toolkit.glossary import NEW_FAMILY, add_rows, parse_family, term_cells
from toolkit.glossary.exchange import read_csv, read_tbx, read_xlsx
from toolkit.glossary.exchange.joining import Joining, join
from toolkit.job import read_glossary
from toolkit.model import Term, TermStatus
from toolkit.project import Project, Settings, find_project, locked, read_content, rewrite
from toolkit.readers import read_bytes
from toolkit.readers.encoding import decode

TABLES = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".tbx": "tbx", ".xml": "tbx"}
"""The ending of a file of terms → its format."""

Families = list[tuple[str, str, str]]

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
    found = find_project(project)
    given = _read(file, found.settings(), source, target, console)
    incoming = [_placed(term, family, status) for term in given]
    with locked(found.cache, ".toolkit"):
        families = list(found.families())
        read_glossary(families)
        joining = join(glossary_rows(families), incoming)
        if not dry_run:
            _add(found, families, joining.added)
    _report(console, joining, dry_run)
    return Exit.FINDINGS if joining.clashes else Exit.DONE


def _read(file: Path, settings: Settings, source: str | None, target: str | None, console: Console) -> list[Term]:
    fmt = TABLES.get(file.suffix.lower())
    if fmt is None:
        raise UsageError(str(file), f"no terms can be read from “{file.suffix}” files", "give .csv, .xlsx or .tbx")
    if fmt == "csv":
        text, _ = decode(read_bytes(file, str(file)), str(file))
        return list(read_csv(text, str(file)))
    if fmt == "xlsx":
        return read_xlsx(io.BytesIO(read_bytes(file, str(file))), str(file))
    try:
        with file.open("rb") as stream:
            pair = source or settings.source_language, target or settings.target_language
            terms, notices = read_tbx(stream, str(file), *pair)
    except OSError as error:
        raise InputError(str(file), error.strerror or str(error), "check the name and the permissions") from error
    for notice in notices:
        console.message(notice)
    return terms


def _placed(term: Term, family: str | None, status: str | None) -> Term:
    category = family if family is not None else term.category
    if not category:
        raise UsageError(term.place, f"no family for {term.source}", "name the glossary file: --family NAME")
    if status is not None and term.status is not TermStatus.FORBIDDEN:
        term = replace(term, status=TermStatus(status))
    return replace(term, category=category)


def glossary_rows(families: Families) -> list[Term]:
    """The rows of glossary families as they stand in their files."""
    return [row for family in families for row in parse_family(family[1], family[0], family[2])]


def _add(project: Project, families: Families, added: Sequence[Term]) -> None:
    """Adds the rows to their families; nothing is written unless the whole glossary is right with them."""
    texts = {category: text for category, text, _ in families}
    before = {}
    for category in dict.fromkeys(term.category for term in added):
        path = project.family_path(category)
        before[path] = read_content(path, project.relative(path)) if path.exists() else None
        text = NEW_FAMILY if before[path] is None else (before[path] or b"").decode("utf-8")
        rows = [term_cells(term) for term in added if term.category == category]
        texts[category] = add_rows(text, rows, project.relative(path))
    read_glossary((category, text, f"glossary/{category}.csv") for category, text in texts.items())
    for path, content in before.items():
        rewrite(path, content, texts[path.stem].encode("utf-8"), project.relative(path))


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
