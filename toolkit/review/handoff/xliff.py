"""Reads XLIFF 1.2 that was handed off, as any CAT tool may have written it again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.bitext import read_note
from toolkit.bitext.foreign.assembly import EXPORT_AGAIN, coded_text, filled_state
from toolkit.bitext.foreign.omegat import OWN_AUTHOR
from toolkit.bitext.foreign.xliff12 import is_xliff12
from toolkit.bitext.inline import XLIFF12, drop_namespace
from toolkit.bitext.xliff import BATCH_SENDER, READ_STATES
from toolkit.codes import tagged
from toolkit.errors import InputError
from toolkit.language.chinese import count_han
from toolkit.model import Note, State
from toolkit.review.handoff.values import ReturnedFile, ReturnedUnit
from toolkit.review.returned import comparable
from toolkit.safe.xml import line_of, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = re.compile(r"[^/\\]*$")


def read_file(content: bytes, name: str) -> ReturnedFile:
    """The units of an XLIFF file that was handed off; raises `InputError` for what is none.

    Whatever a tool has put around the units, and segments that it has marked in them, make no difference.
    """
    root = parse_xml(content, name, EXPORT_AGAIN, allow_doctype=True)
    if not is_xliff12(root):
        raise InputError(name, "not an XLIFF 1 file", "give the file that was handed off, exported as XLIFF 1.2")
    drop_namespace(root)
    file = root.find("file")
    if file is None:
        raise InputError(name, "an XLIFF file without a <file>", EXPORT_AGAIN)
    batch = file.findtext(f"header/note[@from='{BATCH_SENDER}']", "").strip()
    units = [_unit(element, name) for element in root.iter("trans-unit") if element.find("source") is not None]
    return ReturnedFile(name, _document(file), batch, units)


def _document(file: _Element) -> str:
    """The name of the document, which is that of the original without folder and ending."""
    found = _NAME.search(file.get("original", ""))
    original = found[0] if found else ""
    return original.rpartition(".")[0] or original


def _unit(element: _Element, name: str) -> ReturnedUnit:
    source = _text(element, "source", name)
    target = _text(element, "target", name)
    english = None if _is_copy(source, target) else target
    return ReturnedUnit(
        id=element.get("id", ""),
        source=source,
        target=english,
        place=line_of(element, name),
        state=_state(element, english or ""),
        notes=tuple(_notes(element)),
    )


def _text(element: _Element, name: str, place: str) -> str:
    found = element.find(name)
    return "" if found is None else tagged(*coded_text(found, XLIFF12, place))


def _is_copy(source: str, target: str) -> bool:
    """Whether nobody has translated a unit in whose target the Chinese was put."""
    return comparable(source) == comparable(target) and count_han(source) > 0


def _state(element: _Element, english: str) -> State | None:
    target = element.find("target")
    stated = "" if target is None else target.get("state", "")
    state = READ_STATES.get(stated)
    if element.get("approved") == "yes" and state in (None, State.EMPTY, State.DRAFT):
        state = State.TRANSLATED  # many tools approve whatever is no draft
    return None if state is None else filled_state(state, english)


def _notes(element: _Element) -> Iterator[Note]:
    for one in element.iterchildren("note"):
        note = read_note("".join(one.itertext()), one.get("from", ""))
        if note.author != OWN_AUTHOR and comparable(note.text):
            yield note
