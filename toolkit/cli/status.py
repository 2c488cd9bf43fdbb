"""``toolkit status``: how far every document is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from toolkit.cli.completion import document_names
from toolkit.cli.console import Console, columns, common_options
from toolkit.errors import Exit
from toolkit.inspecting.inspection import STATUS_PAGE, Status, document_status, write_status_page
from toolkit.model import State
from toolkit.project import find_project

EPILOG = """\b
Examples:
  toolkit status
  toolkit status --html                 the same as a page with plots, output/status.html
  toolkit status --html progress.html
  toolkit status --json | jq '.[] | select(.states.empty > 0) | .document'
"""

_TITLES = ("document", "segments", *State, "characters", "words", "errors", "warnings", "")


@click.command("status", epilog=EPILOG)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=document_names)
@click.option(
    "--html",
    "page",
    is_flag=False,
    flag_value=STATUS_PAGE,
    metavar="[FILE]",
    help=f"Write a page with plots, {STATUS_PAGE} of the project where no file is named.",
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
        path = write_status_page(found, statuses, None if page == STATUS_PAGE else page)
        console.message(f"written: {found.relative(path)}")
    if as_json:
        console.result_json([_as_json(status) for status in statuses])
    elif statuses:
        for line in columns([_TITLES, *map(_row, statuses)], frozenset(range(1, len(_TITLES) - 1))):
            console.result(line)
    else:
        console.message("No documents yet: put a Chinese text into source/.")
    return Exit.DONE


def _row(status: Status) -> tuple[str, ...]:
    summary = status.summary
    states = (str(summary["states"][state] or "–") for state in State)
    found = (str(summary["findings"][severity] or "–") for severity in ("error", "warning"))
    hint = "" if status.built else "not built since the last change"
    name, segments = status.source.name, str(summary["segments"])
    return (name, segments, *states, f"{summary['characters']:,}", f"{summary['words']:,}", *found, hint)


def _as_json(status: Status) -> dict[str, Any]:
    return {"document": status.source.name, "built": status.built, **status.summary}
