"""The translation memory of a project for those who look into it, fill it, and pass it on."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path
from typing import IO

from toolkit.bitext.foreign.languages import Pair
from toolkit.bitext.foreign.tmx_write import write_tmx
from toolkit.building.remembering import Begin, ProjectMemory, languages, silently
from toolkit.errors import InputError, UsageError
from toolkit.memory import MemoryUnit, Query
from toolkit.memory.bitexts import bitext_units
from toolkit.memory.sqlite import SqliteMemory
from toolkit.memory.tmx import as_translation_units, count_pairs
from toolkit.model import Match, Segment
from toolkit.project import Project, locked, opened_file, read_content, write_parts

Parts = Callable[[], Iterable[bytes]]
"""Gives the content of a file in parts, each time anew."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class ExportedMemory:
    """How many units of which files were written, and where a file with other content was set aside for that."""

    count: int
    files: tuple[str, ...]
    kept: Path | None


class OpenMemory:
    """The memory of a project while it is open; ``refused`` has the reason for each file that could not be read.

    >>> with open_memory(find_project()) as memory:
    ...     print([(match.score, match.target) for match in memory.find_like("江港新城去年投资5亿元。")])
    ...     print(memory.export("all.tmx").count)
    [(91, 'Jianggang New Town invested RMB 50 million this year.')]
    2
    """

    def __init__(self, project: Project, memory: SqliteMemory, refused: Mapping[str, InputError]) -> None:
        self.refused = refused
        self._project, self._memory = project, memory

    def sizes(self) -> dict[str, int]:
        """The files that the memory is made of, with the number of their units."""
        sizes = self._memory.sizes()
        return {name: sizes.get(name, 0) for name in self._memory.origins()}

    def find(self, text: str, limit: int = 20) -> list[tuple[str, MemoryUnit]]:
        """Units with `text` in either language, each with its file; at most `limit`."""
        return list(self._memory.concordance(text, limit))

    def find_like(self, sentence: str, limit: int = 20) -> tuple[Match, ...]:
        """The units most like a Chinese sentence, as a build finds them: what is sure is swapped in their English."""
        from toolkit.building.job import read_glossary
        from toolkit.memory.swap import put_right

        threshold = self._project.settings().memory_threshold
        find = read_glossary(self._project.families(), self._project.cache).find
        [found] = self._memory.look_up([Query(Segment("", sentence))], threshold, limit)
        return put_right(found, sentence, find)

    def export(self, path: Path | str, only: Collection[str] = ()) -> ExportedMemory:
        """Writes the units of all files, or of those that one of the patterns `only` fits, as TMX.

        A file of that name with other content is set aside. Raises `ToolkitError`.
        """
        path = Path(path)
        if path.resolve().parent == self._project.memories.resolve():
            raise UsageError(str(path), "the memory's own folder", "export to another folder")
        settings = self._project.settings()
        pair = settings.source_language, settings.target_language
        sizes = self.sizes()
        names = [name for name in sizes if not only or any(fnmatchcase(name, one) for one in only)]
        units = chain.from_iterable(map(self._memory.units, names))
        kept = write_parts(path, write_tmx(as_translation_units(units, pair), pair[0]), str(path))
        return ExportedMemory(sum(map(sizes.__getitem__, names)), tuple(names), kept)


@contextmanager
def open_memory(project: Project, begin: Begin = silently) -> Iterator[OpenMemory]:
    """The memory of a project, brought up to date with its bitexts and its TMX files, to be looked into.

    `begin` is called before one of these is read, with its name, its number and how many there are.

    >>> with open_memory(find_project()) as memory:
    ...     print(memory.sizes(), [unit.target for _, unit in memory.find("开港")])
    {'source/harbour.xlf': 2} ['Jianggang New Town Opens Its Port']
    """
    with closing(ProjectMemory(project, project.settings())) as files:
        yield OpenMemory(project, *files.surveyed(begin))


@dataclass(frozen=True, slots=True)
class ImportedMemory:
    """A file that was added to the memory of a project, and how many units it gives to it."""

    path: Path
    count: int


def import_memory(project: Project, path: Path | str, name: str | None = None, dry_run: bool = False) -> ImportedMemory:
    """Adds a TMX, XLIFF or PO file to the memory, as ``glossary/memory/NAME.tmx``.

    TMX is kept byte for byte, other formats as what TMX holds of them; it is read to its end first. With
    `dry_run` nothing is written. Raises `ToolkitError` where the file is broken or in other languages, and
    where there is another memory of that name.

    >>> imported = import_memory(find_project(), "source/harbour.xlf", "old")
    >>> imported.path.name, imported.count
    ('old.tmx', 2)
    """
    path = Path(path)
    kept = _place(project, path.stem if name is None else name)
    count, parts = _read(path, languages(project.settings()))
    if not dry_run:
        with locked(project.cache, ".toolkit"):
            _add(kept, parts, project.relative(kept))
    return ImportedMemory(kept, count)


def _place(project: Project, name: str) -> Path:
    if not name or name.startswith(".") or Path(name).name != name:
        raise UsageError(name, "not the name of a file", "name the memory as a file without its ending: --name NAME")
    return project.memories / f"{name}.tmx"


def _read(path: Path, pair: Pair) -> tuple[int, Parts]:
    """How many units a file gives to the memory, and what gives the TMX that is kept of it; raises `InputError`."""
    from toolkit.bitext.foreign import read_bilingual

    place = str(path)
    if path.suffix.lower() == ".tmx":
        with opened_file(path, place) as stream:
            known = _state(stream)
            return count_pairs(stream, place, pair), lambda: _blocks(path, known)
    units = list(bitext_units(read_bilingual(read_content(path, place), place, *pair)))
    if not units:
        raise InputError(place, "nothing in it is translated", "give a file with finished translations")
    return len(units), lambda: write_tmx(as_translation_units(units, pair), pair[0])


def _blocks(path: Path, known: tuple[int, ...]) -> Iterator[bytes]:
    """The bytes of a file; raises `InputError` at its end where it is another than it was in the `known` state."""
    with opened_file(path, str(path)) as stream:
        while block := stream.read(_BLOCK):
            yield block
        if _state(stream) != known:
            raise InputError(str(path), "somebody changed it while it was read", "run the command again")


def _state(stream: IO[bytes]) -> tuple[int, ...]:
    """What changes when somebody writes into a file, or puts another in its place."""
    found = os.fstat(stream.fileno())
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _add(path: Path, parts: Parts, place: str) -> None:
    if not path.exists():
        write_parts(path, parts(), place)
    elif not _holds(path, parts(), place):
        problem = "there is another memory of this name"
        raise UsageError(place, problem, "give this one another: --name NAME, or take the other one out")


def _holds(path: Path, parts: Iterable[bytes], place: str) -> bool:
    with opened_file(path, place) as stream:
        return all(stream.read(len(part)) == part for part in parts) and not stream.read(1)
