"""Are the figures the same?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit.checks.registry import Scope, check, with_english
from toolkit.language.english import find_form
from toolkit.language.quantities import (
    Figure,
    chinese_figures,
    chinese_numerals,
    english_figures,
    english_numerals,
)
from toolkit.model import Bitext, Finding, Severity, Unit

_DIGIT = re.compile(r"\d")


@check("number-value", Severity.ERROR)
def number_value(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A figure of the Chinese that the English lacks, or one of the English that the Chinese lacks.

    Figures inside glossary terms are left to the term checks.

    Bad: 合同金额414.7亿元。 → Contracts worth RMB 4.147 billion were signed.
    Good: 合同金额414.7亿元。 → Contracts worth RMB 41.47 billion were signed.
    """
    for unit in with_english(bitext):
        chinese = chinese_figures(unit.segment.text, ((hit.start, hit.end) for hit in unit.hits))
        english = english_figures(unit.target, _term_places(unit))
        in_english = {figure.value for figure in english} | english_numerals(unit.target)
        in_chinese = {figure.value for figure in chinese_figures(unit.segment.text)}
        in_chinese |= chinese_numerals(unit.segment.text)
        yield from (_lost(unit, figure) for figure in chinese if figure.value not in in_english)
        yield from (_added(unit, figure) for figure in english if figure.value not in in_chinese)


def _term_places(unit: Unit) -> Iterator[tuple[int, int]]:
    """Where renderings with figures in them stand in the English."""
    for hit in unit.hits:
        for form in hit.term.accepted():
            place = find_form(form, unit.target, hit.term.case_sensitive) if _DIGIT.search(form) else None
            if place is not None:
                yield place


def _lost(unit: Unit, figure: Figure) -> Finding:
    written = unit.segment.text[figure.start : figure.end]
    value = f" ({_readable(figure.value)})" if any(sign in written for sign in "百千万亿") else ""
    message = f"{written}{value} is not in the English"
    return Finding("number-value", Severity.ERROR, message, unit.segment.id, source_span=(figure.start, figure.end))


def _added(unit: Unit, figure: Figure) -> Finding:
    written = unit.target[figure.start : figure.end]
    message = f"“{written}” has no counterpart in the Chinese"
    return Finding("number-value", Severity.ERROR, message, unit.segment.id, target_span=(figure.start, figure.end))


def _readable(value: Decimal) -> str:
    """The value as English prints it: 5 billion, 1.13 million, 60,000."""
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if value >= size:
            return f"{(value / size).normalize():f} {word}"
    return f"{value:,}"
