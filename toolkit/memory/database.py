"""The SQLite file of a memory: made, opened, made anew when it is damaged, and its errors explained."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from toolkit.errors import InputError

VERSION = 3
_SCHEMA = """
CREATE TABLE origin(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL);
CREATE TABLE text(id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, key TEXT NOT NULL);
CREATE INDEX text_hash ON text(hash);
CREATE TABLE unit(
    id INTEGER PRIMARY KEY, origin INTEGER NOT NULL, text INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, state TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL, codes TEXT
);
CREATE INDEX unit_text ON unit(text);
CREATE INDEX unit_origin ON unit(origin);
CREATE TABLE change(
    id INTEGER PRIMARY KEY, last INTEGER NOT NULL, texts INTEGER NOT NULL, mark BLOB NOT NULL, base BLOB NOT NULL
);
CREATE TABLE changed(key TEXT PRIMARY KEY, change INTEGER NOT NULL);
"""


GIVEN = "(SELECT value FROM json_each(?))"
"""The numbers of a list that is given as one value, `listed`: there may be more than SQLite takes values."""


def listed(numbers: Iterable[int]) -> str:
    """Numbers as the value for `GIVEN`."""
    return f"[{','.join(map(str, numbers))}]"


class DamagedMemoryError(InputError):
    """The file is broken; what it held is derived again."""


class Database:
    """The file `path`, made where there is none.

    What is no memory of this version, or damaged, is made anew, empty. Statements that change
    something are executed on ``connection`` within `writing`. After `close` it is opened when it is asked again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = self._open()

    @property
    def connection(self) -> sqlite3.Connection:
        """The way to the file, of this process alone."""
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _connected(self._path)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise self._explained(error) from error
            self._delete()
            return _connected(self._path)
        except OSError as error:
            raise InputError(self._path.name, error.strerror or str(error), "make the folder writable") from error

    def _delete(self) -> None:
        for ending in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    def close(self) -> None:
        """Lets go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def forget(self) -> None:
        """Begins anew with nothing, in a file of its own."""
        self.close()
        self._delete()

    def _explained(self, error: sqlite3.Error) -> InputError:
        place = f"{self._path.parent.name}/{self._path.name}"
        if _is_damage(error):
            return DamagedMemoryError(place, "damaged", "delete it, and run the command again: it is derived anew")
        remedy = "make the folder writable, free space on the disk, or wait for other commands to end"
        return InputError(place, f"cannot be used ({error})", remedy)

    def select(self, statement: str, *values: Any) -> Iterator[Any]:
        """The rows that a statement gives; raises `InputError`, `DamagedMemoryError` among them."""
        try:
            yield from self.connection.execute(statement, values)
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def select_all(self, statement: str, *values: Any) -> list[Any]:
        """As `select`, all rows at once, which takes a third of the time."""
        try:
            return self.connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self._explained(error) from error

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """What is read within is of one state, whatever others write meanwhile."""
        try:
            self.connection.execute("BEGIN")
            with self.connection:
                yield
        except sqlite3.Error as error:
            raise self._explained(error) from error

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, done at its end or not at all."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            with self.connection:
                yield self.connection
        except sqlite3.Error as error:
            raise self._explained(error) from error


def _connected(path: Path) -> sqlite3.Connection:
    if path.is_symlink():  # a folder that came from elsewhere must not lead to other files
        path.unlink()
    database = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        if _version(database) != VERSION:
            _make(database)
    except BaseException:
        database.close()
        raise
    return database


def _version(database: sqlite3.Connection) -> Any:
    return database.execute("PRAGMA user_version").fetchone()[0]


def _make(database: sqlite3.Connection) -> None:
    """Makes the tables in place of those of another version."""
    database.execute("BEGIN IMMEDIATE")
    with database:
        if _version(database) == VERSION:
            return  # another process has made them meanwhile
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            database.execute(f'DROP TABLE "{name}"')
        for statement in _SCHEMA.split(";\n"):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {VERSION}")


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is no database, or a broken one, rather than locked or unwritable."""
    return getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
