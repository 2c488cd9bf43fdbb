"""Footnotes and endnotes: numbered in the order of their marks, and read when their mark is met."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.readers.docx.assembly import Paragraph
from toolkit.readers.docx.markup import W
from toolkit.readers.docx.package import Package
from toolkit.readers.docx.part import Part, open_part
from toolkit.readers.docx.story import read_flowing
from toolkit.readers.docx.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = ("footnotes", "endnotes")
_Place = tuple[str, str]
"""A kind of note and the ID of one."""


@dataclass(slots=True)
class Notes:
    """The notes of a document; ``taken`` are those whose marks were met, in that order."""

    parts: list[Part] = field(default_factory=list)
    taken: list[Paragraph] = field(default_factory=list)
    _notes: dict[_Place, tuple[Part, _Element]] = field(default_factory=dict)
    _numbers: dict[_Place, int] = field(default_factory=dict)

    def number(self, kind: str, key: str) -> int:
        """The number of a note, from 1; 0 for one that is missing or has no text."""
        place = kind, key
        if place not in self._numbers:
            self._numbers[place] = self._take(place)
        return self._numbers[place]

    def _take(self, place: _Place) -> int:
        if place not in self._notes:
            return 0
        note = read_flowing(*self._notes[place])
        if note is None or not note.segment.text:
            return 0
        self.taken.append(note)
        return len(self.taken)

    def add(self, part: Part) -> None:
        """The notes of a part, which can be asked for from now on."""
        self.parts.append(part)
        for element in part.root.iterchildren(W + "footnote", W + "endnote"):
            kind = str(element.tag).removeprefix(W)
            self._notes.setdefault((kind, element.get(W + "id", "")), (part, element))


def read_notes(package: Package, main: str, styles: Styles) -> Notes:
    """The footnotes and endnotes that the part `main` refers to."""
    notes = Notes()
    for relationship in package.relationships(main).values():
        part = open_part(package, relationship.target, styles) if relationship.kind in _KINDS else None
        if part:
            notes.add(part)
    return notes
