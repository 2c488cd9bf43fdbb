"""The appendix of a review document: the glossary terms that occur in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from toolkit.bitext import Keep, parts
from toolkit.model import Bitext, Term, TermStatus
from toolkit.writers.docx.archive import Piece, dump, load
from toolkit.writers.docx.markup import (
    CHINESE,
    ENGLISH,
    PLAIN,
    TABLE_GAP,
    CellLook,
    cell,
    escape,
    paragraph,
    row,
    run,
    shading,
    table,
    text_paragraph,
)
from toolkit.writers.docx.package import compressed
from toolkit.writers.docx.segments import ROWS_IN_TABLE
from toolkit.writers.terms_used import UsedTerm, terms_used

_WIDTHS = (3500, 5200, 4938, 1500)
_TITLES = ("中文  Chinese", "English", "Also accepted · not to be used", "Rows")
_MOST_ROWS_LISTED = 8
_LONGEST_LIST = 60
_SMALL = '<w:color w:val="5E5A52"/><w:sz w:val="16"/><w:szCs w:val="16"/>'


def appendix(bitext: Bitext, keep: Keep) -> Iterator[Piece]:
    """A heading on a new page and the terms by category, where any occur; then the last paragraph.

    A document may not end with a table. `keep` is asked for the tables at once, and gives them when they are taken.
    """
    last = compressed([paragraph("BarSpace")])
    rows: list[str | UsedTerm] = []
    for category, terms in terms_used(bitext).items():
        rows += (category, *terms)
    if not rows:
        return iter([last])
    tables = _tables(rows, parts(bitext)[0].name, keep)
    return chain([compressed([_HEADING])], chain.from_iterable(map(load, tables)), [last])


def _tables(rows: Sequence[str | UsedTerm], name: Callable[[Term], str], keep: Keep) -> Iterable[bytes]:
    tables = [rows[start : start + ROWS_IN_TABLE] for start in range(0, len(rows), ROWS_IN_TABLE)]

    def made_from(place: int) -> bytes:
        told = [one if isinstance(one, str) else (name(one.term), _row_list(one.rows)) for one in tables[place]]
        return b"terms" + repr((told, place > 0)).encode("utf-8", "surrogatepass")

    def write(place: int) -> bytes:
        shown = table(_WIDTHS, [_head_row(), *map(_shown, tables[place])], margin=60)
        return dump([compressed([TABLE_GAP, shown] if place else [shown])])

    return keep(len(tables), made_from, write)


_HEADING = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:pageBreakBefore/></w:pPr>'
    f"{run('Terms used in this document', ENGLISH)}</w:p>"
)


def _shown(one: str | UsedTerm) -> str:
    """The row of a category, or of a term."""
    return _category_row(one) if isinstance(one, str) else _term_row(one)


def _head_row() -> str:
    cells = (
        cell(CellLook(width, "EDE9DF"), text_paragraph("ColumnHead", title, PLAIN))
        for width, title in zip(_WIDTHS, _TITLES, strict=True)
    )
    return row(cells, whole=True, header=True)


def _category_row(category: str) -> str:
    name = category.replace("-", " ").replace("_", " ").capitalize()
    look = f'<w:tcPr><w:tcW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:gridSpan w:val="4"/>{shading("F5F2EA")}</w:tcPr>'
    heading = text_paragraph("TermCategory", name, PLAIN)
    return row([f"<w:tc>{look}{heading}</w:tc>"], whole=True)


def _term_row(used: UsedTerm) -> str:
    term = used.term
    after = f"  then “{term.short}”" if term.short else ""
    proposed = "  proposed" if term.status is TermStatus.PROPOSED else ""
    texts = term.source, term.target or "–", after + proposed, _other_forms(term), _row_list(used.rows)
    return _TERM_FORM % tuple(map(escape, texts))


_TERM_FORM = row(
    (
        cell(CellLook(_WIDTHS[0]), text_paragraph("TermCell", "%s", CHINESE)),
        cell(CellLook(_WIDTHS[1]), paragraph("TermCell", run("%s", ENGLISH), run("%s", PLAIN, _SMALL))),
        cell(CellLook(_WIDTHS[2]), text_paragraph("TermSmall", "%s", PLAIN)),
        cell(CellLook(_WIDTHS[3]), text_paragraph("TermSmall", "%s", PLAIN)),
    ),
    whole=True,
)
"""The row of a term, with places for what it says: thousands of terms have the same."""


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
