"""Finds glossary terms in Chinese text, longest first, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.glossary.validate import merge_renderings
from toolkit.language.chinese import fold
from toolkit.model import Bitext, Term, TermHit

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick

_LATIN = re.compile(r"[A-Za-z0-9]", re.ASCII)


class Glossary:
    """Terms ready to be found; immutable once made.

    Found with a double-array Aho–Corasick automaton over folded text, so that simplified and
    traditional, full-width and half-width forms match each other; see
    `toolkit.language.chinese.fold`.
    """

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self.terms = tuple(merge_renderings(terms))
        self._by_form: dict[str, list[Term]] = {}
        for term in self.terms:
            for form in (term.source, *term.variants):
                self._by_form.setdefault(fold(form), []).append(term)
        self._forms = list(self._by_form)
        self._automaton = _automaton(self._forms)

    def find(self, text: str) -> tuple[TermHit, ...]:
        """The leftmost-longest terms in `text`, in order, none inside or across another."""
        if self._automaton is None:
            return ()
        hits = []
        for start, end, index in self._automaton.find(fold(text)):
            term = self._standing(text, start, end, self._by_form[self._forms[index]])
            if term is not None:
                hits.append(TermHit(term, start, end))
        return tuple(hits)

    @staticmethod
    def _standing(text: str, start: int, end: int, candidates: list[Term]) -> Term | None:
        """The term that really stands there: whole Latin words only, and its case where it matters."""
        if _cuts_word(text, start - 1, start) or _cuts_word(text, end - 1, end):
            return None
        found = text[start:end]
        exact = [term for term in candidates if term.case_sensitive and _has_case(term, found)]
        loose = [term for term in candidates if not term.case_sensitive]
        return next(iter(exact + loose), None)


def _automaton(forms: list[str]) -> CharwiseDoubleArrayAhoCorasick | None:
    if not forms:
        return None
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick(forms, MATCH_KIND_LEFTMOST_LONGEST)


def _cuts_word(text: str, left: int, right: int) -> bool:
    """Whether Latin letters or digits stand on both sides of a border of the hit."""
    if left < 0 or right >= len(text):
        return False
    return bool(_LATIN.match(text[left]) and _LATIN.match(text[right]))


def _has_case(term: Term, found: str) -> bool:
    """Whether capitals stand where they do in the form of `term` that folds like `found` (TCL空调, TCL空調)."""
    forms = (form for form in (term.source, *term.variants) if fold(form) == fold(found))
    return any(all(one.isupper() == other.isupper() for one, other in zip(form, found, strict=True)) for form in forms)


def annotate(bitext: Bitext, glossary: Glossary) -> Bitext:
    """The bitext with the glossary's hits in each unit's Chinese."""
    return replace(bitext, units=tuple(replace(unit, hits=glossary.find(unit.segment.text)) for unit in bitext.units))
