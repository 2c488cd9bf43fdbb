"""The inverted index: which texts have a bigram, as arrays of numbers.

The only module that knows numpy. It is loaded when something is looked up or added, which takes
as long as a small build: import this module where it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.memory.fuzzy import bucket_of

Numbers = NDArray[Any]

_TEXTS = np.dtype("<i4")
_BITS = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_FIRST, _SECOND, _AGAIN = (np.uint32(factor) for factor in (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35))
"""Odd factors that spread bigrams over 32 bits. Two that meet there only make more candidates."""


def tokens(key: str) -> list[int]:
    """The bigrams of a key, numbered where they repeat, as different numbers of 32 bits."""
    return np.unique(_owned_tokens([key]) & _LOW).tolist() if len(key) > 1 else []


def row(bucket: int, token: int) -> int:
    """The number under which the texts of a bucket that have a bigram are kept."""
    return bucket << 32 | token


def postings(keys: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[int, int, bytes]]:
    """For every row the texts to be added to it: its number, how many, and their `numbers` as bytes; by row."""
    owned = _owned_tokens(keys)
    if not len(owned):
        return
    owners = (owned >> _BITS).astype(np.intp)
    buckets = np.array([bucket_of(len(key)) for key in keys], np.uint64)
    rows = buckets[owners] << _BITS | owned & _LOW
    texts = np.array(numbers, _TEXTS)[owners]
    del owned, owners
    order = np.argsort(rows, kind="stable")
    rows, texts = rows[order], texts[order]
    del order
    starts = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
    ends = np.append(starts[1:], len(rows))
    content = texts.tobytes()
    size = _TEXTS.itemsize
    for number, start, end in zip(rows[starts].tolist(), starts.tolist(), ends.tolist(), strict=True):
        yield number, end - start, content[start * size : end * size]


def frequent(lists: Iterable[bytes], times: int) -> list[int]:
    """The texts that stand in at least `times` of the lists, in order."""
    texts = np.sort(np.frombuffer(b"".join(lists), _TEXTS))
    if times > 1:
        texts = texts[times - 1 :][texts[times - 1 :] == texts[: len(texts) - times + 1]]
    found: list[int] = texts[np.flatnonzero(np.diff(texts, prepend=-1))].tolist()
    return found


def _owned_tokens(keys: Sequence[str]) -> Numbers:
    """The bigrams of all keys in one array: in the upper half whose each is, in the lower its token."""
    characters = np.frombuffer("".join(keys).encode("utf-32-le"), "<u4")
    lengths = np.array([len(key) for key in keys], np.int64)
    owners = np.repeat(np.arange(len(keys), dtype=np.uint64), lengths)
    same = owners[1:] == owners[:-1]
    bigrams = characters[:-1] * _FIRST ^ (characters[1:] + _AGAIN) * _SECOND
    owned = np.sort((owners[1:] << _BITS | _mixed(bigrams))[same])
    return owned & ~_LOW | _mixed(owned.astype(np.uint32) + _repetition(owned) * _AGAIN)


def _repetition(ordered: Numbers) -> Numbers:
    """For each number of an ordered array how many of the same stand before it."""
    fresh = np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)]
    places = np.arange(len(ordered), dtype=np.uint32)
    return places - np.maximum.accumulate(np.where(fresh, places, np.uint32(0)))


def _mixed(numbers: Numbers) -> Numbers:
    """Numbers of 32 bits with their bits spread, one to one."""
    once: Numbers = (numbers ^ numbers >> np.uint32(16)) * _SECOND
    twice: Numbers = once ^ once >> np.uint32(13)
    return twice
