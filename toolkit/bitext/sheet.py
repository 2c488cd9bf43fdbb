"""The sheet in which segments go into somebody's spreadsheet and come back: its columns, and what it says of itself."""

from __future__ import annotations

import re
from enum import StrEnum

from toolkit.bitext.manifest import Manifest, ManifestRow

_MARK = re.compile(r"bilingual-toolkit sheet 1 ([0-9a-f]{16}) (.+)", re.DOTALL)


class SheetColumn(StrEnum):
    """The columns by their titles; the last two are for the return.

    ``SENT`` is the English as it was exported. In the column after it each row has the hashes of both its
    texts, under a title that names the export.
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


def sheet_hashes(row: ManifestRow) -> str:
    """What the last column says of a row: the hash of its Chinese, and that of its English."""
    return f"{row.source_hash} {row.target_hash}"
