"""The tables of a team's memory in PostgreSQL, and how an older one becomes the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import TeamMemoryError

if TYPE_CHECKING:
    from psycopg import Connection

MIGRATIONS = (
    """
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE TABLE toolkit_origin (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL UNIQUE,
        digest text NOT NULL
    );
    CREATE TABLE toolkit_unit (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        origin bigint NOT NULL REFERENCES toolkit_origin ON DELETE CASCADE,
        key text NOT NULL,
        source text NOT NULL,
        target text NOT NULL,
        before text NOT NULL,
        after text NOT NULL,
        state text NOT NULL,
        author text NOT NULL,
        at text NOT NULL,
        codes text
    );
    CREATE INDEX toolkit_unit_origin ON toolkit_unit (origin);
    CREATE INDEX toolkit_unit_same ON toolkit_unit USING hash (key);
    CREATE INDEX toolkit_unit_like ON toolkit_unit USING gin (key gin_trgm_ops);
    """,
)
"""What is done to a database, one step after the other; a step that has been released never changes."""

_LOCK = 0x746D656D
"""Of those who migrate: one at a time."""

_OWNER = "let the owner of the database run: toolkit memory init-team"


def version_of(connection: Connection) -> int:
    """How many of the steps the database has had."""
    row = connection.execute("SELECT to_regclass('toolkit_schema') IS NOT NULL").fetchone()
    if row is None or not row[0]:
        return 0
    row = connection.execute("SELECT max(version) FROM toolkit_schema").fetchone()
    return int(row[0]) if row and row[0] else 0


def refuse_other_versions(connection: Connection, place: str) -> None:
    """Raises `TeamMemoryError` where the tables are not those that this toolkit knows."""
    version = version_of(connection)
    if version < len(MIGRATIONS):
        problem = "there is no team memory in it yet" if not version else "its tables are those of an older toolkit"
        raise TeamMemoryError(place, problem, _OWNER)
    if version > len(MIGRATIONS):
        raise TeamMemoryError(place, "its tables are those of a newer toolkit", "update the toolkit on this machine")


def migrate(connection: Connection, place: str) -> int:
    """Brings the tables up to date; how many steps that took. Raises `TeamMemoryError` where it cannot be done."""
    row = connection.execute(
        "SELECT datctype, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    if row is None or row[0] in ("C", "POSIX") or row[1] != "UTF8":
        problem = "its characters are not known as letters (LC_CTYPE C), so that nothing Chinese could be found"
        raise TeamMemoryError(place, problem, "create it with ENCODING 'UTF8' LC_CTYPE 'C.UTF-8' TEMPLATE template0")
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        connection.execute("CREATE TABLE IF NOT EXISTS toolkit_schema (version int PRIMARY KEY)")
        done = version_of(connection)
        for number, step in enumerate(MIGRATIONS[done:], done + 1):
            connection.execute(step.encode())
            connection.execute("INSERT INTO toolkit_schema VALUES (%s)", (number,))
    return max(len(MIGRATIONS) - done, 0)
