"""Inline codes in XLIFF 1.2: ``<g>`` around text, ``<x/>`` where there is none, and what others write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.codes import Border, Side, borders, crossing
from toolkit.model import PAIRED_KINDS, Code, CodeKind

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"

TEXT_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
ATTRIBUTE_ESCAPES = TEXT_ESCAPES | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})

_STANDARD_TYPES = {CodeKind.UNDERLINE: "underlined", CodeKind.BREAK: "lb"} | {
    kind: str(kind) for kind in (CodeKind.BOLD, CodeKind.ITALIC, CodeKind.LINK, CodeKind.IMAGE)
}
_WRITTEN_TYPE = {kind: _STANDARD_TYPES.get(kind, f"x-{kind}") for kind in CodeKind}
_READ_TYPE = {written: kind for kind, written in _WRITTEN_TYPE.items()}


class UnknownElementError(Exception):
    """An element has no place in the text of a unit; ``args`` holds the element."""


def write_inline(text: str, codes: Sequence[Code]) -> str:
    """`text` with its codes as XML.

    Codes that cross others cannot be elements around text, and are written as ``<bx/>`` and ``<ex/>``.
    """
    if not codes:
        return text.translate(TEXT_ESCAPES)
    across = crossing(codes)
    pieces, last = [], 0
    for border in borders(codes):
        pieces += [text[last : border.offset].translate(TEXT_ESCAPES), _element(border, border.code in across)]
        last = border.offset
    return "".join([*pieces, text[last:].translate(TEXT_ESCAPES)])


def _element(border: Border, crosses: bool) -> str:
    code = border.code
    name = code.id.translate(ATTRIBUTE_ESCAPES)
    if border.side is Side.CLOSE:
        return f'<ex id="{name}" rid="{name}"/>' if crosses else "</g>"
    detail = f' equiv-text="{code.detail.translate(ATTRIBUTE_ESCAPES)}"' if code.detail else ""
    described = f'id="{name}" ctype="{_WRITTEN_TYPE[code.kind]}"{detail}'
    if border.side is Side.PLACE:
        return f"<x {described}/>"
    return f'<bx {described} rid="{name}"/>' if crosses else f"<g {described}>"


def read_inline(element: _Element) -> tuple[str, tuple[Code, ...]]:
    """The text of a ``<source>`` or ``<target>`` and its codes; raises `UnknownElementError`.

    The native codes of other programs (``<bpt>``, ``<ept>``, ``<it>``, ``<ph>``) become codes whose
    content is their detail and no text; marks (``<mrk>``) are passed through.
    """
    if not len(element):
        return element.text or "", ()
    reading = _Reading()
    reading.read(element)
    return "".join(reading.pieces), tuple(sorted(reading.codes(), key=lambda code: (code.start, -code.end)))


@dataclass(slots=True)
class _Reading:
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    found: list[Code | None] = field(default_factory=list)
    """In the order in which they begin; ``None`` for what has not ended yet."""
    begun: dict[str, tuple[_Element, int, int]] = field(default_factory=dict)
    """By ``rid``: elements that begin something, where they stand, and their places in `found`."""

    def read(self, element: _Element) -> None:
        self._add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._read_child(child)
            self._add(child.tail)

    def _read_child(self, child: _Element) -> None:
        start, place = self.length, len(self.found)
        partner = child.get("rid", child.get("id", ""))
        match _name(child):
            case "g":
                self.found.append(None)
                self.read(child)
                self.found[place] = _code(child, CodeKind.SPAN, start, self.length)
            case "mrk":
                self.read(child)
            case "bx" | "bpt":
                self.found.append(None)
                self.begun[partner] = child, start, place
            case "ex" | "ept" if partner in self.begun:
                opening, begin, place = self.begun.pop(partner)
                self.found[place] = _code(opening, CodeKind.SPAN, begin, start)
            case "x" | "ph" | "it" | "ex" | "ept":
                self.found.append(_code(child, CodeKind.OBJECT, start, start))
            case _:
                raise UnknownElementError(child)

    def _add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def codes(self) -> Iterator[Code]:
        """All that was found; what begins and never ends stands for something without text."""
        for element, start, place in self.begun.values():
            self.found[place] = _code(element, CodeKind.OBJECT, start, start)
        return (code for code in self.found if code is not None)


def _name(element: _Element) -> str:
    return str(element.tag).removeprefix(f"{{{NAMESPACE}}}")


def _code(element: _Element, otherwise: CodeKind, start: int, end: int) -> Code:
    """The code of an element; `otherwise` is its kind where its type says nothing that fits."""
    kind = _READ_TYPE.get(element.get("ctype", ""), otherwise)
    if (kind in PAIRED_KINDS) is not (otherwise in PAIRED_KINDS):
        kind = otherwise
    native = "" if _name(element) == "g" else "".join(element.itertext())
    return Code(element.get("id", ""), kind, start, end, element.get("equiv-text", native))
