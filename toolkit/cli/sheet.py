"""Sheets of segments for people who work in a spreadsheet: written, and brought back."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

from toolkit.cli.console import Console, plural
from toolkit.cli.review.session import Agreed
from toolkit.cli.review.session import Session as Import
from toolkit.desk.session import Session
from toolkit.errors import InputError, UsageError
from toolkit.model import State
from toolkit.project import Project, read_content, set_aside, write_atomically
from toolkit.readers import FORMATS
from toolkit.returning import read_reviews
from toolkit.reviewing import import_reviews
from toolkit.writers.sheet import SHEETS


def export_sheet(console: Console, session: Session, path: Path) -> int:
    """Writes the document as a sheet; another file of that name is set aside. Raises `ToolkitError`."""
    with closing(session):
        write = SHEETS.get(path.suffix.lower())
        if write is None:
            problem = f"“{path.suffix}” is no kind of sheet"
            raise UsageError(str(path), problem, f"give it a name that ends in one of: {', '.join(SHEETS)}")
        bitext = session.settle()
        content = write(bitext)
    place = str(path)
    if path.exists() and read_content(path, place) != content:
        console.message(f"{place} was set aside as {set_aside(path, place).name}")
    write_atomically(path, content, place)
    console.message(f"{place}: {plural(len(bitext.units), 'segment')} written")
    return 0


def import_sheet(console: Console, project: Project, name: str, path: Path, author: str) -> int:
    """Merges a sheet into the bitext of the document `name`; 1 where there are conflicts. Raises `ToolkitError`."""
    (source,) = project.chosen([name], FORMATS)
    (review,) = read_reviews(project, [path])
    if review.document != source.name:
        problem = f"it belongs to the document “{review.document}”"
        raise InputError(str(path), problem, f"bring it back with: toolkit edit {review.document} --import {path}")
    importing = partial(import_reviews, project, [review.signed(author)], State.TRANSLATED)
    return Import(console, project, importing).finish(Agreed({}), dry_run=False)
