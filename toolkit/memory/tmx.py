"""TMX files as units of a memory, and units of a memory as TMX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from toolkit.bitext.foreign.languages import Pair, side
from toolkit.bitext.foreign.tmx import TranslationUnit, Variant, plain_date, read_tmx
from toolkit.errors import InputError
from toolkit.memory.protocol import MemoryUnit
from toolkit.model import State

PREVIOUS, NEXT = "prev", "next"
"""The properties in which OmegaT keeps the texts around a unit, and so do we."""


def tmx_units(stream: IO[bytes], place: str, languages: Pair) -> Iterator[MemoryUnit]:
    """The pairs of texts in `languages` in a TMX file, one after the other.

    Raises `InputError` where the file is broken, and at its end where it has units but no such pair.
    """
    seen: dict[str, None] = {}
    found = 0
    for unit in read_tmx(stream, place):
        if not found and len(seen) < 20:
            seen.update(dict.fromkeys(variant.language for variant in unit.variants))
        for pair in _pairs(unit, languages):
            found += 1
            yield pair
    if seen and not found:
        problem = f"no texts from {languages[0]} to {languages[1]}; it has: {', '.join(seen)}"
        raise InputError(place, problem, "take the file out of the memory, or state its languages right")


def _pairs(unit: TranslationUnit, languages: Pair) -> Iterator[MemoryUnit]:
    """The first source with each target, then each further source with the first target."""
    sources = [one for one in unit.variants if side(one.language, languages) == 0 and one.text.strip()]
    targets = [one for one in unit.variants if side(one.language, languages) == 1 and one.text.strip()]
    if not sources or not targets:
        return
    properties = dict(unit.properties)
    around = properties.get(PREVIOUS, ""), properties.get(NEXT, "")
    for target in targets:
        yield _memory_unit(sources[0], target, around)
    for source in sources[1:]:
        yield _memory_unit(source, targets[0], around)


def _memory_unit(source: Variant, target: Variant, around: tuple[str, str]) -> MemoryUnit:
    at = plain_date(target.date)
    return MemoryUnit(
        source.text, target.text, source.codes, target.codes, *around, State.TRANSLATED, target.author, at
    )


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
