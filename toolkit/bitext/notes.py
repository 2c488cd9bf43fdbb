"""How a note's author, time, standing and end are written in XLIFF, which has a place for the author only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from toolkit.bitext.acceptance import is_acceptance
from toolkit.bitext.provenance import is_provenance
from toolkit.expressions import expression
from toolkit.model import Note

_RESOLVED, _ANSWER = "[resolved] ", "[answer] "
_MARKED = expression(r"((?:\[resolved\] |\[answer\] )*)(.*)", re.DOTALL)
"""How a note begins that has been dealt with, and one that answers what stands before it."""

_SENDER_AND_TIME = expression(r"(.*) · (\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)", re.DOTALL)


def write_note(note: Note) -> tuple[str, str]:
    """The text of a ``<note>`` and its ``from``."""
    marks = _RESOLVED * note.resolved + _ANSWER * note.answer
    return marks + note.text, f"{note.author} · {note.at}" if note.at else note.author


def read_note(text: str, sender: str) -> Note:
    """The note of a text and a ``from``; what `write_note` wrote is as it was, but for texts that begin with a mark."""
    timed = _SENDER_AND_TIME.fullmatch(sender)
    author, at = (timed[1], timed[2]) if timed else (sender, "")
    marked = _MARKED.fullmatch(text)
    assert marked is not None  # it matches any text
    return Note(marked[2], author, at, _RESOLVED in marked[1], _ANSWER in marked[1])


def threads(notes: Iterable[Note]) -> list[list[Note]]:
    """The notes of a unit, each with its answers.

    A note that is no remark stands alone, and an answer to nothing begins a thread itself.
    """
    found: list[list[Note]] = []
    begun: list[Note] | None = None
    for note in notes:
        if not is_remark(note):
            found.append([note])
        elif note.answer and begun is not None:
            begun.append(note)
        else:
            begun = [note]
            found.append(begun)
    return found


def is_remark(note: Note) -> bool:
    """Whether a note says something to people: it neither accepts a finding nor records a draft."""
    return not is_acceptance(note) and not is_provenance(note)


def instant(at: str) -> datetime | None:
    """The second that a note's time names, a whole day its beginning; None for what is no time."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
