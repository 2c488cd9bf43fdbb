"""Adds terms to the families of a project's glossary: each is added only where the whole glossary is right with it."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.errors import UsageError
from toolkit.glossary import NEW_FAMILY, Glossary, add_row
from toolkit.job import read_glossary
from toolkit.language.chinese import fold
from toolkit.model import Term, TermStatus
from toolkit.project import Project, read_content, rewrite


def add_to_family(project: Project, family: str, cells: dict[str, str], variants: tuple[str, ...] = ()) -> str:
    """Adds the row and returns its file's name; the caller holds the project's lock.

    Nothing is written unless the whole glossary is right with it. Raises `UsageError` for a form
    that is there already.
    """
    path = project.family_path(family)
    place = project.relative(path)
    families = {category: text for category, text, _ in project.families()}
    _refuse_known(_glossary(families), cells, variants)
    before = read_content(path, place) if path.exists() else None
    families[family] = add_row(NEW_FAMILY if before is None else before.decode("utf-8"), cells, place)
    _glossary(families)
    rewrite(path, before, families[family].encode("utf-8"), place)
    return place


def _glossary(families: dict[str, str]) -> Glossary:
    return read_glossary((category, text, f"glossary/{category}.csv") for category, text in families.items())


def _refuse_known(glossary: Glossary, cells: dict[str, str], variants: tuple[str, ...]) -> None:
    """Refuses a form that is there already, unless the row only adds a rendering to the term of that name."""
    for form, term in _clashes(glossary, (cells["source"], *variants)):
        joins = _is_new_rendering(term, cells) and fold(term.source) == fold(form) == fold(cells["source"])
        if joins or not term.target:
            continue
        if fold(term.source) == fold(form):
            problem = f"{form} is there already, as “{term.target}”"
            raise UsageError(term.place, problem, "edit that row, or add this one with --status admitted")
        problem = f"{form} is there already, as a variant of {term.source} (“{term.target}”)"
        raise UsageError(term.place, problem, f"edit that row, or add the rendering to {term.source}")


def _is_new_rendering(term: Term, cells: dict[str, str]) -> bool:
    """Whether the row is a further rendering of the term, with a standing of its own, and not there already."""
    right = (term.target, *term.alternatives)
    known = term.forbidden if cells["status"] == TermStatus.FORBIDDEN else right
    return bool(cells["status"]) and cells["target"] not in known


def _clashes(glossary: Glossary, forms: tuple[str, ...]) -> Iterator[tuple[str, Term]]:
    for form in forms:
        for term in glossary.terms:
            if fold(form) in map(fold, (term.source, *term.variants)):
                yield form, term
