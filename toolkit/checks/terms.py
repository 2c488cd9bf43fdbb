"""Does the English say what the glossary says?"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.registry import Scope, check, with_english
from toolkit.language.english import find_form, has_tokens
from toolkit.model import Bitext, Finding, Severity, Term, TermHit, TermStatus, Unit

_MOST_FORMS_NAMED = 2
"""A message is read in a margin; the glossary and the review page show all forms."""


@check("term-missing", Severity.WARNING)
def term_missing(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A glossary term of the Chinese whose English is not there in any accepted form.

    Bad: 加快九江综保区建设。 → Work on the bonded area was accelerated.
    Good: 加快九江综保区建设。 → Work on the Jiujiang Comprehensive Bonded Zone was accelerated.
    """
    for unit in with_english(bitext):
        for hit in _first_hits(unit):
            if hit.term.target and not _rendered(hit.term, unit.target):
                yield _missing(unit, hit)


def _first_hits(unit: Unit) -> Iterator[TermHit]:
    """The first hit of each term: English may name a thing once that the Chinese repeats."""
    seen: set[str] = set()
    for hit in unit.hits:
        if hit.term.source not in seen:
            seen.add(hit.term.source)
            yield hit


def _rendered(term: Term, english: str) -> bool:
    forms = term.accepted()
    if any(find_form(form, english, term.case_sensitive) for form in forms):
        return True
    return any(_needs_tokens(form) and has_tokens(form, english) for form in forms)


def _needs_tokens(form: str) -> bool:
    """Forms joined by a sign (R&D) may be spaced in other ways, which only tokens show."""
    return any(sign in form for sign in "&/+")


def _missing(unit: Unit, hit: TermHit) -> Finding:
    term = hit.term
    proposed = " (proposed)" if term.status is TermStatus.PROPOSED else ""
    also = [form for form in term.accepted() if form != term.target]
    more = " …" if len(also) > _MOST_FORMS_NAMED else ""
    others = f", or {' / '.join(also[:_MOST_FORMS_NAMED])}{more}" if also else ""
    message = f"{term.source} is not rendered: expected “{term.target}”{proposed}{others}"
    return Finding("term-missing", Severity.WARNING, message, unit.segment.id, source_span=(hit.start, hit.end))


@check("term-forbidden", Severity.ERROR)
def term_forbidden(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A rendering that the glossary forbids for a term of the Chinese.

    Bad: 首位产业集聚度提高。 → The primary industry became more concentrated.
    Good: 首位产业集聚度提高。 → The leading industry became more concentrated.
    """
    for unit in with_english(bitext):
        for hit in _first_hits(unit):
            for form in hit.term.forbidden:
                place = find_form(form, unit.target, hit.term.case_sensitive)
                if place is not None:
                    yield _forbidden(unit, hit, place)


def _forbidden(unit: Unit, hit: TermHit, place: tuple[int, int]) -> Finding:
    term = hit.term
    wrong = unit.target[place[0] : place[1]]
    right = f"; write “{term.target}”" if term.target else ""
    return Finding(
        "term-forbidden",
        Severity.ERROR,
        f"“{wrong}” is forbidden for {term.source}{right}",
        unit.segment.id,
        source_span=(hit.start, hit.end),
        target_span=place,
        suggestion=term.target,
    )
