"""What an audit looks at: the glossary as far as it can be read, and the texts that it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.glossary.match import Glossary
from toolkit.glossary.parse import parse_family
from toolkit.glossary.validate import merge_renderings
from toolkit.language.chinese import fold
from toolkit.model import Severity, Term


@dataclass(frozen=True, slots=True)
class Remark:
    """What an audit has to say about the glossary: where, what is wrong, and what to do."""

    code: str
    severity: Severity
    place: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class View:
    """The rows of all families that can be read, and the terms that their rows make.

    ``refusals`` are what stops the other commands; the terms they concern are left out of
    ``glossary``. ``texts`` are the sentences of the project's sources.
    """

    rows: tuple[Term, ...]
    glossary: Glossary
    texts: tuple[str, ...]
    refusals: tuple[Remark, ...]


def view(families: Iterable[tuple[str, str, str]], texts: Iterable[str]) -> View:
    """The view of the families ``(category, text, place)``; never raises for what is wrong in one."""
    rows: list[Term] = []
    refusals: list[Remark] = []
    for category, text, place in families:
        try:
            rows += parse_family(text, category, place)
        except InputError as error:
            refusals.append(_refusal("unreadable", error))
    terms = []
    for group in _groups(rows):
        try:
            terms += merge_renderings(group)
        except InputError as error:
            refusals.append(_refusal("conflict", error))
    return View(tuple(rows), Glossary(terms), tuple(texts), tuple(refusals))


def _groups(rows: Sequence[Term]) -> Iterator[list[Term]]:
    """The rows that share a Chinese form, in their order: together they make terms or contradict each other."""
    group_of: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        found = {id(group): group for form in _forms(row) if (group := group_of.get(form)) is not None}
        home = max(found.values(), key=len, default=[])
        moved = [number, *(other for group in found.values() if group is not home for other in group)]
        home += moved
        group_of |= {form: home for other in moved for form in _forms(rows[other])}
    for group in {id(group): group for group in group_of.values()}.values():
        yield [rows[number] for number in sorted(group)]


def _forms(row: Term) -> set[str]:
    return {fold(form) for form in (row.source, *row.variants)}


def _refusal(code: str, error: InputError) -> Remark:
    return Remark(code, Severity.ERROR, error.place, error.problem, error.remedy)


def unreadable(seen: View) -> Iterator[Remark]:
    """A glossary file that no command can read; its first fault is named, the other files are audited."""
    return (remark for remark in seen.refusals if remark.code == "unreadable")


def conflict(seen: View) -> Iterator[Remark]:
    """Rows of one term that contradict each other, which stops the other commands."""
    return (remark for remark in seen.refusals if remark.code == "conflict")
