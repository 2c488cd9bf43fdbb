"""The glossary in Word: terms by category, with their sources and where each is used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.model import Term, TermStatus
from toolkit.writers.docx import package
from toolkit.writers.docx.frame import Frame
from toolkit.writers.docx.front import PROPOSED_FILL
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
from toolkit.writers.term_list import ListedTerm, TermList, Use, category_name

_WIDTHS = (3000, 5300, 4738, 2100)
_TITLES = ("中文  Chinese", "English", "Notes and sources", "Used in")
_MOST_ROWS_LISTED = 6
_MOST_DOCUMENTS_LISTED = 4
_SMALL = '<w:color w:val="5E5A52"/><w:sz w:val="16"/><w:szCs w:val="16"/>'
_STRUCK = '<w:strike/><w:color w:val="8C2F2B"/><w:sz w:val="16"/><w:szCs w:val="16"/>'
_BOLD = "<w:b/><w:bCs/>"


def render(glossary: TermList, day: date) -> bytes:
    """The bytes of the document; `day` is the date it shows."""
    mark = f"{_written(day)}  ·  {glossary.count:,} terms"
    members = package.open_document(Frame("Bilingual glossary"), glossary.title, mark, day)
    return package.pack(members, package.in_body(_body(glossary, day)))


def _body(glossary: TermList, day: date) -> Iterator[str]:
    yield text_paragraph("Kicker", "BILINGUAL GLOSSARY  ·  中英术语表", PLAIN)
    yield text_paragraph("ReviewTitle", glossary.title, ENGLISH)
    yield text_paragraph("ReviewFacts", _facts(glossary, day), PLAIN)
    yield from _legend()
    for category, terms in glossary.categories.items():
        yield _heading(category, len(terms))
        for start in range(0, len(terms), ROWS_IN_TABLE):
            rows = (_term_row(one) for one in terms[start : start + ROWS_IN_TABLE])
            yield (TABLE_GAP if start else "") + table(_WIDTHS, [_head_row(), *rows], margin=70)
    yield paragraph("BarSpace")


def _facts(glossary: TermList, day: date) -> str:
    names = ", ".join(f"{category_name(one)} {len(terms)}" for one, terms in glossary.categories.items())
    documents = len(glossary.documents)
    used = f"{glossary.used:,} of them used in {documents} document{'' if documents == 1 else 's'}"
    return f"{_written(day)}   ·   {glossary.count:,} terms, {used}   ·   {names}"


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _legend() -> Iterator[str]:
    yield paragraph(
        "Legend",
        run("Preferred English", ENGLISH, _BOLD),
        run("   also: other right renderings   ", PLAIN),
        run("never", PLAIN, _STRUCK),
        run("   wrong renderings   ", PLAIN),
        run(" proposed ", PLAIN, shading(PROPOSED_FILL)),
        run("   not yet confirmed   ·   “Used in” names documents and the rows of their review documents", PLAIN),
    )


def _heading(category: str, count: int) -> str:
    look = '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:spacing w:before="360" w:after="100"/></w:pPr>'
    return look + run(category_name(category), ENGLISH) + run(f"   {count:,}", PLAIN, _SMALL) + "</w:p>"


def _head_row() -> str:
    cells = (
        cell(CellLook(width, "EDE9DF"), text_paragraph("ColumnHead", title, PLAIN))
        for width, title in zip(_WIDTHS, _TITLES, strict=True)
    )
    return row(cells, whole=True, header=True)


def _term_row(listed: ListedTerm) -> str:
    columns = (_chinese(listed.term), _english(listed.term), _about(listed.term), _uses(listed.uses))
    cells = (
        cell(CellLook(width), *(paragraphs or (paragraph("TermSmall"),)))
        for width, paragraphs in zip(_WIDTHS, map(tuple, columns), strict=True)
    )
    return row(cells, whole=True)


def _chinese(term: Term) -> Iterator[str]:
    yield text_paragraph("TermCell", term.source, CHINESE)
    if term.variants:
        yield paragraph("TermSmall", run("也作 " + "、".join(term.variants), PLAIN))


def _english(term: Term) -> Iterator[str]:
    status = [] if term.status is TermStatus.PREFERRED else [run("  ", PLAIN), _status(term.status)]
    yield paragraph("TermCell", run(term.target or "–", ENGLISH, _BOLD), *status)
    if term.short:
        yield text_paragraph("TermSmall", f"then: {term.short}", PLAIN)
    if term.alternatives:
        yield text_paragraph("TermSmall", f"also: {'; '.join(term.alternatives)}", PLAIN)
    if term.forbidden:
        yield paragraph("TermSmall", run("never: ", PLAIN), *_struck(term.forbidden))


def _status(status: TermStatus) -> str:
    return run(f" {status} ", PLAIN, '<w:sz w:val="16"/><w:szCs w:val="16"/>' + shading(PROPOSED_FILL))


def _struck(forms: tuple[str, ...]) -> Iterator[str]:
    for number, form in enumerate(forms):
        if number:
            yield run("; ", PLAIN)
        yield run(form, PLAIN, _STRUCK)


def _about(term: Term) -> Iterator[str]:
    if term.note:
        yield text_paragraph("TermSmall", " ".join(term.note.split()), PLAIN)
    if term.origin:
        yield text_paragraph("TermSmall", f"Source: {' '.join(term.origin.split())}", PLAIN)


def _uses(uses: tuple[Use, ...]) -> Iterator[str]:
    for use in uses[:_MOST_DOCUMENTS_LISTED]:
        noun = "row" if len(use.rows) == 1 else "rows"
        rows = ", ".join(map(str, use.rows[:_MOST_ROWS_LISTED]))
        more = len(use.rows) - _MOST_ROWS_LISTED
        also = f" and {more} more" if more > 0 else ""
        yield text_paragraph("TermSmall", f"{use.document}, {noun} {rows}{also}", PLAIN)
    others = len(uses) - _MOST_DOCUMENTS_LISTED
    if others > 0:
        yield text_paragraph("TermSmall", f"and {others:,} more documents", PLAIN)
