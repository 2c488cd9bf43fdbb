"""Finds glossary terms in Chinese text, longest first, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from toolkit.errors import InputError
from toolkit.expressions import expression
from toolkit.glossary.validate import merge_renderings
from toolkit.language.chinese import fold
from toolkit.model import Bitext, Term, TermHit, Unit

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick

_BETWEEN = "\0"
_TEXTS_AT_A_TIME = 1_000
"""So many are searched together: what all of a book has would be in memory at once."""

_LATIN = expression(r"[a-z0-9]", re.ASCII)


class Forms(NamedTuple):
    """The Chinese forms of a glossary, by their numbers, and whose they are.

    The terms of the form `n` are ``owners[starts[n]:starts[n + 1]]``, numbers of terms. ``plain``
    says of each form (1 or 0) that it stands wherever its characters do; the others are parts
    of Latin words at times, or depend on capitals. ``longest`` is the length of the longest form.
    """

    automaton: CharwiseDoubleArrayAhoCorasick | None
    starts: Sequence[int]
    owners: Sequence[int]
    plain: Sequence[int]
    longest: int


class Glossary:
    """Terms ready to be found; immutable once made.

    Found with a double-array Aho–Corasick automaton over folded text, so that simplified and
    traditional, full-width and half-width forms match each other; see
    `toolkit.language.chinese.fold`.

    >>> glossary = Glossary([Term("江港新城", "Jianggang New Town", "places")])
    >>> [hit.term.target for hit in glossary.find("港口在江港新城。")]
    ['Jianggang New Town']
    """

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        merged = tuple(merge_renderings(terms))
        self.terms: Sequence[Term] = merged
        self.forms = _forms(merged)
        self._settled: dict[int, Term] = {}
        self._numbers: dict[int, int] = {}

    @classmethod
    def stored(cls, terms: Sequence[Term], forms: Forms) -> Glossary:
        """The glossary of `terms` that have been brought together already, with their `forms`."""
        glossary = cls.__new__(cls)
        glossary.terms, glossary.forms, glossary._settled, glossary._numbers = terms, forms, {}, {}
        return glossary

    def number(self, term: Term) -> int:
        """The place of a term that was found among `terms`."""
        return self._numbers[id(term)]

    def find(self, text: str) -> tuple[TermHit, ...]:
        """The leftmost-longest terms in `text`, in order, none inside or across another."""
        return tuple(self._find(text)) if self.forms.automaton else ()

    def find_each(self, texts: Sequence[str]) -> list[tuple[TermHit, ...]]:
        """What `find` finds in each of the texts; all of them together take half the time."""
        found = self._find(_BETWEEN.join(texts)) if self.forms.automaton else []
        if not found:
            return [()] * len(texts)
        each: list[tuple[TermHit, ...]] = []
        start = place = 0
        for text in texts:
            end, first = start + len(text), place
            while place < len(found) and found[place].start < end:
                place += 1
            if place > first and found[place - 1].end > end:  # a form has in it what stands between texts
                return list(map(self.find, texts))
            each.append(tuple([TermHit(term, begin - start, stop - start) for term, begin, stop in found[first:place]]))
            start = end + len(_BETWEEN)
        return each

    def _find(self, text: str) -> list[TermHit]:
        assert self.forms.automaton is not None
        folded = fold(text)
        settled = self._settled
        hits: list[TermHit] = []
        free = 0
        for start, end, form in self.forms.automaton.find(folded):
            if start >= free:
                term = settled.get(form) or self._standing(form, start, end, text, folded)
                if term is not None:
                    hits.append(TermHit(term, start, end))
                    free = end
                    continue
            if end > free:
                free = self._look_inside(max(start, free), end, text, folded, hits)
        return hits

    def _look_inside(self, position: int, end: int, text: str, folded: str, hits: list[TermHit]) -> int:
        """Adds what begins from `position` up to `end`, where the longest form turned out not to stand.

        Returns where the next hit may begin.
        """
        assert self.forms.automaton is not None
        reach = limit = end + self.forms.longest
        while position < end:
            start, stop, form = next(iter(self.forms.automaton.find(folded[position:limit])), (reach, reach, 0))
            if limit < reach and start > 0:  # no shorter form at this place
                position, limit = position + 1, reach
            elif position + start >= end:
                break
            elif (term := self._standing(form, position + start, position + stop, text, folded)) is not None:
                hits.append(TermHit(term, position + start, position + stop))
                position, limit = position + stop, reach
            else:
                position, limit = position + start, position + stop - 1
        return position

    def _standing(self, form: int, start: int, end: int, text: str, folded: str) -> Term | None:
        """The term that really stands there: whole Latin words only, and its case where it matters."""
        owners = self.forms.owners[self.forms.starts[form] : self.forms.starts[form + 1]]
        self._numbers |= {id(self.terms[owner]): owner for owner in owners}
        if self.forms.plain[form]:
            term = self._settled[form] = self.terms[owners[0]]
            return term
        if _cuts_word(folded, start) or _cuts_word(folded, end):
            return None
        candidates = [self.terms[owner] for owner in owners]
        exact = (term for term in candidates if term.case_sensitive and _has_case(term, text[start:end]))
        loose = (term for term in candidates if not term.case_sensitive)
        return next(exact, None) or next(loose, None)


def _forms(terms: Sequence[Term]) -> Forms:
    by_form: dict[str, dict[int, None]] = {}
    for number, term in enumerate(terms):
        for form in (term.source, *term.variants):
            if not form.strip():
                raise InputError(term.place or "glossary", "a term without Chinese", "write it, or delete the row")
            by_form.setdefault(fold(form), {})[number] = None
    plain = bytes(not _is_doubtful(form, [terms[owner] for owner in owners]) for form, owners in by_form.items())
    return Forms(
        _automaton(list(by_form)),
        list(accumulate(map(len, by_form.values()), initial=0)),
        [owner for owners in by_form.values() for owner in owners],
        plain,
        max(map(len, by_form), default=0),
    )


def _automaton(forms: list[str]) -> CharwiseDoubleArrayAhoCorasick | None:
    if not forms:
        return None
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick(forms, MATCH_KIND_LEFTMOST_LONGEST)


def _is_doubtful(form: str, owners: Iterable[Term]) -> bool:
    """Whether where the characters of `form` stand, its term may yet not."""
    return bool(_LATIN.match(form[0]) or _LATIN.match(form[-1])) or any(term.case_sensitive for term in owners)


def _cuts_word(folded: str, border: int) -> bool:
    """Whether Latin letters or digits stand on both sides of a border of the hit."""
    return 0 < border < len(folded) and bool(_LATIN.match(folded[border - 1]) and _LATIN.match(folded[border]))


def _has_case(term: Term, found: str) -> bool:
    """Whether capitals stand where they do in the form of `term` that folds like `found` (TCL空调, TCL空調)."""
    forms = (form for form in (term.source, *term.variants) if fold(form) == fold(found))
    return any(all(one.isupper() == other.isupper() for one, other in zip(form, found, strict=True)) for form in forms)


def annotate(bitext: Bitext, glossary: Glossary) -> Bitext:
    """The bitext with the glossary's hits in each unit's Chinese.

    >>> bitext = read_xliff(Path("source/harbour.xlf").read_bytes(), "source/harbour.xlf")
    >>> project = find_project()
    >>> annotated = annotate(bitext, read_glossary(project.families(), project.cache))
    >>> [hit.term.source for unit in annotated.units for hit in unit.hits]
    ['江港新城', '江港新城']
    """
    units = bitext.units
    found = (
        hits
        for start in range(0, len(units), _TEXTS_AT_A_TIME)
        for hits in glossary.find_each([unit.segment.text for unit in units[start : start + _TEXTS_AT_A_TIME]])
    )
    return replace(bitext, units=tuple(map(annotated, units, found)))


def annotated(unit: Unit, hits: tuple[TermHit, ...]) -> Unit:
    """The unit with these hits, all told one by one: `replace` takes twice as long, and a book has many."""
    if hits == unit.hits:
        return unit
    more = unit.notes, hits, unit.codes, unit.matches
    return Unit(unit.segment, unit.target, unit.state, unit.origin, unit.previous, *more)
