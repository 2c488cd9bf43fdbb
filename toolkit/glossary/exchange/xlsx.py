"""Terms as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from toolkit.glossary.exchange.table import HEADER, table_rows, table_terms
from toolkit.model import Term
from toolkit.safe.spreadsheet import Column, read_workbook, write_workbook

_WIDTHS = (14, 30, 44, 24, 44, 30, 18, 11, 10, 44, 44)
_COLUMNS = tuple(Column(title, width) for title, width in zip(HEADER, _WIDTHS, strict=True))


def write_xlsx(terms: Iterable[Term]) -> bytes:
    """The terms as one sheet whose first row is the header; the same terms give the same bytes.

    Raises `UsageError` where a cell is longer than a workbook can hold.
    """
    _, *rows = table_rows(terms)
    return write_workbook("Terms", _COLUMNS, rows, "C2")


def read_xlsx(stream: IO[bytes], place: str) -> list[Term]:
    """The terms in the first sheet of a workbook, row by row; raises `InputError`.

    Nothing is calculated: of a formula its last result is read.
    """
    return list(table_terms(read_workbook(stream.read(), place), place))
