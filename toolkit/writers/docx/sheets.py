"""A long document in Word, written part by part: its rows, and what belongs to them elsewhere in the package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from toolkit.bitext import Part, is_remark, manifest_rows, parts
from toolkit.model import Bitext, Finding
from toolkit.writers.docx import archive, package
from toolkit.writers.docx.comments import comment_lines, count_comments, thread_lines
from toolkit.writers.docx.redline import Tracking
from toolkit.writers.docx.segments import Anchors, bookmark_names, segment_rows


class Sheets(NamedTuple):
    """The parts of a document with all that it takes to write each by itself.

    ``findings`` are those that become comments, by unit ID; ``starts`` is how many comments stand
    before each part, and ``names`` are those of the bookmarks, two for each unit.
    """

    parts: Sequence[Part]
    findings: Mapping[str, Sequence[Finding]]
    starts: Sequence[int]
    names: Sequence[str]
    at: str
    protect: bool
    tracking: Tracking

    @property
    def comments(self) -> int:
        """How many comments there are."""
        return self.starts[-1]

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
        about = part.row, self.starts[place], self._names(part), self.at, self.protect, found
        return part.content + repr(about).encode("utf-8", "surrogatepass")

    def write(self, place: int) -> bytes:
        """The part as pieces: rows, comments, their threads, the segments of the manifest."""
        part = self.parts[place]
        start, first = self.starts[place], 2 * (part.row - 1)
        anchors = Anchors(self.at, iter(self._names(part)), first, start, self.protect, self.tracking)
        rows = archive.compress([b"".join(segment_rows(part, self.findings, anchors))])
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
    counts = (
        sum(count_comments(unit, by_unit.get(unit.segment.id, ())) for unit in part.bitext.units) for part in divided
    )
    starts = list(accumulate(counts, initial=0))
    return Sheets(divided, by_unit, starts, bookmark_names(bitext), at, protect, tracking)
