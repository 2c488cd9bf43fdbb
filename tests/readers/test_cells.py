"""Table cells know where they stand: in Word, in pages and in Markdown."""

from __future__ import annotations

from wordprocessing import docx, loaded, paragraph, run

from toolkit.model import Document
from toolkit.readers import html, markdown


def cells(document: Document) -> dict[str, tuple[int, int, int]]:
    """Text → table, row and column."""
    return {
        block.segments[0].text: (block.cell.table, block.cell.row, block.cell.column)
        for block in document.blocks
        if block.cell
    }


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text)) if text else '<w:p/>'}</w:tc>"


def row(*content: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(content)}</w:tr>"


def test_word_merged_and_deleted_cells_are_counted_and_not() -> None:
    wide, began, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        "<w:tbl>"
        + row(cell("甲", wide), cell("乙", began))
        + row(cell("删"), properties='<w:del w:id="1"/>')
        + row(cell("丙"), cell(""), cell("", goes_on))
        + row(cell("丁"), properties='<w:gridBefore w:val="2"/>')
        + "</w:tbl>"
    )
    document = loaded(
        docx(paragraph(run("开港")) + table + paragraph(run("说明。")) + f"<w:tbl>{row(cell('戊'))}</w:tbl>")
    )
    assert cells(document) == {"甲": (1, 1, 1), "乙": (1, 1, 3), "丙": (1, 2, 1), "丁": (1, 3, 3), "戊": (2, 1, 1)}


def test_word_a_table_within_a_cell_is_one_of_its_own() -> None:
    inner = f"<w:tbl>{row(cell('内'))}</w:tbl>"
    outer = f"<w:tc>{paragraph(run('前'))}{inner}{paragraph(run('后'))}</w:tc>"
    table = f"<w:tbl>{row(outer, cell('右'))}</w:tbl>"
    document = loaded(docx(paragraph(run("开港")) + table))
    assert cells(document) == {"前": (1, 1, 1), "内": (2, 1, 1), "后": (1, 1, 1), "右": (1, 1, 2)}


def test_page_cells_beside_those_that_reach_down() -> None:
    page = (
        "<article><h1>九江港开港</h1><p>港口今天开港，船队出发。</p><table><tr><th rowspan=2>甲<th colspan=2>乙</tr>"
        "<tr><td>丙<td>丁</tr><tr><td>戊<td rowspan=999999999>己<td>庚</tr></table><p>完了，谢谢。</p></article>"
    )
    document = html.read_document(page.encode(), "port.html", "port.html")
    assert cells(document) == {
        "甲": (1, 1, 1),
        "乙": (1, 1, 2),
        "丙": (1, 2, 2),
        "丁": (1, 2, 3),
        "戊": (1, 3, 1),
        "己": (1, 3, 2),
        "庚": (1, 3, 3),
    }


def test_markdown_the_head_is_the_first_row() -> None:
    text = "# 开港\n\n| 甲 | 乙 |\n|---|---|\n| | 丙 |\n\n文。\n\n| 丁 |\n|---|\n"
    document = markdown.read_document(text.encode(), "port.md", "port.md")
    assert cells(document) == {"甲": (1, 1, 1), "乙": (1, 1, 2), "丙": (1, 2, 2), "丁": (2, 1, 1)}
