"""Workbooks of other programs."""

from __future__ import annotations

import io
import re
import warnings
from zipfile import ZipFile

from toolkit.safe.spreadsheet import Column, read_workbook, write_workbook


def test_nothing_is_said_of_styles_that_a_workbook_has_or_has_not() -> None:
    """Other programs write none of their own, or more than openpyxl knows, and it warns of both."""
    rows = [["港口", "port"]]
    written = write_workbook("terms", [Column("source", 20), Column("target", 20)], rows, "A2")
    bare = io.BytesIO()
    with ZipFile(io.BytesIO(written)) as given, ZipFile(bare, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            made.writestr(name, re.sub(rb"<cellStyles.*</cellStyles>", b"", content, flags=re.S))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("default")
        assert [row for _, row in read_workbook(bare.getvalue(), "terms.xlsx")] == [["source", "target"], *rows]
    assert said == []
