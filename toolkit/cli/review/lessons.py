"""What a review has taught, as people read it, answer to it, and programs take it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

import click

from toolkit.cli.console import Console
from toolkit.errors import UsageError
from toolkit.glossary import term_cells
from toolkit.model import Term, TermStatus
from toolkit.project import Project
from toolkit.review import Lesson, Repeat
from toolkit.roundtrip.reviewing import Reviewed
from toolkit.terminology.adding import add_term

_PROPAGATED = {
    (True, True): "changed too",
    (True, False): "to be changed too",
    (False, True): "--propagate changes it too",
    (False, False): "--propagate changes it too",
}
"""What is said of a unit that stands as an edited one did, by whether it is to be changed and whether it was."""


def lesson_lines(project: Project, reviewed: Reviewed, propagating: bool, written: bool) -> Iterator[str]:
    """Each lesson with the command that takes it into the glossary, and each unit that stands as an edited one did."""
    rows = {unit.segment.id: row for row, unit in enumerate(reviewed.merged.bitext.units, 1)}
    for lesson in reviewed.lessons:
        yield _told(lesson, rows)
        yield f"    {command(lesson)}"
        yield f"    or, to prefer it or forbid the old one, edit {lesson.term.place}"
    for repeat in reviewed.repeats:
        place = f"{project.relative(project.source / repeat.document)}.xlf row {repeat.row}"
        like, done = rows[repeat.like], _PROPAGATED[propagating, written]
        yield f"{place}: the same Chinese and English as row {like} had; {done}"


def _told(lesson: Lesson, rows: Mapping[str, int]) -> str:
    where = ", ".join(str(rows[unit_id]) for unit_id in lesson.units)
    term = click.style("term", fg="cyan")
    return f"{term} {lesson.term.source} (row {where}): “{lesson.new}” stands where “{lesson.old}” did"


def taught(lesson: Lesson) -> Term:
    """The term that takes the new rendering into the glossary, beside those that are there."""
    people = ", ".join(dict.fromkeys(f"{name or 'somebody'} {at[:10]}".strip() for name, at in lesson.people))
    return Term(
        lesson.term.source,
        lesson.new,
        lesson.term.category,
        TermStatus.ADMITTED,
        case_sensitive=lesson.term.case_sensitive,
        origin=f"review by {people}",
    )


def command(lesson: Lesson) -> str:
    """The command line that adds the row."""
    row = _cells(lesson)
    words = ["toolkit", "terms", "add", row["source"], row["target"], "--family", lesson.term.category]
    words += ["--status", row["status"], *(["--case"] if row["case"] else []), "--origin", row["origin"]]
    return shlex.join(words)


def _cells(lesson: Lesson) -> dict[str, str]:
    cells = term_cells(taught(lesson))
    return {column: cells[column] for column in ("source", "target", "status", "case", "origin")}


def ask_about(console: Console, project: Project, reviewed: Reviewed) -> None:
    """Asks for each lesson whether the glossary is to have it, and adds it then; what it refuses is said."""
    rows = {unit.segment.id: row for row, unit in enumerate(reviewed.merged.bitext.units, 1)}
    for lesson in reviewed.lessons:
        console.message(f"\n{_told(lesson, rows)}")
        if not click.confirm("Add it to the glossary as another right rendering", default=False, err=True):
            continue
        try:
            place = add_term(project, lesson.term.category, taught(lesson))
        except UsageError as error:
            console.message(f"  {error.place}: {error.problem}; {error.remedy}")
        else:
            console.message(f"  added to {place}")


def lesson_json(lesson: Lesson) -> dict[str, Any]:
    """A lesson for a program."""
    return {
        "term": lesson.term.source,
        "place": lesson.term.place,
        "old": lesson.old,
        "new": lesson.new,
        "units": list(lesson.units),
        "family": lesson.term.category,
        "row": _cells(lesson),
        "command": command(lesson),
    }


def repeat_json(repeat: Repeat) -> dict[str, Any]:
    """A unit that stands as an edited one did, for a program."""
    return {
        "document": repeat.document,
        "unit": repeat.unit_id,
        "like": repeat.like,
        "before": repeat.before,
        "after": repeat.after,
    }
