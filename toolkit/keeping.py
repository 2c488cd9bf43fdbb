"""What was made of the parts of a long document: kept, so that what has not changed is not worked out again.

Whatever is derived from a part goes through here: what the memory has for it, what the checks
find, its rows in each document. The plain way is to do the work; what is kept only saves it. So it
can be deleted at any time, and what is damaged is nothing kept.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from struct import Struct
from typing import Any, TypeVar

from toolkit.bitext import Keep, Work
from toolkit.errors import UsageError
from toolkit.project import keep, kept

FORKS = hasattr(os, "fork")
"""Whether processes can be forked here, and so have what this one has; not on Windows."""

FEWEST_TASKS = 8
"""Fewer are done by one process: starting others takes longer than they save."""

Content = bytes | memoryview
Result = TypeVar("Result")

_ENTRY = Struct("<16sIQ")
"""The name of what is kept, its checksum and its length, before it."""


def cores() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared(jobs: int) -> Keep:
    """What does the work in `jobs` processes, and keeps nothing; raises `UsageError` where one of them is killed."""

    def do_all(count: int, made_from: Work, work: Work) -> Iterable[bytes]:
        return _done(range(count), work, jobs)

    return do_all


@dataclass(frozen=True, slots=True)
class _Asked:
    """A stage that has been asked for: the names of its results, the work, and by place what has been made anew."""

    names: Sequence[bytes]
    work: Work
    fresh: dict[int, bytes] = field(default_factory=dict)


class Keeping:
    """What was made of the parts of one document when it was last built, kept in the file `path`.

    ``rules`` is a hash of all that every part depends on. The work that has to be done is done as `shared` does it.
    """

    def __init__(self, path: Path, rules: str, jobs: int) -> None:
        self._path, self._rules, self._jobs = path, rules, jobs
        self._before: dict[bytes, Content] = dict(_entries(kept(path, rules) or memoryview(b"")))
        self._now: dict[bytes, Content] = {}
        self._asked: list[_Asked] = []
        self._is_new = False

    def of(self, stage: str, *given: str) -> Keep:
        """What keeps the results of a stage, which depend on what is `given` beside the part.

        Work begins when the first result is taken, and then on all stages that have been asked for: what one works
        out of a part, the next has at hand, and processes are started once.
        """
        about = repr((stage, given)).encode("utf-8", "surrogatepass")

        def keep_stage(count: int, made_from: Work, work: Work) -> Iterable[bytes]:
            asked = _Asked([_name(about, made_from(place)) for place in range(count)], work)
            self._asked.append(asked)
            return self._results(asked)

        return keep_stage

    def _results(self, asked: _Asked) -> Iterator[bytes]:
        self._do_what_is_asked()
        for place, name in enumerate(asked.names):
            known = self._before.get(name)
            found = asked.fresh.pop(place) if known is None else known
            self._is_new |= known is None and bool(name)
            if name:
                self._now[name] = found
            yield bytes(found)

    def _do_what_is_asked(self) -> None:
        missing: dict[int, list[_Asked]] = {}
        for asked in self._asked:
            for place, name in enumerate(asked.names):
                if name not in self._before:
                    missing.setdefault(place, []).append(asked)
        self._asked = []

        def work(place: int) -> list[bytes]:
            return [asked.work(place) for asked in missing[place]]

        places = sorted(missing)
        for place, made in zip(places, _done(places, work, self._jobs), strict=True):
            for asked, content in zip(missing[place], made, strict=True):
                asked.fresh[place] = content

    def close(self, all_asked: bool = True) -> None:
        """Keeps what was asked for for the next build, and what was not unless `all_asked` says that it could be."""
        if self._is_new:
            entries = self._now if all_asked else self._before | self._now
            self._path.parent.mkdir(exist_ok=True)
            keep(self._path, self._rules, b"".join(_written(entries.items())))


def _name(about: bytes, made_from: bytes) -> bytes:
    """The name of what is made from that; empty for what is not to be kept."""
    return hashlib.blake2b(about + made_from, digest_size=16).digest() if made_from else b""


def _written(entries: Iterable[tuple[bytes, Content]]) -> Iterator[bytes | memoryview]:
    for name, content in entries:
        yield _ENTRY.pack(name, zlib.crc32(content, zlib.crc32(name)), len(content))
        yield content


def _entries(content: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """What stands in the file as far as it is whole."""
    at = 0
    while at + _ENTRY.size <= len(content):
        name, checksum, length = _ENTRY.unpack_from(content, at)
        at += _ENTRY.size
        entry = content[at : at + length]
        if len(entry) != length or zlib.crc32(entry, zlib.crc32(name)) != checksum:
            return
        yield name, entry
        at += length


_WORK: list[Callable[[int], Any]] = []
"""What this process has to do, where it is one that helps another."""


def _take(work: Callable[[int], Any]) -> None:
    _WORK[:] = [work]


def _do(place: int) -> Any:
    return _WORK[0](place)


def _done(places: Sequence[int], work: Callable[[int], Result], jobs: int) -> Iterator[Result]:
    """What the work makes of each of the places, in their order."""
    if jobs == 1 or not FORKS or len(places) < FEWEST_TASKS:
        yield from map(work, places)
        return
    from toolkit.processes import Killed, forked, share_out

    for result in share_out(_do, places, jobs, forked(_take, work), lambda place: None):
        if isinstance(result, Killed):
            problem = "a process that was at work on a part of the document was killed, perhaps for want of memory"
            raise UsageError("--jobs", problem, "run the command again with --jobs 1")
        yield result
