"""The memory of a project for one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from toolkit.cli.console import Console
from toolkit.errors import InputError
from toolkit.memory.sqlite import SqliteMemory
from toolkit.project import Project
from toolkit.remembering import ProjectMemory


@contextmanager
def opened(project: Project, console: Console) -> Iterator[tuple[SqliteMemory, dict[str, InputError]]]:
    """The project's memory brought up to date, with the reasons for which files were refused."""
    with closing(ProjectMemory(project, project.settings())) as files:
        with console.progress("Reading") as progress:
            memory, refused = files.surveyed(lambda name, number, total: progress(number, total, name))
        yield memory, refused
