"""A translation memory in one SQLite file, derived from other files and derivable again at any time.

Texts that are the same under the key are kept once and numbered; a unit names its text. A number is
never given to another text: so the index that `finding` makes of them, in files beside this one,
can be told from one of another memory or another time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

from toolkit.language.chinese import fold
from toolkit.memory import fuzzy
from toolkit.memory.database import GIVEN, Database, listed
from toolkit.memory.finding import TextFinder
from toolkit.memory.protocol import LIMIT, THRESHOLD, MemoryUnit, Query
from toolkit.memory.ranking import Found, ranked
from toolkit.memory.rows import COLUMNS, read_unit, unit_row
from toolkit.model import Match

_WITH_ORIGIN = "unit JOIN origin ON origin.id = unit.origin"

_LAST = "max((SELECT coalesce(max(id), 0) FROM text), (SELECT coalesce(max(last), 0) FROM change))"
"""The greatest number that a text has or had."""

_CHUNK = 20_000
"""Units that are added at a time: they take about 20 MB."""

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
"""As SQLite's own ``lower``."""


class SqliteMemory:
    """A translation memory in the file `path`. Readers and one writer may be at work at the same time."""

    def __init__(self, path: Path) -> None:
        self._file = Database(path)
        self._finder = TextFinder(self._file, path)

    def close(self) -> None:
        """Lets go of the file; what is known of its index stays, for other processes too."""
        self._file.close()

    def forget(self) -> None:
        """Begins anew with nothing, in a file of its own."""
        self._file.forget()
        self._finder.forget()

    def make_ready(self) -> None:
        """Makes what many look-ups need, so that other processes find it made."""
        with self._file.reading():
            self._finder.make_ready()

    def look_up(
        self, queries: Sequence[Query], threshold: int = THRESHOLD, limit: int = LIMIT
    ) -> list[tuple[Match, ...]]:
        """For each query the `limit` best matches of at least `threshold` per cent, the best first."""
        keys = [fold(query.segment.text) for query in queries]
        with self._file.reading():
            likely = self._like([key for key in dict.fromkeys(keys) if key], threshold, limit)
            wanted = {text for texts in likely.values() for text, _ in texts}
            units = self._units_of(sorted(wanted)) if wanted else {}
        return [
            ranked(
                query,
                (Found(score, *one) for text, score in likely.get(key, ()) for one in units.get(text, ())),
                limit,
            )
            for query, key in zip(queries, keys, strict=True)
        ]

    def _like(self, keys: Sequence[str], threshold: int, limit: int) -> dict[str, list[tuple[int, int]]]:
        """The numbers of the `limit` texts most like each key, and of all as like as the last, with their likeness."""
        whole = keys if threshold == 100 else [key for key in keys if len(key) > fuzzy.LONGEST]
        short = [] if threshold == 100 else [key for key in keys if len(key) <= fuzzy.LONGEST]
        found = {key: [(number, 100)] for key, number in self._equal(whole).items()}
        for key, texts in self._finder.candidates(short, threshold):
            if like := list(fuzzy.rescore(key, texts, threshold)):
                found[key] = like
        there = self._there(number for texts in found.values() for number, _ in texts)
        return {key: _best([one for one in texts if one[0] in there], limit) for key, texts in found.items()}

    def _there(self, numbers: Iterable[int]) -> set[int]:
        rows = self._file.select_all(f"SELECT id FROM text WHERE id IN {GIVEN}", listed(numbers))
        return {number for (number,) in rows}

    def _equal(self, keys: Iterable[str]) -> dict[str, int]:
        """The numbers of those of the keys that are texts of the memory."""
        hashes = {key: _hash(key) for key in keys}
        rows = self._file.select_all(f"SELECT key, id FROM text WHERE hash IN {GIVEN}", listed(hashes.values()))
        return {key: number for key, number in rows if key in hashes}

    def _units_of(self, texts: Sequence[int]) -> Mapping[int, list[tuple[str, MemoryUnit]]]:
        """The units of each of the texts, with their origins."""
        found = defaultdict(list)
        for text, origin, *unit in self._file.select(
            f"SELECT text, name, {COLUMNS} FROM {_WITH_ORIGIN} WHERE text IN {GIVEN} ORDER BY unit.id", listed(texts)
        ):
            found[text].append((origin, read_unit(unit)))
        return found

    def concordance(self, text: str, limit: int) -> Iterator[tuple[str, MemoryUnit]]:
        """Units with `text` in either language, each with its origin; at most `limit`.

        In English, small and capital letters from A to Z are the same.
        """
        rows = self._file.select(
            f"SELECT name, {COLUMNS} FROM {_WITH_ORIGIN} JOIN text ON text.id = unit.text"
            " WHERE instr(key, ?) OR instr(lower(target), ?) ORDER BY unit.id LIMIT ?",
            fold(text),
            text.translate(_SMALL),
            limit,
        )
        return ((origin, read_unit(unit)) for origin, *unit in rows)

    def origins(self) -> dict[str, str]:
        """Each origin with the digest of what was taken from it."""
        return dict(self._file.select("SELECT name, digest FROM origin ORDER BY name"))

    def sizes(self) -> dict[str, int]:
        """Each origin with the number of its units."""
        return dict(self._file.select(f"SELECT name, count(*) FROM {_WITH_ORIGIN} GROUP BY name ORDER BY name"))

    def units(self, origin: str) -> Iterator[MemoryUnit]:
        """The units of an origin, in its order."""
        return map(
            read_unit,
            self._file.select(f"SELECT {COLUMNS} FROM {_WITH_ORIGIN} WHERE name = ? ORDER BY unit.id", origin),
        )

    def replace(self, origin: str, digest: str, units: Iterable[MemoryUnit]) -> None:
        """Puts `units` in place of all that the memory had from `origin`, at once or not at all."""
        with self._file.writing() as database:
            database.execute("INSERT OR IGNORE INTO origin(name, digest) VALUES(?, '')", (origin,))
            (number,) = database.execute("SELECT id FROM origin WHERE name = ?", (origin,)).fetchone()
            (last,) = database.execute("SELECT coalesce(max(id), 0) FROM unit").fetchone()
            remaining = iter(units)
            while chunk := list(islice(remaining, _CHUNK)):
                self._add(number, chunk)
            self._take_away(number, last)
            database.execute("UPDATE origin SET digest = ? WHERE id = ?", (digest, number))
            self._note_change()

    def remove(self, origin: str) -> None:
        """Forgets an origin."""
        with self._file.writing() as database:
            for (number,) in database.execute("SELECT id FROM origin WHERE name = ?", (origin,)).fetchall():
                (last,) = database.execute("SELECT coalesce(max(id), 0) FROM unit").fetchone()
                self._take_away(number, last)
                database.execute("DELETE FROM origin WHERE id = ?", (number,))
            self._note_change()

    def _add(self, origin: int, units: Sequence[MemoryUnit]) -> None:
        keys = [fold(unit.source) for unit in units]
        numbers = self._numbered(dict.fromkeys(keys))
        self._file.connection.executemany(
            "INSERT INTO unit(origin, text, source, target, before, after, state, author, at, codes)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((origin, numbers[key], *unit_row(unit)) for key, unit in zip(keys, units, strict=True)),
        )

    def _numbered(self, keys: Iterable[str]) -> dict[str, int]:
        """The number of each key; those that are new are given one."""
        hashes = {key: _hash(key) for key in keys}
        rows = self._file.connection.execute(
            f"SELECT key, id FROM text WHERE hash IN {GIVEN}", (listed(hashes.values()),)
        )
        numbers = {key: number for key, number in rows if key in hashes}
        (last,) = self._file.connection.execute(f"SELECT {_LAST}").fetchone()
        fresh = {key: number for number, key in enumerate((key for key in hashes if key not in numbers), last + 1)}
        self._file.connection.executemany(
            "INSERT INTO text(id, hash, key) VALUES(?, ?, ?)",
            ((number, hashes[key], key) for key, number in fresh.items()),
        )
        return numbers | fresh

    def _take_away(self, origin: int, last: int) -> None:
        """Deletes the units of an origin up to the number `last`, and the texts that no unit has any more."""
        texts = [
            text
            for (text,) in self._file.connection.execute(
                "SELECT DISTINCT text FROM unit WHERE origin = ? AND id <= ?", (origin, last)
            )
        ]
        self._file.connection.execute("DELETE FROM unit WHERE origin = ? AND id <= ?", (origin, last))
        self._file.connection.execute(
            f"DELETE FROM text WHERE id IN {GIVEN} AND NOT EXISTS (SELECT 1 FROM unit WHERE unit.text = text.id)",
            (listed(texts),),
        )

    def _note_change(self) -> None:
        self._file.connection.execute(
            f"INSERT INTO change(last, texts, mark) VALUES({_LAST}, (SELECT count(*) FROM text), randomblob(16))"
        )


def _best(found: Iterable[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    ordered = sorted(found, key=lambda one: -one[1])
    last = ordered[limit - 1][1] if len(ordered) > limit else 0
    return [one for one in ordered if one[1] >= last]


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8"), digest_size=8).digest(), "big", signed=True)
