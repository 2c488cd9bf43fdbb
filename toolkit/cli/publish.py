"""``toolkit publish``: editions for readers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from toolkit.cli.completion import document_names
from toolkit.cli.console import Console, columns, common_options, plural, show_error, visible
from toolkit.errors import Exit
from toolkit.project import Project, find_project
from toolkit.publishing.editions import (
    SITE,
    Outcome,
    Published,
    PublishedSite,
    Refused,
    Row,
    Unpublished,
    publish,
    publish_in_place,
)
from toolkit.writers.publication import EDITIONS, PUBLICATION_WRITERS

EPILOG = """\b
Examples:
  toolkit publish                                   every document, side by side, as a page
  toolkit publish port --edition facing --format pdf
  toolkit publish --edition all --format all        everything there is
  toolkit publish --format site                      all documents, with search and terms
  toolkit publish port --in-place                    port.docx once more, in English
  toolkit publish port --format epub --draft        before everything is reviewed
"""

ALL = "all"
FORMATS = (*PUBLICATION_WRITERS, SITE)
_SHOWN_ROWS = 12
_FIRST_WORDS = 36


@click.command("publish", epilog=EPILOG)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=document_names)
@click.option(
    "--edition",
    "editions",
    multiple=True,
    type=click.Choice([*EDITIONS, ALL]),
    default=["side-by-side"],
    show_default=True,
    help="Which languages, and how they stand to each other; may be repeated.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([*FORMATS, ALL]),
    default=["html"],
    show_default=True,
    help="What kind of file; may be repeated.",
)
@click.option("--in-place", is_flag=True, help="The source once more, with the English in the place of its Chinese.")
@click.option("--draft", is_flag=True, help="Print what nobody has reviewed too, and mark every page as a draft.")
@common_options()
def command(
    names: tuple[str, ...],
    editions: tuple[str, ...],
    formats: tuple[str, ...],
    in_place: bool,
    draft: bool,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write editions for readers: output/NAME.EDITION.FORMAT, or a folder output/site.EDITION.

    The text is published as source and bitext stand now, without IDs and marks of review. An
    edition with English that nobody has reviewed is refused, with its rows, unless --draft is given.
    With --in-place a Word, HTML or Markdown source is written once more instead, as
    output/NAME.in-place with its own ending: same layout, same pictures, in English.
    """
    console = Console(as_json, quiet, verbose)
    found = find_project(project)
    outcomes = []
    with console.progress("Publishing") as progress:
        work = (
            publish_in_place(found, names, draft)
            if in_place
            else publish(found, names, _chosen(editions, EDITIONS), _chosen(formats, FORMATS), draft)
        )
        for number, outcome in enumerate(work, 1):
            progress(number, number, outcome.edition)
            outcomes.append(outcome)
    if as_json:
        console.result_json([_as_json(found, outcome) for outcome in outcomes])
    else:
        _report(console, found, outcomes)
    return _exit_code(outcomes)


def _chosen(names: Sequence[str], known: Any) -> list[str]:
    """What was asked for, in the order of the table and once each."""
    return [name for name in known if ALL in names or name in names]


def _exit_code(outcomes: Sequence[Outcome]) -> int:
    errors = [outcome.error.exit_code for outcome in outcomes if isinstance(outcome, Unpublished)]
    refused = any(isinstance(outcome, Refused) for outcome in outcomes)
    return max(errors, default=Exit.FINDINGS if refused else Exit.DONE)


def _report(console: Console, project: Project, outcomes: Sequence[Outcome]) -> None:
    if not outcomes:
        console.message("No documents yet: put a Chinese text into source/ and run: toolkit build")
    listed: set[str] = set()
    for outcome in outcomes:
        if isinstance(outcome, Unpublished):
            show_error(outcome.error)
            continue
        if isinstance(outcome, PublishedSite):
            console.result(f"{project.relative(outcome.folder)}/index.html")
            continue
        if isinstance(outcome, Published):
            console.result(project.relative(outcome.path))
            for notice in outcome.notices:
                place = f"passage {notice.passage}: " if notice.passage else ""
                console.message(f"  {place}{notice.code}: {visible(notice.message)}")
        else:
            rows = plural(len(outcome.unready), "row")
            console.message(f"{outcome.source.name}.{outcome.edition}: not written, {rows} not reviewed")
        if outcome.unready and outcome.source.name not in listed:
            listed.add(outcome.source.name)
            _list_rows(console, outcome.unready)
    if any(isinstance(outcome, Refused) for outcome in outcomes):
        console.message(
            "Review them (toolkit edit, or a returned document: toolkit review FILE), or publish with --draft."
        )


def _list_rows(console: Console, rows: Sequence[Row]) -> None:
    """The rows that are not reviewed: number, state and the first words; all of them with ``-v``."""
    shown = rows if console.verbose else rows[:_SHOWN_ROWS]
    table = [(str(row), unit.state, _first_words(unit.target or unit.segment.text)) for row, unit in shown]
    for line in columns(table, frozenset((0,))):
        console.message(f"  {line}")
    if len(shown) < len(rows):
        console.message(f"  … and {len(rows) - len(shown)} more (-v lists all)")


def _first_words(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= _FIRST_WORDS else shown[:_FIRST_WORDS].rstrip() + "…"


def _as_json(project: Project, outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, PublishedSite):
        folder = project.relative(outcome.folder)
        return {"edition": outcome.edition, "format": SITE, "folder": folder, "files": list(outcome.files)}
    told: dict[str, Any] = {"document": outcome.source.name, "edition": outcome.edition}
    if isinstance(outcome, Unpublished):
        error = outcome.error
        return told | {
            "format": outcome.format or None,
            "error": {"place": error.place, "problem": error.problem, "remedy": error.remedy},
        }
    unready = [{"row": row, "state": str(unit.state), "id": unit.segment.id} for row, unit in outcome.unready]
    if isinstance(outcome, Refused):
        return told | {"refused": True, "unreviewed": unready}
    notices = [{"code": one.code, "message": one.message, "passage": one.passage or None} for one in outcome.notices]
    file = project.relative(outcome.path)
    return told | {"format": outcome.format, "file": file, "notices": notices, "unreviewed": unready}
