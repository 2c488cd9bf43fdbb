"""All of a Word document that is read: the paragraphs of its body, then its notes, and the parts they are in."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.model import Block, Kind
from toolkit.readers.docx.assembly import Paragraph
from toolkit.readers.docx.kinds import blocks
from toolkit.readers.docx.markup import W
from toolkit.readers.docx.notes import read_notes
from toolkit.readers.docx.package import Package, open_package
from toolkit.readers.docx.part import Part, open_part
from toolkit.readers.docx.story import Story
from toolkit.readers.docx.styles import read_styles


@dataclass(frozen=True, slots=True)
class Whole:
    """A document as it was read; ``main`` is the name of its body, the first of the ``parts``.

    ``left_out`` names what had text that was not read.
    """

    package: Package
    main: str
    parts: list[Part]
    body: list[Paragraph]
    notes: list[Paragraph]
    left_out: set[str]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of the body and the notes, in the order of the blocks."""
        return [*self.body, *self.notes]

    def blocks(self) -> list[Block]:
        """The paragraphs as blocks."""
        return [*blocks(self.body), *(Block(Kind.FOOTNOTE, 0, (note.segment,)) for note in self.notes)]


def read_whole(content: bytes, place: str) -> Whole:
    """The document in the bytes of a DOCX file; raises `InputError` where there is none."""
    package = open_package(content, place)
    main = package.main_part()
    styles = read_styles(package.related(main, "styles"))
    notes = read_notes(package, main, styles)
    body = open_part(package, main, styles, notes.number)
    if body is None or body.root.tag != W + "document":
        raise InputError(place, "there is no Word document in this file", "save it as DOCX in a word processor")
    story = Story(body)
    paragraphs = story.read(body.root)
    return Whole(package, main, [body, *notes.parts], paragraphs, notes.taken, story.left_out)
