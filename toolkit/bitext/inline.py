"""Inline codes in XML: those of XLIFF 1.2 written and read, those of other formats read by their `Dialect`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from toolkit.codes import Border, Side, borders, crossing
from toolkit.model import PAIRED_KINDS, Code, CodeKind

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"

_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
"""What XML has no form for, not even an escaped one, is written as a sign that something was there."""

TEXT_ESCAPES = _ILLEGAL | str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
ATTRIBUTE_ESCAPES = TEXT_ESCAPES | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_ESCAPED = re.compile('[\\0-\\x1f&<>"\ud800-\udfff\ufffe\uffff]')
"""What is escaped in texts or attributes: few have any of it, and looking for it takes a tenth of replacing it."""

_STANDARD_TYPES = {CodeKind.UNDERLINE: "underlined", CodeKind.BREAK: "lb"} | {
    kind: str(kind) for kind in (CodeKind.BOLD, CodeKind.ITALIC, CodeKind.LINK, CodeKind.IMAGE)
}
_WRITTEN_TYPE = {kind: _STANDARD_TYPES.get(kind, f"x-{kind}") for kind in CodeKind}
_READ_TYPE = {written: kind for kind, written in _WRITTEN_TYPE.items()}


class UnknownElementError(Exception):
    """An element has no place in the text of a unit; ``args`` holds the element."""


class Role(Enum):
    """What an inline element does in its text."""

    AROUND = auto()
    BEGIN = auto()
    END = auto()
    PLACE = auto()
    MARK = auto()
    CHARACTER = auto()


class Dialect(NamedTuple):
    """How a format writes inline codes.

    ``roles`` says what each element does, by its name without namespace; ``ids`` are the
    attributes that number a code, ``partners`` those that an element that ends something shares
    with the one that began it, the first present counting in both. ``kind`` may know what a
    code is, ``detail`` what stands behind it.
    """

    roles: Mapping[str, Role]
    ids: tuple[str, ...]
    partners: tuple[str, ...]
    kind: Callable[[_Element], CodeKind | None]
    detail: Callable[[_Element], str]


def escape_text(text: str) -> str:
    """`text` as the content of an element."""
    return text.translate(TEXT_ESCAPES) if _ESCAPED.search(text) else text


def escape_attribute(text: str) -> str:
    """`text` as the value of an attribute."""
    return text.translate(ATTRIBUTE_ESCAPES) if _ESCAPED.search(text) else text


def write_inline(text: str, codes: Sequence[Code]) -> str:
    """`text` with its codes as XML.

    Codes that cross others cannot be elements around text, and are written as ``<bx/>`` and ``<ex/>``.
    """
    if not codes:
        return escape_text(text)
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


def native_code(element: _Element) -> str:
    """What stands behind an XLIFF 1.2 code: its plain rendering where it has one, else its own content."""
    return element.get("equiv-text", "" if local_name(element) == "g" else native_text(element))


def native_text(element: _Element) -> str:
    """All text in an element, that of the elements in it too."""
    return "".join(element.itertext()) if len(element) else element.text or ""


XLIFF12 = Dialect(
    roles={
        "g": Role.AROUND,
        "mrk": Role.MARK,
        "bx": Role.BEGIN,
        "bpt": Role.BEGIN,
        "ex": Role.END,
        "ept": Role.END,
        "x": Role.PLACE,
        "ph": Role.PLACE,
        "it": Role.PLACE,
    },
    ids=("id",),
    partners=("rid", "id"),
    kind=lambda element: _READ_TYPE.get(element.get("ctype", "")),
    detail=native_code,
)


def read_inline(element: _Element, dialect: Dialect = XLIFF12) -> tuple[str, tuple[Code, ...]]:
    """The text of a ``<source>`` or ``<target>`` and its codes; raises `UnknownElementError`.

    The native codes of other programs (``<bpt>``, ``<ept>``, ``<it>``, ``<ph>``) become codes whose
    content is their detail and no text; marks (``<mrk>``) are passed through.
    """
    if not len(element):
        return element.text or "", ()
    reading = _Reading(dialect)
    reading.read(element)
    codes = _numbered_rest(reading.codes())
    if len(codes) > 1:
        codes.sort(key=lambda code: (code.start, -code.end))
    return "".join(reading.pieces), tuple(codes)


def _numbered_rest(codes: list[Code]) -> list[Code]:
    """The codes, those without an ID with the first numbers that no other has."""
    if all(code.id for code in codes):
        return codes
    taken = {code.id for code in codes}
    free = (name for name in map(str, count(1)) if name not in taken)
    return [code if code.id else replace(code, id=next(free)) for code in codes]


_NOT_BEGUN: tuple[_Element | None, int, int] = (None, 0, 0)


class _Reading:
    """One text on the way: ``found`` are its codes in the order in which they begin, ``None`` for what has not ended.

    ``begun`` holds, by what partners share, the elements that begin something, where they stand,
    and their places in ``found``.
    """

    __slots__ = ("begun", "dialect", "found", "length", "pieces")

    def __init__(self, dialect: Dialect) -> None:
        self.dialect, self.length = dialect, 0
        self.pieces: list[str] = []
        self.found: list[Code | None] = []
        self.begun: dict[str, tuple[_Element, int, int]] = {}

    def read(self, element: _Element) -> None:
        self._add(element.text)
        for child in element:
            self._read_child(child)
            self._add(child.tail)

    def _read_child(self, child: _Element) -> None:
        found, start = self.found, self.length
        role = self.dialect.roles.get(local_name(child))
        if role is Role.BEGIN:
            self.begun[_first(child, self.dialect.partners)] = child, start, len(found)
            found.append(None)
        elif role is Role.END:
            opening, begin, place = self.begun.pop(_first(child, self.dialect.partners), _NOT_BEGUN)
            if opening is None:
                found.append(self._code(child, start, None))
            else:
                found[place] = self._code(opening, begin, start)
        elif role is Role.PLACE:
            found.append(self._code(child, start, None))
        elif role is Role.AROUND:
            place = len(found)
            found.append(None)
            self.read(child)
            found[place] = self._code(child, start, self.length)
        elif role is Role.MARK:
            self.read(child)
        elif role is Role.CHARACTER:
            self._add("\ufffd")
        else:
            raise UnknownElementError(child)

    def _add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def codes(self) -> list[Code]:
        """All that was found; what begins and never ends stands for something without text."""
        for element, start, place in self.begun.values():
            self.found[place] = self._code(element, start, None)
        return [code for code in self.found if code is not None]

    def _code(self, element: _Element, start: int, end: int | None) -> Code:
        """The code of an element, around text unless `end` is ``None``."""
        otherwise = CodeKind.OBJECT if end is None else CodeKind.SPAN
        kind = self.dialect.kind(element) or otherwise
        if (kind in PAIRED_KINDS) is (end is None):
            kind = otherwise
        name = _first(element, self.dialect.ids)
        return Code(name, kind, start, start if end is None else end, self.dialect.detail(element))


def _first(element: _Element, names: tuple[str, ...]) -> str:
    for name in names:
        if value := element.get(name):
            return value
    return ""


def local_name(element: _Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def drop_namespace(root: _Element) -> None:
    """Takes the namespace of `root` from it and from all within that share it, so that plain names name them."""
    space = str(root.tag).rpartition("}")[0]
    if space:
        for element in root.iter(space + "}*"):
            element.tag = local_name(element)
