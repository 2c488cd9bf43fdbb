"""Audits of the English: does the glossary say the same everywhere, and never two things at once?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.glossary.audit.view import Remark, View
from toolkit.language.chinese import fold
from toolkit.language.english import find_form, straighten
from toolkit.model import Severity, Term, TermStatus

_WORD = re.compile(r"[^\W_]+(?:['.&/][^\W_]+)*")
_MOST_NAMED = 3


def inconsistent(seen: View) -> Iterator[Remark]:
    """One Chinese form with different English in two families or two terms."""
    owners: dict[str, Term] = {}
    for term in seen.glossary.terms:
        for form in dict.fromkeys(map(fold, (term.source, *term.variants))):
            owner = owners.setdefault(form, term)
            if term.target and owner.target and term.target not in owner.accepted():
                yield _inconsistent(term, owner)
    for row in seen.rows:
        term = owners.get(fold(row.source), row)
        if row.category != term.category and row.target != term.target and row.status is not TermStatus.FORBIDDEN:
            yield _inconsistent(row, term)


def _inconsistent(term: Term, other: Term) -> Remark:
    problem = f"{term.source} is “{term.target}”, and “{other.target}” for {_named(other)}"
    remedy = "agree on one; keep all renderings of a form in one family"
    return Remark("inconsistent", Severity.WARNING, term.place, problem, remedy)


def _named(term: Term) -> str:
    return f"{term.source} ({term.place})"


def same_english(seen: View) -> Iterator[Remark]:
    """One preferred English for several Chinese terms that are not variants of each other."""
    by_target: dict[str, list[Term]] = {}
    for term in seen.glossary.terms:
        if term.target:
            by_target.setdefault(term.target.lower(), []).append(term)
    for terms in by_target.values():
        if len(terms) > 1:
            problem = f"“{terms[0].target}” is the English of {_listed([term.source for term in terms])}"
            remedy = "write forms of one thing as variants in one row; where they differ, tell them apart"
            yield Remark("same-english", Severity.INFO, terms[-1].place, problem, remedy)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def forbidden_accepted(seen: View) -> Iterator[Remark]:
    """A forbidden rendering that stands inside an accepted one of the same term, which is then always reported."""
    for term in seen.glossary.terms:
        for form in term.forbidden:
            inside = next((right for right in term.accepted() if find_form(form, right, term.case_sensitive)), None)
            if inside is not None:
                problem = f"“{form}” is forbidden for {term.source}, and “{inside}” accepted"
                remedy = "forbid a longer form, or take one of the two out"
                yield Remark("forbidden-accepted", Severity.ERROR, term.place, problem, remedy)


def forbidden_elsewhere(seen: View) -> Iterator[Remark]:
    """A rendering forbidden for one term and right for another: reported wrongly where both stand together."""
    forbidden: dict[tuple[str, ...], list[tuple[Term, str]]] = {}
    for term in seen.glossary.terms:
        for form in term.forbidden:
            forbidden.setdefault(_words(form), []).append((term, form))
    longest = max(map(len, forbidden), default=0)
    for term in seen.glossary.terms:
        for right in term.accepted():
            for other, form in _inside(_words(right), forbidden, longest):
                if other is not term:
                    problem = f"“{right}” is right for {term.source}, and “{form}” forbidden for {_named(other)}"
                    remedy = "nothing, unless both stand in one sentence"
                    yield Remark("forbidden-elsewhere", Severity.INFO, term.place, problem, remedy)


def _inside(
    words: tuple[str, ...], forms: dict[tuple[str, ...], list[tuple[Term, str]]], longest: int
) -> Iterator[tuple[Term, str]]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            yield from forms.get(words[start:end], ())


def _words(form: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(straighten(form)))
