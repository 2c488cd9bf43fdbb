"""Cuts a text into runs, so that overlapping marks can be shown on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from toolkit.codes import Border, borders
from toolkit.model import Code

Span = tuple[int, int]


class MarkedRun(NamedTuple):
    """A stretch of text that the same marks cover; ``marks`` are indices into the spans given.

    Where ``code`` is set it is the tag of an inline code, which takes no place in the text.
    """

    text: str
    start: int
    marks: frozenset[int]
    code: Code | None = None

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start if self.code else self.start + len(self.text)


_NOTHING: frozenset[int] = frozenset()


def cut_runs(text: str, spans: Sequence[Span], codes: Sequence[Code] = ()) -> list[MarkedRun]:
    """`text` as consecutive runs, cut at every border of a span or code; the tags of codes are runs too.

    Without those the runs joined are `text` again. Spans may overlap and nest. What of a span
    lies outside the text is ignored.
    """
    tags: dict[int, list[Border]] = {}
    for border in borders(codes):
        tags.setdefault(border.offset, []).append(border)
    opened, closed = _edges(spans, len(text))
    runs: list[MarkedRun] = []
    covering = _NOTHING
    for start, end in pairwise([*sorted({0, len(text), *tags, *opened, *closed}), len(text)]):
        runs += (MarkedRun(tag.token, start, _around(spans, start), tag.code) for tag in tags.get(start, ()))
        covering = covering.difference(closed.get(start, ())).union(opened.get(start, ()))
        if start < end:
            runs.append(MarkedRun(text[start:end], start, covering))
    return runs


def in_turn(text: str, spans: Sequence[Span]) -> list[str] | None:
    """What stands before the first span, in it, between it and the next, and so on until the end of `text`.

    Nothing where a span does not begin after the one before it, as terms do.
    """
    pieces: list[str] = []
    last = 0
    for start, end in spans:
        if not last <= start < end <= len(text):
            return None
        pieces += (text[last:start], text[start:end])
        last = end
    return [*pieces, text[last:]]


def _edges(spans: Sequence[Span], length: int) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Which spans begin and end at each place, as far as they lie inside the text."""
    opened: dict[int, list[int]] = {}
    closed: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(spans):
        start, end = min(max(start, 0), length), min(max(end, 0), length)
        if start < end:
            opened.setdefault(start, []).append(index)
            closed.setdefault(end, []).append(index)
    return opened, closed


def _around(spans: Sequence[Span], place: int) -> frozenset[int]:
    return frozenset(index for index, span in enumerate(spans) if span[0] < place < span[1])
