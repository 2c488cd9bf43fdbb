"""What each paragraph of a DOCX is: told by its style, and by its form where styles say nothing."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.model import Block, CodeKind, Kind, Segment
from toolkit.readers.docx.assembly import Paragraph
from toolkit.readers.text import kind_by_form

KindAndLevel = tuple[Kind, int]

_TOLD_BY_FORM = (Kind.BYLINE, Kind.CAPTION, Kind.LIST_ITEM)
"""Kinds that often have no style of their own where headings have one."""


def blocks(paragraphs: Sequence[Paragraph]) -> list[Block]:
    """The paragraphs as blocks.

    In a document without a heading or title in its styles, structure is told by the form of
    its lines, as in a text file.
    """
    styled = [_by_style(paragraph) for paragraph in paragraphs]
    structured = any(found and found[0] in (Kind.HEADLINE, Kind.HEADING) for found in styled)
    styled = _with_headline(styled, paragraphs)
    kinds = [found or _by_form(paragraphs, index, structured) for index, found in enumerate(styled)]
    return [
        Block(kind, level, (paragraph.segment,), paragraph.cell)
        for (kind, level), paragraph in zip(kinds, paragraphs, strict=True)
    ]


def _by_style(paragraph: Paragraph) -> KindAndLevel | None:
    look = paragraph.look
    if paragraph.cell:
        return Kind.TABLE_CELL, 0
    if look.role is Kind.HEADLINE:
        return Kind.HEADLINE, 0
    if look.level:
        return Kind.HEADING, look.level
    if look.role:
        return look.role, 0
    return (Kind.LIST_ITEM, 0) if look.listed else None


def _with_headline(kinds: list[KindAndLevel | None], paragraphs: Sequence[Paragraph]) -> list[KindAndLevel | None]:
    """The same with a headline, where something can be taken for it.

    That is a heading of level 1 that opens the document, or the only one if no more than short
    lines stand before it; else a short first paragraph.
    """
    if (Kind.HEADLINE, 0) in kinds or not kinds:
        return kinds
    tops = [index for index, found in enumerate(kinds) if found == (Kind.HEADING, 1)]
    if tops and _stands_at_the_head(tops, paragraphs):
        return [*kinds[: tops[0]], (Kind.HEADLINE, 0), *kinds[tops[0] + 1 :]]
    if kinds[0] is None and kind_by_form(paragraphs[0].segment.text, first=True)[0] is Kind.HEADLINE:
        return [(Kind.HEADLINE, 0), *kinds[1:]]
    return kinds


def _stands_at_the_head(tops: list[int], paragraphs: Sequence[Paragraph]) -> bool:
    before = (kind_by_form(paragraph.segment.text, first=False)[0] for paragraph in paragraphs[: tops[0]])
    return tops[0] == 0 or (len(tops) == 1 and Kind.PARAGRAPH not in before)


def _by_form(paragraphs: Sequence[Paragraph], index: int, structured: bool) -> KindAndLevel:
    text = paragraphs[index].segment.text
    if text.startswith("图") and _follows_a_picture(paragraphs, index):
        return Kind.CAPTION, 0
    found = kind_by_form(text, first=False)
    return found if not structured or found[0] in _TOLD_BY_FORM else (Kind.PARAGRAPH, 0)


def _follows_a_picture(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """A picture in a paragraph of its own has moved to the start of the one after it."""
    before = paragraphs[index - 1].segment if index else Segment("", "")
    close = [code for code in paragraphs[index].segment.codes if code.start == 0]
    close += [code for code in before.codes if code.start == len(before.text)]
    return any(code.kind is CodeKind.IMAGE for code in close)
