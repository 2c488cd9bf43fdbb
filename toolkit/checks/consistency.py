"""Is the same Chinese the same English, in the document and in the project?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from toolkit.checks.registry import Scope, check
from toolkit.language.chinese import HAN_CHARACTER, count_han, fold
from toolkit.language.english import find_form, straighten
from toolkit.language.initials import SMALL_WORDS, stands_for
from toolkit.model import Bitext, Finding, Severity, State, Term, TermHit, Unit

_HAN_ENOUGH, _WORDS_ENOUGH = 5, 5
"""Shorter ones are headings and labels, which may differ by their place."""
_CLEARLY_DIFFERENT = 0.4
_SHOWN = 60
_MARKS = " .,;:!?。，；：！？…"


class _Place(NamedTuple):
    """A unit in a document of the project; ``document`` is empty for the one that is checked."""

    document: str
    row: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.document} row {self.row}" if self.document else f"row {self.row}"


@check("inconsistent-translation", Severity.WARNING, whole=True)
def inconsistent_translation(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """The same Chinese sentence with other English elsewhere in the document or the project.

    Capitals, kinds of quotation marks and the final mark make no difference, and short Chinese
    is left out.

    Bad: 港口全年无休。 → The port never closes. / 港口全年无休。 → The port is open all year round.
    Good: 港口全年无休。 → The port never closes. / 港口全年无休。 → The port never closes.
    """
    for unit, other in _seen_before(bitext, scope, _chinese_key):
        if _bare(other.unit.target) != _bare(unit.target):
            message = f"{other} has other English for this: “{_shortened(other.unit.target)}”"
            yield Finding("inconsistent-translation", Severity.WARNING, message, unit.segment.id)


@check("inconsistent-source", Severity.INFO, whole=True)
def inconsistent_source(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """The same English for clearly different Chinese: a row may have got the English of another.

    Bad: 港口全年无休。 → The port never closes at all. / 铁路明年通车。 → The port never closes at all.
    Good: 港口全年无休。 → The port never closes at all. / 铁路明年通车。 → The railway opens next year.
    """
    for unit, other in _seen_before(bitext, scope, _english_key):
        if _are_different(other.unit.segment.text, unit.segment.text):
            message = f"{other} has the same English for other Chinese: {_shortened(other.unit.segment.text)}"
            yield Finding("inconsistent-source", Severity.INFO, message, unit.segment.id)


def _seen_before(bitext: Bitext, scope: Scope, key_of: Callable[[Unit], str]) -> Iterator[tuple[Unit, _Place]]:
    """Each unit whose key stands before it in this document, or else in another, and the first such place."""
    keys = [key_of(unit) for unit in bitext.units]
    own = set(keys) - {""}
    elsewhere: dict[str, _Place] = {}
    for other in scope.others:
        for row, unit in enumerate(other.units, 1):
            key = key_of(unit)
            if key in own and key not in elsewhere:
                elsewhere[key] = _Place(other.document.name, row, unit)
    here: dict[str, _Place] = {}
    for row, (unit, key) in enumerate(zip(bitext.units, keys, strict=True), 1):
        if not key:
            continue
        if place := here.get(key) or elsewhere.get(key):
            yield unit, place
        if key not in here:
            here[key] = _Place("", row, unit)


def _chinese_key(unit: Unit) -> str:
    text = unit.segment.text
    if unit.state is State.EMPTY or len(text) < _HAN_ENOUGH or count_han(text[:_SHOWN]) < _HAN_ENOUGH:
        return ""
    return text.strip(_MARKS)


def _english_key(unit: Unit) -> str:
    if unit.state is State.EMPTY or unit.target.count(" ") < _WORDS_ENOUGH - 1:
        return ""
    return unit.target.casefold().strip(_MARKS)


def _bare(text: str) -> str:
    """A text without what makes no difference: capitals, shapes of quotation marks, blanks, final marks."""
    return " ".join(straighten(text).casefold().split()).strip(_MARKS)


def _are_different(one: str, other: str) -> bool:
    """Whether two Chinese texts share less than two fifths of their characters."""
    if one == other:
        return False
    here, there = Counter(HAN_CHARACTER.findall(fold(one))), Counter(HAN_CHARACTER.findall(fold(other)))
    return 2 * (here & there).total() < _CLEARLY_DIFFERENT * (here.total() + there.total())


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


@check("term-inconsistent", Severity.INFO, whole=True)
def term_inconsistent(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A term that more of the document renders in another of its accepted ways.

    A short form or an abbreviation after the first mention is right, and so are forms of which
    one holds the other.

    Bad: 产业链 → industrial chain / 产业链 → value chain
    Good: 产业链 → industrial chain / 产业链 → industrial chain
    """
    forms: dict[str, list[str]] = {}
    used: dict[str, dict[str, list[_Use]]] = {}
    for row, unit in enumerate(bitext.units, 1):
        if unit.state is State.EMPTY:
            continue
        english = _plain(unit.target)
        first_hits = {hit.term.source: hit for hit in reversed(unit.hits)}
        for source, hit in first_hits.items():
            if source not in forms:
                forms[source] = _preferred_first(hit.term)
            found = _rendering(forms[source], english) if len(forms[source]) > 1 else None
            if found is not None:
                used.setdefault(source, {}).setdefault(found[0], []).append(_Use(row, unit, hit, found[1]))
    for ways in used.values():
        yield from _odd_ones(ways)


class _Use(NamedTuple):
    """A term in a unit, and where the English renders it."""

    row: int
    unit: Unit
    hit: TermHit
    span: tuple[int, int]


def _preferred_first(term: Term) -> list[str]:
    """The accepted forms: the preferred one, then the longer before the shorter that may be part of them."""
    return sorted(term.accepted(), key=lambda form: (form != term.target, -len(form)))


def _rendering(forms: list[str], english: str) -> tuple[str, tuple[int, int]] | None:
    """The first of `forms` that stands in the plain English as it is written or with an s, and where.

    It comes first in `forms` from then on: what was written before is looked for before others.
    """
    for number, form in enumerate(forms):
        start = english.find(_plain(form))
        if start < 0:
            continue
        end = start + len(form)
        around = english[max(0, start - 1) : start] + english[end : end + 1].replace("s", "")
        if not any(sign.isalnum() for sign in around):
            forms.insert(0, forms.pop(number))
            return form, (start, end)
    return None


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    """`text` in small letters, with straight quotation marks and blanks for hyphens, of the same length."""
    lowered = text.lower()
    return straighten(lowered if len(lowered) == len(text) else text).replace("-", " ")


def _odd_ones(ways: dict[str, list[_Use]]) -> Iterator[Finding]:
    usual = max(ways, key=lambda form: len(ways[form]))
    for form, uses in ways.items():
        for use in uses if form != usual else ():
            if not _may_alternate(use.hit.term, form, usual) and find_form(usual, use.unit.target) is None:
                row = ways[usual][0].row
                message = f"{use.hit.term.source} is “{usual}” elsewhere in this document (row {row})"
                source_span = use.hit.start, use.hit.end
                yield Finding("term-inconsistent", Severity.INFO, message, use.unit.segment.id, source_span, use.span)


def _may_alternate(term: Term, one: str, other: str) -> bool:
    """Whether two forms are a full one and what may follow it, or the same words in another sentence.

    “Poverty alleviation” becomes “to alleviate poverty” where grammar asks for a verb; but
    “industry chain” and “industrial chain” are two names for one thing.
    """
    if term.short in (one, other) or stands_for(one, other) or stands_for(other, one):
        return True
    here, there = _roots(one), _roots(other)
    same_build = len(here) == len(there) == len(one.split()) == len(other.split())
    if same_build and here == there:
        return find_form(one, other) is not None
    return set(here) <= set(there) or set(here) >= set(there)


def _roots(form: str) -> list[str]:
    """The first three letters of each main word: those that a noun shares with its verb."""
    words = re.findall(r"[^\W_]+", straighten(form).casefold())
    return [word[:3] for word in words if word not in SMALL_WORDS]
