"""WordprocessingML as text: runs, paragraphs, cells, rows and tables.

Rows are built as strings because a long document has tens of thousands of them, and building
them through an object model takes ten times as long. Every run names its fonts and languages
itself: word processors otherwise show Chinese marks such as “ ” in a Latin font.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.expressions import expression

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_ILLEGAL = dict.fromkeys((*range(9), *range(11, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}) | _ILLEGAL
_ESCAPED = expression('[&<>"\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]')
"""All of these; to look for them takes a tenth of the time of translating, and most texts have none."""


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """How runs of one language are set: their fonts and their language tags. There are four, each only itself."""

    latin: str
    east_asian: str
    hint: str

    @cache  # noqa: B019 - four scripts and few extras, asked for by each run
    def properties(self, extra: str = "") -> str:
        """The ``w:rPr`` of a run; `extra` is markup that stands between fonts and language."""
        hint = f' w:hint="{self.hint}"' if self.hint else ""
        fonts = (
            f'<w:rFonts{hint} w:ascii="{self.latin}" w:hAnsi="{self.latin}"'
            f' w:eastAsia="{self.east_asian}" w:cs="{self.latin}"/>'
        )
        return f'<w:rPr>{fonts}{extra}<w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr>'


CHINESE = Script("Times New Roman", "SimSun", "eastAsia")
CHINESE_HEADING = Script("Arial", "SimHei", "eastAsia")
ENGLISH = Script("Times New Roman", "SimSun", "")
PLAIN = Script("Arial", "SimHei", "")


def escape(text: str) -> str:
    """`text` for use in XML, without carriage returns and what XML has no form for."""
    return text.translate(_ESCAPES) if _ESCAPED.search(text) else text


def shading(fill: str) -> str:
    """A run or cell background; `fill` is a colour such as ``FFF2CC``."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def run(text: str, script: Script, extra: str = "", gone: bool = False) -> str:
    """One run of text without line breaks; `gone` is one inside a tracked deletion."""
    name = "delText" if gone else "t"
    return f'<w:r>{script.properties(extra)}<w:{name} xml:space="preserve">{escape(text)}</w:{name}></w:r>'


def tag_run(token: str, gone: bool = False) -> str:
    """The tag of an inline code, small beside the text."""
    language = '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>'
    name = "delText" if gone else "t"
    return f'<w:r><w:rPr><w:rStyle w:val="InlineCode"/>{language}</w:rPr><w:{name}>{escape(token)}</w:{name}></w:r>'


def paragraph(style: str, *content: str, mark: str = "", attributes: str = "") -> str:
    """A paragraph in a named style; `mark` is markup of further properties, `attributes` of the paragraph itself."""
    return f'<w:p{attributes}><w:pPr><w:pStyle w:val="{style}"/>{mark}</w:pPr>{"".join(content)}</w:p>'


def text_paragraph(style: str, text: str, script: Script) -> str:
    """A paragraph of one run."""
    return paragraph(style, run(text, script))


class CellLook(NamedTuple):
    """A cell's width in twentieths of a point, its background and its upper line."""

    width: int
    fill: str = ""
    top: str = ""

    def properties(self) -> str:
        """The ``w:tcPr`` of the cell."""
        return _cell_properties(self.width, self.fill, self.top)


@lru_cache(maxsize=256)
def _cell_properties(width: int, fill: str, top: str) -> str:
    borders = f"<w:tcBorders>{top}</w:tcBorders>" if top else ""
    filled = shading(fill) if fill else ""
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}{filled}</w:tcPr>'


def top_line(value: str, size: int, colour: str) -> str:
    """The upper border of a cell."""
    return f'<w:top w:val="{value}" w:sz="{size}" w:space="0" w:color="{colour}"/>'


def cell(look: CellLook, *paragraphs: str) -> str:
    """A table cell; it must have at least one paragraph."""
    return f"<w:tc>{look.properties()}{''.join(paragraphs)}</w:tc>"


def row(cells: Iterable[str], whole: bool = False, header: bool = False) -> str:
    """A table row; `whole` keeps it on one page, `header` repeats it on every page."""
    properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if header else "")
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def table(widths: Sequence[int], rows: Iterable[str], line: str = "D8D3C8", margin: int = 85) -> str:
    """A table of fixed layout with hairlines between its rows; `widths` in twentieths of a point."""
    return f"{table_start(widths, line, margin)}{''.join(rows)}{TABLE_END}"


def table_start(widths: Sequence[int], line: str = "D8D3C8", margin: int = 85) -> str:
    """What stands before the rows of a `table`."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{line}"/>' for edge in ("top", "bottom", "insideH")
    )
    margins = f'<w:top w:w="{margin // 2}" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/>'
    margins += f'<w:bottom w:w="{margin // 2}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/>'
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>"


TABLE_END = "</w:tbl>"

TABLE_GAP = paragraph("TableGap")
"""A line of one point between tables: those that touch LibreOffice lays out in a time that grows with their square."""
