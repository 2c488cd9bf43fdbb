"""The translation memory of a project: derived from its bitexts and its TMX files, and opened when it is needed."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toolkit import __version__
from toolkit.bitext import read_in_pieces, read_xliff
from toolkit.building.keeping import BITEXT, Keeping, kept_at
from toolkit.errors import InputError
from toolkit.events import tell
from toolkit.model import Bitext
from toolkit.project import Project, Settings, digest, keep, kept, opened_file, read_content

if TYPE_CHECKING:
    from toolkit.memory import MemoryUnit
    from toolkit.memory.changes import Changes
    from toolkit.memory.sqlite import SqliteMemory

_KEY = digest(__version__.encode(), b"memory")

Begin = Callable[[str, int, int], None]
"""Told the name of a file before it is read, its number from 1, and how many there are."""


_AS_IT_WAS = "as it was"
"""In place of the size and time of a file that this command has written since."""


class Seen(NamedTuple):
    """A file as it was last read: its size and time, and the digest of what it gives to the memory, if anything."""

    stamp: str
    digest: str


def silently(name: str, number: int, total: int) -> None:
    """Tells nobody that a file is read."""


class ProjectMemory:
    """What the files of a project give to its memory, as they are when a command begins.

    What the command itself writes counts for the next one: so it does not matter in which order,
    and by how many processes, documents are built.
    `.toolkit/memory.json` holds a digest for each file, so that an unchanged build knows that
    nothing new can be found without opening the memory itself, `.toolkit/memory.sqlite`. Both can
    be deleted at any time. `rules` is a hash of all that documents are made from but themselves; what
    was kept of long ones is known by it.
    """

    def __init__(self, project: Project, settings: Settings, rules: str = "") -> None:
        self._project, self._rules = project, rules
        self._languages = languages(settings)
        self._kept = _read(project.cache / "memory.json")
        self._known = dict(self._kept)
        self._before: dict[str, bytes] = {}
        self._written: dict[str, Seen] = {}
        self._files = _memory_files(project)
        self._settled = False
        self._digest: str | None = None
        self._opened: SqliteMemory | None = None
        self._refused: dict[str, InputError] = {}
        self._last: tuple[str, list[MemoryUnit]] = "", []

    def files(self) -> list[Path]:
        """The bitexts and the TMX files that the memory is made of."""
        return self._files

    def digest(self) -> str:
        """A hash of all that could be found; what gives nothing does not count."""
        if self._digest is None:
            given = ((self._project.relative(path), self._seen(path).digest) for path in self.files())
            self._digest = digest(*(repr(one).encode("utf-8") for one in given if one[1]))
        return self._digest

    def written(self, path: Path, before: bytes | None, after: bytes, bitext: Bitext) -> Seen:
        """Takes note of a bitext that has just been written, so that it need not be read again.

        Returns the note, for `note` where another process goes on.
        """
        from toolkit.memory.bitexts import bitext_units

        name = self._project.relative(path)
        seen = Seen(_stamp(path), units_digest(bitext_units(bitext)))
        if before == after:
            self._known[name] = seen
        elif before is not None:
            self._before[name] = before
        return self.note(path, seen)

    def note(self, path: Path, seen: Seen) -> Seen:
        """Takes over what another process noted of a bitext that it has written."""
        self._written[self._project.relative(path)] = seen
        return seen

    def note_elsewhere(self, path: Path, seen: Seen) -> None:
        """As `note`, of a bitext that another machine has written: its time may be another here."""
        if path.exists():
            self.note(path, seen._replace(stamp=_stamp(path)))

    def take(self, given: str | None) -> None:
        """Takes the memory in the cache for what it is, made by another machine; `given` is its digest, if any."""
        self._settled, self._digest = True, given or ""
        self._files = [] if given is None else [self._project.cache / "memory.sqlite"]

    def settle(self) -> None:
        """Brings the memory up to date now, and lets go of it: each process opens it for itself, to read."""
        if self.files():
            memory, _ = self.surveyed()
            if not self._settled:
                memory.make_ready()
            self.digest()
            self.let_go()
        self._settled = True

    def changes(self) -> Changes:
        """What has changed of late in the memory, brought up to date; it is let go of, as by `settle`."""
        changes = self.opened().changes()
        self.let_go()
        return changes

    def opened(self, begin: Begin = silently) -> SqliteMemory:
        """The memory, brought up to date with its files; `begin` is called before one of them is read.

        Raises `InputError` for a file that cannot be read. A damaged memory is made anew.
        """
        memory, refused = self.surveyed(begin)
        for error in refused.values():
            raise error
        return memory

    def surveyed(self, begin: Begin = silently) -> tuple[SqliteMemory, dict[str, InputError]]:
        """As `opened`, with all that can be read, and the reason for each file that cannot."""
        from toolkit.memory.database import DamagedMemoryError
        from toolkit.memory.sqlite import SqliteMemory

        if self._opened is None:
            self._opened = SqliteMemory(self._project.cache / "memory.sqlite")
            if self._settled:
                return self._opened, self._refused
            try:
                self._refused = self._refresh(self._opened, begin)
            except DamagedMemoryError:
                self._opened.forget()
                self._refused = self._refresh(self._opened, begin)
        return self._opened, self._refused

    def close(self) -> None:
        """Lets go of the memory, and keeps what is known of the files."""
        self.let_go()
        known = self._known | self._written
        if known != self._kept:
            keep(self._project.cache / "memory.json", _KEY, json.dumps(known, ensure_ascii=False).encode("utf-8"))

    def let_go(self) -> None:
        """Closes the memory; it is opened again when it is needed."""
        self._last = "", []
        if self._opened is not None:
            self._opened.close()

    def _refresh(self, memory: SqliteMemory, begin: Begin) -> dict[str, InputError]:
        from toolkit.memory.database import DamagedMemoryError

        there = {self._project.relative(path): path for path in self.files()}
        known = memory.origins()
        for name in known.keys() - there.keys():
            memory.remove(name)
        changed = [name for name, path in there.items() if known.get(name, "") != self._seen(path).digest]
        refused = {}
        for number, name in enumerate(changed, 1):
            begin(name, number, len(changed))
            tell("remembering", file=name)
            try:
                self._read_into(memory, there[name], name)
            except DamagedMemoryError:
                raise
            except InputError as error:
                refused[name] = error
                memory.remove(name)
        return refused

    def _read_into(self, memory: SqliteMemory, path: Path, name: str) -> None:
        from toolkit.memory.tmx import tmx_units

        if not _is_tmx(path):
            memory.replace(name, self._seen(path).digest, self._units(path, name))
            return
        with opened_file(path, name) as stream:
            memory.replace(name, self._seen(path).digest, tmx_units(stream, name, self._languages))

    def _seen(self, path: Path) -> Seen:
        name = self._project.relative(path)
        stamp = _AS_IT_WAS if name in self._before else _stamp(path)
        seen = self._known.get(name)
        if seen is None or seen.stamp != stamp:
            seen = self._known[name] = Seen(stamp, self._content_digest(path, name))
        return seen

    def _content_digest(self, path: Path, name: str) -> str:
        if not _is_tmx(path):
            return units_digest(self._units(path, name))
        with opened_file(path, name) as stream:
            return hashlib.file_digest(stream, "blake2b").hexdigest()

    def _units(self, path: Path, name: str) -> list[MemoryUnit]:
        """What a bitext gives to the memory; nothing where it is broken, which its own build complains of.

        The last is at hand: where one has changed, it is asked for its digest and then for itself.
        """
        from toolkit.memory.bitexts import bitext_units

        if self._last[0] != name:
            units: list[MemoryUnit] = []
            with contextlib.suppress(InputError):
                units += bitext_units(self._read(path, self._before.get(name) or read_content(path, name), name))
            self._last = name, units
        return self._last[1]

    def _read(self, path: Path, content: bytes, name: str) -> Bitext:
        """A bitext; of a long one that was built before, the parser's work on most of it is kept."""
        if self._rules:
            keeping = Keeping(kept_at(self._project.cache, path.stem), self._rules, 1)
            if keeping.knows(BITEXT):
                return read_in_pieces(content, name, keeping.of(BITEXT))
        return read_xliff(content, name)


def units_digest(units: Iterable[MemoryUnit]) -> str:
    """A hash of the units, empty for none."""
    parts = [repr(unit).encode("utf-8", "replace") for unit in units]
    return digest(*parts) if parts else ""


def languages(settings: Settings) -> tuple[str, str]:
    """The languages of a memory without their regions: files name these differently, and any of them serves."""
    return settings.source_language.partition("-")[0], settings.target_language.partition("-")[0]


def _memory_files(project: Project) -> list[Path]:
    return sorted(project.source.glob("*.xlf")) + sorted(filter(_is_tmx, project.memories.glob("*")))


def _is_tmx(path: Path) -> bool:
    return path.suffix.lower() == ".tmx" and not path.name.startswith(".") and path.is_file()


def _stamp(path: Path) -> str:
    found = path.stat()
    return f"{found.st_size} {found.st_mtime_ns}"


def _read(path: Path) -> dict[str, Seen]:
    """What was known of the files; nothing where that is missing, damaged or of another version."""
    with contextlib.suppress(ValueError, TypeError, AttributeError, RecursionError):
        return {name: Seen(*seen) for name, seen in json.loads(bytes(kept(path, _KEY) or b"{}")).items()}
    return {}
