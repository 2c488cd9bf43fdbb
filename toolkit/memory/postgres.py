"""A translation memory that a team shares, on a PostgreSQL server (extra ``postgres``).

The same protocol as the memory in a file, but that the server looks for likely texts by trigrams
(pg_trgm) and what it finds is compared here. Trigrams lose about one in three hundred of what
comparing every text finds.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import parse_qs, urlsplit

from toolkit.errors import TeamMemoryError
from toolkit.language.chinese import fold
from toolkit.memory import fuzzy
from toolkit.memory.postgres_schema import migrate, refuse_other_versions
from toolkit.memory.protocol import LIMIT, THRESHOLD, MemoryUnit, Query
from toolkit.memory.ranking import Found, ranked
from toolkit.memory.rows import COLUMNS, read_unit, unit_row
from toolkit.model import Match

if TYPE_CHECKING:
    from psycopg import Connection

_LIKELY = 0.2
"""The likeness by trigrams from which a text is compared."""

_MOST_LIKELY = 60
_BATCH = 200
"""Queries that are sent at a time."""

_TRIES, _PAUSE = 3, 0.3
_SECONDS_TO_CONNECT = 4
_HERE = ("", "localhost", "127.0.0.1", "::1")
_WITH_ORIGIN = "toolkit_unit JOIN toolkit_origin ON toolkit_origin.id = toolkit_unit.origin"

Done = TypeVar("Done")


class PostgresMemory:
    """The memory at `url`, a PostgreSQL address without a password; `author` is who works here.

    Raises `TeamMemoryError` where the server cannot be reached, now or later.
    """

    def __init__(self, url: str, author: str = "") -> None:
        self.place, self._url, self._author = shown(url), url, author
        self._connection = connected(url)
        try:
            self._asked(lambda: refuse_other_versions(self._connection, self.place))
        except TeamMemoryError:
            self._connection.close()
            raise

    def close(self) -> None:
        """Lets go of the server."""
        self._connection.close()

    def look_up(
        self, queries: Sequence[Query], threshold: int = THRESHOLD, limit: int = LIMIT
    ) -> list[tuple[Match, ...]]:
        """For each query the `limit` best matches of at least `threshold` per cent, the best first."""
        keys = [fold(query.segment.text) for query in queries]
        found: dict[str, list[Found]] = {}
        different = [key for key in dict.fromkeys(keys) if key and "\x00" not in key]
        for start in range(0, len(different), _BATCH):
            found |= self._like(different[start : start + _BATCH], threshold)
        return [ranked(query, found.get(key, ()), limit) for query, key in zip(queries, keys, strict=True)]

    def _like(self, keys: Sequence[str], threshold: int) -> dict[str, list[Found]]:
        """What is like each of the keys, with its likeness."""
        given = {"keys": list(keys), "most": _MOST_LIKELY}
        rows = self._asked(lambda: self._connection.execute(_LIKE, given).fetchall())
        likely: defaultdict[str, dict[int, tuple[str, str, MemoryUnit]]] = defaultdict(dict)
        for number, unit_id, key, origin, *unit in rows:
            likely[keys[number - 1]][unit_id] = key, origin, read_unit(unit)
        return {
            wanted: [
                Found(score, *units[unit_id][1:])
                for unit_id, score in fuzzy.rescore(wanted, ((one, units[one][0]) for one in units), threshold)
            ]
            for wanted, units in likely.items()
        }

    def concordance(self, text: str, limit: int) -> Iterator[tuple[str, MemoryUnit]]:
        """Units with `text` in either language, each with its origin; at most `limit`."""
        query = (
            f"SELECT name, {COLUMNS} FROM {_WITH_ORIGIN} WHERE key LIKE %s OR target ILIKE %s"
            " ORDER BY toolkit_unit.id LIMIT %s"
        )
        given = (_pattern(fold(text)), _pattern(text), limit)
        rows = self._asked(lambda: self._connection.execute(query, given).fetchall())
        return ((origin, read_unit(unit)) for origin, *unit in rows)

    def origins(self) -> dict[str, str]:
        """Each origin with the digest of what was taken from it."""
        query = "SELECT name, digest FROM toolkit_origin ORDER BY name"
        return dict(self._asked(lambda: self._connection.execute(query).fetchall()))

    def units(self, origin: str) -> Iterator[MemoryUnit]:
        """The units of an origin, in its order."""
        query = f"SELECT {COLUMNS} FROM {_WITH_ORIGIN} WHERE name = %s ORDER BY toolkit_unit.id"
        return map(read_unit, self._asked(lambda: self._connection.execute(query, (origin,)).fetchall()))

    def replace(self, origin: str, digest: str, units: Iterable[MemoryUnit], at: str = "") -> None:
        """Puts `units` in place of all that the memory had from `origin`, at once or not at all.

        A unit that was there keeps its author and time; a new one has the author who works here
        and the time `at` (ISO 8601).
        """
        given = list(units)
        self._asked(lambda: self._replace(origin, digest, given, at))

    def _replace(self, origin: str, digest: str, units: Sequence[MemoryUnit], at: str) -> None:
        with self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (origin,))
            cursor.execute(
                "INSERT INTO toolkit_origin (name, digest) VALUES (%s, %s)"
                " ON CONFLICT (name) DO UPDATE SET digest = excluded.digest RETURNING id",
                (origin, digest),
            )
            (number,) = cursor.fetchone() or (0,)
            cursor.execute(f"SELECT {COLUMNS} FROM toolkit_unit WHERE origin = %s", (number,))
            known = {_said(unit): unit for unit in map(read_unit, cursor.fetchall())}
            cursor.execute("DELETE FROM toolkit_unit WHERE origin = %s", (number,))
            with cursor.copy(f"COPY toolkit_unit (origin, key, {COLUMNS}) FROM STDIN") as copy:
                for unit in units:
                    before = known.get(_said(unit))
                    author = before.author if before else unit.author or self._author
                    when = before.at if before else unit.at or at
                    copy.write_row((number, fold(unit.source), *unit_row(unit._replace(author=author, at=when))))

    def remove(self, origin: str) -> None:
        """Forgets an origin."""
        query = "DELETE FROM toolkit_origin WHERE name = %s"
        self._asked(lambda: self._connection.execute(query, (origin,)))

    def _asked(self, ask: Callable[[], Done]) -> Done:
        """What `ask` gives; where others were at the same rows, or the connection was lost, it is asked again.

        Whatever is asked here may be: it reads, or is one transaction that says the same twice.
        """
        import psycopg

        for attempt in range(_TRIES):
            try:
                return ask()
            except psycopg.errors.InsufficientPrivilege as error:
                problem, remedy = "you may not do this there", "ask the owner of the database for the role of a writer"
                raise TeamMemoryError(self.place, problem, remedy) from error
            except (psycopg.OperationalError, psycopg.errors.SerializationFailure) as error:
                if attempt + 1 == _TRIES:
                    raise _lost(self.place, error) from error
                time.sleep(_PAUSE * 2**attempt)
                if self._connection.closed:
                    self._connection = connected(self._url)
            except psycopg.Error as error:
                raise _lost(self.place, error) from error
        raise AssertionError("the last attempt returns or raises")


_LIKE = f"""
WITH wanted AS (SELECT key, number FROM unnest(%(keys)s::text[]) WITH ORDINALITY AS given(key, number)),
likely AS (
    SELECT wanted.number, near.* FROM wanted CROSS JOIN LATERAL (
        SELECT * FROM toolkit_unit WHERE toolkit_unit.key %% wanted.key
        ORDER BY similarity(toolkit_unit.key, wanted.key) DESC, id LIMIT %(most)s
    ) AS near
    UNION
    SELECT wanted.number, same.* FROM wanted JOIN toolkit_unit AS same ON same.key = wanted.key
)
SELECT number, likely.id, key, name, {COLUMNS} FROM likely JOIN toolkit_origin ON toolkit_origin.id = likely.origin
ORDER BY number, likely.id
"""


def connected(url: str) -> Connection:
    """A connection to the server; the password comes from the environment or a password file, as libpq has it.

    A server that is about to come back is tried again; one that does not answer, or wants another
    password, is not. Raises `TeamMemoryError`. Of another machine the certificate must be right,
    unless the address states another ``sslmode``.
    """
    try:
        import psycopg
    except ImportError as error:
        remedy = "install it: pip install 'bilingual-toolkit[postgres]'"
        raise TeamMemoryError(shown(url), "the client of PostgreSQL is not installed", remedy) from error
    from psycopg.conninfo import make_conninfo

    parts = urlsplit(url)
    stated = "sslmode" in parse_qs(parts.query) or (parts.hostname or "") in _HERE
    try:
        address = make_conninfo(url, connect_timeout=_SECONDS_TO_CONNECT, application_name="toolkit")
        address = address if stated else make_conninfo(address, sslmode="verify-full")
        connection = _patiently(address)
        connection.execute(f"SET pg_trgm.similarity_threshold = {_LIKELY}")
        return connection
    except psycopg.Error as error:
        raise _lost(shown(url), error) from error


def _patiently(address: str) -> Connection:
    import psycopg

    for attempt in range(_TRIES):
        try:
            return psycopg.connect(address, autocommit=True)
        except psycopg.errors.ConnectionTimeout:
            raise
        except psycopg.OperationalError as error:
            of_password = error.pgconn is not None and (error.pgconn.needs_password or error.pgconn.used_password)
            if of_password or attempt + 1 == _TRIES:
                raise
            time.sleep(_PAUSE * 2**attempt)
    raise AssertionError("the last attempt returns or raises")


def init_team(url: str) -> int:
    """Makes or updates the tables at `url`; how many steps that took. Raises `TeamMemoryError`."""
    import psycopg

    with connected(url) as connection:
        try:
            return migrate(connection, shown(url))
        except psycopg.errors.InsufficientPrivilege as error:
            remedy = "run it as the owner of the database"
            raise TeamMemoryError(shown(url), "you may not make tables there", remedy) from error
        except psycopg.Error as error:
            raise _lost(shown(url), error) from error


def shown(url: str) -> str:
    """The address as it may be shown: host and database, nothing secret."""
    parts = urlsplit(url)
    host = parts.hostname or "this machine"
    return f"team memory {parts.path.lstrip('/') or '(default)'} on {host}"


def _lost(place: str, error: Exception) -> TeamMemoryError:
    told = str(error).strip().partition("\n")[0] or type(error).__name__
    return TeamMemoryError(place, f"the server cannot be used ({told})", "work goes on without it; try again later")


def _said(unit: MemoryUnit) -> tuple[str, ...]:
    """What a unit says, whoever said it."""
    return tuple(str(part) for part in unit_row(unit._replace(author="", at="")))


def _pattern(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\x00", "")
    return f"%{escaped}%"
