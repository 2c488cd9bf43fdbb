"""Reads XLIFF 2.0, 2.1 and 2.2 (OASIS): every segment of every unit that is to be translated.

What breaks a rule of the standard is refused (`xliff2_rules`). Ignorables, modules and extensions are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.bitext.foreign.assembly import EXPORT_AGAIN, assemble, coded_text, filled_state, oriented
from toolkit.bitext.foreign.languages import Pair
from toolkit.bitext.foreign.xliff2_rules import violations
from toolkit.bitext.inline import Dialect, Role, drop_namespace, local_name
from toolkit.errors import InputError
from toolkit.model import Bitext, CodeKind, Note, Segment, State, Unit
from toolkit.safe.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = "{urn:oasis:names:tc:xliff:document:2."
_STATES = {
    "initial": State.DRAFT,
    "translated": State.TRANSLATED,
    "reviewed": State.REVIEWED,
    "final": State.FINAL,
}
_KINDS = {
    "xlf:b": CodeKind.BOLD,
    "xlf:i": CodeKind.ITALIC,
    "xlf:u": CodeKind.UNDERLINE,
    "xlf:lb": CodeKind.BREAK,
    "link": CodeKind.LINK,
    "image": CodeKind.IMAGE,
}


def _kind(element: _Element) -> CodeKind | None:
    return _KINDS.get(element.get("subType", "")) or _KINDS.get(element.get("type", ""))


def _shown(element: _Element) -> str:
    return element.get("equiv") or element.get("equivStart") or ""


_INLINE = Dialect(
    roles={
        "pc": Role.AROUND,
        "sc": Role.BEGIN,
        "ec": Role.END,
        "ph": Role.PLACE,
        "mrk": Role.MARK,
        "sm": Role.MARK,
        "em": Role.MARK,
        "cp": Role.CHARACTER,
    },
    ids=("id", "startRef"),
    partners=("startRef", "rid", "id"),
    kind=_kind,
    detail=_shown,
)


def _dialect(unit: _Element) -> Dialect:
    """How the codes of a unit are read: with the original codes that it stores."""
    stored = {data.get("id"): "".join(data.itertext()) for data in unit.iterfind("originalData/data")}

    def original(element: _Element) -> str:
        return stored.get(element.get("dataRef") or element.get("dataRefStart")) or _shown(element)

    return _INLINE._replace(detail=original)


def is_xliff2(root: _Element) -> bool:
    """Whether a document is XLIFF 2 by its first element."""
    return str(root.tag).startswith(_ROOT) and local_name(root) == "xliff"


def read_xliff2_bitext(root: _Element, place: str, wanted: Pair) -> Bitext:
    """The segments of all units as one bitext; with several files the ID of each stands before those of its units.

    Raises `InputError` with the line of the first thing that the standard does not allow.
    """
    drop_namespace(root)
    for element, problem in violations(root):
        raise InputError(line_of(element, place), f"not valid XLIFF 2: {problem}", EXPORT_AGAIN)
    languages = root.get("srcLang", ""), root.get("trgLang", "")
    files = root.findall("file")
    read = (
        _read_unit(unit, f"{file.get('id')}#" if len(files) > 1 else "", place)
        for file in files
        for unit in _units(file)
    )
    return assemble(*oriented(read, languages, wanted), place)


def _units(parent: _Element, translate: str = "yes") -> Iterator[_Element]:
    """The units to be translated in a file or a group, and in the groups within."""
    translate = parent.get("translate", translate)
    for child in parent:
        if child.tag == "group":
            yield from _units(child, translate)
        elif child.tag == "unit" and child.get("translate", translate) == "yes":
            yield child


def _read_unit(element: _Element, origin: str, place: str) -> list[Unit]:
    notes = tuple(Note(note.text or "") for note in element.iterfind("notes/note"))
    segments = element.findall("segment")
    name, dialect = origin + element.get("id", ""), _dialect(element)
    units = []
    for number, segment in enumerate(segments, 1):
        own = f"{name}/{segment.get('id', number)}" if len(segments) > 1 else name
        target = segment.find("target")
        text, codes = ("", ()) if target is None else coded_text(target, dialect, place)
        original = Segment(own, *coded_text(segment[0], dialect, place))
        state = filled_state(_STATES.get(segment.get("state", ""), State.TRANSLATED), text)
        units.append(Unit(original, text, state, notes=notes, codes=codes))
    return units
