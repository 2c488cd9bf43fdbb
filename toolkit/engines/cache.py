"""Raw replies of engines, kept in SQLite: what was paid for once is not asked for again.

Errors and replies that cannot be used are never kept. What is read from here is verified as if it
had just come.
"""

from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, replace
from pathlib import Path

from toolkit.engines.protocol import Request
from toolkit.errors import InputError

_LAYOUT = (
    "CREATE TABLE IF NOT EXISTS replies (key BLOB PRIMARY KEY, reply TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID"
)


def cache_key(request: Request, fingerprint: str) -> bytes:
    """What stands for a request to an engine: the same for the same text in either Unicode normal form."""
    text = unicodedata.normalize("NFC", request.text)
    terms = [astuple(replace(term, note="", origin="", place="")) for term in request.terms]
    rest = replace(request, text=text, terms=())
    return hashlib.blake2b(repr((fingerprint, rest, terms)).encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Cache:
    """The replies in one file; of use in the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, key: bytes) -> tuple[str, str] | None:
        """The raw reply kept under `key` and when it came, ``None`` where there is none."""
        row = self._connection.execute("SELECT reply, at FROM replies WHERE key = ?", (key,)).fetchone()
        return None if row is None else (row[0], row[1])

    def keep(self, key: bytes, reply: str, at: str) -> None:
        """Keeps a raw reply that was found usable, at once and for good."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO replies VALUES (?, ?, ?)", (key, reply, at))


@contextmanager
def open_cache(path: Path, place: str) -> Iterator[Cache]:
    """The cache at `path`, made if it is not there; `place` names it in the `InputError` raised if it is damaged."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():  # a folder that came from elsewhere must not lead to other files
            path.unlink()
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(_LAYOUT)
            yield Cache(connection)
    except (sqlite3.Error, OSError) as error:
        remedy = "delete it, or make it writable; only replies that were paid for are in it"
        raise InputError(place, f"cannot be used ({error})", remedy) from error
