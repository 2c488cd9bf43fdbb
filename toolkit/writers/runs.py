"""Cuts a text into runs, so that overlapping marks can be shown on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """A stretch of text that the same marks cover; ``marks`` are indices into the spans given."""

    text: str
    start: int
    marks: frozenset[int]

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)


def cut_runs(text: str, spans: Sequence[Span]) -> list[MarkedRun]:
    """`text` as consecutive runs, cut at every border of a span; joined, they are `text` again.

    Spans may overlap and nest. What of a span lies outside the text is ignored.
    """
    borders = sorted({0, len(text), *(min(max(border, 0), len(text)) for span in spans for border in span)})
    return [MarkedRun(text[start:end], start, _covering(spans, start, end)) for start, end in pairwise(borders)]


def _covering(spans: Sequence[Span], start: int, end: int) -> frozenset[int]:
    return frozenset(index for index, span in enumerate(spans) if span[0] < end and start < span[1])
