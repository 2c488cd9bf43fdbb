"""The list of the terms that occur in a document, for the appendix of its review documents."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.model import Bitext, Term


@dataclass(frozen=True, slots=True)
class UsedTerm:
    """A term with the numbers of the rows in which it stands (from 1)."""

    term: Term
    rows: tuple[int, ...]


def terms_used(bitext: Bitext) -> dict[str, list[UsedTerm]]:
    """The terms of an annotated bitext by category, in the order in which they first occur."""
    rows: dict[Term, list[int]] = {}
    for number, unit in enumerate(bitext.units, 1):
        for hit in unit.hits:
            places = rows.setdefault(hit.term, [])
            if not places or places[-1] != number:
                places.append(number)
    by_category: dict[str, list[UsedTerm]] = {}
    for term, places in rows.items():
        by_category.setdefault(term.category, []).append(UsedTerm(term, tuple(places)))
    return dict(sorted(by_category.items()))
