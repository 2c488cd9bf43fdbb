"""``toolkit check``: what the checks find, put right or accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from toolkit.bitext.foreign import is_bilingual
from toolkit.checks import all_checks
from toolkit.cli.completion import document_names
from toolkit.cli.console import Console, common_options, plural
from toolkit.cli.findings import correction_lines, finding_lines
from toolkit.errors import Exit, UsageError
from toolkit.inspecting.inspection import check_documents, report_findings
from toolkit.model import Checked, Finding, Severity
from toolkit.project import BASELINE_FILE, Project, find_project, write_atomically

FORMATS = ("text", "json", "sarif", "junit", "html")

EPILOG = """\b
Examples:
  toolkit check                            the whole project
  toolkit check jiujiang-2020              one document
  toolkit check returned.sdlxliff ours.tmx  files of other programs, in a project or not
  toolkit check --select number-value      one check only
  toolkit check --format html -o report.html
  toolkit check --fix --dry-run            what can be put right without asking
  toolkit check jiujiang-2020 --accept number-value --row 12 --reason "the gazette rounds"
  toolkit check --update-baseline          show from now on only what is new
"""


@click.command("check", epilog=EPILOG)
@click.argument("names", nargs=-1, metavar="[NAME|FILE]...", shell_complete=document_names)
@click.option("--format", "fmt", type=click.Choice(FORMATS), default="text", help="How to write the findings.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file to write them to.")
@click.option("--select", multiple=True, metavar="CODE", help="Run only this check; may be given again.")
@click.option("--ignore", multiple=True, metavar="CODE", help="Leave out this check; may be given again.")
@click.option("--from", "source", default="zh", metavar="LANGUAGE", help="The source language, where FILE has several.")
@click.option("--to", "target", default="en", metavar="LANGUAGE", help="The target language, where FILE has several.")
@click.option(
    "--jobs", type=click.IntRange(min=0), default=0, metavar="N", help="Processes; by itself as many as help."
)
@click.option("--list", "list_only", is_flag=True, help="List the checks and stop.")
@click.option("--fix", "fixing", is_flag=True, help="Put right what is sure, and show it.")
@click.option("--dry-run", is_flag=True, help="With --fix: only show it.")
@click.option("--accept", metavar="CODE", help="Accept what this check finds in a row.")
@click.option("--row", type=int, metavar="N", help="With --accept: the row.")
@click.option("--reason", default="", metavar="TEXT", help="With --accept: why it is right as it is.")
@click.option("--author", default="", metavar="NAME", help="With --accept: who says so.")
@click.option(
    "--update-baseline", "rebase", is_flag=True, help=f"Keep all findings in {BASELINE_FILE}; they show no more."
)
@common_options()
def command(
    names: tuple[str, ...],
    fmt: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    source: str,
    target: str,
    jobs: int,
    list_only: bool,
    fixing: bool,
    dry_run: bool,
    accept: str | None,
    row: int | None,
    reason: str,
    author: str,
    rebase: bool,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """List what the checks find in the bitexts; exit code 1 if any of it is an error.

    A FILE is XLIFF, TMX or PO of any program; it needs no project. What a person accepted is
    listed only with -v, and never counts.
    """
    fmt = "json" if as_json else fmt
    console = Console(fmt != "text", quiet, verbose)
    _known([*select, *ignore, *([accept] if accept else [])])
    if list_only:
        return _list(console)
    if fixing:
        return _fix(console, find_project(project), names, dry_run)
    if accept:
        return _accept(console, find_project(project), names, accept, row, reason, author)
    if rebase:
        return _rebase(console, find_project(project))
    found = _project(project, names)
    checked = list(check_documents(found, names, select, ignore, languages=(source, target), jobs=jobs))
    _write(console, checked, fmt, output)
    return Exit.FINDINGS if any(_counts(finding) for one in checked for finding in one.findings) else Exit.DONE


def _list(console: Console) -> int:
    for check in all_checks().values():
        asked = " Only on request." if check.on_request else ""
        console.result(f"{check.code:25} {check.severity:8} {check.summary}{asked}")
    return Exit.DONE


def _project(folder: Path | None, names: tuple[str, ...]) -> Project | None:
    """The project meant; none is needed for files of other programs."""
    try:
        return find_project(folder)
    except UsageError:
        if folder is None and names and all(map(is_bilingual, names)):
            return None
        raise


def _counts(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and not finding.accepted


def _known(codes: Sequence[str]) -> None:
    for code in codes:
        if code not in all_checks():
            raise UsageError(code, "no such check", "checks are: " + ", ".join(all_checks()))


def _write(console: Console, checked: list[Checked], fmt: str, output: Path | None) -> None:
    """The findings, to a file or to standard output, and a message that counts them."""
    if fmt == "text":
        text = "".join(f"{line}\n" for one in checked for line in finding_lines(one, console.verbose))
    else:
        text = report_findings(checked, fmt)
    if output is None:
        console.result(text.removesuffix("\n")) if text else None
    else:
        write_atomically(output, click.unstyle(text).encode("utf-8", "replace"), str(output))
    if fmt == "text" or output is not None:
        console.message(_total(checked))


def _total(checked: list[Checked]) -> str:
    found = [finding for one in checked for finding in one.findings]
    counts = Counter(finding.severity for finding in found if not finding.accepted)
    parts = [plural(counts[severity], severity) for severity in Severity if counts[severity]]
    accepted = sum(bool(finding.accepted) for finding in found)
    parts += [f"{accepted} accepted"] if accepted else []
    return f"{plural(len(checked), 'document')}: {', '.join(parts) or 'nothing found'}"


def _fix(console: Console, project: Project, names: tuple[str, ...], dry_run: bool) -> int:
    from toolkit.inspecting.corrections import correct_documents

    count = 0
    for corrected in correct_documents(project, names, dry_run):
        count += len(corrected.units)
        for row, old, new in corrected.units:
            place = f"{project.relative(corrected.source.bitext)} row {row}"
            for line in correction_lines(place, old.target, new.target):
                console.result(line)
    console.message(f"{plural(count, 'segment')} {'to put right' if dry_run else 'put right'}")
    return Exit.DONE


def _accept(
    console: Console, project: Project, names: tuple[str, ...], code: str, row: int | None, reason: str, author: str
) -> int:
    from toolkit.inspecting.corrections import accept_finding

    if len(names) != 1 or row is None or not reason.strip():
        remedy = 'for example: toolkit check NAME --accept number-value --row 12 --reason "the gazette rounds"'
        raise UsageError("--accept", "one document, --row and --reason are needed", remedy)
    accept_finding(project, names[0], row, code, reason.strip(), author)
    console.message(f"{names[0]} row {row}: {code} accepted")
    return Exit.DONE


def _rebase(console: Console, project: Project) -> int:
    from toolkit.inspecting.corrections import update_baseline

    count = update_baseline(project)
    console.message(f"{BASELINE_FILE}: {plural(count, 'finding')} will not be shown again")
    return Exit.DONE
