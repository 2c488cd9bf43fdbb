"""Brings the rows about one Chinese term together, and refuses what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolkit.errors import InputError
from toolkit.language.chinese import fold
from toolkit.model import Term, TermStatus


def merge_renderings(terms: Iterable[Term]) -> list[Term]:
    """One term for each Chinese form, in the order of first appearance.

    The preferred row leads; admitted and proposed rows become its alternatives, forbidden ones
    its forbidden renderings. Raises `InputError` where two rows are preferred, or where a
    rendering is both required and forbidden.
    """
    by_form: dict[str, list[Term]] = {}
    for term in terms:
        by_form.setdefault(_identity(term), []).append(term)
    return [_merged(rows) for rows in by_form.values()]


def _identity(term: Term) -> str:
    return term.source if term.case_sensitive else fold(term.source)


def _merged(rows: list[Term]) -> Term:
    leading = _leading(rows)
    others = [row for row in rows if row is not leading]
    accepted = [row for row in others if row.status is not TermStatus.FORBIDDEN]
    refused = [row for row in rows if row.status is TermStatus.FORBIDDEN]
    alternatives = (*leading.alternatives, *(form for row in accepted for form in (row.target, *row.alternatives)))
    forbidden = (*(form for row in rows for form in row.forbidden), *(row.target for row in refused))
    target = "" if leading.status is TermStatus.FORBIDDEN else leading.target
    merged = replace(
        leading,
        target=target,
        alternatives=tuple(dict.fromkeys(form for form in alternatives if form and form != target)),
        forbidden=tuple(dict.fromkeys(form for form in forbidden if form)),
    )
    _refuse_contradiction(merged)
    return merged


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
    accepted = {form.lower() for form in term.accepted()}
    for form in term.forbidden:
        if form.lower() in accepted:
            raise InputError(
                term.place, f"“{form}” is both accepted and forbidden", "remove it from one of the columns"
            )
