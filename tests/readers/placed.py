"""Makes a bitext of a source with English for every segment, to put in the place of the Chinese."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from toolkit.codes import join
from toolkit.model import Bitext, Code, Document, Kind, Segment, State, Unit
from toolkit.segmentation import segment

Saying = Callable[[int, Segment], tuple[str, tuple[Code, ...]]]
"""The number of a segment, from 1, and the segment → its English."""


def english(number: int, source: Segment) -> tuple[str, tuple[Code, ...]]:
    """English of one word for each character, with the codes of the Chinese around the same stretches."""
    comma = "," * any(mark in source.text for mark in "。，！？")
    words = [
        f"{'Word' if place == 0 else 'word'}{number}{'xyz'[number % 3]}{comma}" for place in range(len(source.text))
    ]
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    text = " ".join(words)
    codes = tuple(
        replace(
            code,
            start=min(starts[code.start], len(text)),
            end=starts[code.end] - 1 if code.is_paired else min(starts[code.start], len(text)),
        )
        for code in source.codes
    )
    return text, codes


def translated(
    document: Document,
    say: Callable[[int, Segment], tuple[str, tuple[Code, ...]]] = english,
    state: State = State.FINAL,
) -> Bitext:
    """A bitext whose units all have English."""
    cut = segment(document)
    units = []
    for number, one in enumerate(cut.segments(), 1):
        target, codes = say(number, one)
        units.append(Unit(one, target, state, codes=codes))
    return Bitext(cut, tuple(units))


def expected(bitext: Bitext) -> list[tuple[Kind, int, str]]:
    """Kind, level and English of each block, its sentences joined."""
    units = iter(bitext.units)
    found = []
    for block in bitext.document.blocks:
        own = [next(units) for _ in block.segments]
        text, _ = join((unit.target, (), 0) for unit in own)
        found.append((block.kind, block.level, text))
    return found


def read(document: Document) -> list[tuple[Kind, int, str]]:
    """The same of a document as it was read."""
    return [(block.kind, block.level, " ".join(block.segments[0].text.split())) for block in document.blocks]


def codes_of(document: Document) -> list[list[tuple[str, str]]]:
    """Kind and detail of the codes of each block."""
    return [[(str(code.kind), code.detail) for code in block.segments[0].codes] for block in document.blocks]
