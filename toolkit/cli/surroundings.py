"""The project around, for commands that can do without one."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import UsageError
from toolkit.project import Project, find_project


def project_if_any(folder: Path | None) -> Project | None:
    """The project in `folder` or, where none is named, the one around, if there is one. Raises `UsageError`."""
    if folder is not None:
        return find_project(folder)
    try:
        return find_project()
    except UsageError:
        return None
