"""Puts drafts into the bitext as it is by then, beside what people do meanwhile."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace

from toolkit.bitext import pair_hash, record_draft, write_xliff
from toolkit.building.job import Job, parse_bitext
from toolkit.drafting.ladder import Drafted
from toolkit.errors import ToolkitError
from toolkit.model import Bitext, Unit
from toolkit.pipeline import prepare, recall
from toolkit.project import Source, locked, read_content, rewrite

_AFTER, _TIMES_LONGER = 5.0, 10
"""Drafts are written after so many seconds, or so many times as long as writing took."""


def current(job: Job, source: Source) -> tuple[bytes | None, Bitext]:
    """The bytes of the bitext beside a source, and what it is together with the source and the memory as they stand."""
    place = job.project.relative(source.bitext)
    content = read_content(source.bitext, place) if source.bitext.exists() else None
    return content, recall(job, prepare(job, source, parse_bitext(job.project, source, content)))


class Unwritten:
    """The drafts of one document that are not in its bitext yet."""

    def __init__(self, job: Job, source: Source) -> None:
        self._job, self._source = job, source
        self._drafts: dict[str, tuple[Unit, Drafted]] = {}
        self._due = time.monotonic() + _AFTER

    def add(self, before: Unit, drafted: Drafted) -> None:
        """Takes a draft for the unit that was as `before`, and writes what there is if that is due."""
        self._drafts[before.segment.id] = before, drafted
        begun = time.monotonic()
        if begun > self._due:
            with suppress(ToolkitError):  # a long build, or somebody who saves at this instant: later, then
                self.write()
            now = time.monotonic()
            self._due = now + max(_AFTER, _TIMES_LONGER * (now - begun))

    def write(self) -> None:
        """Puts the drafts where nobody has done anything meanwhile; raises `ToolkitError`, and keeps them then."""
        if not self._drafts:
            return
        with locked(self._job.project.cache, ".toolkit"):
            content, bitext = current(self._job, self._source)
            units = tuple(
                _placed(unit, *self._drafts[unit.segment.id]) if unit.segment.id in self._drafts else unit
                for unit in bitext.units
            )
            after = write_xliff(replace(bitext, units=units))
            rewrite(self._source.bitext, content, after, self._job.project.relative(self._source.bitext))
        self._drafts.clear()


def _placed(unit: Unit, before: Unit, drafted: Drafted) -> Unit:
    """The unit with the draft, if it is as it was; otherwise as somebody has made it."""
    if unit.state is not before.state or pair_hash(unit) != pair_hash(before):
        return unit
    new = drafted.unit
    given = replace(unit, target=new.target, codes=new.codes, state=new.state, origin=new.origin, previous="")
    return record_draft(given, drafted.draft)
