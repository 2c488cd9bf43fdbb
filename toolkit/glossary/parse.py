"""Parses one glossary family: CSV text becomes terms, with the place of every error."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence

from toolkit.errors import InputError
from toolkit.expressions import expression
from toolkit.model import Term, TermStatus

REQUIRED = ("source", "target")
COLUMNS = (*REQUIRED, "variants", "alternatives", "forbidden", "short", "status", "case", "note", "origin")
CONTROL = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What has no place in a glossary: control characters and halves of characters."""

LONGEST_CELL = 10_000
"""Characters; a longer cell is a sign that a quotation mark was never closed."""


def parse_family(text: str, category: str, place: str) -> list[Term]:
    """The terms of one CSV file; `category` is the file's name, `place` names it in errors.

    A header row is required; columns may stand in any order. Raises `InputError` with the line
    and the remedy for a missing, doubled or unknown column and for any row that cannot be taken.
    """
    refuse_controls(text, place)
    reader = csv.reader(io.StringIO(unicodedata.normalize("NFC", text.removeprefix("\ufeff"))), strict=True)
    return parse_rows(numbered_rows(reader, place), category, place)


def parse_rows(rows: Iterator[tuple[int, list[str]]], category: str, place: str) -> list[Term]:
    """The terms of a table, given as the cells of each row with the number of its line, the header first."""
    header_line, header = next(rows, (1, None))
    if header is None:
        raise InputError(f"{place} line 1", "the file is empty", "write the header row: " + ",".join(REQUIRED))
    _check_header(header, f"{place} line {header_line}")
    return [
        _term(dict(zip(header, row, strict=True)), category, f"{place} line {line}")
        for line, row in rows
        if _has_cells(row, header, f"{place} line {line}")
    ]


def numbered_rows(reader: Iterator[list[str]], place: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line on which each begins; empty lines and ``#`` lines left out."""
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"{place} line {line}", f"not CSV ({error})", "check the quotation marks there") from error
        if row and not row[0].startswith("#"):
            yield line, [cell.strip() for cell in row]
        line = reader.line_num + 1  # type: ignore[attr-defined]


def _check_header(header: Sequence[str], place: str) -> None:
    doubled = [name for name in header if header.count(name) > 1]
    if doubled:
        raise InputError(place, f"the column “{doubled[0]}” stands twice", "delete or rename one of them")
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise InputError(place, f"the column “{missing[0]}” is missing", "add it to the header row")
    unknown = [name for name in header if name not in COLUMNS]
    if unknown:
        known = ", ".join(COLUMNS)
        raise InputError(place, f"unknown column “{unknown[0]}”", f"rename it to one of {known}")


def _has_cells(row: Sequence[str], header: Sequence[str], place: str) -> bool:
    if not any(row):
        return False
    if len(row) != len(header):
        problem = f"{len(row)} cells where the header has {len(header)}"
        raise InputError(place, problem, 'quote cells that contain a comma: "a, b"')
    if any(len(cell) > LONGEST_CELL for cell in row):
        raise InputError(place, "a cell of more than 10,000 characters", "close the quotation mark that was left open")
    return True


def _term(cells: dict[str, str], category: str, place: str) -> Term:
    status = _status(cells.get("status", ""), place)
    case = cells.get("case", "")
    if case not in ("", "sensitive"):
        raise InputError(place, f"column case: “{case}”", "write “sensitive” or leave it empty")
    if not _has_text(cells["source"]):
        raise InputError(place, "column source: no Chinese term there", "write the term, or delete the row")
    variants = _listed(cells.get("variants", ""))
    if not all(map(_has_text, variants)):
        raise InputError(place, "column variants: a mark is no Chinese form", "delete it there")
    forbidden = _listed(cells.get("forbidden", ""))
    if not cells["target"] and not forbidden:
        raise InputError(place, f"column target: no English for {cells['source']}", "write it, or delete the row")
    return Term(
        source=cells["source"],
        target=cells["target"],
        category=category,
        status=status,
        alternatives=_listed(cells.get("alternatives", "")),
        forbidden=forbidden,
        short=cells.get("short", ""),
        case_sensitive=case == "sensitive",
        note=cells.get("note", ""),
        origin=cells.get("origin", ""),
        place=place,
        variants=variants,
    )


def _has_text(form: str) -> bool:
    return any(character.isalnum() for character in form)


def refuse_controls(text: str, place: str) -> None:
    """Raises `InputError` with the line of a control character or half a character in `text`."""
    found = CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise InputError(f"{place} line {line}", f"the control character U+{ord(found[0]):04X}", "delete it")


def _status(word: str, place: str) -> TermStatus:
    if not word:
        return TermStatus.PREFERRED
    if word not in set(TermStatus):
        raise InputError(place, f"column status: “{word}”", "write one of " + ", ".join(TermStatus))
    return TermStatus(word)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip()) if cell else ()
