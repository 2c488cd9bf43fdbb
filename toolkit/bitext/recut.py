"""Shares out the English where the same Chinese is cut into sentences at other places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from toolkit.codes import join, share_out
from toolkit.model import Bitext, Document, Segment, State, Unit

_CUTS = (
    (re.compile(r"""[.!?]["”’)\]]*\s+"""), 0.4),
    (re.compile(r"""[,;:—–]["”’)\]]*\s+"""), 0.15),
    (re.compile(r"\s+"), 1.0),
)
"""Where English can be cut, the best first, and how far from where it should be as a share of its length."""


def recut(old: Bitext, document: Document, places: Mapping[str, int] | None = None) -> dict[str, Unit]:
    """The units of those segments of `document` whose Chinese `old` has, cut elsewhere, by their IDs.

    What was joined has the English of all, what was split has parts of it, all as drafts; notes stand
    with the first part. `places` are where the English of a unit is to be cut in two, by its ID; by
    itself at a mark or a blank, about as far in it as in the Chinese.
    """
    units = iter(old.units)
    found: dict[str, Unit] = {}
    for block, other in zip(old.document.blocks, document.blocks, strict=False):
        mine = [next(units) for _ in block.segments]
        for before, after in _groups(mine, other.segments):
            if len(before) != len(after) or len(before) > 1:
                whole = _joined(before)
                place = (places or {}).get(before[0].segment.id) if len(before) == 1 and len(after) == 2 else None
                found |= {unit.segment.id: unit for unit in _split(whole, after, place)}
    return found


def _groups(units: Sequence[Unit], segments: Sequence[Segment]) -> Iterator[tuple[list[Unit], list[Segment]]]:
    """The smallest runs of both that have the same text; nothing where the whole texts differ."""
    before = list(accumulate(_size(unit.segment) for unit in units))
    after = list(accumulate(map(_size, segments)))
    if _text(unit.segment for unit in units) != _text(iter(segments)):
        return
    borders = sorted(set(before) & set(after))
    for low, high in pairwise([0, *borders]):
        yield (
            [unit for unit, end in zip(units, before, strict=True) if low < end <= high],
            [one for one, end in zip(segments, after, strict=True) if low < end <= high],
        )


def _text(segments: Iterator[Segment]) -> str:
    return "".join("".join(segment.text.split()) for segment in segments)


def _size(segment: Segment) -> int:
    return len("".join(segment.text.split()))


def _joined(units: Sequence[Unit]) -> Unit:
    """The units as one; it comes from where all of them come from, if that is the same."""
    first = units[0]
    target, codes = join((unit.target, unit.codes, len(unit.segment.codes)) for unit in units)
    origins = {unit.origin for unit in units if unit.target}
    notes = tuple(note for unit in units for note in unit.notes)
    origin = origins.pop() if len(origins) == 1 else ""
    return replace(first, target=target, codes=codes, origin=origin, notes=notes)


def _split(unit: Unit, segments: Sequence[Segment], place: int | None) -> Iterator[Unit]:
    """The unit shared out among `segments`."""
    spans = _spans(unit.target, [_size(segment) for segment in segments], place)
    texts = [(start, end) for start, end in spans if start < end]
    shares = iter(share_out(unit.codes, texts) if len(texts) > 1 else [unit.codes])
    for number, (segment, (start, end)) in enumerate(zip(segments, spans, strict=True)):
        text = unit.target[start:end]
        codes = next(shares) if text else ()
        state, origin = (State.DRAFT, unit.origin) if text else (State.EMPTY, "")
        notes = () if number else unit.notes
        yield Unit(segment, text, state, origin, notes=notes, codes=codes)


def _spans(text: str, sizes: Sequence[int], place: int | None) -> list[tuple[int, int]]:
    """What of an English text belongs to Chinese of these sizes; without the blanks between."""
    ends = list(accumulate(sizes))
    cuts = [place] if place is not None else [_cut(text, end / ends[-1]) for end in ends[:-1]]
    found = []
    for start, end in pairwise([0, *sorted(cuts), len(text)]):
        piece = text[start:end]
        low = start + len(piece) - len(piece.lstrip())
        found.append((low, max(low, start + len(piece.rstrip()))))
    return found


def _cut(text: str, share: float) -> int:
    """The best place to cut a text about this far in; its end where it has none."""
    wanted = share * len(text)
    for pattern, farthest in _CUTS:
        places = [match.end() for match in pattern.finditer(text) if match.end() < len(text)]
        best = min(places, key=lambda place: abs(place - wanted), default=None)
        if best is not None and abs(best - wanted) <= farthest * len(text):
            return best
    return len(text)
