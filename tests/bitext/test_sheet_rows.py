"""What the sheet that goes into a spreadsheet says of itself."""

from __future__ import annotations

import pytest

from toolkit.bitext.manifest import Manifest, ManifestRow
from toolkit.bitext.sheet import read_sheet_mark, sheet_hashes, sheet_mark


def test_a_sheet_is_known_by_its_mark() -> None:
    row = ManifestRow("a1", "paragraph", "final", "00ff", "11ee", "Port")
    mark = sheet_mark(Manifest("港口 1", "0123456789abcdef", (row,)))
    assert mark == "bilingual-toolkit sheet 1 0123456789abcdef 港口 1"
    assert read_sheet_mark(f" {mark}\n") == ("0123456789abcdef", "港口 1")
    assert sheet_hashes(row) == "00ff 11ee"


@pytest.mark.parametrize(
    "title", ["", "English", "bilingual-toolkit sheet 1 0123 page", "bilingual-toolkit sheet 2 " + "0" * 16]
)
def test_other_sheets_are_not_ours(title: str) -> None:
    assert read_sheet_mark(title) is None
