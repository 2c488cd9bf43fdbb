"""What edits teach beyond their own units: renderings that the glossary lacks, and sentences that recur."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.codes import tagged, untagged
from toolkit.language.chinese import fold
from toolkit.language.english import find_form, find_forms
from toolkit.language.revision import Span, word_changes
from toolkit.model import Bitext, State, Term, TermHit, Unit
from toolkit.review.merge import Applied, retargeted

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NOT_IN_A_NAME = re.compile(r"[;:!?\n‹›“”\"]|(?<!Co|td|nc|St)\.(?:\s|$)")
_POINTING = frozenset(
    "a all an both he her here his it its one ones our she such that the their them these they".split()
)
_POINTING |= frozenset("this those there we which who whose and or of in on at to for with by from".split())
_MOST_WORDS_PER_CHARACTER = 1.5


@dataclass(frozen=True, slots=True)
class Lesson:
    """A rendering of a glossary term that editors put in place of an accepted one.

    ``term`` is the entry, ``old`` what stood there and ``new`` what stands there now, as written;
    ``units`` are the IDs where it was done, ``people`` those who did it, with the time.
    """

    term: Term
    old: str
    new: str
    units: tuple[str, ...]
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A unit with the Chinese and the old English of one that was edited.

    ``document`` and ``row`` (from 1) say where it stands, ``like`` is the ID of the edited unit;
    ``before`` is the English of both, ``after`` what it was edited to, with inline codes as tags.
    """

    document: str
    row: int
    unit_id: str
    like: str
    before: str
    after: str


def learn(applied: Iterable[Applied], hits: Mapping[str, Sequence[TermHit]]) -> tuple[Lesson, ...]:
    """What the edits `applied` say about the terms in the Chinese, ``hits`` of each unit by its ID.

    There is a lesson where an accepted rendering of a term stood before the edit, none stands
    after it, and what stands in its place may be one.
    """
    found: dict[tuple[str, str], Lesson] = {}
    for edit in applied:
        before, after = untagged(edit.before)[0], untagged(edit.proposal.target)[0]
        terms = {hit.term.source: hit.term for hit in hits.get(edit.unit_id, ())}
        for term in terms.values():
            if _is_rendered(term, after):
                continue
            others = [other for other in terms.values() if other is not term]
            for old, new in _replaced(term, before, after):
                if _may_render(new, term, others):
                    lesson = found.get((term.source, new), Lesson(term, old, new, (), ()))
                    people = tuple(dict.fromkeys((*lesson.people, *edit.proposal.people)))
                    units = (*lesson.units, edit.unit_id)
                    found[term.source, new] = replace(lesson, units=units, people=people)
                    break
    return tuple(found.values())


def _is_rendered(term: Term, english: str) -> bool:
    return any(find_form(form, english, term.case_sensitive) for form in term.accepted())


def _full_places(term: Term, english: str) -> list[Span]:
    """Where renderings of a term stand that are no short forms, with the mark that may end them, the longest first."""
    places: set[Span] = set()
    for form in filter(None, (term.target, *term.alternatives)):
        for start, end in find_forms(form, english, term.case_sensitive):
            places.add((start, end + (form.endswith(".") and english.startswith(".", end))))
    return sorted(places, key=lambda place: (place[0] - place[1], place))


def _replaced(term: Term, before: str, after: str) -> Iterator[tuple[str, str]]:
    """Accepted renderings in `before`, each with the wording that `after` has in just its place."""
    places = _full_places(term, before)
    changes = word_changes(before, after) if places else []
    for place in places:
        span = _now(place, changes)
        if span:
            yield before[slice(*place)], _ARTICLE.sub("", after[slice(*span)].strip(" ,"), count=1)


def _now(place: Span, changes: Iterable[tuple[Span, Span]]) -> Span | None:
    """The place in the new text of a stretch of the old one; None where a change reaches across its border.

    Then nobody can tell which of the new words are for the stretch and which for its neighbours.
    """
    start, end = place
    moved_start = moved_end = 0
    for (gone, gone_end), (new, new_end) in changes:
        if gone < start < gone_end or gone < end < gone_end:
            return None
        growth = new_end - new - (gone_end - gone)
        moved_start += growth if gone_end <= start else 0
        moved_end += growth if gone_end <= end and (gone, gone_end) != (end, end) else 0
    return start + moved_start, end + moved_end


def _may_render(wording: str, term: Term, others: Iterable[Term]) -> bool:
    """Whether `wording` may be a rendering of `term`, and is neither forbidden for it nor that of another term."""
    words = [word.lower() for word in _WORD.findall(wording)]
    if not words or set(words) <= _POINTING or _NOT_IN_A_NAME.search(wording):
        return False
    if len(words) > 2 + _MOST_WORDS_PER_CHARACTER * len(term.source):
        return False
    if any(find_form(form, wording, term.case_sensitive) for form in term.forbidden):
        return False
    return not any(_is_rendered(other, wording) for other in others)


def find_repeats(
    edits: Mapping[str, Sequence[Applied]], bitexts: Iterable[Bitext], undecided: Container[tuple[str, str]] = ()
) -> dict[str, tuple[Repeat, ...]]:
    """For each document, the units anywhere that stand as ones edited in it did before.

    `edits` are by the name of the document, `bitexts` all documents with the edits made. A unit
    stands so if its Chinese is the same but for its script, and its English exactly the old one.
    Where the same sentence was edited in two ways, nothing is found; nor are `undecided` units,
    each a document and an ID.
    """
    edited = {(name, edit.unit_id): edit for name, applied in edits.items() for edit in applied}
    places = [
        ((bitext.document.name, unit.segment.id), row, unit)
        for bitext in bitexts
        for row, unit in enumerate(bitext.units, 1)
    ]
    ways: defaultdict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    for place, _, unit in places:
        if place in edited and edited[place].before.strip():
            ways[_chinese(unit), edited[place].before].setdefault(edited[place].proposal.target, place)
    found: defaultdict[str, list[Repeat]] = defaultdict(list)
    for place, row, unit in places if ways else ():
        now = tagged(unit.target, unit.codes)
        edits_of_it = ways.get((_chinese(unit), now), {})
        if len(edits_of_it) == 1 and place not in edited and place not in undecided:
            ((after, (name, like)),) = edits_of_it.items()
            found[name].append(Repeat(place[0], row, place[1], like, now, after))
    return {name: tuple(repeats) for name, repeats in found.items()}


def _chinese(unit: Unit) -> str:
    return fold(tagged(unit.segment.text, unit.segment.codes))


def propagate(bitext: Bitext, repeats: Iterable[Repeat], state: State) -> Bitext:
    """The bitext with the edits of those `repeats` that are units of it, and as they were found."""
    wanted = {one.unit_id: one for one in repeats if one.document == bitext.document.name}
    return replace(bitext, units=tuple(_followed(unit, wanted.get(unit.segment.id), state) for unit in bitext.units))


def _followed(unit: Unit, repeat: Repeat | None, state: State) -> Unit:
    if repeat is None or tagged(unit.target, unit.codes) != repeat.before:
        return unit
    return retargeted(unit, repeat.after, state)
