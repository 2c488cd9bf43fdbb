"""Which texts can be like a query at all, and how like they are: arithmetic without a memory.

The likeness of two keys is 1 − d/n, where d is their Levenshtein distance and n the length of
the longer one. A text of m characters has m − 1 bigrams. An edit destroys at most two of them,
and an insertion only one: so a text as like as is asked for shares many bigrams with the query,
and what shares fewer need not be compared. Repeated bigrams are told apart by their number, the
second 港口 of a text from the first, so that the bound holds for every text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST = 50_000
"""Longer keys are matched as a whole only: no sentence is as long, and distances take quadratic time."""

_STARTS = [1, *(size for power in range(1, 18) for size in (1 << power, 3 << power - 1))]
"""Where the buckets of lengths begin: 1, 2, 3, 4, 6, 8, 12, 16, 24 … Texts as like as 70% lie in four."""

_CYCLE = 100
"""Bounds in whole per cents repeat their steps after as many characters."""


def bucket_of(length: int) -> int:
    """The number of the bucket that keys of `length` characters are in."""
    return max(bisect_right(_STARTS, length) - 1, 0)


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
    """The texts of a bucket that are neither too short nor too long for a query.

    ``lost`` is how many bigrams of the query each of them lacks at most, if it is like it.
    """

    bucket: int
    shortest: int
    longest: int
    lost: int


@lru_cache(maxsize=4096)
def bands(length: int, threshold: int) -> tuple[Band, ...]:
    """Where texts like a query of `length` characters can be."""
    shortest = max(length - most_edits(length, length, threshold), 1)
    longest = length * 100 // threshold
    found = []
    for bucket in range(bucket_of(shortest), bucket_of(longest) + 1):
        first = max(shortest, _STARTS[bucket])
        last = min(longest, _STARTS[bucket + 1] - 1)
        found.append(Band(bucket, first, last, _most_lost(length, first, last, threshold)))
    return tuple(found)


def _most_lost(length: int, first: int, last: int, threshold: int) -> int:
    """The greatest loss for texts of `first` to `last` characters.

    It is the same for all that are no longer than the query; beyond, it grows or falls by the
    same from cycle to cycle, so that the ends decide.
    """
    first = max(first, min(length, last))
    ends = (*range(first, min(first + _CYCLE, last + 1)), *range(max(first, last - _CYCLE), last + 1))
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
