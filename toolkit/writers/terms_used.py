"""The list of the terms that occur in a document, for the appendix of its review documents."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.bitext.partition import at_hand
from toolkit.model import Bitext, Term


class UsedTerm(NamedTuple):
    """A term with the numbers of the rows in which it stands (from 1)."""

    term: Term
    rows: tuple[int, ...]


@at_hand
def terms_used(bitext: Bitext) -> dict[str, list[UsedTerm]]:
    """The terms of an annotated bitext by category, in the order in which they first occur."""
    by_category: dict[str, list[UsedTerm]] = {}
    for term, places in _rows(bitext).items():
        by_category.setdefault(term.category, []).append(UsedTerm(term, tuple(places)))
    return dict(sorted(by_category.items()))


def _rows(bitext: Bitext) -> dict[Term, list[int]]:
    """The rows in which each term stands; hits of one term mostly have the same object, and comparing takes long."""
    by_object: dict[int, list[int]] = {}
    terms: dict[int, Term] = {}
    for number, unit in enumerate(bitext.units, 1):
        for hit in unit.hits:
            key = id(hit.term)
            places = by_object.get(key)
            if places is None:
                by_object[key], terms[key] = [number], hit.term
            elif places[-1] != number:
                places.append(number)
    rows: dict[Term, list[int]] = {}
    for key, places in by_object.items():
        others = rows.setdefault(terms[key], places)
        if others is not places:
            rows[terms[key]] = sorted({*others, *places})
    return rows
