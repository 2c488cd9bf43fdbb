"""Are the figures the same?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from toolkit.bitext.partition import at_hand
from toolkit.checks.registry import Scope, check, with_english
from toolkit.expressions import expression
from toolkit.language.english import find_form
from toolkit.language.quantities import Mismatch, Problem, chinese_facts, compare, english_facts, may_have_figures
from toolkit.model import Bitext, Finding, Severity, Term, Unit

_DIGIT = expression(r"\d")


@check("number-value", Severity.ERROR)
def number_value(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A figure that one side lacks, or that has another value there.

    Figures inside glossary terms are left to the term checks.

    Bad: 合同金额414.7亿元。 → Contracts worth RMB 4.147 billion were signed.
    Good: 合同金额414.7亿元。 → Contracts worth RMB 41.47 billion were signed.
    """
    return _findings(bitext, Problem.VALUE, Severity.ERROR)


@check("number-qualifier", Severity.WARNING)
def number_qualifier(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """超, 近, 余, 多, 以上 or 不足 lost, reversed or added; 约 and 左右 may come and go.

    Bad: 发电量超1.1亿度。 → It generated 110 million kWh.
    Good: 发电量超1.1亿度。 → It generated more than 110 million kWh.
    """
    return _findings(bitext, Problem.QUALIFIER, Severity.WARNING)


@check("unit", Severity.WARNING)
def unit(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """The right value with another unit: 亩 as hectares, percentage points as per cent, months as years.

    Bad: 水面超过90平方公里。 → The water covers over 90 square metres.
    Good: 水面超过90平方公里。 → The water covers over 90 square kilometres.
    """
    return _findings(bitext, Problem.UNIT, Severity.WARNING)


@check("currency", Severity.ERROR)
def currency(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """An amount of money in another currency, or in none.

    Bad: 投资5亿元。 → An investment of US$500 million.
    Good: 投资5亿元。 → An investment of 500 million yuan.
    """
    return _findings(bitext, Problem.CURRENCY, Severity.ERROR)


@check("date", Severity.ERROR)
def date(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A date or time of day that the English lacks, has wrong, or has alone.

    Bad: 2020年12月24日成立。 → It was founded on 25 December 2020.
    Good: 2020年12月24日成立。 → It was founded on 24 December 2020.
    """
    return _findings(bitext, Problem.DATE, Severity.ERROR)


def _findings(bitext: Bitext, problem: Problem, severity: Severity) -> Iterator[Finding]:
    for unit, mismatches in _all_mismatches(bitext):
        for mismatch in mismatches:
            if mismatch.problem is problem:
                yield Finding(
                    problem.value,
                    severity,
                    _message(unit, mismatch),
                    unit.segment.id,
                    source_span=mismatch.chinese,
                    target_span=mismatch.english,
                    suggestion=mismatch.right if mismatch.sure else "",
                )


@at_hand
def _all_mismatches(bitext: Bitext) -> list[tuple[Unit, tuple[Mismatch, ...]]]:
    """The units with figures that differ, which five checks ask for.

    One step after the other for all units: going to and fro between them takes a fifth longer.
    """
    asked = [unit for unit in with_english(bitext) if may_have_figures(unit.segment.text, unit.target)]
    read = [(unit, chinese_facts(unit.segment.text, _names_in_chinese(unit))) for unit in asked]
    # 九江 and 一批 count nothing, and nothing is asked of number words alone.
    said = [(unit, facts) for unit, facts in read if facts or _DIGIT.search(unit.target)]
    pairs = [(unit, facts, english_facts(unit.target, _names_in_english(unit))) for unit, facts in said]
    return [(unit, found) for unit, ours, theirs in pairs if (found := tuple(compare(ours, theirs)))]


def _names_in_chinese(unit: Unit) -> Iterator[tuple[int, int]]:
    """Where terms with figures in them stand in the Chinese."""
    chinese = unit.segment.text
    return ((hit.start, hit.end) for hit in unit.hits if may_have_figures(chinese[hit.start : hit.end], ""))


def _names_in_english(unit: Unit) -> Iterator[tuple[int, int]]:
    """Where renderings with figures in them stand in the English."""
    for hit in unit.hits:
        for form in _forms_with_figures(hit.term):
            place = find_form(form, unit.target, hit.term.case_sensitive)
            if place is not None:
                yield place


@lru_cache(maxsize=100_000)
def _forms_with_figures(term: Term) -> tuple[str, ...]:
    return tuple(form for form in term.accepted() if english_facts(form))


def _message(unit: Unit, mismatch: Mismatch) -> str:
    """What is wrong and what would be right, short enough for a margin."""
    chinese = unit.segment.text[slice(*mismatch.chinese)] if mismatch.chinese else ""
    english = unit.target[slice(*mismatch.english)] if mismatch.english else ""
    plain = mismatch.right in chinese
    if not english:
        return f"{chinese} is not in the English" if plain else f"{chinese} ({mismatch.right}) is not in the English"
    if not chinese:
        return f"“{english}” has no counterpart in the Chinese"
    return f"{chinese} stands as “{english}”" if plain else f"{chinese} is {mismatch.right}, not “{english}”"
