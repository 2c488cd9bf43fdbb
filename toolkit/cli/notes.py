"""``toolkit notes``: what people remark, and what is answered."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from toolkit.bitext import is_remark, read_note, write_note
from toolkit.cli.completion import document_names
from toolkit.cli.console import Console, common_options, plural, visible
from toolkit.cli.lazy import LazyGroup
from toolkit.errors import Exit, UsageError
from toolkit.model import Note
from toolkit.project import find_project
from toolkit.roundtrip.remarks import Thread, add_note, answer_thread, list_threads, resolve_threads

_LONGEST = 80
"""Characters of the English that a list shows."""

VERBS = {
    "list": ("toolkit.cli.notes:list_notes", "List what is not resolved."),
    "add": ("toolkit.cli.notes:add_remark", "Note something on a row."),
    "answer": ("toolkit.cli.notes:answer_note", "Answer a note."),
    "resolve": ("toolkit.cli.notes:resolve_notes", "Mark notes as dealt with."),
}

EPILOG = """\b
Examples:
  toolkit notes list                                      what is open, in all documents
  toolkit notes add jiujiang-2020 12 "Of which year is this?"
  toolkit notes answer jiujiang-2020 12 "The gazette says so." --author "Li Wen"
  toolkit notes resolve jiujiang-2020 12 14.2             14.2 is the second note on row 14
"""


@click.group("notes", cls=LazyGroup, table=VERBS, epilog=EPILOG, no_args_is_help=True)
def command() -> None:
    """Look at the notes of the bitexts, add to them, answer and resolve them.

    Comments in review documents that came back are notes; the next build shows notes as comments,
    with their answers, and as resolved where they are.
    """


LIST_EPILOG = """\b
Examples:
  toolkit notes list
  toolkit notes list jiujiang-2020 --all      with what is resolved
  toolkit notes list --json | jq '.[] | select(.notes[-1].author != "Li Wen")'
"""


@click.command("list", epilog=LIST_EPILOG)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=document_names)
@click.option("--all", "everything", is_flag=True, help="With what is resolved.")
@common_options()
def list_notes(
    names: tuple[str, ...], everything: bool, project: Path | None, as_json: bool, quiet: bool, verbose: bool
) -> int:
    """List the notes that are not resolved, each with its answers, in the documents NAME or in all."""
    console = Console(as_json, quiet, verbose)
    found = list(list_threads(find_project(project), names))
    shown = [thread for thread in found if everything or not thread.resolved]
    _show(console, shown)
    if not as_json:
        resolved = sum(thread.resolved for thread in found)
        console.message(f"{plural(len(found) - resolved, 'open note')}, {resolved:,} resolved")
    return Exit.DONE


ADD_EPILOG = """\b
Examples:
  toolkit notes add jiujiang-2020 12 "Is 60 of last year or of this one?" --author "Li Wen"
"""


@click.command("add", epilog=ADD_EPILOG)
@click.argument("name", shell_complete=document_names)
@click.argument("row", type=int)
@click.argument("text")
@click.option("--author", default="translator", show_default=True, metavar="NAME", help="Who says so.")
@common_options()
def add_remark(
    name: str, row: int, text: str, author: str, project: Path | None, as_json: bool, quiet: bool, verbose: bool
) -> int:
    """Note something on a row of the document NAME: a question for the editor, for instance."""
    console = Console(as_json, quiet, verbose)
    _show(console, [add_note(find_project(project), name, row, _said(text, author))])
    return Exit.DONE


ANSWER_EPILOG = """\b
Examples:
  toolkit notes answer jiujiang-2020 12 "The gazette says so." --author "Li Wen"
  toolkit notes answer jiujiang-2020 14.2 "Corrected." --resolve
"""


@click.command("answer", epilog=ANSWER_EPILOG)
@click.argument("name", shell_complete=document_names)
@click.argument("note", metavar="ROW[.N]")
@click.argument("text")
@click.option("--author", default="translator", show_default=True, metavar="NAME", help="Who answers.")
@click.option("--resolve", is_flag=True, help="Mark the note as dealt with, too.")
@common_options()
def answer_note(
    name: str,
    note: str,
    text: str,
    author: str,
    resolve: bool,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Answer a note of the document NAME: the one on a row, or its N-th as `toolkit notes list` counts."""
    console = Console(as_json, quiet, verbose)
    _show(console, [answer_thread(find_project(project), name, note, _said(text, author), resolve)])
    return Exit.DONE


RESOLVE_EPILOG = """\b
Examples:
  toolkit notes resolve jiujiang-2020 12 14.2
  toolkit notes resolve jiujiang-2020 12 --reopen
"""


@click.command("resolve", epilog=RESOLVE_EPILOG)
@click.argument("name", shell_complete=document_names)
@click.argument("notes", nargs=-1, required=True, metavar="ROW[.N]...")
@click.option("--reopen", is_flag=True, help="Mark them as open again.")
@common_options()
def resolve_notes(
    name: str, notes: tuple[str, ...], reopen: bool, project: Path | None, as_json: bool, quiet: bool, verbose: bool
) -> int:
    """Mark notes of the document NAME as dealt with."""
    console = Console(as_json, quiet, verbose)
    _show(console, resolve_threads(find_project(project), name, notes, not reopen))
    return Exit.DONE


def _said(text: str, author: str) -> Note:
    """A note of now, to the second (UTC), or of SOURCE_DATE_EPOCH where that is set."""
    if not text.strip():
        raise UsageError("TEXT", "the note is empty", 'for example: toolkit notes answer NAME 12 "Yes."')
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(stated), UTC) if stated.isdigit() else datetime.now(UTC)
    note = Note(text.strip(), author.strip(), f"{moment:%Y-%m-%dT%H:%M:%SZ}")
    if not is_remark(note) or read_note(*write_note(note)) != note:
        raise UsageError("TEXT", "the note begins like a mark that bitexts use", "begin it with another word")
    return note


def _show(console: Console, threads: Iterable[Thread]) -> None:
    if console.as_json:
        console.result_json([_as_json(thread) for thread in threads])
        return
    for thread in threads:
        for line in _lines(thread):
            console.result(line)


def _lines(thread: Thread) -> Iterator[str]:
    done = click.style(" ✓ resolved", fg="green") if thread.resolved else ""
    yield f"{click.style(thread.source.name, bold=True)} {thread.label}{done}: {visible(_english(thread))}"
    for note in thread.notes:
        who = ", ".join(part for part in (note.author or "somebody", note.at[:10]) if part)
        yield f"  {'↳ ' * note.answer}{click.style(visible(who), fg='cyan')}: {visible(note.text)}"


def _english(thread: Thread) -> str:
    """The English of the row in one line of a terminal, or its Chinese where it has none."""
    text = thread.unit.target or thread.unit.segment.text
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _as_json(thread: Thread) -> dict[str, Any]:
    return {
        "document": thread.source.name,
        "row": thread.row,
        "note": thread.label,
        "unit": thread.unit.segment.id,
        "resolved": thread.resolved,
        "source": thread.unit.segment.text,
        "target": thread.unit.target,
        "notes": [{"author": note.author, "at": note.at, "text": note.text} for note in thread.notes],
    }
