"""Where the English of a unit comes from when an engine drafted it, kept as a note of the unit.

Such a note begins ``[drafted 1a2b3c4d]``. The digits stand for the Chinese and the English as they
were then: when a person changes either, the note says nothing of the unit any more.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from toolkit.bitext.acceptance import pair_hash
from toolkit.codes import tagged
from toolkit.expressions import expression
from toolkit.model import Note, Unit

_DRAFTED = expression(
    r"\[drafted (?P<pair>[0-9a-f]{8})\] attempt (?P<attempt>\d{1,9})"
    r"(?:; corrected: (?P<corrected>[a-z, -]+))?(?:; left: (?P<left>[a-z, -]+))?(?:; terms: (?P<terms>.+))?",
    re.DOTALL,
)
_LISTS = ("corrected", "left", "terms")


class Draft(NamedTuple):
    """English that an engine proposes for a unit.

    ``engine`` is the engine's fingerprint, ``attempt`` counts the askings from 1, ``terms`` are the
    Chinese of the terms that the engine was told, ``at`` is when it answered (ISO 8601).
    ``left`` are the codes of the checks that still find something, ``corrected`` those by whose
    findings a known wrong variant was replaced.
    """

    text: str
    engine: str
    attempt: int = 1
    terms: tuple[str, ...] = ()
    at: str = ""
    left: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()


def record_draft(unit: Unit, draft: Draft) -> Unit:
    """The unit, whose English is the draft's, with a note that says so; there is one such note."""
    lists = {name: getattr(draft, name) for name in _LISTS}
    parts = [f"attempt {draft.attempt}", *(f"{name}: {', '.join(words)}" for name, words in lists.items() if words)]
    note = Note(f"[drafted {pair_hash(unit)}] {'; '.join(parts)}", draft.engine, draft.at)
    return replace(unit, notes=(*(note for note in unit.notes if not is_provenance(note)), note))


def recorded_draft(unit: Unit) -> Draft | None:
    """The draft that the English of the unit still is, ``None`` where it is none or nobody said so."""
    for note in unit.notes:
        found = _DRAFTED.fullmatch(note.text)
        if found and found["pair"] == pair_hash(unit):
            lists = {name: tuple(found[name].split(", ")) if found[name] else () for name in _LISTS}
            return Draft(tagged(unit.target, unit.codes), note.author, int(found["attempt"]), at=note.at, **lists)
    return None


def is_provenance(note: Note) -> bool:
    """Whether a note says where the English came from, and need not be shown as a remark of its own."""
    return bool(_DRAFTED.fullmatch(note.text))


def describe_draft(draft: Draft) -> str:
    """The draft as documents tell it: ``Drafted by tiny@1a2b on 2026-11-25, told 3 terms. Found: length.``"""
    day = f" on {draft.at[:10]}" if draft.at else ""
    attempt = f", attempt {draft.attempt}" if draft.attempt > 1 else ""
    count = len(draft.terms)
    told = f", told {count} term{'' if count == 1 else 's'}" if count else ""
    lists = {"Corrected": draft.corrected, "Found": draft.left}
    said = (f" {word}: {', '.join(what)}." for word, what in lists.items() if what)
    return f"Drafted by {draft.engine}{day}{attempt}{told}.{''.join(said)}"
