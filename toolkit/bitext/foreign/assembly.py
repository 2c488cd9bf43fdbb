"""A bitext put together from the units of another program's file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from toolkit.bitext.foreign.languages import Pair
from toolkit.errors import InputError
from toolkit.model import Bitext, Block, Document, Kind, Segment, State, Unit


def assemble(paragraphs: Iterable[Sequence[Unit]], languages: Pair, place: str) -> Bitext:
    """A bitext with a paragraph for each group of units, which get IDs that none shares.

    Units without any text hold a file's structure and are left out; a file of nothing but empty
    ones is refused. `place` becomes the document's name, since such a file has no source beside it.
    """
    blocks, units = [], []
    given: dict[str, int] = {}
    seen = filled = 0
    for paragraph in paragraphs:
        seen += len(paragraph)
        filled += sum(bool(unit.segment.text or unit.target or unit.segment.codes) for unit in paragraph)
        named = [_named_apart(unit, given) for unit in paragraph if unit.segment.text.strip() or unit.target.strip()]
        if named:
            blocks.append(Block(Kind.PARAGRAPH, 0, tuple(unit.segment for unit in named)))
            units += named
    if seen and not filled:
        raise InputError(place, "none of its units holds a text", "export the file again with its texts")
    document = Document(place, PurePath(place).name, tuple(blocks), place, languages[0])
    return Bitext(document, tuple(units), (), languages[1])


def _named_apart(unit: Unit, given: dict[str, int]) -> Unit:
    """`unit` with a number after its ID where another has that ID: ``7``, ``7~2``, ``7~3``."""
    name = unit.segment.id
    while name in given:
        given[unit.segment.id] += 1
        name = f"{unit.segment.id}~{given[unit.segment.id]}"
    given[name] = 1
    return unit if name == unit.segment.id else replace(unit, segment=replace(unit.segment, id=name))


def turned(unit: Unit) -> Unit:
    """A unit from a file that goes the other way: what was its translation is the text it is checked by."""
    segment = Segment(unit.segment.id, unit.target, unit.codes)
    return replace(unit, segment=segment, target=unit.segment.text, codes=unit.segment.codes)


def filled_state(state: State, target: str) -> State:
    """`state` where there is a target, which is never empty then; empty where there is none."""
    if not target.strip():
        return State.EMPTY
    return State.TRANSLATED if state is State.EMPTY else state
