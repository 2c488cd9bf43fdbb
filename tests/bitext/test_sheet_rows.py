"""What the sheet that goes into a spreadsheet says of itself and of its rows."""

from __future__ import annotations

import pytest

from toolkit.bitext.manifest import Manifest, ManifestRow
from toolkit.bitext.sheet import Sent, read_sent, read_sheet_mark, sent_row, sheet_mark
from toolkit.model import State

ONE, OTHER = "00ff00ff00ff00ff", "11ee11ee11ee11ee"
ROW = ManifestRow("a1", "paragraph", "final", ONE, OTHER, "Port")


def test_a_sheet_is_known_by_its_mark() -> None:
    mark = sheet_mark(Manifest("港口 1", "0123456789abcdef", (ROW,)))
    assert mark == "bilingual-toolkit sheet 1 0123456789abcdef 港口 1"
    assert read_sheet_mark(f" {mark}\n") == ("0123456789abcdef", "港口 1")


@pytest.mark.parametrize(
    "title", ["", "English", "bilingual-toolkit sheet 1 0123 page", "bilingual-toolkit sheet 2 " + "0" * 16]
)
def test_other_sheets_are_not_ours(title: str) -> None:
    assert read_sheet_mark(title) is None


def test_a_row_says_what_it_was() -> None:
    sent = sent_row(ROW, 3, 12)
    assert sent == Sent(ONE, OTHER, State.FINAL, 3, 12)
    assert str(sent) == f"{ONE} {OTHER} final 3/12"
    assert read_sent(f" {sent}\n") == sent


@pytest.mark.parametrize(
    ("cell", "sent"),
    [
        (f"{ONE} {OTHER}", Sent(ONE, OTHER)),
        (f"{ONE} {OTHER} finished 3/12", Sent(ONE, OTHER, None, 3, 12)),
        (f"{ONE} {OTHER} final 3/", Sent("", "")),
        (f"{ONE} {OTHER[1:]}", Sent("", "")),
        (ONE, Sent("", "")),
        ("", Sent("", "")),
    ],
)
def test_sheets_of_an_earlier_version_and_damaged_ones_are_read(cell: str, sent: Sent) -> None:
    assert read_sent(cell) == sent
