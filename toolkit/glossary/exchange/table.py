"""Terms as a table: the columns of a glossary file and, in front, the family of each row."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from toolkit.errors import InputError
from toolkit.glossary.edit import NEW_FAMILY, term_cells
from toolkit.glossary.parse import COLUMNS, CONTROL, numbered_rows, parse_rows, refuse_controls
from toolkit.model import Term
from toolkit.safe.spreadsheet import inert, plain

FAMILY = "family"
HEADER = (FAMILY, *COLUMNS)

_DELIMITERS = ",;\t"


def table_rows(terms: Iterable[Term]) -> Iterator[list[str]]:
    """The header and a row of inert cells for each term."""
    yield list(HEADER)
    for term in terms:
        cells = term_cells(term) | {FAMILY: term.category}
        yield [inert(cells[column]) for column in HEADER]


def table_terms(rows: Iterable[tuple[int, Sequence[str]]], place: str) -> Iterator[Term]:
    """The terms in the cells of numbered rows, the header first; raises `InputError`.

    A column ``family`` may stand among those of a glossary file; a term's category is what stands
    in it, empty where there is none.
    """
    numbered = iter(rows)
    line, given = next(numbered, (1, ()))
    header = [cell.strip() for cell in given]
    at = header.index(FAMILY) if FAMILY in header else None
    first = (line, _cut(header, at)[0])
    yield from parse_rows(iter([first] if given else []), "", place)
    for line, given in numbered:
        cells, family = _cut([_clean(cell, f"{place} line {line}") for cell in given], at)
        yield from parse_rows(iter([first, (line, cells)]), family, place)


def _cut(cells: list[str], at: int | None) -> tuple[list[str], str]:
    """The cells without the one at `at`, and that one."""
    if at is None or at >= len(cells):
        return cells, ""
    return [*cells[:at], *cells[at + 1 :]], cells[at]


def _clean(cell: str, place: str) -> str:
    found = CONTROL.search(cell)
    if found:
        raise InputError(place, f"the control character U+{ord(found[0]):04X}", "delete it")
    return plain(unicodedata.normalize("NFC", cell)).strip()


def write_csv(terms: Iterable[Term]) -> bytes:
    """The terms as CSV in UTF-8 with a byte-order mark, without which spreadsheets misread Chinese."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(table_rows(terms))
    return written.getvalue().encode("utf-8-sig")


def proposed_family(terms: Iterable[Term]) -> str:
    """The text of a family of `terms` that are to be confirmed; those without English as comments.

    So the file can be read as it is, and an editor writes the English and takes the # off.
    """
    written = io.StringIO(NEW_FAMILY)
    written.seek(0, io.SEEK_END)
    writer = csv.writer(written, lineterminator="\n")
    for term in terms:
        written.write("" if term.target else "# ")
        cells = term_cells(term)
        writer.writerow([inert(" ".join(cells[column].split())) for column in COLUMNS])
    return written.getvalue()


def read_csv(text: str, place: str) -> Iterator[Term]:
    """The terms of a CSV text; semicolons or tabs may stand between its cells too. Raises `InputError`."""
    text = text.removeprefix("\ufeff")
    refuse_controls(text, place)
    header = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return table_terms(_filled(numbered_rows(reader, place)), place)


def _filled(rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The rows as long as the header, as some spreadsheets leave out the empty cells at the end."""
    width = None
    for line, cells in rows:
        width = width or len(cells)
        yield line, cells + [""] * (width - len(cells))
