"""Spreadsheets of plain text: cells that no program takes for formulas, and workbooks.

The only module that knows openpyxl, which is an extra.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any

from toolkit.errors import InputError, UsageError
from toolkit.safezip import open_archive

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

LONGEST_CELL = 32_767
"""Characters: Excel's own limit."""

_FORMULA = re.compile(r"'*[=+\-@\t\r#＝＋－＠]")
"""What a spreadsheet could take for a formula, or a glossary file for a comment, quoted once or more already."""

_MOST_COLUMNS = 100
_DECLARATIONS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook names a character by its number."""


def inert(cell: str) -> str:
    """`cell` with an apostrophe in front where a spreadsheet could take it for a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """What `inert` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


@dataclass(frozen=True, slots=True)
class Column:
    """The title of a column, its width in characters, and whether it is there for programs only."""

    title: str
    width: int
    hidden: bool = False


def write_workbook(title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], frozen: str) -> bytes:
    """One sheet of text whose first row is the titles; the same rows give the same bytes.

    What stands above and left of the cell `frozen` stays in sight. Raises `UsageError` where a cell is
    longer than a workbook can hold.
    """
    openpyxl = _library()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = frozen
    for number, column in enumerate(columns, 1):
        dimensions = sheet.column_dimensions[openpyxl.utils.get_column_letter(number)]
        dimensions.width, dimensions.hidden = column.width, column.hidden
    sheet.append(_head(sheet, [column.title for column in columns]))
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    sheet.auto_filter.ref = f"A1:{openpyxl.utils.get_column_letter(len(columns))}{len(rows) + 1}"
    packed = io.BytesIO()
    book.save(packed)
    return _settled(packed)


def _head(sheet: WriteOnlyWorksheet, titles: Iterable[str]) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill

    cells = [WriteOnlyCell(sheet, value=title) for title in titles]
    for cell in cells:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EDE9DF")
    return cells


def _cell(sheet: WriteOnlyWorksheet, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    if len(text) > LONGEST_CELL:
        raise UsageError(".xlsx", "a cell is too long for a workbook", "export in another format")
    cell = WriteOnlyCell(sheet, value=_ESCAPE.sub(r"_x005F_x\1_", _ILLEGAL.sub("", text)) or None)
    cell.data_type = "s" if text else "n"
    cell.number_format = "@"  # text, also what is typed there later
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _settled(packed: IO[bytes]) -> bytes:
    """The same workbook without the times at which it was made."""
    settled = io.BytesIO()
    with zipfile.ZipFile(packed) as given, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(given.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _CHANGED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            written.writestr(entry, content)
    return settled.getvalue()


def read_workbook(content: bytes, place: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet that hold anything, with their numbers; all as long as the first, or longer.

    Nothing is calculated: of a formula its last result is read. Raises `InputError`.
    """
    openpyxl = _library()
    _refuse_hostile(content, place)
    return _rows(openpyxl, io.BytesIO(content), place)


_SAVE_ANEW = "save it anew as .xlsx, or as text in UTF-8"
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError, NotImplementedError, RuntimeError),
    *(KeyError, ValueError, TypeError, IndexError, AttributeError),
)
"""What openpyxl raises for broken workbooks: it trusts their parts to be there and of the right types."""


def _library() -> Any:
    try:
        import openpyxl
        import openpyxl.utils
    except ImportError as error:
        remedy = "pip install 'bilingual-toolkit[xlsx]', or use a text format"
        raise UsageError(".xlsx", "openpyxl is not installed", remedy) from error
    return openpyxl


def _rows(openpyxl: Any, stream: IO[bytes], place: str) -> Iterator[tuple[int, list[str]]]:
    width = None
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        for line, values in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            cells = _trimmed([_text(value) for value in values[:_MOST_COLUMNS]], width or 0)
            if any(cells):
                width = width or len(cells)
                yield line, cells + [""] * (width - len(cells))
    except _BROKEN as error:
        reason = str(error) or type(error).__name__
        raise InputError(place, f"not a workbook that can be read ({reason[:200]})", _SAVE_ANEW) from error


def _trimmed(cells: list[str], width: int) -> list[str]:
    """The cells without empty ones at the end that stand beyond `width`."""
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    return cells


def _text(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else _ESCAPE.sub(lambda found: chr(int(found[1], 16)), str(value))


def _refuse_hostile(content: bytes, place: str) -> None:
    """Refuses what is no archive, unpacks to more than memory should hold, or declares entities."""
    archive = open_archive(content, place, _SAVE_ANEW)
    for name in archive.names():
        if name.endswith((".xml", ".rels")):
            part = archive.read(name) or b""
            if any(sign in part for sign in _DECLARATIONS):
                raise InputError(place, f"a document type declaration in {name}", _SAVE_ANEW)
