"""A long XLIFF file read in pieces, of which those that have been read before need not be parsed again.

A piece is some whole groups, known by its very bytes. The file alone says what a bitext holds: what
is kept of a piece is what the parser made of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, replace
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple

from toolkit.bitext.partition import Keep
from toolkit.bitext.xliff import headline, read_xliff, refuse_repeated
from toolkit.errors import InputError
from toolkit.model import Bitext, Block, Code, CodeKind, Document, Kind, Note, Segment, State, Unit

_LEAST = 16_384
"""Bytes of a piece but the last: it ends where the next of the groups begins that `_CUT` finds."""

_CUT = re.compile(rb'</group>\n(?=<group [^>]*>\n<trans-unit id="[abcd])')
"""One group in eight, wherever it stands, so that pieces begin anew after what has changed."""

_START, _BODY, _BODY_END = b'<?xml version="1.0" encoding="UTF-8"?>\n', b"<body>\n", b"</body>"
_MARK = re.compile(rb"<(?:[!?]|/?body)")
"""Where the body begins and ends, and what can make markup of something else, or something else of markup: comments,
sections, declarations."""


def read_in_pieces(content: bytes, place: str, keep: Keep) -> Bitext:
    """What `read_xliff` reads in the bytes of a file; `keep` may know what is in some of its pieces.

    A file that is not laid out as the toolkit does it, or that cannot be read, is read as a whole.
    """
    pieces = _cut(content)
    if pieces is None or len(pieces.groups) == 1:
        return read_xliff(content, place)
    read = list(_read(pieces, keep))
    try:
        return _joined(pieces, list(map(_load, read))) if all(read) else read_xliff(content, place)
    except InputError:
        return read_xliff(content, place)  # which can say on which line


def know_pieces(content: bytes, keep: Keep) -> Callable[[], None]:
    """Asks `keep` for what is in the pieces of a file that was written; what is returned has it know that."""
    pieces = _cut(content)
    asked = _read(pieces, keep) if pieces else ()

    def know() -> None:
        for _ in asked:
            pass

    return know


class _Pieces(NamedTuple):
    """A file as its groups, and what stands before and behind them."""

    before: bytes
    groups: Sequence[bytes]
    behind: bytes

    def parse(self, groups: bytes = b"") -> Bitext:
        """The bitext that has these groups only."""
        return read_xliff(self.before + groups + self.behind, "")


def _cut(content: bytes) -> _Pieces | None:
    """The pieces of a file, of which each can stand for itself; ``None`` where that is not sure."""
    marks = [found.start() for found in islice(_MARK.finditer(content, len(_START)), 3)]
    is_usual = content.startswith(_START) and len(marks) == 2
    if not is_usual or not content.startswith(_BODY, marks[0]) or not content.startswith(_BODY_END, marks[1]):
        return None
    start, end = marks[0] + len(_BODY), marks[1]
    return _Pieces(content[:start], list(_groups(content, start, end)), content[end:])


def _groups(content: bytes, start: int, end: int) -> Iterator[bytes]:
    for found in _CUT.finditer(content, start, end):
        if found.end() - start >= _LEAST:
            yield content[start : found.end()]
            start = found.end()
    yield content[start:end]


def _read(pieces: _Pieces, keep: Keep) -> Iterable[bytes]:
    """What is in each piece; nothing where it cannot be read."""

    def parse(place: int) -> bytes:
        try:
            return _dump(pieces.parse(pieces.groups[place]))
        except InputError:
            return b""

    return keep(len(pieces.groups), pieces.groups.__getitem__, parse)


def _joined(pieces: _Pieces, read: Sequence[Bitext]) -> Bitext:
    frame = pieces.parse()
    blocks = tuple(block for one in read for block in one.document.blocks)
    units = tuple(unit for one in read for unit in one.units)
    archive = tuple(unit for one in read for unit in one.archive)
    refuse_repeated(units, "")
    document = replace(frame.document, title=headline(blocks) or frame.document.title, blocks=blocks)
    return replace(frame, document=document, units=units, archive=archive)


def _dump(bitext: Bitext) -> bytes:
    blocks = [[block.kind, block.level, len(block.segments)] for block in bitext.document.blocks]
    written = [blocks, _columns(bitext.units), _columns(bitext.archive)]
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()


def _load(content: bytes) -> Bitext:
    blocks, *columns = json.loads(content)
    units, archive = map(_units, columns)
    segments = iter([unit.segment for unit in units])
    found = (Block(Kind(kind), level, tuple(islice(segments, count))) for kind, level, count in blocks)
    return Bitext(Document("", "", tuple(found)), units, archive)


def _columns(units: Sequence[Unit]) -> list[Any]:
    """IDs, both texts and states; of the few units that have more, their places and all that."""
    more = [[place, *_more(unit)] for place, unit in enumerate(units) if any(_MORE(unit))]
    return [
        [unit.segment.id for unit in units],
        [unit.segment.text for unit in units],
        [unit.target for unit in units],
        [unit.state for unit in units],
        more,
    ]


_MORE = attrgetter("origin", "previous", "notes", "codes", "segment.codes")


def _more(unit: Unit) -> Iterator[Any]:
    yield from (unit.origin, unit.previous, [astuple(note) for note in unit.notes])
    yield from ([astuple(code) for code in codes] for codes in (unit.segment.codes, unit.codes))


def _units(columns: Sequence[Any]) -> tuple[Unit, ...]:
    ids, texts, targets, states, more = columns
    units = list(map(Unit, map(Segment, ids, texts), targets, map(_STATES.__getitem__, states)))
    for place, origin, previous, notes, ours, theirs in more:
        plain = units[place]
        units[place] = replace(
            plain,
            segment=plain.segment._replace(codes=_codes(ours)),
            origin=origin,
            previous=previous,
            notes=tuple(Note(*note) for note in notes),
            codes=_codes(theirs),
        )
    return tuple(units)


_STATES = {str(state): state for state in State}


def _codes(written: Iterable[Sequence[Any]]) -> tuple[Code, ...]:
    return tuple(Code(name, CodeKind(kind), *rest) for name, kind, *rest in written)
