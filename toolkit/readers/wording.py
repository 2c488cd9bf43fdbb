"""The English of each block as it is to stand in the place of the Chinese, in one text with its codes."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from toolkit.errors import InputError
from toolkit.model import Bitext, Block, Code, CodeKind, Unit

Thing = TypeVar("Thing")


class Wording(NamedTuple):
    """What a block says from now on. A code has the ID of the one of the block's Chinese that it belongs to.

    ``source`` are the codes of the Chinese, in the text of the whole block. ``changed`` says that
    some of it is English.
    """

    text: str
    codes: tuple[Code, ...]
    source: tuple[Code, ...]
    changed: bool
    language: str


def unready(bitext: Bitext) -> tuple[Unit, ...]:
    """The units whose Chinese stays, since their English has not been reviewed."""
    return tuple(unit for unit in bitext.units if not unit.is_reviewed)


def wordings(bitext: Bitext, blocks: Sequence[Block], place: str) -> list[Wording]:
    """What each of the `blocks`, as the source has them now, says in English.

    Raises `InputError` where the bitext was made of another state of the source.
    """
    units = iter(bitext.units)
    rows = [[next(units) for _ in block.segments] for block in bitext.document.blocks]
    if len(rows) != len(blocks):
        raise _changed(place)
    named = [f"{place}, block {number}" for number in range(1, len(blocks) + 1)]
    texts = [block.segments[0].text for block in blocks]
    language = bitext.target_language
    return [_wording(text, row, language, name) for text, row, name in zip(texts, rows, named, strict=True)]


def things(codes: Sequence[Code], found: Sequence[Thing], source: Sequence[Code]) -> dict[str, Thing]:
    """What stands in a block without being text, by the IDs that its codes have in a `Wording`.

    `codes` are those of the block as it was read, and `found` is what was met for each that encloses
    no text.
    """
    placed = [code for code in codes if not code.is_paired]
    waiting: defaultdict[tuple[CodeKind, str], deque[tuple[int, Thing]]] = defaultdict(deque)
    for number, (code, one) in enumerate(zip(placed, found, strict=True)):
        for detail in {code.detail, ""}:  # a code without detail takes any of its kind
            waiting[code.kind, detail].append((number, one))
    named: dict[str, Thing] = {}
    taken: set[int] = set()
    for code in source:
        fit = waiting[code.kind, code.detail]
        while fit and fit[0][0] in taken:
            fit.popleft()
        if fit:
            number, named[code.id] = fit.popleft()
            taken.add(number)
    return named


def _changed(place: str) -> InputError:
    return InputError(place, "the source has changed since the bitext was made", "run `toolkit build`")


def _wording(text: str, units: Sequence[Unit], language: str, place: str) -> Wording:
    whole, end = "", 0
    codes: list[Code] = []
    source: list[Code] = []
    before: Unit | None = None
    for number, unit in enumerate(units):
        start = text.find(unit.segment.text, end)
        if start < 0 or text[end:start].strip():
            raise _changed(place)
        source += _placed(unit.segment.codes, start, number)
        whole += _between(text[end:start], before, unit) if before else ""
        written, own = _said(unit)
        codes += _placed(own, len(whole), number)
        whole, end, before = whole + written, start + len(unit.segment.text), unit
    if text[end:].strip():
        raise _changed(place)
    return Wording(whole, tuple(codes), tuple(source), any(unit.is_reviewed for unit in units), language)


def _placed(codes: Sequence[Code], start: int, number: int) -> Iterator[Code]:
    """The codes of a segment in the text of its block, under IDs that no other segment has."""
    for code in codes:
        yield replace(code, id=f"{number}.{code.id}", start=code.start + start, end=code.end + start)


def _said(unit: Unit) -> tuple[str, tuple[Code, ...]]:
    """The English of a unit without blanks around it, or its Chinese, and the codes in it."""
    if not unit.is_reviewed:
        return unit.segment.text, unit.segment.codes
    lead = len(unit.target) - len(unit.target.lstrip())
    length = len(unit.target.strip())
    places = [(min(max(edge - lead, 0), length) for edge in (code.start, code.end)) for code in unit.codes]
    pairs = zip(unit.codes, places, strict=True)
    return unit.target.strip(), tuple(replace(code, start=start, end=end) for code, (start, end) in pairs)


def _between(gap: str, before: Unit, after: Unit) -> str:
    """What stands between two sentences: the break or tab of the source, a blank beside English."""
    kept = gap.strip(" \u3000\xa0")
    if kept:
        return kept
    return " " if before.is_reviewed or after.is_reviewed else gap
