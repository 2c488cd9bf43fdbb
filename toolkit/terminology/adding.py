"""Adds a term to a family of a project's glossary, where the whole glossary is right with it."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.building.job import read_glossary
from toolkit.errors import UsageError
from toolkit.glossary import NEW_FAMILY, Glossary, add_row, term_cells
from toolkit.language.chinese import fold
from toolkit.model import Term, TermStatus
from toolkit.project import Project, locked, read_content, rewrite


def add_term(project: Project, family: str, term: Term) -> str:
    """Adds a term at the end of the file of a family, which may be new; returns the file's name.

    Every other byte of the file stays. Nothing is written unless the whole glossary is right with the
    term. Raises `ToolkitError`, also for a Chinese form that a term has already, as its own or as a
    variant, unless the term only adds a rendering that is not preferred.

    >>> add_term(find_project(), "places", Term("琵琶亭", "Pipa Pavilion", "places", origin="sign at the gate"))
    'glossary/places.csv'
    >>> [term.target for term in list_terms(find_project(), "琵琶亭")]
    ['Pipa Pavilion']
    """
    path = project.family_path(family)
    place = project.relative(path)
    with locked(project.cache, ".toolkit"):
        families = {category: text for category, text, _ in project.families()}
        _refuse_known(_glossary(families), term)
        before = read_content(path, place) if path.exists() else None
        text = NEW_FAMILY if before is None else before.decode("utf-8")
        families[family] = add_row(text, term_cells(term), place)
        _glossary(families)
        rewrite(path, before, families[family].encode("utf-8"), place)
    return place


def _glossary(families: dict[str, str]) -> Glossary:
    return read_glossary((category, text, f"glossary/{category}.csv") for category, text in families.items())


def _refuse_known(glossary: Glossary, new: Term) -> None:
    """Refuses a form that is there already, unless the new term only adds a rendering to the one of that name."""
    for form, term in _clashes(glossary, (new.source, *new.variants)):
        joins = _is_new_rendering(term, new) and fold(term.source) == fold(form) == fold(new.source)
        if joins or not term.target:
            continue
        if fold(term.source) == fold(form):
            problem = f"{form} is there already, as “{term.target}”"
            raise UsageError(term.place, problem, "edit that row, or add this one with --status admitted")
        problem = f"{form} is there already, as a variant of {term.source} (“{term.target}”)"
        raise UsageError(term.place, problem, f"edit that row, or add the rendering to {term.source}")


def _is_new_rendering(term: Term, new: Term) -> bool:
    """Whether `new` is a further rendering of the term, with a standing of its own, and not there already."""
    right = (term.target, *term.alternatives)
    known = term.forbidden if new.status is TermStatus.FORBIDDEN else right
    return new.status is not TermStatus.PREFERRED and new.target not in known


def _clashes(glossary: Glossary, forms: tuple[str, ...]) -> Iterator[tuple[str, Term]]:
    for form in forms:
        for term in glossary.terms:
            if fold(form) in map(fold, (term.source, *term.variants)):
                yield form, term
