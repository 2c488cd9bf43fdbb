"""Audits of the Chinese: is each form found in the texts that the glossary is for?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.glossary.audit.view import Remark, View
from toolkit.language.chinese import fold
from toolkit.model import Severity, Term


def unused(seen: View) -> Iterator[Remark]:
    """A term that stands in none of the project's sources."""
    if not seen.texts:
        return
    uses = _uses(seen)
    for term in seen.glossary.terms:
        if term not in uses:
            problem = f"{term.source} stands in no source"
            remedy = "nothing, if later texts will have it; else delete the row"
            yield Remark("unused", Severity.INFO, term.place, problem, remedy)


def shadowed(seen: View) -> Iterator[Remark]:
    """A term that stands in the sources, but is never found: other terms always win there."""
    for term, use in _uses(seen).items():
        if not use.found and use.winner is not None:
            problem = f"{term.source} is never found: terms such as {use.winner.source} stand wherever it does"
            remedy = f"nothing, if they say all; else shorten {use.winner.source} ({use.winner.place})"
            yield Remark("shadowed", Severity.INFO, term.place, problem, remedy)


@dataclass(slots=True)
class _Use:
    """Whether a term was found in the sources, and another that stood over it where it was not."""

    found: bool = False
    winner: Term | None = None


def _uses(seen: View) -> dict[Term, _Use]:
    """The terms of which a form stands anywhere in the sources, inside of other words left out."""
    from daachorse import CharwiseDoubleArrayAhoCorasick

    owners: dict[str, list[Term]] = {}
    for term in seen.glossary.terms:
        for form in dict.fromkeys(map(fold, (term.source, *term.variants))):
            owners.setdefault(form, []).append(term)
    uses: dict[Term, _Use] = {}
    if not owners:
        return uses
    forms = list(owners)
    automaton = CharwiseDoubleArrayAhoCorasick(forms)
    for text in seen.texts:
        hits = seen.glossary.find(text)
        for hit in hits:
            uses.setdefault(hit.term, _Use()).found = True
        for start, end, index in automaton.find_overlapping(fold(text)):
            winner = next((hit.term for hit in hits if hit.start < end and start < hit.end), None)
            for term in owners[forms[index]]:
                if winner is not None and winner is not term:
                    uses.setdefault(term, _Use()).winner = winner
    return uses
