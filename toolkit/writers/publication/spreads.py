"""Facing pages: what stands on each spread, so that both pages say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.codes import cut
from toolkit.writers.publication.structure import Heading, Listing, Part, Table
from toolkit.writers.publication.values import Passage, Text

Heights = tuple[float, ...]
"""How much of the page something takes, in each language."""


@dataclass(frozen=True, slots=True)
class Step:
    """The smallest thing that a page may begin with: a sentence, an entry, a row, or a whole part.

    ``part`` and ``number`` (from 0) say which; ``heights`` are what it adds to each page.
    """

    part: int
    number: int
    heights: Heights


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a spread, whole or what of it stands there; ``continues`` says that it began before."""

    part: Part
    continues: bool = False


Spread = tuple[Piece, ...]


def steps_of(part: Part) -> int:
    """How many steps a part has; a page may begin with any of them."""
    if isinstance(part, Listing):
        return len(part.entries)
    if isinstance(part, Table):
        return max(len(part.rows) - 1, 1)
    if isinstance(part, Heading) or part.pictures or not part.texts:
        return 1
    return max(len(part.texts[0].starts), 1)


def piece(part: Part, start: int, end: int) -> Piece:
    """What of a part its steps from `start` up to `end` are."""
    if start == 0 and end >= steps_of(part):
        return Piece(part)
    if isinstance(part, Listing):
        return Piece(Listing(part.entries[start:end]), start > 0)
    if isinstance(part, Table):
        return Piece(replace(part, rows=(part.rows[0], *part.rows[start + 1 : end + 1])), start > 0)
    assert isinstance(part, Passage), "a heading has one step"
    return Piece(replace(part, texts=tuple(sentences(text, start, end) for text in part.texts)), start > 0)


def sentences(text: Text, start: int, end: int) -> Text:
    """The segments of a text from `start` up to `end`, with their codes."""
    first = text.starts[start]
    last = text.starts[end] if end < len(text.starts) else len(text.text)
    whole = text.text[first:last]
    kept = len(whole.rstrip(" "))
    codes = tuple(cut((one for one in text.codes if first <= one.start < last or one.end == last), first, first + kept))
    places = tuple(place - first for place in text.starts[start:end])
    return Text(whole[:kept], text.language, codes, places)


def pack(steps: Sequence[Step], parts: Sequence[Part], room: float, line: float) -> Iterator[tuple[Step, ...]]:
    """The steps of each spread in turn; `room` is how much a page holds.

    A part that goes on overleaf needs another `line`, since its last one is shared. Headings are
    never left behind at the foot of a page.
    """
    spread: list[Step] = []
    used: Heights = ()
    for place, step in enumerate(steps):
        goes_on = place + 1 < len(steps) and steps[place + 1].part == step.part
        filled = tuple(map(sum, zip(used or (0.0,) * len(step.heights), step.heights, strict=True)))
        if spread and max(filled) + line * goes_on > room:
            left = _left_behind(spread, parts)
            yield tuple(spread[: len(spread) - left])
            spread = spread[len(spread) - left :]
            filled = tuple(map(sum, zip(*(one.heights for one in (*spread, step)), strict=True)))
        spread.append(step)
        used = filled
    if spread:
        yield tuple(spread)


def _left_behind(spread: Sequence[Step], parts: Sequence[Part]) -> int:
    """How many headings at the end of a spread go to the next one, with what they head."""
    count = 0
    while count < len(spread) - 1 and isinstance(parts[spread[-1 - count].part], Heading):
        count += 1
    return count


def spread_of(steps: Sequence[Step], parts: Sequence[Part]) -> Spread:
    """The pieces that the steps of a spread are."""
    pieces, start = [], 0
    for place, step in enumerate(steps):
        if place + 1 == len(steps) or steps[place + 1].part != step.part:
            pieces.append(piece(parts[step.part], steps[start].number, step.number + 1))
            start = place + 1
    return tuple(pieces)
