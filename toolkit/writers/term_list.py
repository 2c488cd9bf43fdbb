"""The glossary as a list for people: by category, with what each term is used in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.language.pinyin import reading_order
from toolkit.model import Bitext, Term
from toolkit.writers.terms_used import terms_used


class Use(NamedTuple):
    """A document in which a term stands, and in which of its rows (from 1)."""

    document: str
    rows: tuple[int, ...]


class ListedTerm(NamedTuple):
    """A term with its uses, in the order of the documents."""

    term: Term
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class TermList:
    """What a glossary document shows: terms by category, in the order of their pinyin."""

    title: str
    categories: dict[str, tuple[ListedTerm, ...]]
    documents: tuple[str, ...]
    source_language: str = "zh-CN"
    target_language: str = "en-GB"

    @property
    def count(self) -> int:
        """How many terms there are."""
        return sum(map(len, self.categories.values()))

    @property
    def used(self) -> int:
        """How many of them stand in any document."""
        return sum(bool(one.uses) for terms in self.categories.values() for one in terms)


def list_terms(title: str, terms: Iterable[Term], bitexts: Iterable[Bitext]) -> TermList:
    """The list of `terms`, with their uses in annotated `bitexts`; `title` loses its control characters."""
    title = "".join(filter(str.isprintable, title))
    uses: dict[Term, list[Use]] = {}
    documents, languages = [], ("zh-CN", "en-GB")
    for bitext in bitexts:
        documents.append(bitext.document.name)
        languages = (bitext.document.language, bitext.target_language)
        for used in (one for group in terms_used(bitext).values() for one in group):
            uses.setdefault(used.term, []).append(Use(bitext.document.name, used.rows))
    by_category: dict[str, list[ListedTerm]] = {}
    for term in sorted(terms, key=lambda term: (term.category, reading_order(term.source))):
        by_category.setdefault(term.category, []).append(ListedTerm(term, tuple(uses.get(term, ()))))
    categories = {category: tuple(listed) for category, listed in by_category.items()}
    return TermList(title, categories, tuple(documents), *languages)


def category_name(category: str) -> str:
    """The name of a category as documents write it."""
    return category.replace("-", " ").replace("_", " ").capitalize()
