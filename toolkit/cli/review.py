"""``toolkit review``: bring back what editors did."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from toolkit.cli.console import Console, common_options, plural
from toolkit.cli.findings import correction_lines
from toolkit.cli.lessons import ask_about, lesson_json, lesson_lines, repeat_json
from toolkit.errors import Exit, UsageError
from toolkit.model import Note, State
from toolkit.project import Project, find_project
from toolkit.review.values import Change, Conflict
from toolkit.reviewing import Reviewed, import_reviews, undo_reviews

EPILOG = """\b
Examples:
  toolkit review returned/jiujiang-2020.review.docx
  toolkit review --dry-run ann.docx bo.docx       only show what would be done
  toolkit review bo.docx --author "Bo Li"         one person's changes only
  toolkit review ann.docx bo.docx --ask           decide conflicts, and what the glossary learns, one by one
  toolkit review ann.docx --propagate             the same correction where the same sentence stands
  toolkit review --undo                           take the last import back
"""

_STATES = [str(state) for state in State if state is not State.EMPTY]


@click.command("review", epilog=EPILOG)
@click.argument("files", nargs=-1, type=click.Path(dir_okay=False, exists=True, path_type=Path), metavar="[FILE]...")
@click.option("--dry-run", is_flag=True, help="Show everything and write nothing.")
@click.option("--state", type=click.Choice(_STATES), help="What a changed segment becomes; a setting by default.")
@click.option("--only", multiple=True, metavar="ID", help="Only this segment; may be given again.")
@click.option("--author", multiple=True, metavar="NAME", help="Only what this person changed; may be given again.")
@click.option("--ask", is_flag=True, help="Ask about conflicts and about new renderings of terms.")
@click.option("--propagate", is_flag=True, help="Correct the same sentences with the same English, everywhere.")
@click.option("--undo", is_flag=True, help="Take the last import back.")
@common_options()
def command(
    files: tuple[Path, ...],
    dry_run: bool,
    state: str | None,
    only: tuple[str, ...],
    author: tuple[str, ...],
    ask: bool,
    propagate: bool,
    undo: bool,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Bring back corrections and comments from review documents.

    A correction is taken where the bitext still has the English that was sent out. Where it has
    changed meanwhile, or where two editors disagree, all versions are listed and the bitext stays
    as it is. Comments become notes. Exit code 1 if there are conflicts. What corrections say
    about terms of the glossary, and where the same sentences stand, is listed too.
    """
    console = Console(as_json, quiet, verbose)
    found = find_project(project)
    if undo:
        return _undo(console, found)
    if not files:
        raise UsageError("review", "no file is given", "for example: toolkit review returned.docx")

    def wanted(change: Change) -> bool:
        return (not only or change.unit_id in only) and (not author or change.author in author)

    asking = ask and sys.stdin.isatty()
    choose = _asking(console) if asking else lambda conflict: None
    reviewed = import_reviews(found, files, State(state) if state else None, wanted, choose, dry_run, propagate)
    if as_json:
        console.result_json([_as_json(one) for one in reviewed])
    else:
        for one in reviewed:
            for line in (*_lines(found, one), *lesson_lines(found, one, propagate and not dry_run)):
                console.result(line)
            console.message(_total(one, dry_run))
    for one in reviewed if asking and not dry_run else ():
        ask_about(console, found, one)
    return Exit.FINDINGS if any(one.merged.conflicts for one in reviewed) else Exit.DONE


def _undo(console: Console, project: Project) -> int:
    for source in undo_reviews(project):
        console.message(f"{project.relative(source.bitext)}: the last import is taken back")
    return Exit.DONE


def _asking(console: Console) -> Callable[[Conflict], str | None]:
    """Shows a conflict and asks for the version that is to stand."""

    def choose(conflict: Conflict) -> str | None:
        console.message(f"\n{conflict.unit_id}: {conflict.reason}")
        versions = [conflict.now, *(proposal.target for proposal in conflict.proposals)]
        people = ["in the bitext", *(_people(proposal.people) for proposal in conflict.proposals)]
        for number, (version, who) in enumerate(zip(versions, people, strict=True)):
            console.message(f"  {number}  {who}: {version}")
        answer = click.prompt("Which one is to stand (Enter: leave it open)", default="", show_default=False, err=True)
        return versions[int(answer)] if answer.isdecimal() and int(answer) < len(versions) else None

    return choose


def _lines(project: Project, reviewed: Reviewed) -> Iterator[str]:
    rows = {unit.segment.id: row for row, unit in enumerate(reviewed.merged.bitext.units, 1)}
    place = project.relative(reviewed.source.bitext)
    for applied in reviewed.merged.applied:
        who = _people(applied.proposal.people)
        yield from correction_lines(
            f"{place} row {rows[applied.unit_id]} by {who}", applied.before, applied.proposal.target
        )
    for unit_id in reviewed.merged.commented:
        for note in _new_notes(reviewed, unit_id):
            done = " (resolved)" if note.resolved else ""
            does = "answers" if note.answer else "remarks"
            yield f"{place} row {rows[unit_id]}: {note.author or 'somebody'} {does}{done}: {note.text}"
    for conflict in reviewed.merged.conflicts:
        yield from _conflict_lines(f"{place} row {rows[conflict.unit_id]}", conflict)
    for change in reviewed.merged.gone:
        who = change.author or "somebody"
        yield f"{place}: {change.unit_id} is no longer in the text; {who} wrote: {change.target}"
    for review in reviewed.reviews:
        for found in review.quarantined:
            yield f"{review.name} {found.place}: set aside, {click.style(found.reason, fg='yellow')}: {found.text}"
        for unit_id in review.missing:
            yield f"{review.name}: row {rows.get(unit_id, '–')} ({unit_id}) did not come back; its English stays"


def _conflict_lines(place: str, conflict: Conflict) -> Iterator[str]:
    yield f"{place}: {click.style('conflict', fg='red')}, {conflict.reason}"
    yield f"    sent out    {conflict.base}"
    yield f"    in bitext   {conflict.now}"
    for proposal in conflict.proposals:
        yield f"    returned    {proposal.target}  ({_people(proposal.people)}; {', '.join(proposal.files)})"


def _people(people: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{author or 'somebody'}{f' on {at[:10]}' if at else ''}" for author, at in people)


def _new_notes(reviewed: Reviewed, unit_id: str) -> Iterator[Note]:
    before = {unit.segment.id: unit.notes for unit in reviewed.before.units}
    after = {unit.segment.id: unit.notes for unit in reviewed.merged.bitext.units}
    return (note for note in after[unit_id] if note not in before[unit_id])


def _total(reviewed: Reviewed, dry_run: bool) -> str:
    merged = reviewed.merged
    quarantined = sum(len(review.quarantined) for review in reviewed.reviews)
    counts = {
        "changed": len(merged.applied),
        "already there": len(merged.equal),
        "commented": len(merged.commented),
        "in conflict": len(merged.conflicts) + len(merged.gone),
        "set aside": quarantined,
    }
    parts = [f"{count} {word}" for word, count in counts.items() if count]
    would = "nothing written; " if dry_run else ""
    name = click.style(reviewed.source.name, bold=True)
    return f"{name}  {plural(len(reviewed.reviews), 'file')}: {would}{', '.join(parts) or 'no changes'}"


def _as_json(reviewed: Reviewed) -> dict[str, Any]:
    merged = reviewed.merged
    return {
        "document": reviewed.source.name,
        "applied": [
            {
                "unit": one.unit_id,
                "before": one.before,
                "after": one.proposal.target,
                "people": [{"name": name, "at": at} for name, at in one.proposal.people],
                "files": list(one.proposal.files),
            }
            for one in merged.applied
        ],
        "equal": list(merged.equal),
        "commented": list(merged.commented),
        "conflicts": [
            {
                "unit": one.unit_id,
                "reason": one.reason,
                "base": one.base,
                "now": one.now,
                "returned": [proposal.target for proposal in one.proposals],
            }
            for one in merged.conflicts
        ],
        "gone": [{"unit": change.unit_id, "target": change.target} for change in merged.gone],
        "quarantined": [
            {"file": review.name, "place": one.place, "unit": one.unit_id, "reason": one.reason, "text": one.text}
            for review in reviewed.reviews
            for one in review.quarantined
        ],
        "lessons": [lesson_json(lesson) for lesson in reviewed.lessons],
        "repeats": [repeat_json(repeat) for repeat in reviewed.repeats],
        "missing": [unit_id for review in reviewed.reviews for unit_id in review.missing],
    }
