"""Text as a browser sets it: blanks collapsed, lines joined, paragraphs told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.model import CodeKind
from toolkit.readers.inline import BLANKS, Format, InlineText, Source
from toolkit.readers.lines import between_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

BREAK = "\v"
"""Stands for ``<br>``."""

_GAP = re.compile(f"[{BLANKS}]{{2,}}|\\A[{BLANKS}]|[{BLANKS}]\\Z|[\t\r\n\f\v]")
_COLLAPSIBLE = re.compile("[ \t\r\n\f]+")
_FINAL = "。！？：；…”’』」）】.!?:;"


@dataclass(frozen=True, slots=True)
class Node:
    """A text of a page: what an element begins with (``text``), what follows it (``tail``), or a ``break``."""

    element: _Element
    where: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text of a node."""

    node: Node
    start: int
    end: int


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is being read, and the look that all of its text has."""

    inline: InlineText = field(default_factory=InlineText)
    common: tuple[Format, ...] | None = None
    begins_with_picture: bool = False

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return any(kind is CodeKind.BOLD for kind, _ in self.common or ())

    @property
    def is_link(self) -> bool:
        """Whether all of it is one link."""
        return any(kind is CodeKind.LINK for kind, _ in self.common or ())


@dataclass(slots=True)
class Flow:
    """The text of a block, which may turn out to be several paragraphs.

    Two breaks, or one and an indent, begin a new one; so does an indent (　　) in a new line or
    after a final mark, as pages do that were written before style sheets.
    """

    paragraphs: list[Paragraph] = field(default_factory=lambda: [Paragraph()])
    _gap: list[tuple[str, Stretch]] = field(default_factory=list)
    _before: str = ""
    """The last character, empty at the beginning of a paragraph."""
    _formats: tuple[Format, ...] = ()

    def add(self, text: str, formats: Iterable[Format], node: Node) -> None:
        """Adds text of a `node`; `formats` are the look of all of it, the outermost first."""
        look = tuple(formats)
        position = 0
        for gap in _GAP.finditer(text):
            self._add_solid(text[position : gap.start()], look, Stretch(node, position, gap.start()))
            self._gap.append((gap[0], Stretch(node, gap.start(), gap.end())))
            position = gap.end()
        self._add_solid(text[position:], look, Stretch(node, position, len(text)))

    def place(self, kind: CodeKind, detail: str, element: _Element, picture: Source = ("", "")) -> None:
        """Adds something without text. Blanks count beside program code, and not beside a picture."""
        stand_in = "x" if kind is CodeKind.VERBATIM else "图"
        self._close_gap(stand_in, ())
        paragraph = self.paragraphs[-1]
        if not self._before:
            paragraph.begins_with_picture = kind is CodeKind.IMAGE
        paragraph.inline.place(kind, detail, picture, element)
        self._before = stand_in

    def _add_solid(self, text: str, look: tuple[Format, ...], stretch: Stretch) -> None:
        if not text:
            return
        self._close_gap(text[0], look)
        paragraph = self.paragraphs[-1]
        paragraph.inline.add(text, look, (stretch,))
        paragraph.common = look if paragraph.common is None else _shared(paragraph.common, look)
        self._before, self._formats = text[-1], look

    def _close_gap(self, after: str, look: tuple[Format, ...]) -> None:
        gap, places, self._gap = "".join(text for text, _ in self._gap), tuple(one for _, one in self._gap), []
        if not gap or not self._before:
            return
        if _begins_paragraph(self._before, gap):
            self.paragraphs.append(Paragraph())
            self._before = ""
        else:
            self.paragraphs[-1].inline.add(_set(self._before, gap, after), _shared(look, self._formats), places)


def _shared(one: tuple[Format, ...], other: tuple[Format, ...]) -> tuple[Format, ...]:
    return one if one == other else tuple(look for look in one if look in other)


def _begins_paragraph(before: str, gap: str) -> bool:
    breaks, tail = gap.count(BREAK), re.split(r"[\v\r\n]", gap)[-1]
    indented = tail.count("\u3000") >= 2 or tail.count("\xa0") >= 4
    return breaks >= 2 or (indented and (breaks > 0 or "\n" in gap or before in _FINAL))


def _set(before: str, gap: str, after: str) -> str:
    """What a browser shows for a `gap`, but for the blank that it shows for a new line between two Han characters."""
    if BREAK in gap:
        return "\n"
    return _COLLAPSIBLE.sub(between_lines(before, after) if "\n" in gap else " ", gap)
