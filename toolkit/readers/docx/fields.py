"""Fields: a hidden instruction and the result that people see, marked by three characters in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from toolkit.readers.docx.markup import W

if TYPE_CHECKING:
    from lxml.etree import _Element

CHARACTER = W + "fldChar"
_TYPE = W + "fldCharType"
_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|(\\\S)|(\S+)')


@dataclass(frozen=True, slots=True)
class Shown:
    """What the fields that are open at a place do to the text there.

    ``silent``: it is not shown, as an instruction or in a table of contents, which ``contents``
    tells. ``address`` is where it leads, if a field makes it a link.
    """

    silent: bool = False
    contents: bool = False
    address: str = ""


@dataclass(slots=True)
class Field:
    """A field that has begun; ``shows`` once its instruction is over, ``outside`` is what holds around it."""

    outside: Shown
    shows: bool = False
    _pieces: list[str] = field(default_factory=list)

    @property
    def instruction(self) -> str:
        """What the field is to show, such as ``HYPERLINK "https://…"``."""
        return "".join(self._pieces).strip()

    @property
    def kind(self) -> str:
        """The first word of the instruction: HYPERLINK, TOC, PAGE …"""
        return next(iter(self.instruction.split(None, 1)), "").upper()

    def instruct(self, text: str) -> None:
        """A piece of the instruction."""
        self._pieces.append(text)


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place in the text, and what they do ``here``."""

    here: Shown = Shown()
    _open: list[Field] = field(default_factory=list)

    def begin(self) -> None:
        """A field begins, with its instruction."""
        self._open.append(Field(self.here))
        self.here = replace(self.here, silent=True)

    def instruct(self, text: str) -> None:
        """Text of the instruction of the innermost field."""
        if self._open and not self._open[-1].shows:
            self._open[-1].instruct(text)

    def separate(self) -> None:
        """The instruction is over, the result begins."""
        if self._open and not self._open[-1].shows:
            innermost = self._open[-1]
            innermost.shows = True
            outside, contents = innermost.outside, innermost.kind == "TOC"
            address = _address(innermost) or outside.address
            self.here = Shown(outside.silent or contents, outside.contents or contents, address)

    def end(self) -> Field | None:
        """The innermost field is over."""
        if not self._open:
            return None
        ended = self._open.pop()
        self.here = ended.outside
        return ended


def _address(link: Field) -> str:
    """Where a HYPERLINK leads; empty for other fields."""
    if link.kind != "HYPERLINK":
        return ""
    address, switch = "", ""
    for quoted, flag, bare in _ARGUMENT.findall(link.instruction)[1:]:
        if flag:
            switch = flag
            continue
        if switch == r"\l":
            address += f"#{quoted or bare}"
        elif not switch:
            address = (quoted or bare).replace("\\\\", "\\") + address
        switch = ""
    return address


def unbalanced(root: _Element) -> set[_Element]:
    """The field characters under `root` that have no partner: what follows one is not a field."""
    open_fields: list[list[_Element]] = []
    alone: set[_Element] = set()
    for character in root.iter(CHARACTER):
        kind = character.get(_TYPE)
        if kind == "begin":
            open_fields.append([character])
        elif not open_fields:
            alone.add(character)
        elif kind == "end":
            open_fields.pop()
        else:
            open_fields[-1].append(character)
    return alone.union(*open_fields)
