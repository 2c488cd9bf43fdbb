"""Texts of a memory that may be like others: by its index, or one by one where that is quicker."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toolkit.memory import fuzzy
from toolkit.memory.database import Database

if TYPE_CHECKING:
    from toolkit.memory.segments import Segment

_SCANNED = 300_000
"""Comparisons that take less time than loading numpy and making an index does."""

_KEPT = 4_000
"""Texts that a segment must have to be kept in a file: one with fewer is made in less than a blink."""

_MOST = 12_000_000
"""Characters of the texts of a segment: to make it takes 300 MB."""

_FEW_GONE = 10_000
"""Texts that are gone for which an index is not made anew, however few there are."""

Numbered = tuple[int, str]
"""A text and its number."""


class _Change(NamedTuple):
    """The last change of a memory: the number of the last text there ever was, how many there are, and its mark."""

    last: int
    texts: int
    mark: bytes


_NO_CHANGE = _Change(0, 0, b"")


class TextFinder:
    """Finds texts in the memory in the file `path`.

    Its index is a list of segments, each of texts with consecutive numbers. Numbers are not given twice,
    so a segment stays right when texts are added or removed: those it does not know stand in
    later segments, and those that are gone are passed over. A segment is made together with the
    one before it unless that is much larger, so that there are few, and most texts are not indexed again.
    """

    def __init__(self, file: Database, path: Path) -> None:
        self._file, self._path = file, path
        self._segments: list[Segment] | None = None
        self._at = _NO_CHANGE
        self._scanned = 0

    def forget(self) -> None:
        """Lets go of what is known of a memory that is begun anew."""
        from toolkit.memory.segments import forget_segments

        self._segments, self._at = None, _NO_CHANGE
        forget_segments(self._path)

    def candidates(self, keys: Sequence[str], threshold: int) -> Iterator[tuple[str, Iterable[Numbered]]]:
        """For each of the keys every text that may be like it by `threshold` per cent, and some others.

        A text may have gone since it was indexed.
        """
        change = self._last_change()
        self._scanned += len(keys) * change.texts
        if change.texts < _KEPT and self._scanned <= _SCANNED:
            yield from self._scan(keys, threshold)
            return
        from toolkit.memory.index import KEYS

        # What needs share no bigram may be any text of its length: these are as many as there is no room for at once.
        vague = {key for key in keys if len(key) - 1 <= fuzzy.band(len(key), threshold).lost}
        for key in vague:
            yield key, ((number, text) for _, number, text in self._likely([key], threshold, change))
        clear = [key for key in keys if key not in vague]
        for start in range(0, len(clear), KEYS):
            yield from self._look_up(clear[start : start + KEYS], threshold, change)

    def make_ready(self) -> None:
        """Makes what a long document will need, and keeps it for other processes."""
        change = self._last_change()
        if change.texts >= _KEPT:
            self._follow(change)

    def _last_change(self) -> _Change:
        rows = self._file.select_all("SELECT last, texts, mark FROM change ORDER BY id DESC LIMIT 1")
        return _Change(*rows[0]) if rows else _NO_CHANGE

    def _scan(self, keys: Sequence[str], threshold: int) -> Iterator[tuple[str, list[Numbered]]]:
        rows = self._file.select_all("SELECT id, key FROM text")
        texts = sorted((row for row in rows if len(row[1]) <= fuzzy.LONGEST), key=_length)
        for key in keys:
            band = fuzzy.band(len(key), threshold)
            first = bisect_left(texts, band.shortest, key=_length)
            yield key, texts[first : bisect_right(texts, band.longest, first, key=_length)]

    def _look_up(self, keys: Sequence[str], threshold: int, change: _Change) -> Iterator[tuple[str, list[Numbered]]]:
        found: defaultdict[int, list[Numbered]] = defaultdict(list)
        for place, number, text in self._likely(keys, threshold, change):
            found[place].append((number, text))
        for place, texts in found.items():
            yield keys[place], texts

    def _likely(self, keys: Sequence[str], threshold: int, change: _Change) -> Iterator[tuple[int, int, str]]:
        from toolkit.memory.index import sought

        wanted = sought(keys, threshold)
        for segment in self._follow(change):
            yield from segment.texts.likely(wanted)

    def _follow(self, change: _Change) -> list[Segment]:
        """The segments as the last change asks for them."""
        from toolkit.memory.segments import forget_segments, read_segments

        if self._segments is None:
            marks = (mark for (mark,) in self._file.select_all("SELECT mark FROM change"))
            self._segments = list(read_segments(self._path, marks))
        if self._at.mark != change.mark:
            indexed = sum(len(segment.texts.numbers) for segment in self._segments)
            fresh = change.last - (self._segments[-1].last if self._segments else 0)
            if indexed + fresh > 2 * change.texts + _FEW_GONE:
                self._segments.clear()
            if self._extend(self._segments, change):
                forget_segments(self._path, self._segments)
            self._at = change
        return self._segments

    def _extend(self, segments: list[Segment], change: _Change) -> bool:
        """Adds segments for the texts that are in none; returns whether any is kept in a file."""
        from toolkit.memory.index import build
        from toolkit.memory.segments import Segment, write_segment

        is_kept = False
        first = segments[-1].last if segments else 0
        while segments and _may_grow(segments[-1], change.last - first):
            first = segments.pop().first
        while first < change.last:
            keys, numbers, last = self._texts_from(first, change.last)
            segment = Segment(first, last, change.mark, build(keys, numbers))
            is_long = len(keys) >= _KEPT
            segments.append(write_segment(self._path, segment) if is_long else segment)
            is_kept |= is_long
            first = last
        return is_kept

    def _texts_from(self, first: int, last: int) -> tuple[list[str], list[int], int]:
        """Texts numbered after `first` up to `last`, as many as a segment has; their numbers, and the last of all."""
        keys: list[str] = []
        numbers: list[int] = []
        characters = 0
        for number, key in self._file.select(
            "SELECT id, key FROM text WHERE id > ? AND id <= ? ORDER BY id", first, last
        ):
            if len(key) <= fuzzy.LONGEST:
                numbers.append(number)
                keys.append(key)
                characters += len(key)
            if characters >= _MOST:
                return keys, numbers, number
        return keys, numbers, last


def _may_grow(segment: Segment, texts: int) -> bool:
    """Whether a segment is made anew with so many texts that come after it."""
    return segment.last - segment.first < 2 * texts and len(segment.texts.places) < _MOST // 2


def _length(text: Numbered | int) -> int:
    return text if isinstance(text, int) else len(text[1])
