"""A new project from the starter files in the package."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from toolkit.errors import InputError
from toolkit.project.store import write_atomically

FOLDERS = ("source", "glossary", "output")


def make_project(folder: Path | str) -> list[str]:
    """Makes the folders and files of a project in `folder`; returns the names of those it made.

    What is there already is left alone. Raises `InputError` where something cannot be written.

    >>> make_project("gazette")
    ['source/', 'glossary/', 'output/', '.gitignore', 'glossary/firms.csv', ..., 'toolkit.toml']
    >>> make_project("gazette")
    []
    """
    root, made = Path(folder), []
    for name in FOLDERS:
        if not (root / name).is_dir():
            _make_folder(root / name)
            made.append(f"{name}/")
    for name, content in _starter_files(files("toolkit.project") / "starter", ""):
        if not (root / name).exists():
            write_atomically(root / name, content, str(root / name))
            made.append(name)
    return made


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(str(folder), f"cannot be made ({reason})", "choose another folder") from error


def _starter_files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _starter_files(entry, f"{prefix}{entry.name}/")
        else:
            yield (prefix + entry.name).replace("dot.", "."), entry.read_bytes()
