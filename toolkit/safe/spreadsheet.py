"""Spreadsheets of plain text: cells that no program takes for formulas, and workbooks.

The only module that knows openpyxl, which is an extra.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import IO, TYPE_CHECKING, Any

from toolkit.errors import InputError, UsageError
from toolkit.safe.zip import open_archive

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

LONGEST_CELL = 32_767
"""Characters: Excel's own limit."""

_FORMULA = re.compile(r"'*[=+\-@\t\r#＝＋－＠]")
"""What a spreadsheet could take for a formula, or a glossary file for a comment, quoted once or more already."""

_MOST_COLUMNS = 100
_GIVEN, _EDITED = "EDE9DF", "D5E4CF"
"""The ground of a title, and of one whose column is there to be edited."""
_LINE, _TALLEST = 14.5, 409.0
"""In points: a line of text, and the tallest row that Excel takes."""

_DECLARATIONS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIXED_HEIGHT = b' customHeight="1"'
_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^<>]*>)[^<]*")
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
    """The title of a column, its width in characters, and whether it is there for programs only.

    The title of one that is there to be ``edited`` stands out; with ``choices`` a cell takes nothing else.
    """

    title: str
    width: int
    hidden: bool = False
    edited: bool = False
    choices: tuple[str, ...] = ()


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
    _lay_out_for_print(sheet)
    sheet.append(_head(sheet, columns))
    for number, row in enumerate(rows, 2):
        sheet.row_dimensions[number].height = _height(row, columns)
        sheet.append([_cell(sheet, cell) for cell in row])
    sheet.auto_filter.ref = f"A1:{openpyxl.utils.get_column_letter(len(columns))}{len(rows) + 1}"
    for number, column in enumerate(columns, 1):
        if column.choices and rows:
            letter = openpyxl.utils.get_column_letter(number)
            _offer(sheet, f"{letter}2:{letter}{len(rows) + 1}", column)
    packed = io.BytesIO()
    book.save(packed)
    return _settled(packed)


def _lay_out_for_print(sheet: Any) -> None:
    """As wide as the page, which lies on its side, and with the titles on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows, sheet.print_options.gridLines = "1:1", True


def _height(row: Sequence[str], columns: Sequence[Column]) -> float:
    """The height in points of a row as its cells are wrapped, which not every spreadsheet works out when it loads.

    The width of a column is in figures. A letter is nearly as wide as one, a Chinese character as two.
    """
    lines = 1
    for cell, column in zip(row, columns, strict=True):
        if not column.hidden:
            widths = map(_width, cell.split("\n"))
            lines = max(lines, sum(ceil(width / (column.width - 1)) or 1 for width in widths))
    return min(lines * _LINE + 2, _TALLEST)


def _width(text: str) -> float:
    """About how many figures wide a text is: 0.9 for a letter, which has one byte, 2 for what has three."""
    return 0.35 * len(text) + 0.55 * len(text.encode("utf-8", "replace"))


def _offer(sheet: Any, cells: str, column: Column) -> None:
    """Has a spreadsheet offer the choices of a column in its cells, and take nothing else."""
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = f'"{",".join(column.choices)}"'
    sheet.data_validations.append(
        DataValidation("list", listed, allowBlank=True, showErrorMessage=True, sqref=cells, error=listed.strip('"'))
    )


def _head(sheet: WriteOnlyWorksheet, columns: Iterable[Column]) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    cells = []
    for column in columns:
        cell = WriteOnlyCell(sheet, value=column.title)
        cell.font, cell.alignment = Font("Calibri", 11, bold=True), Alignment(vertical="center")
        cell.fill = PatternFill("solid", fgColor=_EDITED if column.edited else _GIVEN)
        cells.append(cell)
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
    """The same workbook without the times at which it was made, and with rows that grow when they are edited."""
    settled = io.BytesIO()
    with zipfile.ZipFile(packed) as given, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(given.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _CHANGED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            elif name.startswith("xl/worksheets/"):
                content = content.replace(_FIXED_HEIGHT, b"")
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
    *(LookupError, ValueError, TypeError, AttributeError),
)
"""What openpyxl raises for broken workbooks: it trusts their parts to be there, of the right types and encodings."""


def _library() -> Any:
    try:
        import openpyxl
        import openpyxl.utils
    except ImportError as error:
        remedy = "pip install 'bilingual-toolkit[xlsx]', or use a text format"
        raise UsageError(".xlsx", "openpyxl is not installed", remedy) from error
    # It warns of styles and lists of choices that it does not know: they say nothing of the text.
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
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
