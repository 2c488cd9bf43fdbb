"""Reads a review document that came back from a word processor."""

from __future__ import annotations

from toolkit.review.docx.comments import read_comments
from toolkit.review.docx.identity import identify
from toolkit.review.docx.package import open_review
from toolkit.review.docx.rows import read_rows
from toolkit.review.returned import comparable
from toolkit.review.values import Change, Review


def read_review(content: bytes, name: str) -> Review:
    """The changes, comments and doubts in a returned DOCX; raises `InputError`."""
    package = open_review(content, name)
    rows = list(read_rows(package.body))
    comments = read_comments(package)
    export = package.export
    found = identify(rows, export)
    changes = []
    for unit_id, row in found.rows:
        base = export.rows[unit_id].target
        edited = comparable(row.english.final) != comparable(base)
        said = (*comments.of(row.element), *row.remarks)
        if edited or said:
            author, at = row.english.last_change(export.tracked) or (package.last_author, "") if edited else ("", "")
            changes.append(Change(unit_id, base, row.english.final if edited else base, author, at, said))
    for unit_id, row in found.doubted:
        base = export.rows[unit_id].target
        if said := comments.of(row.element):
            changes.append(Change(unit_id, base, base, comments=said))
    known = (row.element for _, row in (*found.rows, *found.doubted))
    quarantined = (*found.quarantined, *comments.unplaced(known))
    return Review(
        name, export.document, export.batch, frozenset(export.rows), tuple(changes), quarantined, found.missing
    )
