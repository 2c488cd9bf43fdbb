"""A bitext put together from the units of another program's file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from toolkit.bitext.foreign.languages import Pair, is_reversed
from toolkit.bitext.inline import Dialect, UnknownElementError, local_name, read_inline
from toolkit.errors import InputError
from toolkit.model import Bitext, Block, Code, Document, Kind, Segment, State, Unit
from toolkit.safe.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

EXPORT_AGAIN = "export the file again from the program that made it"
"""The remedy for what only that program can put right."""


def assemble(paragraphs: Iterable[Sequence[Unit]], languages: Pair, place: str) -> Bitext:
    """A bitext with a paragraph for each group of units, which get IDs that none shares.

    Units without any text hold a file's structure and are left out; a file of nothing but empty
    ones is refused. `place` becomes the document's name, since such a file has no source beside it.
    """
    blocks, units = [], []
    given: dict[str, int] = {}
    seen = filled = False
    for paragraph in paragraphs:
        seen |= bool(paragraph)
        filled |= any(unit.segment.text or unit.target or unit.segment.codes for unit in paragraph)
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
    return unit if name == unit.segment.id else replace(unit, segment=unit.segment._replace(id=name))


def oriented(paragraphs: Iterable[Sequence[Unit]], languages: Pair, wanted: Pair) -> tuple[list[Sequence[Unit]], Pair]:
    """Units and languages turned round where they go the other way than is `wanted`, else as they are."""
    if not is_reversed(languages, wanted):
        return list(paragraphs), languages
    return [[_turned(unit) for unit in paragraph] for paragraph in paragraphs], languages[::-1]


def _turned(unit: Unit) -> Unit:
    """What was the translation becomes the text that the other is checked against, where there is one."""
    if unit.state is State.EMPTY:
        return unit
    segment = Segment(unit.segment.id, unit.target, unit.codes)
    return replace(unit, segment=segment, target=unit.segment.text, codes=unit.segment.codes)


def coded_text(element: _Element, dialect: Dialect, place: str) -> tuple[str, tuple[Code, ...]]:
    """The text of an element and its codes; raises `InputError` with the line of what cannot stand in it."""
    try:
        return read_inline(element, dialect)
    except UnknownElementError as error:
        problem = f"an element that cannot stand inside a text: <{local_name(error.args[0])}>"
        raise InputError(line_of(error.args[0], place), problem, EXPORT_AGAIN) from error


def filled_state(state: State, target: str) -> State:
    """`state` where there is a target, which is never empty then; empty where there is none."""
    if not target.strip():
        return State.EMPTY
    return State.TRANSLATED if state is State.EMPTY else state
