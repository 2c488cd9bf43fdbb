"""``toolkit edit``: the translator's desk."""

from __future__ import annotations

import os
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import click

from toolkit.cli.completion import document_names
from toolkit.cli.console import Console, common_options, plural, visible
from toolkit.desk.session import Session, open_session
from toolkit.errors import Exit, UsageError
from toolkit.events import listen
from toolkit.project import Project, find_project
from toolkit.readers import FORMATS

EPILOG = """\b
Examples:
  toolkit edit jiujiang-2020           the desk on one document
  toolkit edit                         where the project has only one
  toolkit edit jiujiang-2020 --row 12  begin at row 12
  toolkit edit jiujiang-2020 --line    with plain questions, for a screen reader
  toolkit edit jiujiang-2020 --export jiujiang.xlsx   for somebody who works in a spreadsheet
  toolkit edit jiujiang-2020 --import jiujiang.xlsx   and back
"""


_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("edit", epilog=EPILOG)
@click.argument("name", required=False, shell_complete=document_names)
@click.option(
    "--row", type=click.IntRange(min=1), metavar="N", help="Begin at this row; by itself the first empty one."
)
@click.option("--line", "by_line", is_flag=True, help="Segment by segment with plain questions.")
@click.option("--author", default="translator", show_default=True, metavar="NAME", help="Whose remarks are made.")
@click.option("--engine", metavar="NAME", help="Whose drafts are offered; by itself the only one, “off” for none.")
@click.option(
    "--export", "sent", type=_FILE, metavar="FILE", help="Write a spreadsheet (.tsv, .txt, .xlsx) instead of editing."
)
@click.option("--import", "returned", type=_FILE, metavar="FILE", help="Bring such a spreadsheet back.")
@common_options(json_output=False)
def command(
    name: str | None,
    row: int | None,
    by_line: bool,
    author: str,
    engine: str | None,
    sent: Path | None,
    returned: Path | None,
    project: Path | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Translate the document NAME: the desk with its Chinese, its English, and all that helps.

    Every segment is written into the bitext as soon as it is confirmed. With --export a spreadsheet is
    written, and with --import brought back: what was changed on both sides is listed, and stays as it is.
    """
    console = Console(False, quiet, verbose)
    found = find_project(project)
    if sent and returned:
        raise UsageError("--import", "cannot be done together with --export", "give one of them")
    name = name or _only(found)
    if returned:
        return _import(console, found, name, returned, author)
    if sent:
        return _export(console, found, name, sent)
    offering = "" if by_line or engine == "off" else engine
    session = open_session(found, name, by_line, offering)
    if not session.units:
        raise UsageError(session.source.path.name, "the document has no text", "look at it: toolkit segment FILE")
    _begin(session, row)
    return (_by_line if by_line else _on_screen)(session, author, console)


def _export(console: Console, project: Project, name: str, path: Path) -> int:
    from toolkit.roundtrip.sheets import export_sheet

    exported = export_sheet(project, name, path)
    if exported.kept:
        console.message(f"{path} was set aside as {exported.kept.name}")
    console.message(f"{path}: {plural(exported.segments, 'segment')} written")
    return Exit.DONE


def _import(console: Console, project: Project, name: str, path: Path, author: str) -> int:
    from toolkit.cli.review.session import Agreed
    from toolkit.cli.review.session import Session as Import
    from toolkit.roundtrip.reviewing import import_reviews
    from toolkit.roundtrip.sheets import read_sheet

    [source] = project.chosen([name], FORMATS)
    review = read_sheet(project, path, author, source.name)
    return Import(console, project, partial(import_reviews, project, [review])).finish(Agreed({}), dry_run=False)


def _only(project: Project) -> str:
    sources = project.sources(FORMATS)
    if len(sources) != 1:
        known = ", ".join(source.name for source in sources) or "none yet"
        raise UsageError("toolkit edit", "which document is meant?", f"name one of: {known}")
    return sources[0].name


def _begin(session: Session, row: int | None) -> None:
    """Opens the row that was asked for, or the first without English."""
    empty = (number for number, unit in enumerate(session.units) if not unit.target)
    session.active = min(row - 1 if row else next(empty, 0), len(session.units) - 1)


def _by_line(session: Session, author: str, console: Console) -> int:
    from toolkit.desk.lines import LineDesk

    desk = LineDesk(session, lambda line: console.result(visible(line)), author)
    for other in session.files.announce():
        console.message(f"Another desk has this document open: {other}")
    try:
        for kept in session.files.left_over():
            console.message(f"Typed before, and not confirmed: {visible(kept.text)}")
        console.message("Type the English and press Enter; :help says what else can be done.")
        while not desk.ended:
            desk.show()
            line = _asked()
            if line is None:
                break
            desk.answer(line)
    finally:
        session.close()
    return Exit.DONE


def _asked() -> str | None:
    """The line that was typed, ``None`` at the end of what there is."""
    click.echo("> ", nl=False)
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


def _on_screen(session: Session, author: str, console: Console) -> int:
    if find_spec("textual") is None:
        remedy = "install it: pip install 'bilingual-toolkit[desk]', or use: toolkit edit --line"
        raise UsageError("toolkit edit", "the desk needs a package that is not installed (textual)", remedy)
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise UsageError("toolkit edit", "there is no terminal to draw on", "use: toolkit edit --line")
    from toolkit.desk.screen.app import Desk

    listen()  # to nothing: a log would be written across the screen
    Desk(session, author).run()
    return Exit.DONE
