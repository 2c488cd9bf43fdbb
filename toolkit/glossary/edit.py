"""Changes a glossary file as text, so that everything else in it stays as it was written."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from toolkit.errors import UsageError
from toolkit.glossary.parse import COLUMNS

NEW_FAMILY = ",".join(COLUMNS) + "\n"
"""The text of a family that has no terms yet."""


def add_row(text: str, cells: Mapping[str, str], place: str) -> str:
    """The CSV `text` with a row of `cells` (by column) at its end; every other byte stays.

    Raises `UsageError` where a cell is given for a column that the file does not have.
    """
    header = _header(text)
    for column, cell in cells.items():
        if cell and column not in header:
            raise UsageError(place, f"there is no column “{column}”", "add it to the header row, or leave it out")
    if cells.get(header[0], "").startswith("#"):
        raise UsageError(place, f"a row that begins with “{cells[header[0]]}” would be a comment", "write it without #")
    ending = "\r\n" if "\r\n" in text else "\n"
    written = io.StringIO()
    csv.writer(written, lineterminator=ending).writerow([cells.get(column, "") for column in header])
    return text + ("" if text.endswith("\n") else ending) + written.getvalue()


def _header(text: str) -> list[str]:
    lines = (line for line in text.removeprefix("\ufeff").splitlines() if line.strip() and not line.startswith("#"))
    return [name.strip() for name in next(csv.reader(lines), [])]
