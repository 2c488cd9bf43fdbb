"""What helps to translate a segment: terms, memory matches, figures and names, each ready to be put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from toolkit.codes import tagged
from toolkit.drafting.ladder import Drafted
from toolkit.language.hints import hints
from toolkit.model import Match, Term, Unit

Span = tuple[int, int]

_FORMS, _FIGURES = 3, 9
"""Forms of a term that have a number each, and how many numbers there are: the more terms, the fewer forms of each."""

_LONGEST = 2_000
"""Characters up to which two texts are compared one by one: the time grows with the square."""


@dataclass(frozen=True, slots=True)
class Help:
    """English that can be put in, and what it is the English of.

    ``kind`` is ``term``, ``memory``, ``figure`` or ``draft``; ``differing`` are the spans of ``chinese`` that the
    segment does not have; ``remark`` says more.
    """

    kind: str
    chinese: str
    english: str
    remark: str = ""
    differing: tuple[Span, ...] = ()


def helps(unit: Unit, matches: Iterable[Match]) -> Iterator[Help]:
    """All that helps with a unit; `matches` are what the memory has for it."""
    for match in matches:
        swapped = "".join(f"; {there} → {here}" for there, here in match.swapped)
        remark = f"{match.score}%, {match.origin}{swapped}"
        english = tagged(match.target, match.codes)
        yield Help("memory", match.source, english, remark, differing(match.source, unit.segment.text))
    terms = tuple(dict.fromkeys(hit.term for hit in unit.hits))
    for term in terms:
        yield from _forms(term, max(1, min(_FORMS, _FIGURES // len(terms))))
    for hint in hints(unit.segment.text, [(hit.start, hit.end) for hit in unit.hits]):
        yield Help("figure", hint.chinese, hint.english)


def _forms(term: Term, most: int) -> Iterator[Help]:
    """The forms of a term: `most` of them to be put in, some of the others to be read."""
    forms = term.accepted()
    shown, others = forms[:most], forms[most : 2 * most]
    more = "; …" if len(forms) > 2 * most else ""
    for form in shown:
        also = f"also: {'; '.join(others)}{more}" if others and form == shown[-1] else ""
        yield Help("term", term.source, form, "\n".join(filter(None, (term.note if form == term.target else "", also))))


def offered(drafted: Drafted) -> Help:
    """The draft of an engine, with what the checks still find in it."""
    left = f"; found: {', '.join(drafted.draft.left)}" if drafted.draft.left else ""
    english = tagged(drafted.unit.target, drafted.unit.codes)
    return Help("draft", drafted.unit.segment.text, english, f"{drafted.draft.engine}{left}")


def differing(text: str, other: str) -> tuple[Span, ...]:
    """The spans of `text` that `other` does not have in their place; none for texts too long to compare."""
    if text == other or max(len(text), len(other)) > _LONGEST:
        return ()
    pieces = SequenceMatcher(None, text, other, autojunk=False).get_opcodes()
    return tuple((start, end) for verb, start, end, _, _ in pieces if verb != "equal" and start < end)
