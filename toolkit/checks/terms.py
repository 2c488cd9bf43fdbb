"""Does the English say what the glossary says?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.checks.registry import Scope, check, rows_with_english, with_english
from toolkit.language.english import find_forms, has_any, has_tokens
from toolkit.model import Bitext, Finding, Kind, Severity, Term, TermHit, TermStatus, Unit

_MOST_FORMS_NAMED = 2
"""A message is read in a margin; the glossary and the review page show all forms."""

_RUNNING = frozenset((Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE))
"""Where a reader is told what a short form stands for; headlines, captions and tables may use either."""


@check("term-missing", Severity.WARNING)
def term_missing(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A glossary term of the Chinese whose English is not there in any accepted form.

    Bad: 加快九江综保区建设。 → Work on the bonded area was accelerated.
    Good: 加快九江综保区建设。 → Work on the Jiujiang Comprehensive Bonded Zone was accelerated.
    """
    for unit in with_english(bitext):
        for hit in _first_hits(unit):
            if hit.term.target and not _rendered(hit.term, unit.target):
                yield _missing(unit, hit)


def _first_hits(unit: Unit) -> Iterator[TermHit]:
    """The first hit of each term: English may name a thing once that the Chinese repeats."""
    seen: set[str] = set()
    for hit in unit.hits:
        if hit.term.source not in seen:
            seen.add(hit.term.source)
            yield hit


def _written(unit: Unit, hit: TermHit) -> str:
    """The Chinese form that stands in the text, which may be a variant."""
    return unit.segment.text[hit.start : hit.end]


def _rendered(term: Term, english: str) -> bool:
    forms = term.accepted()
    if has_any(dict.fromkeys(forms, term.case_sensitive), english):
        return True
    return any(_needs_tokens(form) and has_tokens(form, english) for form in forms)


def _needs_tokens(form: str) -> bool:
    """Forms joined by a sign (R&D) may be spaced in other ways, which only tokens show."""
    return any(sign in form for sign in "&/+")


def _missing(unit: Unit, hit: TermHit) -> Finding:
    term = hit.term
    proposed = " (proposed)" if term.status is TermStatus.PROPOSED else ""
    also = [form for form in term.accepted() if form != term.target]
    more = " …" if len(also) > _MOST_FORMS_NAMED else ""
    others = f", or {' / '.join(also[:_MOST_FORMS_NAMED])}{more}" if also else ""
    message = f"{_written(unit, hit)} is not rendered: expected “{term.target}”{proposed}{others}"
    return Finding("term-missing", Severity.WARNING, message, unit.segment.id, source_span=(hit.start, hit.end))


@check("term-forbidden", Severity.ERROR)
def term_forbidden(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A rendering that the glossary forbids for a term of the Chinese.

    Bad: 首位产业集聚度提高。 → The primary industry became more concentrated.
    Good: 首位产业集聚度提高。 → The leading industry became more concentrated.
    """
    for unit in with_english(bitext):
        for hit in _first_hits(unit):
            for form in hit.term.forbidden:
                places = find_forms(form, unit.target, hit.term.case_sensitive)
                place = next((place for place in places if not _is_inside_accepted(place, unit)), None)
                if place is not None:
                    yield _forbidden(unit, hit, place)


def _is_inside_accepted(place: tuple[int, int], unit: Unit) -> bool:
    """Whether an accepted rendering of any of the unit's terms stands there, or around there."""
    return any(start <= place[0] and place[1] <= end for start, end in _accepted_places(unit))


def _accepted_places(unit: Unit) -> Iterator[tuple[int, int]]:
    for hit in _first_hits(unit):
        for form in hit.term.accepted():
            yield from find_forms(form, unit.target, hit.term.case_sensitive)


def _forbidden(unit: Unit, hit: TermHit, place: tuple[int, int]) -> Finding:
    term = hit.term
    wrong = unit.target[place[0] : place[1]]
    right = f"; write “{term.target}”" if term.target else ""
    return Finding(
        "term-forbidden",
        Severity.ERROR,
        f"“{wrong}” is forbidden for {_written(unit, hit)}{right}",
        unit.segment.id,
        source_span=(hit.start, hit.end),
        target_span=place,
        suggestion=term.target,
    )


@check("term-first-mention", Severity.WARNING, whole=True)
def term_first_mention(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A short form in the running text before the name was given in full.

    Bad: 九江经开区成立于1992年。 → The Zone was founded in 1992.
    Good: 九江经开区成立于1992年。 → The Jiujiang Economic and Technological Development Zone was founded in 1992.
    """
    running = [unit for block, unit in rows_with_english(bitext) if block.kind in _RUNNING]
    in_full = _full_forms(running)
    settled: set[str] = set()
    for row, unit in enumerate(running):
        for hit in _first_hits(unit):
            short = hit.term.short
            if short in settled or not _needs_full_form(hit.term):
                continue
            if has_any(in_full[short], unit.target):
                settled.add(short)
            elif (place := _short_place(hit.term, unit)) is not None:
                settled.add(short)
                explained = _is_introduced(unit, place) or any(
                    has_any(in_full[short], one.target) for one in running[:row]
                )
                if not explained:
                    yield _first_mention(unit, hit, place)


def _needs_full_form(term: Term) -> bool:
    """Whether its short form may not stand alone from the start, as one that is an alternative may (GDP)."""
    return bool(term.short and term.target) and term.short not in (term.target, *term.alternatives)


def _full_forms(units: Sequence[Unit]) -> dict[str, dict[str, bool]]:
    """For each short form, the full forms that explain it, and whether their case matters.

    Those of all the terms that share it: “the Zone” is explained by any name of the zone.
    """
    found: dict[str, dict[str, bool]] = {}
    for term in {hit.term for unit in units for hit in unit.hits if _needs_full_form(hit.term)}:
        forms = found.setdefault(term.short, {})
        for form in (term.target, *term.alternatives):
            if form.lower() == term.short.lower():
                continue  # another way to write the short form: DeFu beside Defu
            forms[form] = forms.get(form, True) and term.case_sensitive
    return found


def _short_place(term: Term, unit: Unit) -> tuple[int, int] | None:
    """Where the short form stands by itself with its capitals; the first letter may begin a sentence."""
    for form in (term.short, term.short[0].upper() + term.short[1:]):
        for start, end in find_forms(form, unit.target, case_sensitive=True):
            around = ((first, last) for first, last in _accepted_places(unit) if first <= start and end <= last)
            if not any(last - first > end - start for first, last in around):
                return start, end
    return None


def _is_introduced(unit: Unit, place: tuple[int, int]) -> bool:
    """Whether the short form stands in brackets, after the name in words that the glossary does not list."""
    return unit.target[: place[0]].rstrip("“\"‘' ").endswith("(")


def _first_mention(unit: Unit, hit: TermHit, place: tuple[int, int]) -> Finding:
    term = hit.term
    written = unit.target[place[0] : place[1]]
    article = written[:4] if written[:4].lower() == "the " and not term.target.lower().startswith("the ") else ""
    return Finding(
        "term-first-mention",
        Severity.WARNING,
        f"first mention of {_written(unit, hit)} in the text: write “{term.target}”, and “{term.short}” from then on",
        unit.segment.id,
        source_span=(hit.start, hit.end),
        target_span=place,
        suggestion=article + term.target,
    )
