"""The command itself: what was asked for, in which order it is shown, decided and written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from toolkit.cli.console import Console, common_options
from toolkit.cli.review.asking import named_decisions
from toolkit.cli.review.session import Agreed, Session
from toolkit.errors import Exit, UsageError
from toolkit.model import State
from toolkit.project import Project, find_project
from toolkit.review.values import Change
from toolkit.roundtrip.returning import read_reviews
from toolkit.roundtrip.reviewing import Decisions, import_reviews, undo_reviews

EPILOG = """\b
Examples:
  toolkit review returned/jiujiang-2020.review.docx
  toolkit review ann.docx bo.docx --dry-run       only show what would be done
  toolkit review ann.docx --dry-run --report ann.html   the same as a page, to send to others
  toolkit review ann.docx bo.docx --ask           decide about each change, conflict and new term
  toolkit review ann.docx --reject io4eyv4e       all but one change
  toolkit review bo.docx --author "Bo Li"         one person's changes only
  toolkit review ann.docx --propagate             the same correction where the same sentence stands
  toolkit review --undo                           take the last import back
"""

_STATES = [str(state) for state in State if state is not State.EMPTY]


@click.command("review", epilog=EPILOG)
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[FILE]...")
@click.option("--dry-run", is_flag=True, help="Show everything and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before writing.")
@click.option("--ask", is_flag=True, help="Ask about each change and conflict, and about new renderings of terms.")
@click.option("--accept", multiple=True, metavar="ID", help="Take this segment as it came back, even in a conflict.")
@click.option("--reject", multiple=True, metavar="ID", help="Keep this segment as it is, and remember that.")
@click.option("--only", multiple=True, metavar="ID", help="Only this segment; may be given again.")
@click.option("--author", multiple=True, metavar="NAME", help="Only what this person changed; may be given again.")
@click.option("--state", type=click.Choice(_STATES), help="What a changed segment becomes; a setting by default.")
@click.option("--propagate", is_flag=True, help="Correct the same sentences with the same English, everywhere.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="HTML", help="Also write a page.")
@click.option("--undo", is_flag=True, help="Take the last import back.")
@common_options()
def command(
    files: tuple[Path, ...],
    dry_run: bool,
    yes: bool,
    ask: bool,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    only: tuple[str, ...],
    author: tuple[str, ...],
    state: str | None,
    propagate: bool,
    report: Path | None,
    undo: bool,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Bring back corrections and comments from review documents, and translations from hand-offs.

    A FILE is a review document, the file that the review page saved, or what `toolkit handoff`
    sent out: its folder, its zip file, or a single .xlf or .po of it.

    A correction is taken where the bitext still has the English that was sent out. Where it has
    changed meanwhile, or where two editors disagree, all versions are listed and the bitext stays
    as it is. Comments become notes. Exit code 1 if there are conflicts. What corrections say
    about terms of the glossary, and where the same sentences stand, is listed too. In a terminal
    everything is shown first, and written when you say so.
    """
    console = Console(as_json, quiet, verbose)
    found = find_project(project)
    if undo:
        return _undo(console, found)
    _refuse_what_cannot_be_done(files, report, ask)

    chosen_state, wanted = State(state) if state else None, _wanted(only, author)
    importing = partial(import_reviews, found, read_reviews(found, files), chosen_state, wanted, propagate)
    session = Session(console, found, importing, propagate, report)
    named = named_decisions(session.look({}).previews, accept, reject) if accept or reject else {}
    agreed = _agreed(session, named, ask, unasked=dry_run or yes or as_json)
    if agreed is None:
        console.message("Nothing was written.")
        return Exit.DONE
    return session.finish(agreed, dry_run)


def _wanted(only: Sequence[str], authors: Sequence[str]) -> Callable[[Change], bool]:
    """Whether a change is to be taken: any of no segments and no people in particular."""
    return lambda change: (not only or change.unit_id in only) and (not authors or change.author in authors)


def _agreed(session: Session, named: Decisions, ask: bool, unasked: bool) -> Agreed | None:
    """What is to be written, by the person if one is to be asked; ``None`` for nothing."""
    if ask:
        return session.ask(named)
    if not unasked and sys.stdin.isatty() and sys.stderr.isatty():
        return session.confirm(named)
    return Agreed(named)


def _refuse_what_cannot_be_done(files: Sequence[Path], report: Path | None, ask: bool) -> None:
    if not files:
        raise UsageError("review", "no file is given", "for example: toolkit review returned.docx")
    if report and report.suffix.lower() not in (".html", ".htm"):
        raise UsageError(str(report), "the report is a page", "give it a name that ends in .html")
    if ask and not sys.stdin.isatty():
        raise UsageError("--ask", "there is no terminal to ask in", "decide with --accept ID and --reject ID")


def _undo(console: Console, project: Project) -> int:
    for source in undo_reviews(project):
        console.message(f"{project.relative(source.bitext)}: the last import is taken back")
    return Exit.DONE
