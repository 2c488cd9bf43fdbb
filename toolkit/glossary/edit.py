"""Changes a glossary file as text, so that everything else in it stays as it was written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from toolkit.errors import UsageError
from toolkit.glossary.parse import COLUMNS
from toolkit.model import Term, TermStatus

NEW_FAMILY = ",".join(COLUMNS) + "\n"
"""The text of a family that has no terms yet."""


def add_row(text: str, cells: Mapping[str, str], place: str) -> str:
    """The CSV `text` with a row of `cells` (by column) at its end; see `add_rows`."""
    return add_rows(text, [cells], place)


def add_rows(text: str, rows: Iterable[Mapping[str, str]], place: str) -> str:
    """The CSV `text` with `rows` of cells (by column) at its end.

    Every other byte stays, but that a column which the file lacks and a row needs is added after
    the others. Raises `UsageError` for a column that no glossary has, and for a row that would be
    a comment.
    """
    rows = list(rows)
    header = _header(text)
    for column in dict.fromkeys(column for cells in rows for column, cell in cells.items() if cell):
        if column not in COLUMNS:
            raise UsageError(place, f"there is no column “{column}”", f"columns are: {', '.join(COLUMNS)}")
        if column not in header:
            text, header = _add_column(text, column), [*header, column]
    ending = "\r\n" if "\r\n" in text else "\n"
    written = io.StringIO()
    writer = csv.writer(written, lineterminator=ending)
    for cells in rows:
        first = cells.get(header[0], "")
        if first.startswith("#"):
            raise UsageError(place, f"a row that begins with “{first}” would be a comment", "write it without #")
        writer.writerow([cells.get(column, "") for column in header])
    return text + ("" if text.endswith("\n") else ending) + written.getvalue()


def term_cells(term: Term) -> dict[str, str]:
    """A term as the cells of a row, by column."""
    return {
        "source": term.source,
        "target": term.target,
        "variants": "; ".join(term.variants),
        "alternatives": "; ".join(term.alternatives),
        "forbidden": "; ".join(term.forbidden),
        "short": term.short,
        "status": "" if term.status is TermStatus.PREFERRED else str(term.status),
        "case": "sensitive" if term.case_sensitive else "",
        "note": term.note,
        "origin": term.origin,
    }


def _header(text: str) -> list[str]:
    lines = (line for line in text.removeprefix("\ufeff").splitlines() if line.strip() and not line.startswith("#"))
    return [name.strip() for name in next(csv.reader(lines), [])]


def _add_column(text: str, column: str) -> str:
    """The CSV `text` with `column` in its header and an empty cell at the end of every row."""
    cells = iter([column])
    return "".join(
        f"{record[: len(record) - len(end)]},{next(cells, '')}{end}" if is_row else record
        for record, end, is_row in _records(text)
    )


def _records(text: str) -> Iterator[tuple[str, str, bool]]:
    """Each record as it is written, what ends it, and whether it is a row: neither empty nor a comment."""
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines)
    begun = 0
    for row in reader:
        record = "".join(lines[begun : reader.line_num])
        begun = reader.line_num
        end = record[len(record.rstrip("\r\n")) :]
        yield record, end, bool(row) and not row[0].removeprefix("\ufeff").startswith("#")
