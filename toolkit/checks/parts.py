"""A long document in parts, for checks that look at each unit by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from toolkit.model import Bitext, Block

UNITS_PER_PART = 200
"""Few enough that what the checks work out of a text is still at hand when the next check asks for it."""

Given = TypeVar("Given")
Made = TypeVar("Made")


def parts(bitext: Bitext, size: int = UNITS_PER_PART) -> Iterator[Bitext]:
    """The bitext in parts of whole blocks, each with about `size` units, in order; at least one."""
    blocks: list[Block] = []
    start = count = 0
    for block in bitext.document.blocks:
        blocks.append(block)
        count += len(block.segments)
        if count >= size:
            yield _part(bitext, blocks, start, count)
            start, count, blocks = start + count, 0, []
    if blocks or not start:
        yield _part(bitext, blocks, start, count)


def _part(bitext: Bitext, blocks: list[Block], start: int, count: int) -> Bitext:
    document = replace(bitext.document, blocks=tuple(blocks))
    return replace(bitext, document=document, units=bitext.units[start : start + count], archive=())


def at_hand(work: Callable[[Given], Made]) -> Callable[[Given], Made]:
    """`work`, which keeps what it made of the value that it was given last.

    Checks of a family ask for the same of a bitext one after another, and all documents of a
    project for the same of its terms. It is the same value only if it is the same object.
    """
    last: list[tuple[Given, Made]] = []

    def asked(given: Given) -> Made:
        if not last or last[0][0] is not given:
            last[:] = [(given, work(given))]
        return last[0][1]

    return asked
