"""What is marked in a text of the page, as stretches that become elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from toolkit.model import Code
from toolkit.writers.runs import cut_runs

TERM = "term"
CHANGED = "changed"


class Mark(NamedTuple):
    """Something said about the characters from `start` up to `end`.

    ``kind`` is `TERM`, `CHANGED` or a finding's severity. ``number`` says which: the term's place
    in the page's list, or the finding's place among those of its row.
    """

    start: int
    end: int
    kind: str
    number: int = 0


class Run(NamedTuple):
    """A stretch of text that the same marks cover from end to end, or the tag of an inline code."""

    text: str
    marks: tuple[Mark, ...] = ()
    code: Code | None = None

    @property
    def meaning(self) -> str:
        """What a tag stands for, in words: “bold”, “link https://…”."""
        return f"{self.code.kind} {self.code.detail}".strip() if self.code else ""

    @property
    def kinds(self) -> str:
        """The kinds of the marks, as the value of a class attribute."""
        return " ".join(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def term(self) -> int | None:
        """The number of the term that stands here; terms never overlap each other."""
        for mark in self.marks:
            if mark.kind == TERM:
                return mark.number
        return None

    @property
    def findings(self) -> str:
        """The numbers of the findings that concern this stretch, separated by spaces."""
        return " ".join([str(mark.number) for mark in self.marks if mark.kind not in (TERM, CHANGED)])


def cut(text: str, marks: Iterable[Mark], codes: Sequence[Code] = ()) -> tuple[Run, ...]:
    """The runs of `text` in order; their texts, those of tags aside, together are `text`.

    A mark counts as far as it lies inside the text. One that covers no character marks nothing.
    """
    real = sorted(mark for mark in marks if mark.start < mark.end)
    if not codes and all(one.end <= other.start for one, other in pairwise(real)):
        return tuple(_side_by_side(text, real))
    pieces = cut_runs(text, [(mark.start, mark.end) for mark in real], codes)
    return tuple(Run(piece.text, tuple(real[index] for index in sorted(piece.marks)), piece.code) for piece in pieces)


def _side_by_side(text: str, marks: Iterable[Mark]) -> Iterator[Run]:
    """The same where no mark lies on another, as in most texts."""
    place = 0
    for mark in marks:
        start, end = max(mark.start, 0), min(mark.end, len(text))
        if start >= end:
            continue
        if place < start:
            yield Run(text[place:start])
        yield Run(text[start:end], (mark,))
        place = end
    if place < len(text):
        yield Run(text[place:])
