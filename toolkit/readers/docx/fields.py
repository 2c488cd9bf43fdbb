"""Fields: a hidden instruction and the result that people see, marked by three characters in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.readers.docx.markup import W

if TYPE_CHECKING:
    from lxml.etree import _Element

CHARACTER = W + "fldChar"
_TYPE = W + "fldCharType"
_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|(\\\S)|(\S+)')


@dataclass(slots=True)
class Field:
    """A field that has begun; ``shows`` once its instruction is over."""

    instruction: str = ""
    shows: bool = False

    @property
    def kind(self) -> str:
        """The first word of the instruction: HYPERLINK, TOC, PAGE …"""
        return self.instruction.split(None, 1)[0].upper() if self.instruction.strip() else ""

    @property
    def address(self) -> str:
        """Where a HYPERLINK leads; empty for other fields."""
        if self.kind != "HYPERLINK":
            return ""
        address, switch = "", ""
        for quoted, flag, bare in _ARGUMENT.findall(self.instruction)[1:]:
            if flag:
                switch = flag
            elif switch == r"\l":
                address, switch = f"{address}#{quoted or bare}", ""
            elif not switch:
                address = (quoted or bare).replace("\\\\", "\\") + address
            else:
                switch = ""
        return address


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place in the text, the innermost last.

    ``silent`` says whether text there is not shown: an instruction, or a table of contents.
    """

    silent: bool = False
    address: str = ""
    contents_left_out: bool = False
    _open: list[Field] = field(default_factory=list)

    def begin(self, instruction: str = "", shows: bool = False) -> None:
        """A field begins; a simple one has its instruction at once and shows its result."""
        self._open.append(Field(instruction, shows))
        self._update()

    def instruct(self, text: str) -> None:
        """Text of the instruction of the innermost field."""
        if self._open and not self._open[-1].shows:
            self._open[-1].instruction += text

    def separate(self) -> None:
        """The instruction is over, the result begins."""
        if self._open:
            self._open[-1].shows = True
            self._update()

    def end(self) -> Field | None:
        """The innermost field is over."""
        ended = self._open.pop() if self._open else None
        self._update()
        return ended

    def _update(self) -> None:
        contents = any(found.kind == "TOC" and found.shows for found in self._open)
        self.contents_left_out |= contents
        self.silent = contents or not all(found.shows for found in self._open)
        self.address = next((found.address for found in reversed(self._open) if found.address), "")


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
