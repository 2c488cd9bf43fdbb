"""IDs that must differ from each other, and the order of targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from toolkit.bitext.foreign.xliff2_rules.structure import XML, Violation
from toolkit.bitext.inline import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_MODULES = "{urn:oasis:names:tc:xliff:"


def ids_unique(root: _Element) -> Iterator[Violation]:
    """Two files, two groups or units of a file, two parts, notes, data or codes of a unit with one ID."""
    yield from _repeated(root.iterchildren("file"))
    for file in root.iterchildren("file"):
        yield from _repeated(file.iter("group"))
        yield from _repeated(file.iter("unit"))
    for unit in root.iter("unit"):
        yield from _repeated(unit.iterchildren("segment", "ignorable"))
        yield from _repeated(unit.iterfind("originalData/data"))
        for side in ("source", "target"):
            texts = unit.iter(side)
            yield from _repeated(code for text in texts for code in text.iter("ph", "pc", "sc", "mrk", "sm"))
    for notes in root.iter("notes"):
        yield from _repeated(notes)


def _repeated(elements: Iterable[_Element]) -> Iterator[Violation]:
    seen: set[str] = set()
    for element in elements:
        name = element.get("id")
        if name in seen:
            yield element, f"the id “{name}” stands twice"
        if name:
            seen.add(name)


def extensions_named(root: _Element) -> Iterator[Violation]:
    """Two extension elements of a file, a group or a unit with one ID."""
    for holder in root.iter("file", "group", "unit"):
        seen: set[str] = set()
        for child in holder:
            if not str(child.tag).startswith("{") or str(child.tag).startswith(_MODULES):
                continue
            for element in child.iter():
                name = element.get("id") or element.get(f"{XML}id")
                if name in seen:
                    yield element, f"the id “{name}” stands twice among the extensions of <{local_name(holder)}>"
                if name:
                    seen.add(name)


def orders_unique(root: _Element) -> Iterator[Violation]:
    """Two targets of a unit that are to stand in one place; where no order is stated it is that of the parts."""
    for unit in root.iter("unit"):
        taken: set[int] = set()
        for number, part in enumerate(unit.iterchildren("segment", "ignorable"), 1):
            target = part.find("target")
            stated = "" if target is None else target.get("order", "")
            order = int(stated[:9]) if stated.isdecimal() else number
            if order in taken:
                yield part, f"a second target with the order {order}"
            taken.add(order)
