"""``toolkit status``: how far every document is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from toolkit.cli.completion import document_names
from toolkit.cli.console import Console, columns, common_options
from toolkit.errors import Exit, UsageError
from toolkit.inspection import Status, document_status
from toolkit.model import State
from toolkit.outputs import last_day
from toolkit.project import Project, find_project, read_content, write_atomically

EPILOG = """\b
Examples:
  toolkit status
  toolkit status --html                 the same as a page with plots, output/status.html
  toolkit status --html progress.html
  toolkit status --json | jq '.[] | select(.states.empty > 0) | .document'
"""

_PAGE = "output/status.html"
_TITLES = ("document", "segments", *State, "characters", "words", "errors", "warnings", "")


@click.command("status", epilog=EPILOG)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=document_names)
@click.option(
    "--html",
    "page",
    is_flag=False,
    flag_value=_PAGE,
    metavar="[FILE]",
    help=f"Write a page with plots, {_PAGE} of the project where no file is named.",
)
@common_options()
def command(
    names: tuple[str, ...], page: str | None, project: Path | None, as_json: bool, quiet: bool, verbose: bool
) -> int:
    """A row for each document: segments, states, words, characters, findings.

    The bitext is shown as the source stands now, whether or not `toolkit build` was run since.
    Nothing is written but the page of --html.
    """
    console = Console(as_json, quiet, verbose)
    found = find_project(project)
    statuses = list(document_status(found, names))
    if page is not None:
        _write_page(console, found, statuses, page)
    if as_json:
        console.result_json([_as_json(status) for status in statuses])
    elif statuses:
        for line in columns([_TITLES, *map(_row, statuses)], frozenset(range(1, len(_TITLES) - 1))):
            console.result(line)
    else:
        console.message("No documents yet: put a Chinese text into source/.")
    return Exit.DONE


def _write_page(console: Console, project: Project, statuses: list[Status], page: str) -> None:
    """Writes the page; a file that is not one of these is never overwritten."""
    from toolkit.writers.html.progress import Standing, is_progress, render

    path = project.root / page if page == _PAGE else Path(page)
    place = project.relative(path)
    if path.exists() and not is_progress(read_content(path, place)):
        raise UsageError(place, "the file is there and is no page of toolkit status", "name another file, or remove it")
    standings = [Standing(status.source.name, status.summary, status.built) for status in statuses]
    files = (file for status in statuses for file in (status.source.path, status.source.bitext))
    write_atomically(path, render(standings, last_day(files)), place)
    console.message(f"written: {place}")


def _row(status: Status) -> tuple[str, ...]:
    summary = status.summary
    states = (str(summary["states"][state] or "–") for state in State)
    found = (str(summary["findings"][severity] or "–") for severity in ("error", "warning"))
    hint = "" if status.built else "not built since the last change"
    name, segments = status.source.name, str(summary["segments"])
    return (name, segments, *states, f"{summary['characters']:,}", f"{summary['words']:,}", *found, hint)


def _as_json(status: Status) -> dict[str, Any]:
    return {"document": status.source.name, "built": status.built, **status.summary}
