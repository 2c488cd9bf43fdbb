"""The appendix of a review document: the glossary terms that occur in it."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model import Bitext, Term, TermStatus
from toolkit.writers.docx.markup import (
    CHINESE,
    ENGLISH,
    PLAIN,
    TABLE_GAP,
    CellLook,
    cell,
    paragraph,
    row,
    run,
    shading,
    table,
    text_paragraph,
)
from toolkit.writers.docx.segments import ROWS_IN_TABLE
from toolkit.writers.terms_used import UsedTerm, terms_used

_WIDTHS = (3500, 5200, 4938, 1500)
_TITLES = ("中文  Chinese", "English", "Also accepted · not to be used", "Rows")
_MOST_ROWS_LISTED = 8
_LONGEST_LIST = 60
_SMALL = '<w:color w:val="5E5A52"/><w:sz w:val="16"/><w:szCs w:val="16"/>'


def appendix(bitext: Bitext) -> Iterator[str]:
    """A heading on a new page and the terms by category, where any occur; then the last paragraph.

    A document may not end with a table.
    """
    used = terms_used(bitext)
    if used:
        yield from _term_pages(used)
    yield paragraph("BarSpace")


def _term_pages(used: dict[str, list[UsedTerm]]) -> Iterator[str]:
    yield '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:pageBreakBefore/></w:pPr>'
    yield run("Terms used in this document", ENGLISH) + "</w:p>"
    rows = [line for category, terms in used.items() for line in _category_rows(category, terms)]
    for start in range(0, len(rows), ROWS_IN_TABLE):
        if start:
            yield TABLE_GAP
        yield table(_WIDTHS, [_head_row(), *rows[start : start + ROWS_IN_TABLE]], margin=60)


def _head_row() -> str:
    cells = (
        cell(CellLook(width, "EDE9DF"), text_paragraph("ColumnHead", title, PLAIN))
        for width, title in zip(_WIDTHS, _TITLES, strict=True)
    )
    return row(cells, whole=True, header=True)


def _category_rows(category: str, terms: list[UsedTerm]) -> Iterator[str]:
    name = category.replace("-", " ").replace("_", " ").capitalize()
    look = f'<w:tcPr><w:tcW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:gridSpan w:val="4"/>{shading("F5F2EA")}</w:tcPr>'
    heading = text_paragraph("TermCategory", name, PLAIN)
    yield row([f"<w:tc>{look}{heading}</w:tc>"], whole=True)
    yield from (_term_row(used) for used in terms)


def _term_row(used: UsedTerm) -> str:
    term = used.term
    after = f"  then “{term.short}”" if term.short else ""
    proposed = "  proposed" if term.status is TermStatus.PROPOSED else ""
    english = [run(term.target or "–", ENGLISH), run(after + proposed, PLAIN, _SMALL)]
    cells = (
        cell(CellLook(_WIDTHS[0]), text_paragraph("TermCell", term.source, CHINESE)),
        cell(CellLook(_WIDTHS[1]), paragraph("TermCell", *english)),
        cell(CellLook(_WIDTHS[2]), text_paragraph("TermSmall", _other_forms(term), PLAIN)),
        cell(CellLook(_WIDTHS[3]), text_paragraph("TermSmall", _row_list(used.rows), PLAIN)),
    )
    return row(cells, whole=True)


def _other_forms(term: Term) -> str:
    """The first accepted forms that fit a line, how many more there are, and what is forbidden."""
    shown: list[str] = []
    for form in term.alternatives:
        if sum(map(len, shown)) + len(form) > _LONGEST_LIST and shown:
            break
        shown.append(form)
    more = len(term.alternatives) - len(shown)
    parts = ["; ".join(shown) + (f" (+{more})" if more else "")] if shown else []
    parts += [f"not: {'; '.join(term.forbidden)}"] if term.forbidden else []
    return "  ·  ".join(parts)


def _row_list(rows: tuple[int, ...]) -> str:
    listed = ", ".join(map(str, rows[:_MOST_ROWS_LISTED]))
    more = len(rows) - _MOST_ROWS_LISTED
    return f"{listed} and {more} more" if more > 0 else listed
