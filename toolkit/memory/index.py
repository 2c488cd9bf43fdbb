"""The inverted index: which texts have a bigram, as arrays of numbers.

The only module that knows numpy, which takes as long to load as a small build: import this module
where it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.memory import fuzzy

Numbers = NDArray[Any]

NUMBER = np.dtype("<u4")
_WIDE = np.dtype("<u8")
_BITS = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_BUCKET = np.uint32(5)
"""Bits of a row's number that say its bucket of lengths."""

_FIRST, _SECOND, _AGAIN = (np.uint32(factor) for factor in (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35))
"""Odd factors that spread bigrams over 32 bits. Two that meet there only make more candidates."""

_CHUNK = 20_000
"""Texts whose bigrams are worked out at a time: that takes about 50 MB."""

_SURE = 6
"""Bigrams that a candidate must share of those looked up, where it must share as many at all: with
fewer, more texts are compared than it costs to read the rows of some more bigrams."""


class Index(NamedTuple):
    """Texts by length, and for each bigram the places that texts which have it have there.

    ``lengths`` and ``numbers`` are those of the texts by place. A row is a bigram and a bucket of
    lengths: ``rows`` are their numbers in order, ``starts`` where each begins in ``places``, and where
    the last ends.
    """

    lengths: Numbers
    numbers: Numbers
    rows: Numbers
    starts: Numbers
    places: Numbers

    def likely(self, keys: Sequence[str], threshold: int) -> tuple[list[int], list[int]]:
        """Each key with every text that may be like it by `threshold` per cent, and few others.

        Two lists of the same length: the places of keys, and the numbers of texts.
        """
        bands = np.array([fuzzy.band(len(key), threshold) for key in keys], np.int64).reshape(-1, 3)
        shortest, longest, lost = bands.T
        first, last = np.searchsorted(self.lengths, shortest), np.searchsorted(self.lengths, longest, "right")
        owned = np.unique(_owned(keys))
        shared = np.bincount(_upper(owned), minlength=len(keys)) - lost
        times = np.minimum(shared, _SURE)
        owners, texts = _often(self._rarest(owned, shared, times, _buckets(shortest), _buckets(longest)), times)
        fits = (texts >= first[owners]) & (texts < last[owners])
        short = np.flatnonzero(shared <= 0)  # so that texts of the right length may share nothing with them
        counts = (last - first)[short]
        owners = np.concatenate((owners[fits], np.repeat(short, counts)))
        texts = np.concatenate((texts[fits], _ranges(first[short], counts)))
        return owners.tolist(), self.numbers[texts].tolist()

    def _rarest(self, owned: Numbers, shared: Numbers, times: Numbers, low: Numbers, high: Numbers) -> Numbers:
        """The texts of the rarest bigrams of each key: of so many that a text that shares `shared` has `times` of them.

        In the upper half of each number whose key it is, in the lower the place of the text; in order.
        """
        owners, tokens = _upper(owned), owned.astype(NUMBER)
        begin = self.starts[np.searchsorted(self.rows, tokens | low[owners])]
        end = self.starts[np.searchsorted(self.rows, tokens | high[owners], "right")]
        counts = (end - begin).astype(np.int64)
        there = np.flatnonzero(counts)
        there = there[np.argsort(owners[there] << 32 | counts[there])]
        owners, begin, counts = owners[there], begin[there], counts[there]
        present = np.bincount(owners, minlength=len(shared))
        wanted = np.where((shared > 0) & (present >= shared), present - shared + times, 0)
        rank = np.arange(len(owners)) - (np.cumsum(present) - present)[owners]
        rare = np.flatnonzero(rank < wanted[owners])
        owners, begin, counts = owners[rare], begin[rare], counts[rare]
        found = self.places[_ranges(begin, counts)].astype(_WIDE)
        found |= np.repeat(owners.astype(_WIDE) << _BITS, counts)
        found.sort()
        return found


def _often(found: Numbers, times: Numbers) -> tuple[Numbers, Numbers]:
    """What stands among the ordered numbers as often as its upper half asks for; both halves apart."""
    starts = _changes(found)
    pairs = found[starts[:-1]]
    owners = _upper(pairs)
    often = np.flatnonzero(np.diff(starts) >= times[owners])
    return owners[often], (pairs[often] & _LOW).astype(np.intp)


def _upper(numbers: Numbers) -> Numbers:
    upper: Numbers = (numbers >> _BITS).astype(np.intp)
    return upper


def _ranges(begin: Numbers, counts: Numbers) -> Numbers:
    """So many numbers from each beginning on, one range after the other."""
    offsets: Numbers = np.repeat(begin - (np.cumsum(counts) - counts), counts)
    return np.arange(len(offsets)) + offsets


def _changes(ordered: Numbers) -> Numbers:
    """Where each run of the same number begins, and the end."""
    if not len(ordered):
        return np.zeros(1, np.intp)
    return np.concatenate(([0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1, [len(ordered)]))


def write_index(index: Index) -> list[memoryview]:
    """The arrays as bytes, one after the other."""
    return [array.view(np.uint8).data for array in index]


def read_index(content: memoryview, sizes: Sequence[int]) -> Index:
    """The arrays of `write_index`, of which so many bytes are each."""
    numbers: Numbers = np.frombuffer(content, NUMBER)
    return Index(*np.split(numbers, np.cumsum(sizes[:-1]) // NUMBER.itemsize))


def build(keys: Sequence[str], numbers: Sequence[int]) -> Index:
    """The index of some texts and their numbers."""
    lengths = np.fromiter(map(len, keys), NUMBER, len(keys))
    order = np.argsort(lengths, kind="stable")
    pairs = np.empty(int(np.maximum(lengths.astype(np.int64) - 1, 0).sum()), _WIDE)
    lengths = lengths[order]
    buckets = _buckets(lengths)
    filled = 0
    for start in range(0, len(keys), _CHUNK):
        owned = _owned([keys[place] for place in order[start : start + _CHUNK].tolist()])
        owners = (owned >> _BITS) + np.uint64(start)
        pairs[filled : filled + len(owned)] = (owned | buckets[owners]) << _BITS | owners
        filled += len(owned)
    pairs.sort()
    rows = (pairs >> _BITS).astype(NUMBER)
    starts = _changes(rows)
    return Index(
        lengths,
        np.array(numbers, NUMBER)[order],
        rows[starts[:-1]],
        starts.astype(NUMBER),
        pairs.astype(NUMBER),
    )


_STARTS = np.array(fuzzy.STARTS)


def _buckets(lengths: Numbers) -> Numbers:
    return np.clip(np.searchsorted(_STARTS, lengths, "right") - 1, 0, 31).astype(NUMBER)


def _owned(keys: Sequence[str]) -> Numbers:
    """The bigrams of all keys in order: in the upper half whose it is, in the lower its row but for the bucket."""
    characters = np.frombuffer("".join(keys).encode("utf-32-le"), NUMBER)
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    owners = np.repeat(np.arange(len(keys), dtype=_WIDE), lengths)
    same = owners[1:] == owners[:-1]
    bigrams = characters[:-1] * _FIRST ^ (characters[1:] + _AGAIN) * _SECOND
    owned = np.sort((owners[1:] << _BITS | _mixed(bigrams))[same])
    tokens = _mixed(owned.astype(NUMBER) + _repetition(owned) * _AGAIN)
    return owned & ~_LOW | tokens << _BUCKET


def _repetition(ordered: Numbers) -> Numbers:
    """For each number of an ordered array how many of the same stand before it."""
    fresh = np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)]
    places = np.arange(len(ordered), dtype=NUMBER)
    return places - np.maximum.accumulate(np.where(fresh, places, np.uint32(0)))


def _mixed(numbers: Numbers) -> Numbers:
    """Numbers of 32 bits with their bits spread, one to one."""
    once: Numbers = (numbers ^ numbers >> np.uint32(16)) * _SECOND
    twice: Numbers = once ^ once >> np.uint32(13)
    return twice
