"""What was made of the parts of a long document: kept, so that what has not changed is not worked out again.

Whatever is derived from a part goes through here: what the parser made of it, what the memory has
for it, what the checks find, its rows in each document. The plain way is to do the work; what is
kept only saves it. So it can be deleted at any time, and what is damaged is nothing kept.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple, TypeVar

from toolkit.bitext import Keep, Work
from toolkit.errors import UsageError
from toolkit.project import keep, kept

FORKS = hasattr(os, "fork")
"""Whether processes can be forked here, and so have what this one has; not on Windows."""

BITEXT = "bitext"
"""The stage that keeps what the parser made of the pieces of a bitext."""

FEWEST_TASKS = 8
"""Fewer are done by one process: starting others takes longer than they save."""

Result = TypeVar("Result")

_NAME, _SIGN = 20, 4
"""Bytes of the name of what is kept, and those of them that say which stage it is of."""

_HEAD = Struct(f"<{_NAME}sIQ")
"""The name of what is kept, its checksum and its length: they stand before it, and are a record with it."""


def kept_at(cache: Path, name: str) -> Path:
    """Where what was made of the parts of the document of that name is kept."""
    return cache / "kept" / f"{name}.bin"


def cores() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared(jobs: int) -> Keep:
    """What does the work in `jobs` processes, and keeps nothing; raises `UsageError` where one of them is killed."""

    def do_all(count: int, made_from: Work, work: Work) -> Iterable[bytes]:
        return _done(range(count), work, jobs)

    return do_all


class _Asked(NamedTuple):
    """A stage that has been asked for: the places of what is to be made, and how; by place what has been made.

    ``name`` gives the name of what is kept of a place.
    """

    missing: Sequence[int]
    name: Callable[[int], bytes]
    work: Work
    prepare: Callable[[], None] | None
    made: dict[int, bytes]


class Keeping:
    """What was made of the parts of one document when it was last built, kept in the file `path`.

    ``rules`` is a hash of all that every part depends on. The work that has to be done is done as `shared` does it.
    A stage is asked for all its parts or for none: so of one that was asked for anything only that is kept on.
    """

    def __init__(self, path: Path, rules: str, jobs: int) -> None:
        self._path, self._rules, self._jobs = path, rules, jobs
        self._before: dict[bytes, memoryview] = dict(_records(kept(path, rules) or memoryview(b"")))
        self._signs = {name[:_SIGN] for name in self._before}
        self._now: dict[bytes, tuple[bytes | memoryview, ...]] = {}
        self._asked: set[bytes] = set()
        self._waiting: list[_Asked] = []
        self._making = self._make()
        self._is_new = False

    def knows(self, stage: str) -> bool:
        """Whether anything is kept of a stage."""
        return _hash(stage.encode("utf-8"), _SIGN) in self._signs

    def of(self, stage: str, *given: str, prepare: Callable[[], None] | None = None) -> Keep:
        """What keeps the results of a stage, which depend on what is `given` beside the part.

        Work begins when the first result is taken, and then on all stages that have been asked for: what one works
        out of a part, the next has at hand, and processes are started once. They go on while results are taken.
        `prepare` is called before work is begun, by this process or by others, and not where there is none.
        """
        sign = _hash(stage.encode("utf-8"), _SIGN)
        about = repr(given).encode("utf-8", "surrogatepass")

        def keep_stage(count: int, made_from: Work, work: Work) -> Iterable[bytes]:
            self._asked.add(sign)
            name = cache(lambda place: _name(sign, about, made_from(place)))
            # Names take time, which is spent while others are at work where nothing of the stage can be known.
            may_be_known = sign in self._signs
            missing = [place for place in range(count) if not may_be_known or name(place) not in self._before]
            self._waiting.append(_Asked(missing, name, work, prepare, {}))
            return self._results(count, self._waiting[-1])

        return keep_stage

    def _results(self, count: int, asked: _Asked) -> Iterator[bytes]:
        missing = set(asked.missing)
        for place in range(count):
            while place in missing and place not in asked.made:
                next(self._making)
            name = asked.name(place)
            if place not in missing:
                record = self._before[name]
                self._now[name] = (record,)
                yield bytes(record[_HEAD.size :])
                continue
            made = asked.made.pop(place)
            if name:
                self._now[name] = _head(name, made), made
                self._is_new = True
            yield made

    def _make(self) -> Iterator[None]:
        """Makes what has been asked for, place by place, and then what has been asked for meanwhile."""
        while True:
            waiting, self._waiting = self._waiting, []
            stages: dict[int, list[_Asked]] = {}
            for asked in waiting:
                if asked.missing and asked.prepare is not None:
                    asked.prepare()
                for place in asked.missing:
                    stages.setdefault(place, []).append(asked)
            for place, contents in _made(stages, self._jobs):
                for asked, content in zip(stages.pop(place), contents, strict=True):
                    asked.made[place] = content
                    asked.name(place)  # while others are at work, and not when they have ended
                if stages:
                    yield
            yield

    def close(self) -> None:
        """Keeps what was asked for for the next build, and what belongs to stages that were not asked."""
        if self._is_new:
            others = [known for name, known in self._before.items() if name[:_SIGN] not in self._asked]
            self._path.parent.mkdir(exist_ok=True)
            keep(self._path, self._rules, *others, *chain.from_iterable(self._now.values()))


def _name(sign: bytes, about: bytes, made_from: bytes) -> bytes:
    """The name of what a stage makes from that, which begins with its sign; empty for what is not to be kept."""
    return sign + _hash(about + made_from, _NAME - _SIGN) if made_from else b""


def _hash(content: bytes, size: int) -> bytes:
    return hashlib.blake2b(content, digest_size=size).digest()


def _head(name: bytes, content: bytes) -> bytes:
    return _HEAD.pack(name, zlib.crc32(content, zlib.crc32(name)), len(content))


def _records(content: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """The records of the file by their names, as far as it is whole."""
    at = 0
    while at + _HEAD.size <= len(content):
        name, checksum, length = _HEAD.unpack_from(content, at)
        record = content[at : at + _HEAD.size + length]
        at += len(record)
        if len(record) != _HEAD.size + length or zlib.crc32(record[_HEAD.size :], zlib.crc32(name)) != checksum:
            return
        yield name, record


def _made(stages: Mapping[int, Sequence[_Asked]], jobs: int) -> Iterator[tuple[int, list[bytes]]]:
    """Each of the places, in order, with what all its stages make of it."""
    places = sorted(stages)
    return zip(places, _done(places, lambda place: [asked.work(place) for asked in stages[place]], jobs), strict=True)


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
    from toolkit.building.processes import Killed, forked, share_out

    for result in share_out(_do, places, jobs, forked(_take, work), lambda place: None, len(places)):
        if isinstance(result, Killed):
            problem = "a process that was at work on a part of the document was killed, perhaps for want of memory"
            raise UsageError("--jobs", problem, "run the command again with --jobs 1")
        yield result
