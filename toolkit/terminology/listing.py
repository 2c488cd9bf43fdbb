"""The terms of a project, as they are asked for."""

from __future__ import annotations

from toolkit.building.job import read_glossary
from toolkit.language.chinese import fold
from toolkit.model import Term, TermStatus
from toolkit.project import Project


def list_terms(
    project: Project, text: str = "", family: str | None = None, status: TermStatus | None = None
) -> list[Term]:
    """The terms with `text` in either language, of a family and of a status where these are given.

    They come as they stand in the glossary, the renderings of a term together. Raises `InputError`
    where the glossary is wrong.

    >>> [(term.source, term.target, term.place) for term in list_terms(find_project(), "Jianggang")]
    [('江港新城', 'Jianggang New Town', 'glossary/places.csv line 2')]
    """
    return [
        term
        for term in read_glossary(project.families(), project.cache).terms
        if (family is None or term.category == family)
        and (status is None or term.status is status)
        and fold(text) in fold("\n".join((term.source, *term.variants, *term.accepted())))
    ]
