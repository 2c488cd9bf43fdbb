"""What the sheet that goes into a spreadsheet says of itself."""

from __future__ import annotations

import pytest

from toolkit.bitext.manifest import Manifest, ManifestRow
from toolkit.bitext.sheet import Sent, read_sent, read_sheet_mark, sent_row, sheet_mark
from toolkit.model import State


def test_a_sheet_is_known_by_its_mark() -> None:
    mark = sheet_mark(Manifest("港口 1", "0123456789abcdef", ()))
    assert mark == "bilingual-toolkit sheet 1 0123456789abcdef 港口 1"
    assert read_sheet_mark(f" {mark}\n") == ("0123456789abcdef", "港口 1")


def test_a_row_is_known_as_it_was_sent() -> None:
    row = ManifestRow("a1", "paragraph", "final", "0" * 16, "f" * 16, "Port")
    sent = sent_row(row, 3, 12)
    assert str(sent) == f"{'0' * 16} {'f' * 16} final 3/12"
    assert read_sent(f" {sent}\n") == sent == Sent("0" * 16, "f" * 16, State.FINAL, 3, 12)


@pytest.mark.parametrize(
    ("cell", "sent"),
    [
        ("0" * 16 + " " + "f" * 16, Sent("0" * 16, "f" * 16)),
        (f"{'0' * 16} {'f' * 16} done 3/12", Sent("0" * 16, "f" * 16, None, 3, 12)),
        (f"{'0' * 16} {'f' * 16} final 3 of 12", Sent("", "")),
        (f"{'0' * 16} {'f' * 16} final 3/1234567890", Sent("", "")),
        (f"{'0' * 15} {'f' * 16}", Sent("", "")),
        ("", Sent("", "")),
    ],
)
def test_a_row_of_which_less_is_said(cell: str, sent: Sent) -> None:
    assert read_sent(cell) == sent


@pytest.mark.parametrize(
    "title", ["", "English", "bilingual-toolkit sheet 1 0123 page", "bilingual-toolkit sheet 2 " + "0" * 16]
)
def test_other_sheets_are_not_ours(title: str) -> None:
    assert read_sheet_mark(title) is None
