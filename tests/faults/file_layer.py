"""A file layer that fails on purpose: at the n-th step that a process takes towards the disk, in a stated way.

Steps are the creation, writing, flushing, renaming and removal of files and folders, and what changes
an SQLite file. They are counted in the process that `install` is called in, and in those forked from it.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

KILLED = ("before", "half-way", "after")
"""When a process is killed: a write that is killed half-way has written the half."""

REFUSED = {"full": errno.ENOSPC, "denied": errno.EACCES}
"""What goes wrong from the n-th step on, without end."""


@dataclass
class Layer:
    """Counts the steps that a process takes; the `fatal` one, from 1, fails in the `way`. 0 lets all succeed."""

    fatal: int
    way: str
    steps: list[str] = field(default_factory=list)

    def take(self, name: str, real: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Takes the step called `name`, which `real` does."""
        self.steps.append(name)
        if self.fatal and self.way in REFUSED and len(self.steps) >= self.fatal and name != "remove":
            raise self._refusal(name)
        dies = self.fatal == len(self.steps) and self.way in KILLED
        if dies and self.way == "before":
            _die()
        try:
            return real(*given, **named)
        finally:
            if dies:
                _die()

    def write(self, real: Callable[[bytes], int], content: Any) -> int:
        """Writes `content`, or the half of it, or nothing."""
        dies_half_way = self.fatal == len(self.steps) + 1 and self.way == "half-way"
        part = memoryview(content).cast("B")
        return int(self.take("write", real, part[: len(part) // 2] if dies_half_way else part))

    def _refusal(self, name: str) -> Exception:
        number = REFUSED[self.way]
        if not name.startswith("sqlite"):
            return OSError(number, os.strerror(number))
        full = self.way == "full"
        error = sqlite3.OperationalError("database or disk is full" if full else "attempt to write a readonly database")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL if full else sqlite3.SQLITE_READONLY
        return error


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def install(layer: Layer) -> None:
    """Puts `layer` between this process and its files, for good."""
    _count_in_os(layer)
    _count_opened(layer)
    _count_in_sqlite(layer)


def _count_in_os(layer: Layer) -> None:
    names = {"replace": "rename", "rename": "rename", "unlink": "remove", "remove": "remove"}
    for function, step in {**names, "mkdir": "make folder", "fsync": "flush"}.items():
        setattr(os, function, _counted(layer, step, getattr(os, function)))
    write, open_ = os.write, os.open
    files: set[int] = set()

    def opened(path: Any, flags: int, *given: Any, **named: Any) -> int:
        if not flags & (os.O_WRONLY | os.O_RDWR):
            return open_(path, flags, *given, **named)
        descriptor: int = layer.take("open", open_, path, flags, *given, **named)
        files.add(descriptor)
        return descriptor

    def written(descriptor: int, content: bytes) -> int:
        # Pipes between processes are written to as well; only what was opened as a file counts.
        if descriptor not in files:
            return write(descriptor, content)
        return layer.write(lambda part: write(descriptor, part), content)

    os.open, os.write = opened, written  # type: ignore[assignment]


def _counted(layer: Layer, step: str, real: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *given, **named: layer.take(step, real, *given, **named)


def _count_opened(layer: Layer) -> None:
    real = io.open

    class Raw(io.FileIO):
        def write(self, content: Any) -> int:
            return layer.write(super().write, content)

    def opened(file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
        if not set(mode) & set("wax+") or str(file).startswith("/dev/"):
            return real(file, mode, *given, **named)
        assert "b" in mode, "text is written as bytes, or it is not counted"
        raw = Raw(file, mode.replace("b", "")) if isinstance(file, int) else layer.take("open", Raw, file, mode)
        return io.BufferedWriter(raw)

    io.open = builtins.open = opened  # type: ignore[assignment]


def _count_in_sqlite(layer: Layer) -> None:
    real = sqlite3.connect

    class Connection(sqlite3.Connection):
        def execute(self, statement: str, *given: Any) -> sqlite3.Cursor:
            if statement.lstrip().upper().startswith("SELECT") or statement == "PRAGMA user_version":
                return super().execute(statement, *given)
            return layer.take("sqlite statement", super().execute, statement, *given)  # type: ignore[no-any-return]

        def executemany(self, statement: str, rows: Any) -> sqlite3.Cursor:
            return layer.take("sqlite statement", super().executemany, statement, rows)  # type: ignore[no-any-return]

        def __exit__(self, *raised: Any) -> Any:
            return layer.take("sqlite commit", super().__exit__, *raised)

    def connect(*given: Any, **named: Any) -> sqlite3.Connection:
        return layer.take("sqlite open", real, *given, **{"factory": Connection, **named})  # type: ignore[no-any-return]

    sqlite3.connect = connect  # type: ignore[assignment]
