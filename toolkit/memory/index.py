"""The inverted index: which texts have a bigram, as arrays of numbers.

The only module that knows numpy, which takes as long to load as a small build: import this module
where it is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.memory import fuzzy

Numbers = NDArray[Any]

NUMBER = np.dtype("<u4")
_WIDE = np.dtype("<u8")
_BITS = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)

_PLACE = 24
"""Bits that the place of a text takes, beside that of a key: so many texts, and `KEYS`, fit into 32 together."""

KEYS = 1 << 32 - _PLACE
"""Keys that are looked up at a time."""

_BUCKET = np.uint32(5)
"""Bits of a row's number that say its bucket of lengths."""

_SLOT = np.uint32(16)
"""Bits of a row's number that are left out where rows are looked for."""

_LAST = np.uint32(0xFFFFFFFF)
"""Greater than the number of any row, after the last of them."""

_FIRST, _SECOND, _AGAIN = (np.uint32(factor) for factor in (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35))
"""Odd factors that spread bigrams over 32 bits. Two that meet there only make more candidates."""

_CHUNK = 5_000
"""Texts whose bigrams are worked out at a time: that takes about 15 MB."""

_PAIRS = 20_000
"""Texts that are given at a time."""

_SURE = 5
"""Bigrams that a candidate must share of those looked up, where it must share as many at all: with
fewer, more texts are compared than it costs to read the rows of some more bigrams."""


class Sought(NamedTuple):
    """Keys that are looked up, as numbers.

    Each has a length from which and up to which texts can be like it, how many of its bigrams these
    share, and how many of those looked up. Of all the bigrams: ``owners`` are the places of the keys
    that have them, ``edges`` the rows where their texts of these lengths begin, and then where they end.
    """

    shortest: Numbers
    longest: Numbers
    shared: Numbers
    times: Numbers
    owners: Numbers
    edges: Numbers


def sought(keys: Sequence[str], threshold: int) -> Sought:
    """At most `KEYS` keys, for which texts that are like them by `threshold` per cent are looked for."""
    bands = np.array([fuzzy.band(len(key), threshold) for key in keys], NUMBER).reshape(-1, 3)
    shortest, longest, lost = bands.T
    owned = _owned(keys)
    owned = owned[_changes(owned)[:-1]]
    owners, tokens = (owned >> _BITS).astype(np.intp), owned.astype(NUMBER)
    shared = np.bincount(owners, minlength=len(keys)) - lost.astype(np.intp)
    edges = tokens | _buckets(shortest)[owners], (tokens | _buckets(longest)[owners]) + np.uint32(1)
    return Sought(shortest, longest, shared, np.minimum(shared, _SURE), owners, np.concatenate(edges))


class Index(NamedTuple):
    """Texts by length, and for each bigram the places that texts which have it have there.

    ``lengths`` and ``numbers`` are those of the texts by place; ``ends`` where each begins in their
    ``content``, which is UTF-8, and where the last ends. A row is a bigram and a bucket of lengths:
    ``rows`` are their numbers in order, ``starts`` where each begins in ``places``, and where the last ends;
    ``slots`` where the rows begin whose numbers begin with the same bits.
    """

    lengths: Numbers
    numbers: Numbers
    rows: Numbers
    starts: Numbers
    slots: Numbers
    places: Numbers
    ends: Numbers
    content: Numbers

    def likely(self, wanted: Sought) -> Iterator[tuple[int, int, str]]:
        """Each of the keys with every text that may be as like it as is wanted, and few others.

        Given are the place of a key, and the number and the text.
        """
        first = np.searchsorted(self.lengths, wanted.shortest)
        last = np.searchsorted(self.lengths, wanted.longest, "right")
        owners, places = _often(self._rarest(wanted), wanted.times)
        fits = (places >= first[owners]) & (places < last[owners])
        owners, places = owners[fits], places[fits]
        short = np.flatnonzero((wanted.shared <= 0) & (first < last))
        if len(short):  # texts of the right length may share nothing with them
            counts = (last - first)[short]
            owners = np.concatenate((owners, np.repeat(short, counts)))
            places = np.concatenate((places, _ranges(first[short], counts)))
        for start in range(0, len(owners), _PAIRS):
            yield from self._pairs(owners[start : start + _PAIRS], places[start : start + _PAIRS])

    def _pairs(self, owners: Numbers, places: Numbers) -> Iterator[tuple[int, int, str]]:
        begins, ends, content = self.ends[places].tolist(), self.ends[places + 1].tolist(), self.content.data
        texts = (str(content[begin:end], "utf-8") for begin, end in zip(begins, ends, strict=True))
        return zip(owners.tolist(), self.numbers[places].tolist(), texts, strict=True)

    def _rarest(self, wanted: Sought) -> Numbers:
        """The texts of the rarest bigrams of each key: of so many that a text like it has some `times` of them.

        In the upper bits of each number is whose key it is, in the lower the place of the text; in order.
        """
        shared, times = wanted.shared, wanted.times
        begin, end = self.starts[self._rows_from(wanted.edges)].astype(np.intp).reshape(2, -1)
        counts = end - begin
        there = np.flatnonzero(counts)
        there = there[np.argsort(wanted.owners[there] << 32 | counts[there])]
        owners, begin, counts = wanted.owners[there], begin[there], counts[there]
        present = np.bincount(owners, minlength=len(shared))
        read = np.where((shared > 0) & (present >= shared), present - shared + times, 0)
        rank = np.arange(len(owners)) - (np.cumsum(present) - present)[owners]
        rare = np.flatnonzero(rank < read[owners])
        owners, begin, counts = owners[rare], begin[rare], counts[rare]
        found: Numbers = self.places[_ranges(begin, counts)]
        found |= np.repeat((owners << _PLACE).astype(NUMBER), counts)
        found.sort()
        return found

    def _rows_from(self, wanted: Numbers) -> Numbers:
        """Where rows with these numbers are or would be: as NumPy searches, but from where their slot begins."""
        slot = wanted >> _SLOT
        low: Numbers = self.slots[slot]
        high: Numbers = self.slots[slot + np.uint32(1)]
        for _ in range(int(np.max(high - low, initial=0)).bit_length()):
            middle = low + high >> np.uint32(1)
            is_before = self.rows[middle] < wanted
            low, high = np.where(is_before, middle + np.uint32(1), low), np.where(is_before, high, middle)
        return low


def _often(found: Numbers, times: Numbers) -> tuple[Numbers, Numbers]:
    """What stands among the ordered numbers as often as its upper bits ask for; upper and lower bits apart."""
    pairs = [found[:0]]
    for asked in np.unique(times[times > 0]).tolist():
        same = found[np.flatnonzero(found[asked - 1 :] == found[: max(len(found) - asked + 1, 0)])]
        different = same[_changes(same)[:-1]]
        pairs.append(different[times[different >> _PLACE] == asked])
    often = np.concatenate(pairs).astype(np.intp)
    return often >> _PLACE, often & (1 << _PLACE) - 1


def _ranges(begins: Numbers, counts: Numbers) -> Numbers:
    """So many numbers from each beginning on, at least one, one range after the other."""
    ends = np.cumsum(counts)
    steps = np.ones(ends[-1] if len(ends) else 0, np.intp)
    steps[:1] = begins[:1]
    steps[ends[:-1]] = begins[1:] - begins[:-1] - counts[:-1] + 1
    return np.cumsum(steps, out=steps)


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
    *numbers, texts = np.split(np.frombuffer(content, np.uint8), np.cumsum(sizes[:-1]))
    return Index._make([*(array.view(NUMBER) for array in numbers), texts])


def build(keys: Sequence[str], numbers: Sequence[int]) -> Index:
    """The index of some texts and their numbers."""
    lengths = np.fromiter(map(len, keys), NUMBER, len(keys))
    order = np.argsort(lengths, kind="stable")
    keys = [keys[place] for place in order.tolist()]
    lengths = lengths[order]
    ends, content = _content(keys)
    pairs = _pairs(keys, _buckets(lengths)).view(NUMBER)
    owned, places = pairs[1::2], pairs[::2].copy()
    starts = _changes(owned)
    rows = np.append(owned[starts[:-1]], _LAST)
    slots = np.cumsum(np.bincount(rows[:-1] >> _SLOT, minlength=1 << _SLOT))
    return Index(
        lengths,
        np.array(numbers, NUMBER)[order],
        rows,
        starts.astype(NUMBER),
        np.concatenate(([0], slots)).astype(NUMBER),
        places,
        ends,
        content,
    )


def _content(keys: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Where each text begins, and the last ends, in all of them as UTF-8; and that."""
    texts = [key.encode("utf-8") for key in keys]
    return np.cumsum([0, *map(len, texts)]).astype(NUMBER), np.frombuffer(b"".join(texts), np.uint8)


def _pairs(keys: Sequence[str], buckets: Numbers) -> Numbers:
    """The number of a row and the place of a text for each that has it, the number in the upper half; in order."""
    pairs = np.empty(sum(max(len(key) - 1, 0) for key in keys), _WIDE)
    filled = 0
    for start in range(0, len(keys), _CHUNK):
        owned = _owned(keys[start : start + _CHUNK])
        owners = (owned >> _BITS) + np.uint64(start)
        pairs[filled : filled + len(owned)] = (owned | buckets[owners]) << _BITS | owners
        filled += len(owned)
    pairs.sort()
    return pairs


_STARTS = np.array(fuzzy.STARTS)
_LONGEST = fuzzy.bucket_of(fuzzy.LONGEST)


def _buckets(lengths: Numbers) -> Numbers:
    return np.clip(np.searchsorted(_STARTS, lengths, "right") - 1, 0, _LONGEST).astype(NUMBER)


def _owned(keys: Sequence[str]) -> Numbers:
    """The bigrams of all keys in order: in the upper half whose it is, in the lower its row but for the bucket."""
    characters = np.frombuffer("".join(keys).encode("utf-32-le"), NUMBER)
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    owners = np.repeat(np.arange(len(keys), dtype=_WIDE), lengths)
    same = owners[1:] == owners[:-1]
    bigrams = characters[:-1] * _FIRST ^ (characters[1:] + _AGAIN) * _SECOND
    owned = np.sort((owners[1:] << _BITS | _mixed(bigrams))[same])
    tokens = _mixed(owned.astype(NUMBER) + _repetition(owned) * _AGAIN)
    return np.sort(owned & ~_LOW | tokens << _BUCKET)


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
