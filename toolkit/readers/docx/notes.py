"""Footnotes and endnotes: numbered in the order of their marks, and read when their mark is met."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.model import Segment
from toolkit.readers.docx.markup import W
from toolkit.readers.docx.package import Package
from toolkit.readers.docx.story import Surroundings, read_flowing
from toolkit.readers.docx.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = ("footnote", "endnote")
_Place = tuple[str, str]
"""A kind of note and the ID of one."""


@dataclass(slots=True)
class Notes:
    """The notes of a document; ``taken`` are those whose marks were met, in that order."""

    taken: list[Segment] = field(default_factory=list)
    _notes: dict[_Place, tuple[Surroundings, _Element]] = field(default_factory=dict)
    _numbers: dict[_Place, int] = field(default_factory=dict)

    def number(self, kind: str, key: str) -> int:
        """The number of a note, from 1; 0 for one that is missing or has no text."""
        place = kind, key
        if place not in self._numbers:
            self._numbers[place] = 0
            if place in self._notes:
                self._take(place)
        return self._numbers[place]

    def _take(self, place: _Place) -> None:
        around, element = self._notes[place]
        note = read_flowing(around, element)
        if note.text:
            self.taken.append(note)
            self._numbers[place] = len(self.taken)


def read_notes(package: Package, main: str, styles: Styles) -> Notes:
    """The footnotes and endnotes that the part `main` refers to."""
    notes = Notes()
    for relationship in package.relationships(main).values():
        kind = relationship.kind.removesuffix("s")
        root = package.part(relationship.target) if kind in _KINDS and not relationship.external else None
        if root is None:
            continue
        around = Surroundings.of(package, relationship.target, root, styles)
        for element in root.iterchildren(W + kind):
            notes._notes.setdefault((kind, element.get(W + "id", "")), (around, element))
    return notes
