"""Reads XLIFF 1.2 of other programs, and 1.0 and 1.1: what is in `<trans-unit>`s that are to be translated.

Segments (`<seg-source>`, `<mrk mtype="seg">`) become units of their own. Binary units,
proposals (`<alt-trans>`) and what tools add of their own are left out; of what Trados, memoQ and
Phrase add, the states of segments are read, and Trados's tracked changes as if they were accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from toolkit.bitext.foreign.assembly import EXPORT_AGAIN, assemble, coded_text, filled_state, oriented
from toolkit.bitext.foreign.languages import Pair, choose_pairs
from toolkit.bitext.inline import NAMESPACE, XLIFF12, drop_namespace
from toolkit.bitext.notes import read_note
from toolkit.bitext.origins import from_qualifier
from toolkit.errors import InputError
from toolkit.model import Bitext, Segment, State, Unit
from toolkit.safe.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOTS = frozenset(("xliff", f"{{{NAMESPACE}}}xliff", "{urn:oasis:names:tc:xliff:document:1.1}xliff"))
_SEGMENT = ".//mrk[@mtype='seg']"

_STATES = {
    "new": State.DRAFT,
    "needs-adaptation": State.DRAFT,
    "needs-l10n": State.DRAFT,
    "needs-review-adaptation": State.DRAFT,
    "needs-review-l10n": State.DRAFT,
    "needs-review-translation": State.DRAFT,
    "needs-translation": State.DRAFT,
    "translated": State.TRANSLATED,
    "signed-off": State.REVIEWED,
    "final": State.FINAL,
}
_MACHINE = frozenset(("leveraged-mt", "mt-suggestion"))
_MEMORY = frozenset(
    "exact-match fuzzy-match id-match leveraged-inherited leveraged-repository leveraged-tm tm-suggestion".split()
)
_UNSURE = _MACHINE | {"fuzzy-match", "tm-suggestion"}

_TRADOS = "{http://sdl.com/FileTypes/SdlXliff/1.0}"
_TRADOS_STATES = {
    "Draft": State.DRAFT,
    "RejectedTranslation": State.DRAFT,
    "RejectedSignOff": State.DRAFT,
    "Translated": State.TRANSLATED,
    "ApprovedTranslation": State.REVIEWED,
    "ApprovedSignOff": State.FINAL,
}
_MEMOQ = "{MQXliff}status"
_MEMOQ_STATES = {
    "ManuallyConfirmed": State.TRANSLATED,
    "ConfirmedTranslator": State.TRANSLATED,
    "Reviewer1Confirmed": State.REVIEWED,
    "ConfirmedReviewer1": State.REVIEWED,
    "Proofread": State.REVIEWED,
}
_PHRASE = "{http://www.memsource.com/mxlf/2.0}confirmed"
_PHRASE_STATES = {"": State.DRAFT, "0": State.DRAFT, "1": State.TRANSLATED}
"""By the last step of the work in which a segment was confirmed; the first is translation."""

_TRADOS_DELETED = frozenset(("x-sdl-deleted", "x-sdl-feedback-deleted"))
"""The marks around what a tracked change has taken out; they stay in the file until somebody accepts the change."""


def is_xliff12(root: _Element) -> bool:
    """Whether a document is XLIFF 1.x by its first element."""
    return root.tag in _ROOTS and root.get("version", "1").startswith("1")


def read_xliff12_bitext(root: _Element, place: str, wanted: Pair) -> Bitext:
    """The units of all `<file>`s in the `wanted` languages, or in the only ones there are, as one bitext.

    With several files the name of each stands before the IDs of its units. Raises `InputError`
    for what is no unit, and where there are several languages and none of them is wanted.
    """
    drop_namespace(root)
    _drop_deleted(root)
    files = root.findall("file")
    if not files:
        raise InputError(place, "an XLIFF file without a <file>", EXPORT_AGAIN)
    chosen = choose_pairs(map(_languages, files), wanted, place)
    read = []
    for number, file in enumerate(files, 1):
        if _languages(file) in chosen:
            origin = f"{file.get('original') or number}#" if len(files) > 1 else ""
            read.append(oriented(_paragraphs(file, origin, place), _languages(file), wanted))
    paragraphs = [paragraph for found, _ in read for paragraph in found]
    return assemble(paragraphs, next((languages for _, languages in read if all(languages)), read[0][1]), place)


def _drop_deleted(root: _Element) -> None:
    from lxml import etree

    for mark in root.iter("mrk"):
        if mark.get("mtype") in _TRADOS_DELETED:
            mark.tag = "x-sdl-deleted"
    etree.strip_elements(root, "x-sdl-deleted", with_tail=False)


def _languages(file: _Element) -> Pair:
    return file.get("source-language", ""), file.get("target-language", "")


def _paragraphs(file: _Element, origin: str, place: str) -> Iterator[list[Unit]]:
    body = file.find("body")
    elements = _trans_units(body) if body is not None else ()
    for number, element in enumerate(elements, 1):
        yield _read_trans_unit(element, origin + (element.get("id") or str(number)), place)


def _trans_units(parent: _Element, translate: str = "yes") -> Iterator[_Element]:
    """The units to be translated in a body or a group, and in the groups within."""
    translate = parent.get("translate", translate)
    for child in parent:
        if child.tag == "group":
            yield from _trans_units(child, translate)
        elif child.tag == "trans-unit" and child.get("translate", translate) == "yes":
            yield child


def _read_trans_unit(element: _Element, name: str, place: str) -> list[Unit]:
    source, target = element.find("source"), element.find("target")
    if source is None:
        raise InputError(line_of(element, place), "a <trans-unit> without <source>", EXPORT_AGAIN)
    notes = tuple(read_note("".join(one.itertext()), one.get("from", "")) for one in element.iterchildren("note"))
    said = {} if target is None else dict(target.attrib)
    stated, confirmed, origin = _kept(element) or _state(element, said), _confirmed(element), _origin(said)
    units = []
    for mark, original, translation in _segments(element, source, target):
        text, codes = ("", ()) if translation is None else coded_text(translation, XLIFF12, place)
        units.append(
            Unit(
                segment=Segment(f"{name}/{mark}" if mark else name, *coded_text(original, XLIFF12, place)),
                target=text,
                state=filled_state(confirmed.get(mark, stated), text),
                origin=origin if text else "",
                notes=notes,
                codes=codes,
            )
        )
    return units


def _segments(
    element: _Element, source: _Element, target: _Element | None
) -> list[tuple[str, _Element, _Element | None]]:
    """The segments of a unit with their marks; the whole without one where its target is segmented otherwise."""
    segmented = element.find("seg-source")
    marked = [] if segmented is None else segmented.findall(_SEGMENT)
    marks = [one.get("mid", "") for one in marked]
    translated = [] if target is None else target.findall(_SEGMENT)
    targets = {one.get("mid", ""): one for one in translated}
    unmarked = target is not None and not translated and "".join(target.itertext()).strip()
    if unmarked or not marked or len(targets) < len(translated) or not targets.keys() <= set(marks):
        return [("", source, target)]
    return [(mark, one, targets.get(mark)) for mark, one in zip(marks, marked, strict=True)]


def _state(element: _Element, said: Mapping[str, str]) -> State:
    """What unit and target say of a translation, if there is one; approval counts as a review."""
    unsure = State.DRAFT if said.get("state-qualifier") in _UNSURE else State.TRANSLATED
    state = _STATES.get(said.get("state", ""), unsure)
    approved = element.get("approved") == "yes" and state in (State.DRAFT, State.TRANSLATED)
    return State.REVIEWED if approved else state


def _kept(element: _Element) -> State | None:
    """The state that memoQ or Phrase keeps at a unit; what nobody has confirmed is a draft."""
    memoq, phrase = element.get(_MEMOQ), element.get(_PHRASE)
    if memoq is not None:
        return _MEMOQ_STATES.get(memoq, State.DRAFT)
    return None if phrase is None else _PHRASE_STATES.get(phrase, State.REVIEWED)


def _confirmed(element: _Element) -> dict[str, State]:
    """The states that Trados keeps beside a unit, by the marks of its segments."""
    found = element.iterfind(f"{_TRADOS}seg-defs/{_TRADOS}seg")
    return {one.get("id", ""): _TRADOS_STATES.get(one.get("conf", ""), State.DRAFT) for one in found}


def _origin(said: Mapping[str, str]) -> str:
    qualifier = said.get("state-qualifier", "")
    if qualifier in _MEMORY:
        return "memory"
    return qualifier if qualifier in _MACHINE else from_qualifier(qualifier)
