"""Reads what OmegaT keeps of a project: the memory in which every translation stands at once."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from toolkit.bitext import instant, read_xliff
from toolkit.bitext.foreign.languages import Pair, fits
from toolkit.bitext.foreign.omegat import FILE, NEXT, PREVIOUS, Place, as_tagged, places
from toolkit.bitext.foreign.tmx import TranslationUnit, Variant, plain_date, read_tmx
from toolkit.codes import tagged
from toolkit.model import Bitext, Note, State, Unit
from toolkit.review.handoff.values import ReturnedFile, ReturnedUnit


@dataclass(slots=True)
class _Saved:
    """Translations by their Chinese, and those for one place only; with the notes of each."""

    usual: dict[str, tuple[Variant, tuple[Note, ...]]] = field(default_factory=dict)
    here: dict[Place, tuple[Variant, tuple[Note, ...]]] = field(default_factory=dict)


def read_saved(content: bytes, name: str, source: bytes, source_name: str, batch: str) -> ReturnedFile:
    """The units of ``source/`` as the bytes of ``project_save.tmx`` translate them; raises `InputError`."""
    bitext = read_xliff(source, source_name)
    saved = _read(content, name, (bitext.document.language, bitext.target_language), source_name)
    return ReturnedFile(name, bitext.document.name, batch, list(_units(bitext, saved, name)))


def without_outdated(made: ReturnedFile, saved: Iterable[ReturnedFile], at: str) -> ReturnedFile:
    """A document that OmegaT made at a time, without what was translated anew in its memory since then.

    A copy of a file has a later time than the file, never an earlier one: so nothing is left out
    that was written after the memory.
    """
    written = instant(at)
    if written is None:
        return made
    since = {
        unit.id
        for file in saved
        for unit in file.units
        if unit.target is not None and (changed := instant(unit.at)) is not None and changed > written
    }
    units = [replace(unit, target=None) if unit.id in since else unit for unit in made.units]
    return replace(made, units=units)


def _read(content: bytes, name: str, pair: Pair, source_name: str) -> _Saved:
    saved = _Saved()
    for unit in read_tmx(io.BytesIO(content), name):
        variants = {
            side: next((one for one in unit.variants if fits(one.language, tag.partition("-")[0])), None)
            for side, tag in enumerate(pair)
        }
        source, target = variants[0], variants[1]
        if source is None or target is None:
            continue
        notes = tuple(_notes(unit, target))
        properties = dict(unit.properties)
        if FILE not in properties:
            saved.usual[source.text] = target, notes
        elif _same_file(properties[FILE], source_name):
            place = Place(source.text, properties.get(PREVIOUS, ""), properties.get(NEXT, ""))
            saved.here[place] = target, notes
    return saved


def _same_file(one: str, other: str) -> bool:
    return one.rpartition("/")[2].lower() == other.rpartition("/")[2].lower()


def _notes(unit: TranslationUnit, target: Variant) -> Iterator[Note]:
    """The notes without a time: that of the translation changes with each word."""
    for note in (*unit.notes, *target.notes):
        if note.text.strip():
            yield Note(note.text.strip(), target.author)


def _units(bitext: Bitext, saved: _Saved, name: str) -> Iterator[ReturnedUnit]:
    told: set[str] = set()
    for place, unit in zip(places(bitext), bitext.units, strict=True):
        found = saved.here.get(place) or saved.usual.get(place.text)
        yield _unit(unit, found, place.text not in told, name)
        told.add(place.text)


def _unit(unit: Unit, found: tuple[Variant, tuple[Note, ...]] | None, is_first: bool, name: str) -> ReturnedUnit:
    segment = unit.segment
    source = tagged(segment.text, segment.codes)
    if found is None:
        return ReturnedUnit(segment.id, source, None, name)
    variant, notes = found
    target = as_tagged(variant.text, segment.codes) or None
    state = State.TRANSLATED if target else None
    at = plain_date(variant.date)
    return ReturnedUnit(segment.id, source, target, name, state, notes if is_first else (), variant.author, at)
