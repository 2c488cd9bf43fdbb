"""TMX files as units of a memory, and units of a memory as TMX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from toolkit.bitext.foreign.languages import Pair, side
from toolkit.bitext.foreign.tmx import TranslationUnit, Variant, plain_date, read_tmx
from toolkit.errors import InputError
from toolkit.memory.protocol import MemoryUnit
from toolkit.model import State

PREVIOUS, NEXT = "prev", "next"
"""The properties in which OmegaT keeps the texts around a unit, and so do we."""

_NAMED = 20
"""Languages that a message names of a file in which the right ones are missing."""


def tmx_units(stream: IO[bytes], place: str, languages: Pair) -> Iterator[MemoryUnit]:
    """The pairs of texts in `languages` in a TMX file, one after the other.

    Raises `InputError` where the file is broken, and at its end where it has units but no such pair.
    """
    for unit, pairs in _units_with_pairs(stream, place, languages):
        if pairs:
            properties = dict(unit.properties)
            around = properties.get(PREVIOUS, ""), properties.get(NEXT, "")
            for source, target in pairs:
                yield _memory_unit(source, target, around)


def count_pairs(stream: IO[bytes], place: str, languages: Pair) -> int:
    """How many units `tmx_units` gives, found in half the time; raises as it does."""
    return sum(len(pairs) for _, pairs in _units_with_pairs(stream, place, languages))


def _units_with_pairs(
    stream: IO[bytes], place: str, languages: Pair
) -> Iterator[tuple[TranslationUnit, Sequence[tuple[Variant, Variant]]]]:
    seen: dict[str, None] = {}
    found = False
    for unit in read_tmx(stream, place):
        pairs = _pairs(unit, languages)
        if pairs:
            found = True
        elif not found and len(seen) < _NAMED:
            seen.update(dict.fromkeys(variant.language for variant in unit.variants))
        yield unit, pairs
    if seen and not found:
        problem = f"no texts from {languages[0]} to {languages[1]}; it has: {', '.join(seen)}"
        raise InputError(place, problem, "take the file out of the memory, or state its languages right")


def _pairs(unit: TranslationUnit, languages: Pair) -> Sequence[tuple[Variant, Variant]]:
    """The first source with each target, then each further source with the first target."""
    sides: tuple[list[Variant], list[Variant]] = [], []
    for variant in unit.variants:
        number = side(variant.language, languages)
        if number is not None and not (variant.text or " ").isspace():
            sides[number].append(variant)
    sources, targets = sides
    if len(sources) == len(targets) == 1:
        return ((sources[0], targets[0]),)
    if not sources or not targets:
        return ()
    return [(sources[0], target) for target in targets] + [(source, targets[0]) for source in sources[1:]]


def _memory_unit(source: Variant, target: Variant, around: tuple[str, str]) -> MemoryUnit:
    at = plain_date(target.date) if target.date else ""
    said = source.text, target.text, source.codes, target.codes, *around, State.TRANSLATED, target.author, at
    return _new(MemoryUnit, said)


_new = tuple.__new__
"""Makes a named tuple of all its fields in half the time that calling it takes."""


def as_translation_units(units: Iterable[MemoryUnit], languages: Pair) -> Iterator[TranslationUnit]:
    """Units of a memory as those of a TMX file."""
    for unit in units:
        around = tuple((name, text) for name, text in ((PREVIOUS, unit.before), (NEXT, unit.after)) if text)
        date = unit.at.replace("-", "").replace(":", "")
        yield TranslationUnit(
            "",
            (
                Variant(languages[0], unit.source, unit.source_codes),
                Variant(languages[1], unit.target, unit.target_codes, unit.author, date),
            ),
            languages[0],
            properties=around,
        )
