"""A file of a hand-off as it came back, in whichever format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import Note, State


@dataclass(frozen=True, slots=True)
class ReturnedUnit:
    """A unit as it came back, its texts with inline codes as tags.

    ``target`` is None where nobody translated it, and empty where the English was taken out.
    ``state`` is None where the file says nothing of it.
    """

    id: str
    source: str
    target: str | None
    place: str
    state: State | None = None
    notes: tuple[Note, ...] = ()
    author: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """All units of a file, and what it says of the export that it came from; empty where that was lost."""

    name: str
    document: str
    batch: str
    units: Sequence[ReturnedUnit]
