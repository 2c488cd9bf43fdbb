"""Which characters differ between two versions of a Chinese sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate

from toolkit.expressions import expression

Span = tuple[int, int]

_PIECE = expression(r"[A-Za-z]+|\d+(?:[.,]\d+)*|.", re.DOTALL)
"""Characters, but a Latin word or a figure in one: nobody reads that 2020 became 2021 by its last digit."""

_LARGEST_COMPARISON = 1_000_000
"""Product of both lengths beyond which a comparison takes longer than it helps."""


def differences(before: str, now: str) -> tuple[list[Span], list[Span]]:
    """The spans of `before` that are gone, and the spans of `now` that are new."""
    if len(before) * len(now) > _LARGEST_COMPARISON:
        return [], []
    old, new = _PIECE.findall(before), _PIECE.findall(now)
    old_starts, new_starts = _starts(old), _starts(new)
    changes = list(_changes(old, new))
    gone = [(old_starts[i], old_starts[j]) for i, j, _, _ in changes if i < j]
    added = [(new_starts[i], new_starts[j]) for _, _, i, j in changes if i < j]
    return gone, added


def _starts(pieces: list[str]) -> list[int]:
    """Where each piece begins, and where the last one ends."""
    return [0, *accumulate(map(len, pieces))]


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ, as places among the pieces of both sides.

    Where only one piece agrees between two changes they are one: a single character that stayed
    is mostly chance, and splits what one reads as a whole.
    """
    held: tuple[int, int, int, int] | None = None
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if held and i1 - held[1] == 1:
            held = (held[0], i2, held[2], j2)
            continue
        if held:
            yield held
        held = (i1, i2, j1, j2)
    if held:
        yield held
