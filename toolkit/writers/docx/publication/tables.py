"""Tables: cells where they stood, between three lines; and the two columns of a bilingual page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from toolkit.model import Cell
from toolkit.writers.docx.markup import row
from toolkit.writers.publication import Passage

ROWS_IN_TABLE = 100
"""Word processors need more than proportional time to lay out one long table."""

COLUMNS_IN_TABLE = 8
"""More would be too narrow to read: a wider table is divided, its first column repeated."""

GUTTER = 400
"""Between the two columns of a bilingual page; in twentieths of a point."""

CHINESE_SHARE = 0.44
"""Of the width: English needs more room."""

_LINE, _FINE = ("single", 8, "5F5B53"), ("single", 4, "8C877B")
_SPACER = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/></w:pPr></w:p>'
SEPARATOR = _SPACER.format(20)
"""Stands between two tables, which would be taken for one."""

_NARROWEST = 4
"""Characters; a column is given room for at least these."""

Cells = dict[tuple[int, int], list[Passage]]
"""The passages of a table by row and column."""


def table_cells(passages: Iterable[Passage]) -> Cells:
    """The passages of one table by the place of their cells; in a cell there may be several."""
    cells: Cells = {}
    for passage in passages:
        place = passage.cell or Cell(1, 1, 1)
        cells.setdefault((place.row, place.column), []).append(passage)
    return cells


def set_table(cells: Cells, width: int, content: Callable[[Passage], str]) -> Iterator[str]:
    """A table of this width, in parts where it is too wide or too long; `content` sets a passage in its cell."""
    rows = sorted({line for line, _ in cells})
    columns = list(range(1, max(column for _, column in cells) + 1))
    for part in _divided(columns):
        widths = _widths(cells, rows, part, width)
        for start in range(0, len(rows), ROWS_IN_TABLE):
            lines = rows[start : start + ROWS_IN_TABLE]
            yield _table(widths, [_row(cells, line, part, widths, content, (rows[0], lines)) for line in lines])
            yield SEPARATOR
    yield _SPACER.format(200)


def _divided(columns: Sequence[int]) -> Iterator[list[int]]:
    if len(columns) <= COLUMNS_IN_TABLE:
        yield list(columns)
        return
    first, others = columns[0], columns[1:]
    for start in range(0, len(others), COLUMNS_IN_TABLE - 1):
        yield [first, *others[start : start + COLUMNS_IN_TABLE - 1]]


def _widths(cells: Cells, rows: Sequence[int], columns: Sequence[int], width: int) -> list[int]:
    """The width of each column, by the root of its longest text: long ones get more, and no short one too little."""
    weights = [max(_longest(cells, rows, column), _NARROWEST) ** 0.5 for column in columns]
    widths = [int(width * weight / sum(weights)) for weight in weights]
    return [*widths[:-1], width - sum(widths[:-1])]


def _longest(cells: Cells, rows: Sequence[int], column: int) -> int:
    passages = (passage for line in rows for passage in cells.get((line, column), ()))
    return max((len(text.text) for passage in passages for text in passage.texts), default=0)


def _row(
    cells: Cells,
    line: int,
    columns: Sequence[int],
    widths: Sequence[int],
    content: Callable[[Passage], str],
    within: tuple[int, Sequence[int]],
) -> str:
    """A row; the first of all is the head, with a line beneath, and is repeated on every page."""
    first, lines = within
    head = line == first and len(lines) > 1
    made = []
    for column, width in zip(columns, widths, strict=True):
        passages = cells.get((line, column), ())
        edges = _edge("top", _LINE) * (line == lines[0]) + _edge("bottom", _FINE) * head
        edges += _edge("bottom", _LINE) * (line == lines[-1])
        borders = f"<w:tcBorders>{edges}</w:tcBorders>" if edges else ""
        properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>'
        made.append(f"<w:tc>{properties}{''.join(content(passage) for passage in passages) or '<w:p/>'}</w:tc>")
    return row(made, whole=_is_low(cells, line, columns), header=head)


def _is_low(cells: Cells, line: int, columns: Sequence[int]) -> bool:
    texts = (text.text for column in columns for passage in cells.get((line, column), ()) for text in passage.texts)
    return max(map(len, texts), default=0) <= 120


def _edge(side: str, look: tuple[str, int, str]) -> str:
    value, size, colour = look
    return f'<w:{side} w:val="{value}" w:sz="{size}" w:space="0" w:color="{colour}"/>'


def set_columns(rows: Sequence[tuple[str, str, bool]], width: int) -> Iterator[str]:
    """Rows of two columns without lines: what stands left and right, and whether it is kept on one page."""
    left = int(width * CHINESE_SHARE)
    widths = (left, width - left)
    for start in range(0, len(rows), ROWS_IN_TABLE):
        lines = rows[start : start + ROWS_IN_TABLE]
        yield _table(widths, [row(_columns(one, other, widths), whole) for one, other, whole in lines], (0, 150))
        yield SEPARATOR


def _columns(left: str, right: str, widths: Sequence[int]) -> list[str]:
    sides = zip((left, right), widths, ("right", "left"), strict=True)
    return [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcMar><w:{inner} w:w="{GUTTER // 2}" w:type="dxa"/>'
        f"</w:tcMar></w:tcPr>{content or '<w:p/>'}</w:tc>"
        for content, width, inner in sides
    ]


def _table(widths: Sequence[int], rows: Iterable[str], margins: tuple[int, int] = (80, 20)) -> str:
    """A table of fixed layout without lines of its own; `margins` are those beside and beneath its texts."""
    beside, beneath = margins
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="0" w:type="dxa"/><w:left w:w="{beside}" w:type="dxa"/><w:bottom w:w="{beneath}" w:type="dxa"/>'
        f'<w:right w:w="{beside}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
