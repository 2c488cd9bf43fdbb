"""Splits a sentence and joins two at the desk: the breaks of the document are changed, and its bitext with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from toolkit.bitext.recut import recut
from toolkit.building.job import breaks_content
from toolkit.desk.saving import Saving
from toolkit.errors import UsageError
from toolkit.model import Bitext, Unit
from toolkit.pipeline import prepare
from toolkit.project import locked, rewrite
from toolkit.readers import read
from toolkit.segmentation import Verb, break_at, with_break


@dataclass(frozen=True, slots=True)
class Cut:
    """A change of where sentences are cut: the file of breaks before (``None``: not there) and after.

    ``units`` are what it made of the units that it changed, by ID.
    """

    before: bytes | None
    after: bytes
    units: Mapping[str, Unit]


def cut(saving: Saving, verb: Verb, row: int, offset: int, english: int | None = None) -> Cut:
    """Splits the segment of a row before its character `offset`, or joins it with the next, and writes that.

    `english` is where the English is to be split, by itself in the best place. What stood in the
    segments before goes to the archive, too. Raises `ToolkitError`.
    """
    project, source = saving.job.project, saving.source
    at = saving.bitext.units[row].segment.id
    with locked(project.cache, ".toolkit"):
        saving.refresh()
        old = saving.bitext
        number = next((number for number, unit in enumerate(old.units) if unit.segment.id == at), None)
        if number is None:
            raise UsageError(source.path.name, "the segment is gone meanwhile", "look at what stands there now")
        place = project.relative(source.breaks)
        before = breaks_content(project, source) if source.breaks.exists() else None
        text, position, texts = _in_source(saving, number, verb, offset)
        after = with_break(before or b"", break_at(verb, text, position, texts), place)
        rewrite(source.breaks, before, after, place)
        new = prepare(saving.job, source, old)
        found = recut(old, new.document, {} if english is None else {at: english})
        units = tuple(_carried(unit, found) for unit in new.units)
        present = {unit.segment.id for unit in (*units, *new.archive)}
        gone = tuple(unit for unit in old.units if unit.target and unit.segment.id not in present)
        saving.put(replace(new, units=units, archive=(*new.archive, *gone)))
        return Cut(before, after, found)


def take_back(saving: Saving, done: Cut) -> None:
    """Undoes a cut that was made here; raises `ToolkitError` where somebody has changed the breaks since.

    The segments have again what they had, from the archive; what somebody has written into those of
    the cut since goes there.
    """
    project, source = saving.job.project, saving.source
    with locked(project.cache, ".toolkit"):
        saving.refresh()
        rewrite(source.breaks, done.after, done.before or b"", project.relative(source.breaks))
        if done.before is None:
            source.breaks.unlink()
        bitext = prepare(saving.job, source, saving.bitext)
        kept = (unit for unit in bitext.archive if not _is_made(unit, done.units))
        saving.put(replace(bitext, archive=tuple(kept)))


def _in_source(saving: Saving, row: int, verb: Verb, offset: int) -> tuple[str, int, list[str]]:
    """The text of the block in which a row stands, the place in it that is meant, and the texts of all blocks."""
    bitext = saving.bitext
    blocks = read(saving.source.path, saving.source.path.name).blocks
    texts = ["".join(whole.text for whole in block.segments) for block in blocks]
    number, inside = _position(bitext, row)
    segments = bitext.document.blocks[number].segments
    start = end = 0
    for one in segments[: inside + 1]:
        start = texts[number].index(one.text, end)
        end = start + len(one.text)
    if verb is Verb.SPLIT:
        if not 0 < offset < end - start:
            raise UsageError("split", "there is nothing before or after that place", "put the cursor into the sentence")
        return texts[number], start + offset, texts
    if inside + 1 == len(segments):
        problem = "what comes next stands in another paragraph"
        raise UsageError("join", problem, "only sentences of one paragraph can be joined")
    return texts[number], end, texts


def _position(bitext: Bitext, row: int) -> tuple[int, int]:
    """The number of the block in which a row stands, and which of its segments the row is."""
    for number, block in enumerate(bitext.document.blocks):
        if row < len(block.segments):
            return number, row
        row -= len(block.segments)
    raise IndexError(row)


def _carried(unit: Unit, found: Mapping[str, Unit]) -> Unit:
    """What was shared out to a unit, with the terms that stand in it now."""
    shared = found.get(unit.segment.id)
    return replace(shared, hits=unit.hits, matches=unit.matches) if shared else unit


def _is_made(unit: Unit, made: Mapping[str, Unit]) -> bool:
    one = made.get(unit.segment.id)
    return one is not None and (one.target, one.notes, one.state) == (unit.target, unit.notes, unit.state)
