"""The sheet in which segments go into somebody's spreadsheet and come back: its columns, and what it says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from toolkit.bitext.manifest import Manifest, ManifestRow
from toolkit.expressions import expression
from toolkit.model import State

_HASH = "[0-9a-f]{16}"
_SENT = expression(
    rf"(?P<source>{_HASH}) (?P<target>{_HASH})(?: (?P<state>[a-z]+) (?P<number>[0-9]{{1,9}})/(?P<total>[0-9]{{1,9}}))?"
)
_MARK = expression(r"bilingual-toolkit sheet 1 ([0-9a-f]{16}) (.+)", re.DOTALL)


class SheetColumn(StrEnum):
    """The columns by their titles; the last two are for the return.

    ``SENT`` is the English as it was exported. In the column after it each row has what is known of it as it
    was sent (`Sent`), under a title that names the export.
    """

    ROW = "Row"
    ID = "ID"
    CHINESE = "Chinese"
    ENGLISH = "English"
    STATE = "State"
    REMARKS = "Remarks"
    NEW_REMARK = "New remark"
    SENT = "English as exported"


def sheet_mark(exported: Manifest) -> str:
    """The title of the last column of an export, by which its return is known."""
    return f"bilingual-toolkit sheet 1 {exported.batch} {exported.document}"


def read_sheet_mark(title: str) -> tuple[str, str] | None:
    """The batch and the document that a title names, ``None`` where it is none of ours."""
    found = _MARK.fullmatch(title.strip())
    return (found[1], found[2]) if found else None


@dataclass(frozen=True, slots=True)
class Sent:
    """What the last column says of a row as it was exported: the hashes of its texts, its state, its place.

    ``number`` is the row's among ``total``, both 0 where that is not said; ``state`` is None there.
    """

    source_hash: str
    target_hash: str
    state: State | None = None
    number: int = 0
    total: int = 0

    def __str__(self) -> str:
        return f"{self.source_hash} {self.target_hash} {self.state} {self.number}/{self.total}"


def sent_row(row: ManifestRow, number: int, total: int) -> Sent:
    """What is said of an exported row, the `number` th of `total`."""
    return Sent(row.source_hash, row.target_hash, State(row.state), number, total)


def read_sent(cell: str) -> Sent:
    """What the last column says of a row; hashes that fit no text where it says nothing that can be read."""
    found = _SENT.fullmatch(cell.strip())
    if found is None:
        return Sent("", "")
    state = State(found["state"]) if found["state"] in set(State) else None
    return Sent(found["source"], found["target"], state, int(found["number"] or 0), int(found["total"] or 0))
