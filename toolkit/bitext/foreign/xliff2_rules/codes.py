"""Inline codes: pairs that belong together, and what may not be taken away or moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.bitext.foreign.xliff2_rules.structure import Violation
from toolkit.bitext.inline import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

Event = tuple[str, str]
"""What happens in a text at a code, and the ID of the code."""


def codes_paired(root: _Element) -> Iterator[Violation]:
    """Beginnings and ends of codes and marks without their partners, or that say wrongly that they have none.

    Codes that name their partners by ``rid``, as XLIFF 1.2 did and some programs still do, are passed over.
    """
    for unit in root.iter("unit"):
        ended = {code.get("startRef", "") for code in unit.iter("ec", "em")}
        for side in ("source", "target"):
            begun: set[str] = set()
            for text in unit.iter(side):
                for code in text.iter("sc", "ec", "sm", "em"):
                    if "rid" in code.attrib:
                        continue
                    if code.tag in ("sc", "sm"):
                        begun.add(code.get("id", ""))
                    if problem := _pairing_problem(code, begun, ended):
                        yield code, problem


def _pairing_problem(code: _Element, begun: set[str], ended: set[str]) -> str:
    start, isolated = code.get("startRef"), code.get("isolated") == "yes"
    alone = code.get("id", "") not in ended
    if code.tag == "sc":
        return "" if alone is isolated else "<sc> must have an <ec> or isolated=“yes”, and not both"
    if code.tag == "sm":
        return "<sm> without <em>" if alone else ""
    if code.tag == "ec" and ("id" in code.attrib, start is None) != (isolated, isolated):
        return "<ec> must have startRef, or id and isolated=“yes”"
    if start is not None and start not in begun:
        return f"<{local_name(code)}> ends “{start}”, which does not begin before it"
    return ""


def codes_agree(root: _Element) -> Iterator[Violation]:
    """Ends of codes that allow other things than their beginnings, and codes that may be moved or not at once."""
    for unit in root.iter("unit"):
        for side in ("source", "target"):
            starts: dict[str, _Element] = {}
            fixed = False
            for code in (code for text in unit.iter(side) for code in text.iter("ph", "pc", "sc", "ec")):
                start = starts.setdefault(code.get("startRef") or code.get("id") or "", code)
                if code.tag == "ec" and start is not code and not _agree(start, code):
                    yield code, "<ec> allows other things than its <sc>"
                moves = code.get("canReorder", "yes")
                fixed = fixed or moves == "firstNo"
                if moves == "no" and not fixed:
                    yield code, "canReorder=“no” without a code before it that has “firstNo”"
                if moves != "yes" and not (code.get("canCopy") == code.get("canDelete") == "no"):
                    yield code, f"canReorder=“{moves}” needs canCopy=“no” and canDelete=“no”"


def _agree(start: _Element, end: _Element) -> bool:
    same = all(
        end.get(attribute, stated) == stated
        for attribute in ("canCopy", "canDelete", "canOverlap")
        if (stated := start.get(attribute, "yes"))
    )
    fixed = start.get("canReorder", "yes") != "yes"
    return same and end.get("canReorder", "no" if fixed else "yes") == ("no" if fixed else "yes")


def codes_kept(root: _Element) -> Iterator[Violation]:
    """Codes that cannot be deleted, and are in no target although their segment has one."""
    for unit in root.iter("unit"):
        kept = {code.get("id") for target in unit.iter("target") for code in target.iter("ph", "pc", "sc", "ec")}
        for segment in unit.iterchildren("segment"):
            if segment.find("target") is None:
                continue
            for code in segment.iterfind("source//*[@canDelete='no']"):
                if code.get("id") and code.get("id") not in kept:
                    yield code, f"the code “{code.get('id')}” cannot be deleted, and is in no target"


def sequences_kept(root: _Element) -> Iterator[Violation]:
    """Codes that must stay in one order, and stand in another in the target."""
    for segment in root.iter("segment"):
        source, target = segment.find("source"), segment.find("target")
        if source is None or target is None or source.find(".//*[@canReorder='firstNo']") is None:
            continue
        there = [event for event, _ in _events(target)]
        places = {event: place for place, event in reversed(list(enumerate(there)))}
        for sequence in _sequences(source):
            first = places.get(sequence[0])
            if first is not None and there[first : first + len(sequence)] != sequence:
                yield target, f"the codes from “{sequence[0][1]}” on must stay in their order"


def _sequences(source: _Element) -> Iterator[list[Event]]:
    """What happens from a code that is the first not to be moved, up to the next that may be."""
    sequence: list[Event] = []
    for event, moves in _events(source):
        if sequence and (moves == "yes" or (moves == "firstNo" and event[0] != "close")):
            yield sequence
            sequence = []
        if moves == "firstNo" or sequence:
            sequence.append(event)
    if sequence:
        yield sequence


def _events(text: _Element) -> Iterator[tuple[Event, str]]:
    """Every code of a text with whether it may be moved; one around text where it opens and where it closes."""
    for code in text:
        if code.tag in ("mrk", "pc"):
            name, moves = code.get("id", ""), code.get("canReorder", "yes")
            if code.tag == "pc":
                yield ("open", name), moves
            yield from _events(code)
            if code.tag == "pc":
                yield ("close", name), moves
        elif code.tag in ("ph", "sc", "ec"):
            yield (str(code.tag), code.get("id") or code.get("startRef") or ""), code.get("canReorder", "yes")
