"""Which words differ between two versions of an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate, pairwise

from toolkit.expressions import expression

Span = tuple[int, int]

_PIECE = expression(r"‹/?\w+›|\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*|\s+|.", re.DOTALL)
"""Words, figures, the tags of inline codes, stretches of blanks, single marks."""

_LARGEST_COMPARISON = 4_000_000
"""Product of the pieces of both sides beyond which a comparison takes longer than it helps."""

_MANY_PLACES = 3
_LITTLE = 0.6
"""Share of the longer text below which little has stayed."""


def word_changes(old: str, new: str) -> list[tuple[Span, Span]]:
    """The stretches that differ: the span of `old` that is gone and the span of `new` in its place.

    Changes that only blanks separate are one: nobody reads a new wording word by word.
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    if len(before) * len(after) > _LARGEST_COMPARISON:
        return [((0, len(old)), (0, len(new)))]
    starts, new_starts = [0, *accumulate(map(len, before))], [0, *accumulate(map(len, after))]
    return [((starts[i1], starts[i2]), (new_starts[j1], new_starts[j2])) for i1, i2, j1, j2 in _joined(before, after)]


class Part(StrEnum):
    """What became of a stretch of a text: the names are those of HTML's elements for it, but for what stayed."""

    KEPT = "kept"
    GONE = "del"
    ADDED = "ins"


def revised(old: str, new: str) -> Iterator[tuple[Part, str]]:
    """Both versions in one: what stayed, what is gone and what is new in its place, in reading order."""
    last = 0
    for (start, end), (new_start, new_end) in word_changes(old, new):
        stretches = ((Part.KEPT, old[last:start]), (Part.GONE, old[start:end]), (Part.ADDED, new[new_start:new_end]))
        yield from ((part, text) for part, text in stretches if text)
        last = end
    if last < len(old):
        yield Part.KEPT, old[last:]


def is_rewritten(old: str, new: str) -> bool:
    """Whether so little stayed, in so many places, that one reads the versions more easily after each other."""
    parts = list(revised(old, new))
    stayed = sum(len(text) for part, text in parts if part is Part.KEPT)
    places = sum(1 for one, other in pairwise(parts) if one[0] is not Part.KEPT and other[0] is Part.KEPT)
    return places >= _MANY_PLACES and stayed < _LITTLE * max(len(old), len(new))


def _joined(before: list[str], after: list[str]) -> Iterator[tuple[int, int, int, int]]:
    held: tuple[int, int, int, int] | None = None
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if held and not "".join(before[held[1] : i1]).strip():
            held = (held[0], i2, held[2], j2)
            continue
        if held:
            yield held
        held = (i1, i2, j1, j2)
    if held:
        yield held
