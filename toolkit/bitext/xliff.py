"""Reads and writes a bitext as XLIFF 1.2 (OASIS standard of 1 February 2008).

One line an element, so that version control shows a changed sentence as a changed line. Written
as text and not through an XML library: the layout is part of the format, and building it as a
tree takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from toolkit.bitext.inline import (
    NAMESPACE,
    UnknownElementError,
    escape_attribute,
    escape_text,
    read_inline,
)
from toolkit.bitext.notes import read_note
from toolkit.bitext.origins import from_qualifier
from toolkit.bitext.partition import parts
from toolkit.bitext.xliff_units import WRITTEN_STATES, written_unit
from toolkit.errors import InputError
from toolkit.model import Bitext, Block, Code, Document, Kind, Note, Segment, State, Unit
from toolkit.safe.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_Q = f"{{{NAMESPACE}}}"
_ARCHIVE = "x-archive"
BATCH_SENDER = "toolkit-batch"
"""Who a note in the header is from that names the export."""

_REMEDY = "undo the last change to the file, or take it back from version control"

READ_STATES = {written: state for state, written in WRITTEN_STATES.items()} | {
    "needs-adaptation": State.DRAFT,
    "needs-l10n": State.DRAFT,
    "needs-review-adaptation": State.DRAFT,
    "needs-review-l10n": State.DRAFT,
    "needs-translation": State.DRAFT,
}
"""What the states of XLIFF 1.2 mean, by their names."""

_UNIT_START = re.compile(rb'<trans-unit\b[^<>]*?\bid="([^"]*)"')

_DATATYPES = {"html": "html", "htm": "html", "docx": "x-docx", "md": "x-markdown", "markdown": "x-markdown"}


def write_xliff(bitext: Bitext, batch: str = "") -> bytes:
    """The bitext as the bytes of an XLIFF file; `read_xliff` gives the same bitext back.

    `batch` names the export where the file is handed off to somebody.

    >>> content = Path("source/harbour.xlf").read_bytes()
    >>> write_xliff(read_xliff(content, "source/harbour.xlf")) == content
    True
    """
    return ("\n".join(_file_lines(bitext, batch)) + "\n").encode("utf-8")


def _file_lines(bitext: Bitext, batch: str) -> Iterator[str]:
    document = bitext.document
    datatype = _DATATYPES.get(document.original.rpartition(".")[2].lower(), "plaintext")
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<xliff xmlns="{NAMESPACE}" version="1.2">'
    original, source, target = map(escape_attribute, (document.original, document.language, bitext.target_language))
    languages = f'source-language="{source}" target-language="{target}"'
    yield f'<file original="{original}" {languages} datatype="{datatype}" xml:space="preserve">'
    stated = f'<note from="{BATCH_SENDER}">{escape_text(batch)}</note>' if batch else ""
    yield f'<header><tool tool-id="toolkit" tool-name="Bilingual Toolkit"/>{stated}</header>'
    yield "<body>"
    yield from (part.text for part in parts(bitext) if part.text)
    if bitext.archive:
        yield f'<group restype="{_ARCHIVE}" translate="no">'
        for unit in bitext.archive:
            yield written_unit(unit)
        yield "</group>"
    yield "</body>"
    yield "</file>"
    yield "</xliff>"


def read_xliff(content: bytes, place: str) -> Bitext:
    """The bitext in the bytes of an XLIFF file that the toolkit wrote and others may have edited.

    `place` names the file in errors. A target that somebody filled counts as translated, whatever
    its state says, unless a state says more; a target emptied counts as empty. Raises
    `InputError` for broken XML, for files of other programs and for elements that no text can hold.

    >>> bitext = read_xliff(Path("source/harbour.xlf").read_bytes(), "source/harbour.xlf")
    >>> bitext.units[0].segment.text, bitext.units[0].target
    ('江港新城开港', 'Jianggang New Town Opens Its Port')
    """
    return bitext_of(parse_xml(content, place, _REMEDY), place)


def is_own(root: _Element) -> bool:
    """Whether an XML document is a bitext that the toolkit wrote."""
    files = root.findall(f"{_Q}file") if root.tag == f"{_Q}xliff" else []
    return len(files) == 1 and files[0].find(f"{_Q}header/{_Q}tool[@tool-id='toolkit']") is not None


def bitext_of(root: _Element, place: str) -> Bitext:
    """The bitext in a parsed file of the toolkit's own; what `read_xliff` gives and refuses."""
    file = _only_file(root, place)
    body = file.find(f"{_Q}body")
    blocks: list[Block] = []
    units: list[Unit] = []
    archive: list[Unit] = []
    for group in [] if body is None else body:
        if group.tag != f"{_Q}group":
            raise _broken(place, group, "an element that is not a group of this toolkit")
        found = [_read_unit(element, place) for element in group.iterchildren(f"{_Q}trans-unit")]
        if group.get("restype") == _ARCHIVE:
            archive += found
        else:
            blocks.append(_block(group, found, place))
            units += found
    refuse_repeated(units, place)
    original = file.get("original", "")
    name = original.rpartition(".")[0] or original
    document = Document(name, headline(blocks) or name, tuple(blocks), original, file.get("source-language", ""))
    return Bitext(document, tuple(units), tuple(archive), file.get("target-language", ""))


def headline(blocks: Iterable[Block]) -> str:
    """The first segment of the first headline, empty where there is none."""
    return next((b.segments[0].text for b in blocks if b.kind is Kind.HEADLINE and b.segments), "")


def unit_lines(content: bytes) -> dict[str, int]:
    """The line on which each unit begins in the bytes of a file that the toolkit wrote, by unit ID."""
    lines: dict[str, int] = {}
    number, last = 1, 0
    for found in _UNIT_START.finditer(content):
        number += content.count(b"\n", last, found.start())
        last = found.start()
        lines.setdefault(found[1].decode("utf-8", "replace"), number)
    return lines


def _only_file(root: _Element, place: str) -> _Element:
    if not is_own(root):
        raise InputError(
            place,
            'not a bitext of this toolkit (an XLIFF 1.2 file with one <file> and its <tool tool-id="toolkit">)',
            "move it elsewhere, or rename the source so that it gets a bitext of its own",
        )
    return root.findall(f"{_Q}file")[0]


def _block(group: _Element, units: list[Unit], place: str) -> Block:
    kind = group.get("restype", "").removeprefix("x-")
    if kind not in set(Kind):
        raise _broken(place, group, f"an unknown kind of block, “{kind}”")
    level = group.get("extradata", "0")
    return Block(Kind(kind), int(level[:3]) if level.isdecimal() else 0, tuple(unit.segment for unit in units))


def _read_unit(element: _Element, place: str) -> Unit:
    children = {child.tag: child for child in element.iterchildren(reversed=True)}  # of each kind the first
    source, target = children.get(f"{_Q}source"), children.get(f"{_Q}target")
    if source is None or not element.get("id"):
        raise _broken(place, element, "a <trans-unit> without id or <source>")
    text, codes = ("", ()) if target is None else _coded(target, place)
    return Unit(
        segment=Segment(element.get("id", ""), *_coded(source, place)),
        target=text,
        state=_state(target, text),
        origin="" if target is None else from_qualifier(target.get("state-qualifier", "")),
        previous=_read_previous(element, place) if f"{_Q}alt-trans" in children else "",
        notes=tuple(_read_notes(element, place)) if f"{_Q}note" in children else (),
        codes=codes,
    )


def _read_previous(element: _Element, place: str) -> str:
    previous = element.find(f"{_Q}alt-trans[@alttranstype='previous-version']/{_Q}source")
    return "" if previous is None else _plain(previous, place)


def _read_notes(element: _Element, place: str) -> Iterator[Note]:
    return (read_note(_plain(note, place), note.get("from", "")) for note in element.iterchildren(f"{_Q}note"))


def _state(target: _Element | None, text: str) -> State:
    if target is None or not text.strip():
        return State.EMPTY
    state = READ_STATES.get(target.get("state", ""), State.TRANSLATED)
    return State.TRANSLATED if state is State.EMPTY else state


def _coded(element: _Element, place: str) -> tuple[str, tuple[Code, ...]]:
    try:
        return read_inline(element)
    except UnknownElementError as error:
        raise _broken(place, error.args[0], "an element that cannot stand inside a text") from error


def _plain(element: _Element, place: str) -> str:
    if len(element):
        raise _broken(place, element[0], "inline markup in a plain text")
    return element.text or ""


def refuse_repeated(units: Iterable[Unit], place: str) -> None:
    """Raises `InputError` where two units have the same ID."""
    seen: set[str] = set()
    for unit in units:
        if unit.segment.id in seen:
            problem = f"the unit {unit.segment.id} stands twice"
            raise InputError(place, problem, "delete the copy, or take the file back from version control")
        seen.add(unit.segment.id)


def _broken(place: str, element: _Element, problem: str) -> InputError:
    remedy = "take the file back from version control, or undo the change of the other program"
    return InputError(f"{place} line {element.sourceline or 1}", problem, remedy)
