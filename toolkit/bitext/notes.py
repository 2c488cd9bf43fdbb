"""How a note's author, time and end are written in XLIFF, which has a place for the author only."""

from __future__ import annotations

import re

from toolkit.model import Note

_RESOLVED = "[resolved] "
"""How a note begins that has been dealt with."""

_SENDER_AND_TIME = re.compile(r"(.*) · (\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)", re.DOTALL)


def write_note(note: Note) -> tuple[str, str]:
    """The text of a ``<note>`` and its ``from``."""
    return _RESOLVED * note.resolved + note.text, f"{note.author} · {note.at}" if note.at else note.author


def read_note(text: str, sender: str) -> Note:
    """The note of a text and a ``from``; what `write_note` wrote is as it was."""
    timed = _SENDER_AND_TIME.fullmatch(sender)
    author, at = (timed[1], timed[2]) if timed else (sender, "")
    return Note(text.removeprefix(_RESOLVED), author, at, text.startswith(_RESOLVED))
