"""Review documents that people worked on in LibreOffice come back right."""

from __future__ import annotations

import pytest
from returned import CASES, FOLDER, sent_out

from toolkit.review import merge, read_review


def check(name: str, content: bytes) -> None:
    """What is read of the file is what the case says; merging it twice is merging it once."""
    case, bitext = CASES[name], sent_out()
    ids = [unit.segment.id for unit in bitext.units]
    review = read_review(content, f"{name}.docx")
    edits = {change.unit_id: (change.target, change.author) for change in review.changes if change.edited}
    assert edits == {ids[place]: edit for place, edit in case.changes.items()}
    aside = [(reason, text.format(*ids)) for reason, text in case.aside]
    assert [(found.reason, found.text) for found in review.quarantined] == aside
    assert review.missing == tuple(ids[place] for place in case.missing)
    merged = merge(bitext, [review])
    assert {applied.unit_id for applied in merged.applied} == edits.keys()
    for place, (before, after) in enumerate(zip(bitext.units, merged.bitext.units, strict=True)):
        added = after.notes[len(before.notes) :]
        assert tuple((note.author, note.text) for note in added) == case.remarks.get(place, ())
        kept = after.notes[: len(before.notes)]
        resolved = [note.text for note, old in zip(kept, before.notes, strict=True) if note.resolved != old.resolved]
        assert resolved == [note.text for note in before.notes if note.text in case.resolved]
    assert merge(merged.bitext, [review]).bitext == merged.bitext


@pytest.mark.parametrize("name", CASES)
def test_read(name: str) -> None:
    check(name, (FOLDER / f"{name}.docx").read_bytes())


def test_every_file_is_a_case() -> None:
    assert {path.stem for path in FOLDER.glob("*.docx")} == set(CASES)
