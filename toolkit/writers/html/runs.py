"""What is marked in a text of the page, as stretches that become elements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


class InTurn(NamedTuple):
    """A text in which nothing but terms is marked, as `in_turn` cuts it: by far the most.

    ``numbers`` are those of the terms, which are every second of the ``pieces``.
    """

    pieces: Sequence[str]
    numbers: Sequence[int]


def cut(text: str, marks: Iterable[Mark], codes: Sequence[Code] = ()) -> tuple[Run, ...]:
    """The runs of `text` in order; their texts, those of tags aside, together are `text`.

    A mark counts as far as it lies inside the text. One that covers no character marks nothing.
    """
    real = sorted([mark for mark in marks if mark.start < mark.end])
    if not real and not codes:
        return (Run(text),) if text else ()
    pieces = cut_runs(text, [(mark.start, mark.end) for mark in real], codes)
    return tuple(Run(piece.text, tuple(real[index] for index in sorted(piece.marks)), piece.code) for piece in pieces)
