"""Findings that a person has looked at and accepted, kept as notes of the unit.

Such a note begins ``[accepted number-value 1a2b3c4d]`` and goes on with the reason. The digits
stand for the Chinese and the English as they were then: when either changes, the note accepts
nothing any more.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from toolkit.codes import tagged
from toolkit.expressions import expression
from toolkit.model import Note, Unit

_ACCEPTED = expression(r"\[accepted (?P<code>[a-z-]+) (?P<pair>[0-9a-f]{8})\] ?(?P<reason>.*)", re.DOTALL)


def accept(unit: Unit, code: str, reason: str, author: str = "") -> Unit:
    """The unit with a note that its findings of the check `code` are right as they are; one a check."""
    kept = tuple(note for note in unit.notes if code not in _codes(note))
    return replace(unit, notes=(*kept, Note(f"[accepted {code} {pair_hash(unit)}] {reason}", author)))


def accepted_codes(unit: Unit) -> dict[str, str]:
    """The codes accepted for the unit as it is now, each with its reason and who gave it."""
    found = {}
    for note in unit.notes:
        match = _ACCEPTED.match(note.text)
        if match and match["pair"] == pair_hash(unit):
            reason = match["reason"].strip() or "no reason given"
            found[match["code"]] = f"{reason} ({note.author})" if note.author else reason
    return found


def is_acceptance(note: Note) -> bool:
    """Whether a note accepts a finding, and need not be shown as a remark of its own."""
    return bool(_ACCEPTED.match(note.text))


def _codes(note: Note) -> set[str]:
    match = _ACCEPTED.match(note.text)
    return {match["code"]} if match else set()


def pair_hash(unit: Unit) -> str:
    """Eight hexadecimal digits that stand for both texts of the unit."""
    texts = tagged(unit.segment.text, unit.segment.codes), tagged(unit.target, unit.codes)
    return hashlib.blake2b("\x00".join(texts).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
