"""Text with inline formatting, put together piece by piece as a reader meets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from toolkit.codes import cut, nested, numbered
from toolkit.model import Code, CodeKind, Segment

Format = tuple[CodeKind, str]
"""A kind of formatting and its detail, such as the address of a link."""

Source = tuple[str, str]
"""Where the bytes of a picture are, and its alternative text, which may be empty."""

BLANKS = " \t\r\n\f\v\u3000\xa0\u200b\ufeff"
"""What is taken off both ends of a block."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a stretch of a block was read from: an element, or a place in one; a thing without text has no length."""

    source: Any
    start: int
    end: int


@dataclass(slots=True)
class InlineText:
    """The text of a block while it is read.

    Files say how each stretch looks (DOCX) or nest elements (HTML). Either way stretches of the
    same format that follow each other become one code, and codes never cross. ``pictures`` are
    those that were placed, as far as they have an address.
    """

    pictures: list[Source] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _codes: list[Code] = field(default_factory=list)
    _origins: list[Origin] = field(default_factory=list)

    def add(self, text: str, formats: Iterable[Format] = (), source: Any = None) -> None:
        """Adds `text`, all of which has the `formats` and was read from `source`."""
        if source is not None:
            self._origins.append(Origin(source, self._length, self._length + len(text)))
        start, self._length = self._length, self._length + len(text)
        self._pieces.append(text)
        if text:
            self._codes += [Code("", kind, start, self._length, detail) for kind, detail in formats]

    def place(self, kind: CodeKind, detail: str = "", picture: Source = ("", ""), source: Any = None) -> None:
        """Puts something without text here: a picture, program code, the mark of a footnote."""
        if source is not None:
            self._origins.append(Origin(source, self._length, self._length))
        if picture[0]:
            self.pictures.append(picture)
        self._codes.append(Code("", kind, self._length, self._length, detail))

    def segment(self) -> Segment:
        """What was added as one segment without an ID, trimmed, its codes numbered from 1.

        Formatting of the whole text is the look of its block and no code; formatting of nothing
        but blanks is none either.
        """
        whole = "".join(self._pieces)
        start = len(whole) - len(whole.lstrip(BLANKS))
        text = whole.strip(BLANKS)
        codes = cut(_joined(self._codes), start, start + len(text))
        return Segment("", text, numbered(nested(code for code in codes if _matters(code, text))))

    def origins(self) -> tuple[Origin, ...]:
        """What the text of `segment` was read from, in reading order."""
        whole = "".join(self._pieces)
        lead = len(whole) - len(whole.lstrip(BLANKS))
        return tuple(replace(one, start=one.start - lead, end=one.end - lead) for one in self._origins)


def _joined(codes: Iterable[Code]) -> Iterator[Code]:
    """Each code once for all the stretches of it that follow each other."""
    last: dict[Format, Code] = {}
    for code in codes:
        if not code.is_paired:
            yield code
            continue
        before = last.get((code.kind, code.detail))
        if before and before.end == code.start:
            code = replace(before, end=code.end)
        elif before:
            yield before
        last[code.kind, code.detail] = code
    yield from last.values()


def _matters(code: Code, text: str) -> bool:
    if not code.is_paired:
        return True
    everything = code.start == 0 and code.end == len(text) and code.kind is not CodeKind.LINK
    return not everything and bool(text[code.start : code.end].strip(BLANKS))
