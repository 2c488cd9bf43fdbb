"""A long document in Word, written part by part: its rows, and what belongs to them elsewhere in the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from toolkit.bitext import Part, is_remark, manifest_rows, parts
from toolkit.model import Bitext, Finding, Unit
from toolkit.writers.docx import archive, package
from toolkit.writers.docx.comments import comment_lines, count_comments, thread_lines
from toolkit.writers.docx.redline import Tracking
from toolkit.writers.docx.segments import Anchors, bookmark_names, segment_rows

_NUMBERS_A_ROW = 100
"""So many comments may a row have, and all that come after it keep their numbers."""


class Sheets(NamedTuple):
    """The parts of a document with all that it takes to write each by itself.

    ``findings`` are those that become comments, by unit ID; ``comments`` is how many there are, ``starts`` the
    number of the first in each part, and ``names`` are those of the bookmarks, two for each unit.
    """

    parts: Sequence[Part]
    findings: Mapping[str, Sequence[Finding]]
    comments: int
    starts: Sequence[int]
    names: Sequence[str]
    at: str
    protect: bool
    tracking: Tracking

    @property
    def has_notes(self) -> bool:
        """Whether any of the comments is a person's."""
        return any(
            is_remark(note) and note.text.strip()
            for one in self.parts
            for unit in one.bitext.units
            for note in unit.notes
        )

    def made_from(self, place: int) -> bytes:
        """All that the part is made from."""
        part = self.parts[place]
        found = [finding for unit in part.bitext.units for finding in self.findings.get(unit.segment.id, ())]
        about = self.at, self.protect, part.row, self.starts[place], self._names(part), found
        return part.content + repr(about).encode("utf-8", "surrogatepass")

    def write(self, place: int) -> bytes:
        """The part as pieces: rows, comments, their threads, the segments of the manifest."""
        part = self.parts[place]
        start, first = self.starts[place], 2 * (part.row - 1)
        anchors = Anchors(self.at, iter(self._names(part)), first, start, self.protect, self.tracking)
        rows = archive.compress(segment_rows(part, self.findings, anchors))
        others = (
            comment_lines(anchors.comments, start),
            thread_lines(anchors.comments, start),
            package.manifest_lines(manifest_rows(part.bitext)),
        )
        return archive.dump([rows, *map(package.compressed, others)])

    def _names(self, part: Part) -> Sequence[str]:
        first = 2 * (part.row - 1)
        return self.names[first : first + 2 * len(part.bitext.units)]


def open_sheets(bitext: Bitext, findings: Sequence[Finding], at: str, protect: bool, tracking: Tracking) -> Sheets:
    """The sheets of a bitext with the `findings` that become comments, made `at` a time."""
    by_unit: dict[str, list[Finding]] = {}
    for finding in findings:
        by_unit.setdefault(finding.unit_id, []).append(finding)
    divided = parts(bitext)
    counts = [sum(_counts(part.bitext.units, by_unit)) for part in divided]
    starts = list(_starts([part.row for part in divided], counts))
    return Sheets(divided, by_unit, sum(counts), starts, bookmark_names(bitext), at, protect, tracking)


def _counts(units: Iterable[Unit], findings: Mapping[str, Sequence[Finding]]) -> Iterator[int]:
    """How many comments each of the units has that have any."""
    for unit in units:
        if unit.notes or unit.segment.id in findings:  # few of a long document
            yield count_comments(unit, findings.get(unit.segment.id, ()))


def _starts(rows: Iterable[int], counts: Iterable[int]) -> Iterator[int]:
    """The number of the first comment in each part, which begins in such a row and has so many.

    Numbers are left out where a row has fewer than it may have, so that one comment more changes no other part.
    """
    end = 0
    for row, count in zip(rows, counts, strict=True):
        start = max(end, (row - 1) * _NUMBERS_A_ROW)
        end = start + count
        yield start
