"""Which rows from elsewhere may join the glossary, and which contradict it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.glossary.validate import merge_renderings
from toolkit.language.chinese import fold
from toolkit.model import Term, TermStatus


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that cannot join as it is: where it stands, why, and what to do."""

    place: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Joining:
    """What becomes of the rows: new ones, those that say nothing new, and clashes."""

    added: tuple[Term, ...]
    known: tuple[Term, ...]
    clashes: tuple[Clash, ...]


def join(rows: Iterable[Term], incoming: Iterable[Term]) -> Joining:
    """Compares `incoming` rows with those of the glossary, and with each other in their order.

    A row joins where its Chinese is new, or where it adds an admitted or forbidden rendering that
    contradicts nothing. One whose renderings are all there already is known. All else clashes.
    """
    owners: dict[str, list[Term]] = {}
    for row in rows:
        _own(owners, row)
    added, known, clashes = [], [], []
    for row in incoming:
        verdict = _verdict(owners, row)
        if isinstance(verdict, Clash):
            clashes.append(verdict)
        elif verdict:
            known.append(row)
        else:
            added.append(row)
            _own(owners, row)
    return Joining(tuple(added), tuple(known), tuple(clashes))


def _own(owners: dict[str, list[Term]], row: Term) -> None:
    for form in _forms(row):
        owners.setdefault(form, []).append(row)


def _forms(row: Term) -> dict[str, None]:
    return dict.fromkeys(map(fold, (row.source, *row.variants)))


def _verdict(owners: dict[str, list[Term]], row: Term) -> Clash | bool:
    """A clash, or whether the row is known; ``False`` for one that may join."""
    same = owners.get(fold(row.source), [])
    others = [other for form in _forms(row) for other in owners.get(form, ())]
    if any(_says_as_much(group, row) for group in _groups(others)):
        return True
    stranger = next((other for other in others if fold(other.source) != fold(row.source)), None)
    if stranger is not None:
        return _clash(row, stranger)
    if row.status in (TermStatus.PREFERRED, TermStatus.PROPOSED) and any(_leads(other) for other in same):
        return _clash(row, next(other for other in same if _leads(other)))
    try:
        merge_renderings([*same, row])
    except InputError as error:
        return Clash(row.place, f"{row.source}: {error.problem}", error.remedy)
    return False


def _leads(row: Term) -> bool:
    return row.status in (TermStatus.PREFERRED, TermStatus.PROPOSED) and bool(row.target)


def _groups(rows: Sequence[Term]) -> Iterator[list[Term]]:
    """The rows of each term among `rows`."""
    groups: dict[str, list[Term]] = {}
    for row in rows:
        groups.setdefault(fold(row.source), []).append(row)
    yield from groups.values()


def _says_as_much(rows: Sequence[Term], row: Term) -> bool:
    """Whether the `rows` of a term already say all that `row` says: its forms and its renderings."""
    forms = {form for other in rows for form in _forms(other)}
    accepted = {form for other in rows if other.status is not TermStatus.FORBIDDEN for form in other.accepted()}
    forbidden = {form for other in rows for form in other.forbidden}
    forbidden |= {other.target for other in rows if other.status is TermStatus.FORBIDDEN}
    renderings = set() if row.status is TermStatus.FORBIDDEN else set(row.accepted())
    refused = {*row.forbidden, *((row.target,) if row.status is TermStatus.FORBIDDEN else ())}
    return forms >= set(_forms(row)) and accepted >= renderings and forbidden >= refused - {""}


def _clash(row: Term, other: Term) -> Clash:
    if row.target == other.target:
        more = sorted(({*row.accepted(), *row.forbidden, *row.variants}) - {*other.accepted(), *other.forbidden})
        problem = f"{row.source} “{row.target}” says more here than in {other.place}: {'; '.join(more)}"
        return Clash(row.place, problem, "write what is missing into that row")
    problem = f"{row.source} is “{row.target}” here, and {other.source} “{other.target}” in {other.place}"
    return Clash(row.place, problem, "agree on one, or mark this one admitted")
