"""Brings the rows about one Chinese term together, and refuses what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.errors import InputError
from toolkit.language.chinese import fold
from toolkit.model import Term, TermStatus

_ABOUT_ANOTHER = (TermStatus.ADMITTED, TermStatus.FORBIDDEN)
"""What a row may say of a form that another row leads."""


def merge_renderings(terms: Iterable[Term]) -> list[Term]:
    """One term for each thing, in the order of first appearance.

    A thing is a Chinese form with its variants. The preferred row leads; admitted and proposed
    rows become its alternatives, forbidden ones its forbidden renderings, also where they are
    about a variant. Raises `InputError` where two rows are preferred, where a rendering is both
    required and forbidden, or where a form would belong to two things.
    """
    rows = list(terms)
    declared = _declared(rows)
    by_thing: dict[str, list[Term]] = {}
    for row in rows:
        by_thing.setdefault(_thing(row, declared), []).append(row)
    return [_merged(_ordered(thing, rows)) for thing, rows in by_thing.items()]


def _ordered(thing: str, rows: list[Term]) -> list[Term]:
    """Rows about the leading form, then those about a variant."""
    return sorted(rows, key=lambda row: _key(row.source, row) != thing) if len(rows) > 1 else rows


def _key(form: str, row: Term) -> str:
    """What two forms have in common that are found in the same places."""
    return form if row.case_sensitive else fold(form)


def _declared(rows: Sequence[Term]) -> dict[str, Term]:
    """The row that names each variant; raises where one stands twice or belongs to two terms."""
    declared: dict[str, Term] = {}
    for row in rows:
        for variant in _variants(row):
            first = declared.setdefault(_key(variant, row), row)
            if first is not row and _key(first.source, first) != _key(row.source, row):
                problem = f"{variant} is a variant of {row.source} and of {first.source} ({first.place})"
                raise InputError(row.place, problem, "delete it from one of the two rows")
    return declared


def _variants(row: Term) -> Iterator[str]:
    seen = {_key(row.source, row)}
    for variant in row.variants:
        key = _key(variant, row)
        if key in seen:
            problem = f"column variants: {variant} is found already, as the term itself or another variant"
            raise InputError(row.place, problem, "delete it there")
        seen.add(key)
        yield variant


def _thing(row: Term, declared: Mapping[str, Term]) -> str:
    """The key of the form that leads the thing which `row` is about."""
    key = _key(row.source, row)
    leading = declared.get(key)
    if leading is None or _key(leading.source, leading) == key:
        return key
    if row.status not in _ABOUT_ANOTHER or row.variants:
        problem = f"{row.source} is also a variant of {leading.source} ({leading.place})"
        raise InputError(row.place, problem, "delete this row or the variant there, or mark this row admitted")
    return _key(leading.source, leading)


def _merged(rows: list[Term]) -> Term:
    leading = _leading(rows)
    others = [row for row in rows if row is not leading]
    accepted = [row for row in others if row.status is not TermStatus.FORBIDDEN]
    refused = [row for row in rows if row.status is TermStatus.FORBIDDEN]
    more = (*leading.alternatives, *(form for row in accepted for form in (row.target, *row.alternatives)))
    wrong = (*(form for row in rows for form in row.forbidden), *(row.target for row in refused))
    target = "" if leading.status is TermStatus.FORBIDDEN else leading.target
    alternatives = tuple(dict.fromkeys(form for form in more if form and form != target))
    forbidden = tuple(dict.fromkeys(filter(None, wrong)))
    variants = tuple(_other_forms(leading, rows))
    told = leading.target, leading.alternatives, leading.forbidden, leading.variants
    if (target, alternatives, forbidden, variants) != told:
        leading = replace(leading, target=target, alternatives=alternatives, forbidden=forbidden, variants=variants)
    _refuse_contradiction(leading)
    return leading


def _other_forms(leading: Term, rows: list[Term]) -> Iterator[str]:
    """The Chinese forms of all rows but the leading one's own, each once."""
    seen = {_key(leading.source, leading)}
    for form in dict.fromkeys(form for row in (leading, *rows) for form in (row.source, *row.variants)):
        key = _key(form, leading)
        if key not in seen:
            seen.add(key)
            yield form


def _leading(rows: list[Term]) -> Term:
    for status in (TermStatus.PREFERRED, TermStatus.PROPOSED, TermStatus.ADMITTED):
        standing = [row for row in rows if row.status is status]
        if len(standing) > 1 and status is not TermStatus.ADMITTED:
            first, second = standing[:2]
            raise InputError(
                second.place,
                f"two {status} translations for {second.source} (the other: {first.place})",
                "mark one admitted",
            )
        if standing:
            return standing[0]
    return rows[0]


def _refuse_contradiction(term: Term) -> None:
    accepted = {form.lower() for form in term.accepted()} if term.forbidden else set()
    for form in term.forbidden:
        if form.lower() in accepted:
            raise InputError(
                term.place, f"“{form}” is both accepted and forbidden", "remove it from one of the columns"
            )
