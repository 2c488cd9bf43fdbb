"""Figures and names of a match put right where that is sure: a sentence of 2019 serves 2020.

It is sure where the two Chinese texts differ in nothing else, each old figure or name stands in
the English once and as it should, and the comparison of figures that the checks use finds
nothing wrong with the result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from toolkit.language.chinese import fold
from toolkit.language.english import find_forms
from toolkit.language.quantities import (
    Facts,
    Kind,
    Mismatch,
    Moment,
    Quantity,
    chinese_facts,
    compare,
    english_facts,
    may_have_figures,
)
from toolkit.model import Match, MatchKind, TermHit

FindTerms = Callable[[str], Sequence[TermHit]]
Span = tuple[int, int]

_ARTICLE_BEFORE = re.compile(r"\ban?[ -]$", re.IGNORECASE)


class _Piece(NamedTuple):
    """What may be swapped in a Chinese text: a figure, a date or a name, and what sort it is."""

    span: Span
    sort: str
    meaning: Quantity | Moment | TermHit


class _Change(NamedTuple):
    span: Span
    written: str


def put_right(
    matches: Iterable[Match], text: str, find: FindTerms | None = None, hits: Sequence[TermHit] | None = None
) -> tuple[Match, ...]:
    """The matches of `text` with what is sure swapped; of the fuzzy ones those first that differ in nothing else.

    `hits` are what `find` finds in the text, where that is known.
    """
    read = _Chinese(text, find if hits is None else lambda _: hits)
    right = [_swapped(match, read, find) for match in matches]
    return tuple(sorted(right, key=lambda match: (match.kind is MatchKind.FUZZY, not match.swapped)))


def swapped(match: Match, text: str, find: FindTerms | None = None) -> Match:
    """The match with its figures and names as the Chinese `text` has them; as it is where that is not sure.

    `find` finds the names of the glossary in a text. English with inline codes is left alone.
    """
    return _swapped(match, _Chinese(text, find), find)


class _Chinese:
    """A text with what may be swapped in it, which is read when it is first asked for, and once for all matches."""

    def __init__(self, text: str, find: FindTerms | None) -> None:
        self.text, self._find = text, find

    @cached_property
    def names(self) -> Sequence[TermHit]:
        return self._find(self.text) if self._find is not None else ()

    @cached_property
    def pieces(self) -> list[_Piece]:
        return _pieces(self.text, self.names)

    @cached_property
    def key(self) -> str:
        return fold(self.text)

    def may_be(self, other: _Chinese) -> bool:
        """Whether all that stands around names, and says nothing in figures, is in the other too.

        Most matches have not all of it, and so their names need not be found.
        """
        borders = [0, *(place for name in self.names for place in (name.start, name.end)), len(self.text)]
        around = (self.key[start:end] for start, end in zip(borders[::2], borders[1::2], strict=True))
        return all(text in other.key or may_have_figures(text, "") for text in around)

    @cached_property
    def skeleton(self) -> list[str]:
        return _skeleton(self.text, self.pieces)

    @property
    def sorts(self) -> Sequence[str]:
        """What sorts of names there are, in order: those of a category can be swapped."""
        return [name.term.category for name in self.names]

    @property
    def measures(self) -> tuple[int, int]:
        """How many pieces there are, and how long the text between them is: folding does not change that."""
        return len(self.pieces), len(self.text) - sum(end - start for (start, end), _, _ in self.pieces)


def _swapped(match: Match, read: _Chinese, find: FindTerms | None) -> Match:
    text = read.text
    if match.kind is not MatchKind.FUZZY or match.codes:
        return match
    there = _Chinese(match.source, find)
    if not read.may_be(there) or there.sorts != read.sorts:
        return match
    if there.measures != read.measures or there.skeleton != read.skeleton:
        return match
    theirs, ours = there.pieces, read.pieces
    pairs = [
        (old, new)
        for old, new in zip(theirs, ours, strict=True)
        if fold(match.source[slice(*old.span)]) != fold(text[slice(*new.span)])
    ]
    changes = _changes(match, text, pairs, theirs, ours)
    if not changes:
        return match
    target, said = match.target, []
    for change in sorted(changes, reverse=True):
        start, end = change.span
        said.append((target[start:end], change.written))
        target = target[:start] + change.written + target[end:]
    if _wrong_figures(text, target, ours):
        return match
    return replace(match, target=target, swapped=tuple(reversed(said)))


_NAME = "name"


def _pieces(text: str, hits: Sequence[TermHit]) -> list[_Piece]:
    """All that may be swapped in a text, in order: the names that were found, and what it says in figures."""
    names = [_Piece((hit.start, hit.end), _NAME, hit) for hit in hits]
    facts = chinese_facts(text, (name.span for name in names))
    quantities = [_Piece(one.span, f"{one.kind} {one.unit}", one) for one in facts.quantities]
    moments = [_Piece(one.span, " ".join(_given(one)), one) for one in facts.moments]
    return sorted([*names, *quantities, *moments], key=lambda piece: piece.span)


def _given(moment: Moment) -> Iterator[str]:
    return (part for part in ("year", "month", "day", "hour", "minute") if getattr(moment, part) is not None)


def _skeleton(text: str, pieces: Sequence[_Piece]) -> list[str]:
    """The text between the pieces, and what sort these are: names of one category are of one sort."""
    found, last = [], 0
    for piece in pieces:
        start, end = piece.span
        category = piece.meaning.term.category if isinstance(piece.meaning, TermHit) else ""
        found += [fold(text[last:start]), f"{piece.sort} {category}"]
        last = end
    return [*found, fold(text[last:])]


def _changes(
    match: Match, text: str, pairs: Sequence[tuple[_Piece, _Piece]], theirs: Sequence[_Piece], ours: Sequence[_Piece]
) -> list[_Change]:
    """What has to be written where in the English; nothing where any of it is not sure."""
    english = english_facts(match.target)
    if _wrong_figures(match.source, match.target, theirs):
        return []
    wrong = {one.chinese: one for one in _wrong_figures(text, match.target, ours)}
    found = [_change(old, new, match.target, english, wrong) for old, new in pairs]
    sure = [change for change in found if change is not None]
    return sure if len({change.span for change in sure}) == len(pairs) else []


def _wrong_figures(chinese: str, english: str, pieces: Sequence[_Piece]) -> list[Mismatch]:
    names = [piece.span for piece in pieces if piece.sort == _NAME]
    return compare(chinese_facts(chinese, names), english_facts(english))


def _change(old: _Piece, new: _Piece, english: str, facts: Facts, wrong: dict[Span | None, Mismatch]) -> _Change | None:
    if isinstance(old.meaning, TermHit) and isinstance(new.meaning, TermHit):
        return _renamed(old.meaning, new.meaning, english)
    place = _only_place(old.meaning, facts)
    mismatch = wrong.get(new.span)
    if place is None or mismatch is None or mismatch.english != place or not mismatch.sure:
        return None
    if _ARTICLE_BEFORE.search(english[: place[0]]) or _changes_number(old.meaning, new.meaning):
        return None
    return _Change(place, mismatch.right)


def _only_place(meaning: Quantity | Moment | TermHit, english: Facts) -> Span | None:
    """Where the English says a figure or date, if it does so once."""
    places: list[Span] = []
    if isinstance(meaning, Quantity):
        places = [one.span for one in english.quantities if one.value == meaning.value]
    elif isinstance(meaning, Moment):
        parts = [(part, getattr(meaning, part)) for part in _given(meaning)]
        places = [one.span for one in english.moments if [(p, getattr(one, p)) for p in _given(one)] == parts]
    return places[0] if len(places) == 1 else None


def _changes_number(old: Quantity | Moment | TermHit, new: Quantity | Moment | TermHit) -> bool:
    """Whether a noun would have to change: one berth, two berths."""
    counted = [one for one in (old, new) if isinstance(one, Quantity) and one.kind is Kind.COUNT]
    return any(one.value <= 1 for one in counted)


def _renamed(old: TermHit, new: TermHit, english: str) -> _Change | None:
    places = list(find_forms(old.term.target, english)) if old.term.target and new.term.target else []
    if len(places) != 1 or english[slice(*places[0])] != old.term.target:
        return None
    return _Change(places[0], new.term.target)
