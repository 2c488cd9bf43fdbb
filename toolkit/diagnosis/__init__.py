"""What is installed, and what is wrong with a project: looked at, told with a remedy, and never mended."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.diagnosis.engines import ask_engines, list_engines
from toolkit.diagnosis.installation import examine_installation
from toolkit.diagnosis.projects import examine_project
from toolkit.diagnosis.signs import Health, Sign, report
from toolkit.errors import SettingsError
from toolkit.project import Project

__all__ = ["Health", "Sign", "diagnose", "report"]


def diagnose(project: Project | None = None, asking: bool = False) -> Iterator[Sign]:
    """What is installed, what is missing for which feature, and what is wrong with a project, if there is one.

    Nothing is changed, and nothing is sent unless `asking`: then each engine translates a sentence. A sign is
    ok, a note or a problem, the last two with what to do; `toolkit.diagnosis.report` makes a text of signs that
    can be sent to others.

    >>> [sign.text for sign in diagnose(find_project()) if sign.subject == "engines"]
    ['none is described']
    """
    yield from examine_installation()
    if project is None:
        remedy = "make one: toolkit init DIR, or name it: --project DIR"
        yield Sign(Health.NOTE, "project", "none here or above", remedy)
        return
    yield from examine_project(project)
    try:
        settings = project.settings()
    except SettingsError:  # there is a sign of it already
        return
    yield from ask_engines(project, settings) if asking else list_engines(settings)
