"""Puts paragraphs together from the stretches of text that are met on the way through a story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from toolkit.model import Cell, Code, CodeKind, Segment
from toolkit.readers.docx.fields import Fields
from toolkit.readers.docx.styles import Look
from toolkit.readers.inline import BLANKS, Format, InlineText, Origin, Source

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENTS = "the table of contents"
HIDDEN = "hidden text"
DIAGRAMS = "the text of charts and diagrams"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with text: how it looks, the cell that it stands in, and its pictures."""

    look: Look
    segment: Segment
    cell: Cell | None = None
    pictures: tuple[Source, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(slots=True)
class Assembly:
    """Paragraphs while they are put together.

    ``flowing`` makes one of all of them, with line breaks between. ``formats``, ``hidden``,
    ``links`` and ``fields`` are what holds at the place that the reader has come to. ``left_out``
    names what had text that is not shown.
    """

    flowing: bool = False
    paragraphs: list[Paragraph] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    formats: list[Format] = field(default_factory=list)
    hidden: bool = False
    links: list[str] = field(default_factory=list)
    fields: Fields = field(default_factory=Fields)
    _inline: InlineText = field(default_factory=InlineText)
    _has_text: bool = False
    _boxes: list[Paragraph] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        """Whether nothing is shown at this place."""
        return self.hidden or self.fields.here.silent

    def add(self, text: str, element: _Element) -> None:
        """Text at this place, which an element has."""
        if self.silent:
            self._leave_out(text)
            return
        address = self.links[-1] if self.links else self.fields.here.address
        self._inline.add(text, _linked(self.formats, address) if address else self.formats, element)
        self._has_text = self._has_text or bool(text.strip(BLANKS))

    def place(self, kind: CodeKind, detail: str, element: _Element, picture: Source = ("", "")) -> None:
        """Something without text at this place: an element."""
        if not self.silent:
            self._inline.place(kind, " ".join(detail.split()), picture, element)

    def add_box(self, paragraphs: Iterable[Paragraph]) -> None:
        """The paragraphs of a text box that hangs on the paragraph which is open."""
        self._boxes += paragraphs

    def end(self, look: Look, cell: Cell | None) -> None:
        """A paragraph ends here. One without text leaves what it has, a picture perhaps, to the next."""
        if self.flowing:
            self._inline.add("\n")
        else:
            self._close(look, cell)

    def finish(self, look: Look) -> list[Paragraph]:
        """All paragraphs; what a last one without text has goes to the end of the one before."""
        self._close(look, None)
        if self.paragraphs:
            self.paragraphs[-1] = _with_codes_at_the_end(self.paragraphs[-1], self._inline)
        return self.paragraphs

    def _leave_out(self, text: str) -> None:
        if self.fields.here.contents:
            self.left_out.add(CONTENTS)
        elif self.hidden and text.strip(BLANKS):
            self.left_out.add(HIDDEN)

    def _close(self, look: Look, cell: Cell | None) -> None:
        if self._has_text:
            self.paragraphs.append(_paragraph(self._inline, look, cell))
            self._inline, self._has_text = InlineText(), False
        self.paragraphs += self._boxes
        self._boxes = []


def _linked(formats: Iterable[Format], address: str) -> list[Format]:
    """The formats of a link's text; that it is underlined is the look of a link."""
    return [(CodeKind.LINK, address), *(found for found in formats if found[0] is not CodeKind.UNDERLINE)]


def _paragraph(inline: InlineText, look: Look, cell: Cell | None) -> Paragraph:
    return Paragraph(look, inline.segment(), cell, tuple(inline.pictures), inline.origins())


def _with_codes_at_the_end(paragraph: Paragraph, rest: InlineText) -> Paragraph:
    codes: Iterable[Code] = rest.segment().codes
    segment = paragraph.segment
    end = len(segment.text)
    moved = (replace(code, id=str(n), start=end, end=end) for n, code in enumerate(codes, len(segment.codes) + 1))
    whole = segment._replace(codes=(*segment.codes, *moved))
    origins = (replace(one, start=end, end=end) for one in rest.origins())
    return replace(
        paragraph,
        segment=whole,
        pictures=(*paragraph.pictures, *rest.pictures),
        origins=(*paragraph.origins, *origins),
    )
