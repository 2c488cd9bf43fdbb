"""Has the English as many quotations and brackets as the Chinese?

Translations change their number often and rightly, so these checks run only on request.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from toolkit.checks.registry import Scope, check, rows_with_english, with_english
from toolkit.expressions import expression
from toolkit.language.marks import BRACKETS, QUOTES, TITLES, curly, paired
from toolkit.model import Bitext, Finding, Severity, TermHit, Unit

Span = tuple[int, int]

_MARKS = expression(r"[“”‘’「」『』\"']")
_OPENING_BRACKET = expression(r"[(（\[{【〔]")

_LIST_NUMBER = r"[(（](?:[0-9]{1,3}|[ivx]{1,4}|[A-Za-z]|[一二三四五六七八九十]{1,3})[)）]"
_MAY_BE_LOST = expression(rf"{_LIST_NUMBER}|[(（]\w[)）]")
"""Brackets of the Chinese: the number of a list, a second measure word as in 台（件）."""
_MAY_BE_ADDED = expression(rf"{_LIST_NUMBER}|\([^()\d]*\d[^()]*\)|\((?:the )?[A-Z][A-Za-z0-9&.-]*[A-Z]s?\)")
"""Brackets of the English: the number of a list, a value in other units or years, an abbreviation."""


class _Pairs(NamedTuple):
    """The spans of the pairs that must have a counterpart, and how many counterparts there may be."""

    needed: tuple[Span, ...]
    most: int


@check("quotes-number", Severity.INFO, on_request=True)
def quotes_number(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """More or fewer quotations in the English than in the Chinese.

    Bad: 建设“睦邻之家”。 → The county builds good neighbourly homes.
    Good: 建设“睦邻之家”。 → The county builds “Good Neighbour Homes”.
    """
    last, running = None, False
    for block, unit in rows_with_english(bitext):
        running = running and block is last
        last = block
        if running or _MARKS.search(unit.segment.text) or _MARKS.search(unit.target):
            chinese = curly(unit.segment.text)
            spans, alone = paired(chinese, QUOTES)
            needed = _unnamed(spans, unit.hits)
            most = len(spans) + len(alone) + running + len(paired(chinese, TITLES)[0]) + _brought(unit.hits, QUOTES)
            running = chinese[alone[-1]] in QUOTES if alone else running
            english, lonely = paired(curly(unit.target), QUOTES)
            theirs = _Pairs(tuple(english), len(english) + len(lonely))
            yield from _changed("quotes-number", "quotations", unit, _Pairs(needed, most), theirs)


@check("brackets-number", Severity.INFO, on_request=True)
def brackets_number(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """More or fewer pairs of brackets in the English than in the Chinese.

    Bad: 国内生产总值（现价）增长。 → Gross domestic product rose.
    Good: 国内生产总值（现价）增长。 → Gross domestic product (at current prices) rose.
    """
    for unit in with_english(bitext):
        if _OPENING_BRACKET.search(unit.segment.text) or _OPENING_BRACKET.search(unit.target):
            chinese = _brackets(unit.segment.text, _MAY_BE_LOST, unit.hits)
            english = _brackets(unit.target, _MAY_BE_ADDED)
            yield from _changed("brackets-number", "pairs of brackets", unit, chinese, english)


def _brackets(text: str, free: re.Pattern[str], hits: tuple[TermHit, ...] = ()) -> _Pairs:
    spans, alone = paired(text, BRACKETS)
    loose = {found.span() for found in free.finditer(text)}
    needed = _unnamed([span for span in spans if span not in loose], hits)
    return _Pairs(needed, len(spans) + len(alone) + _brought(hits, BRACKETS))


def _unnamed(spans: list[Span], hits: tuple[TermHit, ...]) -> tuple[Span, ...]:
    """The spans that do not enclose a term of the glossary, whose rendering may do without the marks."""
    starts = [hit.start for hit in hits]
    before = (bisect(starts, start + 1) for start, _ in spans)
    return tuple(span for span, at in zip(spans, before, strict=True) if not at or hits[at - 1].end < span[1] - 1)


def _brought(hits: tuple[TermHit, ...], pairs: Mapping[str, str]) -> int:
    """The pairs that renderings of terms may add, such as those around a short form beside the full one."""
    return sum(
        bool(hit.term.short) + max((sum(map(form.count, pairs)) for form in hit.term.accepted()), default=0)
        for hit in hits
    )


def _changed(code: str, what: str, unit: Unit, chinese: _Pairs, english: _Pairs) -> Iterator[Finding]:
    """A finding where one side needs more than the other may have."""
    lost, added = len(chinese.needed), len(english.needed)
    if lost > english.most:
        message = f"{what}: {lost} in the Chinese, {english.most or 'none'} in the English"
        yield Finding(code, Severity.INFO, message, unit.segment.id, source_span=chinese.needed[0])
    elif added > chinese.most:
        message = f"{what}: {chinese.most or 'none'} in the Chinese, {added} in the English"
        yield Finding(code, Severity.INFO, message, unit.segment.id, target_span=english.needed[-1])
