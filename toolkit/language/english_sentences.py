"""English sentences: where they end, and where a full stop ends none (Co., No. 5, U.S., p.m.)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.expressions import expression

Span = tuple[int, int]

_END = expression(r"(?<![.!?…])(?P<mark>[.!?…]+)(?P<closers>[\"'”’)\]]*)(?P<blank>\s+)(?=[\"'“‘(\[]*[A-Z0-9])")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof rev gen col sen gov st mt no nos vol fig figs p pp art ch sec ed eds vs cf e.g i.e viz approx "
    "est jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun u.s u.k u.n a.m p.m".split()
)
_MAY_END = frozenset("co ltd inc corp etc al jr sr ave blvd rd".split())
"""After these a sentence ends where the next word is no name: it rarely is, so a small word must follow."""

_LAST_WORD = expression(r"[A-Za-z][A-Za-z.]*$")
_INITIAL = expression(r"(?:^|[\s.])[A-Z]$")
_ITEM = expression(r"\d{1,3}|[IVX]{1,4}")
_BEGINNINGS = frozenset(
    "the a an in on at by this that these it its he she they we since with as for from after".split()
)
_WORD = expression(r"[A-Za-z]+")


def split_sentences(text: str) -> list[Span]:
    """The spans of the sentences in a paragraph of English, without the blanks between them."""
    start, spans = 0, []
    for end in _ends(text):
        spans.append((start, end.start("blank")))
        start = end.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return [span for span in (_trimmed(text, *span) for span in spans) if span[0] < span[1]]


def _ends(text: str) -> Iterator[re.Match[str]]:
    for end in _END.finditer(text):
        if end["mark"] != "." or not _is_abbreviation(text, end):
            yield end


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    """Whether the full stop belongs to the word before it and ends no sentence."""
    before = text[max(0, end.start() - 12) : end.start()]
    if _INITIAL.search(before):
        return True  # J. Smith
    if end.start() <= 4 and _ITEM.fullmatch(before.strip()):
        return True  # 1. or IV. at the start of an item
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    written = word[0].lower()
    if written in _MAY_END:
        follows = _WORD.match(text, end.end())
        return not (follows and follows[0].lower() in _BEGINNINGS)
    return written in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
