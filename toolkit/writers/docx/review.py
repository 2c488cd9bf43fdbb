"""The review document in Word: parallel Chinese and English, to be corrected and sent back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain

from toolkit.bitext import Export, Keep, keep_nothing, open_export
from toolkit.model import Bitext, Finding
from toolkit.writers.docx import archive, package
from toolkit.writers.docx.appendix import appendix
from toolkit.writers.docx.comments import COMMENTS_END, THREADS_END
from toolkit.writers.docx.frame import COMMENTS, MAIN, MANIFEST, THREADS, Frame
from toolkit.writers.docx.front import front
from toolkit.writers.docx.markup import TABLE_END
from toolkit.writers.docx.redline import Tracking, removed, track
from toolkit.writers.docx.sheets import Sheets, open_sheets
from toolkit.writers.edition import REVIEW, Edition, Pieces
from toolkit.writers.labels import english_title


def begin(
    bitext: Bitext, findings: Sequence[Finding], day: date, edition: Edition = REVIEW, keep: Keep = keep_nothing
) -> Callable[[], Pieces]:
    """Asks `keep` for the parts of the review document of an annotated `bitext`; `day` is the date it shows.

    What is returned gives its bytes, piece by piece.
    """
    opened = open_export(bitext, keep)
    findings = _commented(bitext, findings)
    compared = edition.comparison
    tracking = track(compared, bitext, package.stamp(day)) if compared else Tracking()
    sheets = open_sheets(bitext, findings, package.stamp(day), edition.protect, tracking)
    if compared:
        keep = keep_nothing  # tracked changes are numbered through the whole document
    written = keep(len(sheets.parts), sheets.made_from, sheets.write)
    terms = appendix(bitext, keep)

    def finish() -> Pieces:
        columns = list(zip(*map(archive.load, written), strict=True))
        export = opened()
        start = package.compressed(front(bitext, findings, export, day, compared))
        closed = chain([TABLE_END] if bitext.units else [], removed(compared, bitext) if compared else ())
        document = _around(bitext, export, day, sheets)
        return [package.pack(document, _fillings(start, columns, [package.compressed(closed), *terms]))]

    return finish


def _around(bitext: Bitext, export: Export, day: date, sheets: Sheets) -> package.Members:
    """The document without what is filled in."""
    frame = Frame("Bilingual review", sheets.protect, bool(sheets.comments), sheets.has_notes, manifest=True)
    mark = f"{export.document}  ·  export {export.batch[:8]}"
    members = package.open_document(frame, english_title(bitext), mark, day)
    return package.with_manifest(members, export, sheets.tracking.author, sheets.tracking.at)


def _fillings(
    start: archive.Piece, columns: Sequence[Iterable[archive.Piece]], end: Iterable[archive.Piece]
) -> dict[str, package.Filling]:
    """What comes into each part of the package: the rows between what stands before and behind them."""
    rows, comments, threads, segments = columns
    return {
        MAIN: package.Filling(package.BODY_END, (start, *rows, *end)),
        COMMENTS: package.Filling(COMMENTS_END, comments),
        THREADS: package.Filling(THREADS_END, threads),
        MANIFEST: package.Filling(package.MANIFEST_END, segments),
    }


def _commented(bitext: Bitext, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that become comments.

    A unit without English shows as such in its notes column, and so does what a person accepted.
    """
    written = {unit.segment.id for unit in bitext.units if unit.target}
    return [finding for finding in findings if finding.unit_id in written and not finding.accepted]
