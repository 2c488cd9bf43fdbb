"""References: to original data, to other codes, to units, to notes, and their notation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.bitext.foreign.xliff2_rules.structure import Violation

if TYPE_CHECKING:
    from lxml.etree import _Element

_DATA = ("dataRef", "dataRefStart", "dataRefEnd")
_FLOWS = ("subFlows", "subFlowsStart", "subFlowsEnd")
_NAME = r"[\w.:·-]+"
_SELECTOR = re.compile(rf"(?:({_NAME})=)?({_NAME})")
_LEVELS = {"f": 0, "g": 1, "u": 2}
_LEAF = 3
_LEAVES = frozenset("ndt")


def references_resolved(root: _Element) -> Iterator[Violation]:
    """References to data, codes or units that are not there."""
    for file in root.iterchildren("file"):
        units = {unit.get("id", "") for unit in file.iter("unit")}
        for unit in file.iter("unit"):
            data = {one.get("id", "") for one in unit.iterfind("originalData/data")}
            codes = {one.get("id", ""): one for one in unit.iter("ph", "pc", "sc", "ec") if one.get("id")}
            for code in unit.iter("ph", "pc", "sc", "ec"):
                yield from _dangling(code, _DATA, data, "original data")
                yield from _dangling(code, _FLOWS, units, "unit")
                yield from _badly_copied(code, codes)


def _dangling(code: _Element, attributes: tuple[str, ...], known: set[str], what: str) -> Iterator[Violation]:
    for attribute in attributes:
        for name in code.get(attribute, "").split():
            if name not in known:
                yield code, f"{attribute} names “{name}”, and there is no such {what}"


def _badly_copied(code: _Element, codes: dict[str, _Element]) -> Iterator[Violation]:
    name = code.get("copyOf")
    if name is None:
        return
    original = codes.get(name)
    if original is None:
        yield code, f"copyOf names “{name}”, and there is no such code"
    elif original.get("canCopy") == "no":
        yield code, f"a copy of “{name}”, which cannot be copied"
    elif any(code.get(attribute) for attribute in _DATA):
        yield code, "a copy that has original data of its own"


def comments_explained(root: _Element) -> Iterator[Violation]:
    """Comments without exactly one of a value and a note of their unit; references in a wrong notation."""
    for unit in root.iter("unit"):
        notes = {note.get("id") for note in unit.iterfind("notes/note")}
        for mark in unit.iter("mrk", "sm"):
            reference = mark.get("ref")
            selectors = _selectors(reference) if reference and reference.startswith("#") else []
            if selectors is None:
                yield mark, f"ref=“{reference}” is no reference"
            elif mark.get("type") == "comment" and (reference is None) is ("value" not in mark.attrib):
                yield mark, "a comment needs a value or a reference to a note, and not both"
            elif mark.get("type") == "comment" and reference is not None and not _names_note(selectors, unit, notes):
                yield mark, f"ref=“{reference}” names no note of this unit"


def _selectors(reference: str) -> list[tuple[str, str]] | None:
    """The prefixes and IDs of a fragment identifier, ``None`` where the standard does not allow it."""
    found = [_SELECTOR.fullmatch(part) for part in reference[1:].removeprefix("/").split("/")]
    selectors = [(one[1] or "", one[2]) for one in found if one is not None]
    levels = [_LEVELS.get(prefix, _LEAF) for prefix, _ in selectors]
    known = all(len(prefix) != 1 or prefix in _LEVELS or prefix in _LEAVES for prefix, _ in selectors)
    in_order = all(one < other for one, other in pairwise(levels))
    return selectors if len(selectors) == len(found) and known and in_order else None


def _names_note(selectors: list[tuple[str, str]], unit: _Element, notes: set[str | None]) -> bool:
    *around, (prefix, name) = selectors or [("", "")]
    here = not around or around[-1] == ("u", unit.get("id"))
    return prefix == "n" and name in notes and here
