"""Writes what a person confirmed into the bitext as it is by then, beside what other programs do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from toolkit.bitext import pair_hash, write_xliff
from toolkit.building.job import Job, parse_bitext
from toolkit.model import Bitext, Note, Unit
from toolkit.pipeline import prepare
from toolkit.project import Source, locked, read_content, rewrite


@dataclass(frozen=True, slots=True)
class Saved:
    """The bitext as it is now, what was not taken since somebody else had changed it, and whether anybody had.

    ``conflicts`` are the units as a person here would have had them, by ID.
    """

    bitext: Bitext
    conflicts: Mapping[str, Unit]
    changed_meanwhile: bool = False


class Saving:
    """The file of a bitext, as it was last read or written here."""

    def __init__(self, job: Job, source: Source) -> None:
        self.job, self.source = job, source
        self._place = job.project.relative(source.bitext)
        self._content: bytes | None = None
        self.bitext = self._read()

    def refresh(self) -> bool:
        """Reads the bitext again where another program has changed it; returns whether one had."""
        path = self.source.bitext
        now = read_content(path, self._place) if path.exists() else None
        if now is None or now == self._content:
            return False
        self.bitext = self._read()
        return True

    def _read(self) -> Bitext:
        """The bitext as it is together with the source; the memory fills it later."""
        path = self.source.bitext
        content = read_content(path, self._place) if path.exists() else None
        bitext = prepare(self.job, self.source, parse_bitext(self.job.project, self.source, content))
        self._content = content
        return bitext

    def save(self, changes: Iterable[tuple[Unit, Unit]]) -> Saved:
        """Puts changes, each a unit as it was seen and as it is to be, into the file.

        A unit that has changed since it was seen keeps what it has, unless only other things of it
        were changed. A bitext that has vanished is written whole. Raises `ToolkitError`, and then
        nothing is written.
        """
        with locked(self.job.project.cache, ".toolkit"):
            changed = self.refresh()
            gone = self._is_gone()
            wanted = {before.segment.id: (before, after) for before, after in changes}
            conflicts: dict[str, Unit] = {}
            units = []
            for unit in self.bitext.units:
                pair = wanted.pop(unit.segment.id, None)
                merged = merged_unit(unit, *pair) if pair else unit
                if merged is None:
                    conflicts[unit.segment.id] = pair[1] if pair else unit
                units.append(merged or unit)
            conflicts |= {unit_id: after for unit_id, (_, after) in wanted.items()}
            self.put(replace(self.bitext, units=tuple(units)))
        return Saved(self.bitext, conflicts, changed or gone)

    def put(self, bitext: Bitext) -> None:
        """Writes the bitext in place of the one that was read last; the caller holds the lock."""
        content = write_xliff(bitext)
        rewrite(self.source.bitext, None if self._is_gone() else self._content, content, self._place)
        self._content, self.bitext = content, bitext

    def _is_gone(self) -> bool:
        return self._content is not None and not self.source.bitext.exists()


def merged_unit(now: Unit, seen: Unit, wanted: Unit) -> Unit | None:
    """`now` with what differs between the unit as it was `seen` and as it is `wanted`; ``None`` for a conflict."""
    text_wanted = pair_hash(wanted) != pair_hash(seen) or wanted.state is not seen.state
    if text_wanted:
        same_as_seen = pair_hash(now) == pair_hash(seen) and now.state is seen.state
        if not same_as_seen and pair_hash(now) != pair_hash(wanted):
            return None
        now = replace(wanted, hits=now.hits, matches=now.matches, notes=now.notes)
    return replace(now, notes=_merged_notes(now.notes, seen.notes, wanted.notes))


def _merged_notes(now: tuple[Note, ...], seen: tuple[Note, ...], wanted: tuple[Note, ...]) -> tuple[Note, ...]:
    """The notes of now, without those that were taken out of `seen` and with those that were added to it."""
    if now == seen:
        return wanted
    kept = [note for note in now if note not in seen or note in wanted]
    return (*kept, *(note for note in wanted if note not in seen and note not in kept))
