"""English as people type it: one line of text in which inline codes are tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from toolkit.codes import borders, tag_pieces, tagged, untagged
from toolkit.model import State, Unit

_BREAKS = re.compile(r"[ \t]*[\r\n\t\v\f\x85\u2028\u2029]+[ \t]*")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold or a terminal obeys."""


def typed(unit: Unit) -> str:
    """The English of a unit as it is shown for typing."""
    return tagged(unit.target, unit.codes)


def one_line(text: str) -> str:
    """`text` as one line that can be kept: what breaks lines is a blank, what no file can hold is left out."""
    return _UNWRITABLE.sub("", _BREAKS.sub(" ", text))


def retyped(unit: Unit, text: str, state: State) -> Unit:
    """The unit with the English that a person typed; empty where nothing but blanks was typed.

    Where that is what it was, its state is never lowered, and where it comes from stays known
    only for what is still a draft.
    """
    text = one_line(text).strip()
    if text == typed(unit).strip():
        order = list(State)
        given = max(state, unit.state, key=order.index) if text else State.EMPTY
        origin = unit.origin if given is State.DRAFT else ""
        return replace(unit, state=given, origin=origin, previous="" if given is not State.DRAFT else unit.previous)
    target, codes = untagged(text)
    details = {(code.id, code.kind): code.detail for code in (*unit.codes, *unit.segment.codes)}
    detailed = tuple(replace(code, detail=details.get((code.id, code.kind), "")) for code in codes)
    previous = unit.previous if state is State.DRAFT and target else ""
    given = state if target else State.EMPTY
    return replace(unit, target=target, codes=detailed, state=given, origin="", previous=previous)


def tag_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the tags of a typed text stand in it."""
    place = 0
    for piece, is_tag in tag_pieces(text):
        if is_tag:
            yield place, place + len(piece)
        place += len(piece)


def places(text: str) -> list[int]:
    """Where each character of a typed text stands in it that is not of a tag."""
    found: list[int] = []
    place = 0
    for piece, is_tag in tag_pieces(text):
        found += [] if is_tag else range(place, place + len(piece))
        place += len(piece)
    return found


def whole_tags(text: str, start: int, end: int) -> tuple[int, int]:
    """The span ``text[start:end]``, widened so that it cuts no tag; a place inside a tag moves behind it."""
    for low, high in tag_spans(text):
        if start == end:
            if low < start < high:
                return high, high
        elif low < end and start < high:
            start, end = min(start, low), max(end, high)
    return start, end


def missing_tags(unit: Unit, text: str) -> list[tuple[str, str]]:
    """The codes of the Chinese that a typed text lacks: what opens and what closes each, the latter empty for none."""
    there = Counter(piece for piece, is_tag in tag_pieces(text) if is_tag)
    found = []
    for border in borders(unit.segment.codes):
        if not border.token.startswith("‹/") and not there[border.token]:
            closing = f"‹/{border.token[1:]}" if border.code.is_paired else ""
            found.append((border.token, closing))
    return found
