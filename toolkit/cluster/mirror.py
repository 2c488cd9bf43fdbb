"""A project that lies at an address, as a folder of this machine while a command is at work on it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import UsageError
from toolkit.project import Project, digest, read_content
from toolkit.project.depot import Depot

_FOLDERS = ("", "source", "glossary", "glossary/memory", ".toolkit")
_DERIVED = ("memory.sqlite", "memory.json", "glossary.bin", "built.json")
"""What is derived, and brought to the address for those who go on from there."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """The folder ``project`` with what the depot had; ``derived`` are hashes of the derived files it had."""

    project: Project
    depot: Depot
    derived: dict[str, str]

    def bring(self) -> None:
        """Brings to the address what has been derived anew; people's work is brought by those who do it."""
        for name in _DERIVED:
            path = self.project.cache / name
            if path.exists():
                content = read_content(path, path.name)
                if self.derived.get(name) != digest(content):
                    self.depot.write(f".toolkit/{name}", content)
                    self.derived[name] = digest(content)


@contextmanager
def mirrored(address: str) -> Iterator[Mirror]:
    """The project at `address` but for its documents in output/; raises `UsageError` where there is none."""
    depot = Depot(address)
    with tempfile.TemporaryDirectory(prefix="toolkit-mirror-") as name:
        root = Path(name)
        for folder in _FOLDERS:
            (root / folder).mkdir(exist_ok=True)
            for file in depot.names(folder):
                if folder != ".toolkit" or file in _DERIVED:
                    depot.fetch(f"{folder}/{file}".lstrip("/"), root / folder / file)
        if not any((root / "source").iterdir()):
            raise UsageError(address, "no project there (it has no source/)", "correct the address")
        derived = {path.name: digest(read_content(path, path.name)) for path in (root / ".toolkit").iterdir()}
        yield Mirror(Project(root), depot, derived)
