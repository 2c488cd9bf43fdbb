"""Cuts a text into runs, so that overlapping marks can be shown on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.codes import Border, borders
from toolkit.model import Code

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkedRun:
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


def cut_runs(text: str, spans: Sequence[Span], codes: Sequence[Code] = ()) -> list[MarkedRun]:
    """`text` as consecutive runs, cut at every border of a span or code; the tags of codes are runs too.

    Without those the runs joined are `text` again. Spans may overlap and nest. What of a span
    lies outside the text is ignored.
    """
    tags: dict[int, list[Border]] = {}
    for border in borders(codes):
        tags.setdefault(border.offset, []).append(border)
    edges = sorted({0, len(text), *tags, *(min(max(edge, 0), len(text)) for span in spans for edge in span)})
    runs: list[MarkedRun] = []
    for start, end in pairwise([*edges, len(text)]):
        runs += (MarkedRun(tag.token, start, _around(spans, start), tag.code) for tag in tags.get(start, ()))
        if start < end:
            runs.append(MarkedRun(text[start:end], start, _covering(spans, start, end)))
    return runs


def _around(spans: Sequence[Span], place: int) -> frozenset[int]:
    return frozenset(index for index, span in enumerate(spans) if span[0] < place < span[1])


def _covering(spans: Sequence[Span], start: int, end: int) -> frozenset[int]:
    return frozenset(index for index, span in enumerate(spans) if span[0] < end and start < span[1])
