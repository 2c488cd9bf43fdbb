"""The memory of a project for one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from toolkit.cli.console import Console
from toolkit.memories import OpenMemory, open_memory
from toolkit.project import Project


@contextmanager
def opened(project: Project, console: Console) -> Iterator[OpenMemory]:
    """The project's memory, with a line that says how far its files are read."""
    with (
        console.progress("Reading") as progress,
        open_memory(project, lambda name, number, total: progress(number, total, name)) as memory,
    ):
        yield memory
