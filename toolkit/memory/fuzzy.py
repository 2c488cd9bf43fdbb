"""Which texts can be like a query at all, and how like they are: arithmetic without a memory.

The likeness of two keys is 1 − d/n, where d is their Levenshtein distance and n the length of
the longer one. A text of m characters has m − 1 bigrams. An edit destroys at most two of them,
and an insertion only one: so a text as like as is asked for shares many bigrams with the query,
and what shares fewer need not be compared. Repeated bigrams are told apart by their number, the
second 港口 of a text from the first, so that the bound holds for every text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

LONGEST = 50_000
"""Longer keys are matched as a whole only: no sentence is as long, and distances take quadratic time."""

STARTS = [1, *(size for power in range(1, 18) for size in (1 << power, 3 << power - 1))]
"""Where the buckets of lengths begin: 1, 2, 3, 4, 6, 8, 12, 16, 24 … Texts as like as 70% lie in four."""

_LONG = 500
"""Characters of a text that is not compared where it is enough to know what cannot be like it."""

_CYCLE = 100
"""Bounds in whole per cents repeat their steps after as many characters."""


def bucket_of(length: int) -> int:
    """The number of the bucket that keys of `length` characters are in."""
    return max(bisect_right(STARTS, length) - 1, 0)


def most_edits(one: int, other: int, threshold: int) -> int:
    """The greatest distance at which keys of these lengths are like by `threshold` per cent."""
    return (100 - threshold) * max(one, other) // 100


def likeness(distance: int, one: int, other: int) -> int:
    """Whole per cents, rounded down: 100 for equal keys only."""
    longer = max(one, other)
    return 100 * (longer - distance) // longer if longer else 100


def lost_at_most(length: int, other: int, threshold: int) -> int:
    """How many bigrams of the query are not in a text of `other` characters that is like it.

    Where the text is longer, the characters too many are insertions, each of which destroys one.
    """
    return 2 * most_edits(length, other, threshold) - max(other - length, 0)


class Band(NamedTuple):
    """How long texts are that can be like a query, and how many bigrams of the query they lack at most if they are."""

    shortest: int
    longest: int
    lost: int


@lru_cache(maxsize=4096)
def band(length: int, threshold: int) -> Band:
    """Where texts like a query of `length` characters can be."""
    shortest = max(length - most_edits(length, length, threshold), 1)
    longest = length * 100 // threshold
    return Band(shortest, longest, _most_lost(length, longest, threshold))


def _most_lost(length: int, longest: int, threshold: int) -> int:
    """The greatest loss.

    It is the same for all texts that are no longer than the query; beyond, it grows or falls by the
    same from cycle to cycle, so that the ends decide.
    """
    ends = (*range(length, min(length + _CYCLE, longest + 1)), *range(max(length, longest - _CYCLE), longest + 1))
    return max(lost_at_most(length, other, threshold) for other in ends)


def rescore(key: str, candidates: Iterable[tuple[int, str]], threshold: int) -> Iterator[tuple[int, int]]:
    """Of numbered keys those that are like `key`, each with its likeness."""
    from rapidfuzz.distance.Levenshtein import distance

    length = len(key)
    for number, other in candidates:
        edits = most_edits(length, len(other), threshold)
        found = distance(key, other, score_cutoff=edits)
        if found <= edits:
            yield number, likeness(found, length, len(other))


def like(text: str, keys: Sequence[str], threshold: int) -> Iterator[int]:
    """The places of the keys, which are ordered by length, that a text is like; where it is long, perhaps of others."""
    wide = band(len(text), threshold)
    first = bisect_left(keys, wide.shortest, key=len)
    near = keys[first : bisect_right(keys, wide.longest, first, key=len)]
    if len(text) > _LONG:
        yield from range(first, first + len(near))
    elif near:
        from rapidfuzz.distance.Levenshtein import distance
        from rapidfuzz.process import extract

        most = most_edits(wide.longest, wide.longest, threshold)
        for key, edits, place in extract(text, near, scorer=distance, score_cutoff=most, limit=None):
            if edits <= most_edits(len(text), len(key), threshold):
                yield first + place
