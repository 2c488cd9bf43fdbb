"""The review document in Word: parallel Chinese and English, to be corrected and sent back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain

from toolkit.bitext import manifest
from toolkit.model import Bitext, Finding
from toolkit.writers.docx import package
from toolkit.writers.docx.appendix import appendix
from toolkit.writers.docx.front import front
from toolkit.writers.docx.redline import Tracking, removed, track
from toolkit.writers.docx.segments import Anchors, segment_tables
from toolkit.writers.edition import REVIEW, Edition
from toolkit.writers.labels import english_title


def render(bitext: Bitext, findings: Sequence[Finding], day: date, edition: Edition = REVIEW) -> bytes:
    """The bytes of the review document of an annotated `bitext`; `day` is the date it shows."""
    export = manifest(bitext)
    findings = _commented(bitext, findings)
    compared = edition.comparison
    tracking = track(compared, bitext, package.stamp(day)) if compared else Tracking()
    anchors = Anchors(package.stamp(day), edition.protect, tracking)
    title = english_title(bitext)
    parts = chain(
        front(bitext, findings, export, day, compared),
        segment_tables(bitext, findings, anchors),
        removed(compared, bitext) if compared else (),
        appendix(bitext),
    )
    body = package.encoded(parts)
    document = package.open_template()
    package.set_header_and_footer(document, title, f"{export.document}  ·  export {export.batch[:8]}")
    package.set_properties(document, title, day)
    if edition.protect:
        package.protect(document)
    if anchors.comments:
        package.add_comments(document, anchors.comments)
    package.add_manifest(document, export, tracking.author, tracking.at)
    return package.pack(document, body)


def _commented(bitext: Bitext, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that become comments.

    A unit without English shows as such in its notes column, and so does what a person accepted.
    """
    written = {unit.segment.id for unit in bitext.units if unit.target}
    return [finding for finding in findings if finding.unit_id in written and not finding.accepted]
