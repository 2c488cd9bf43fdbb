"""A translation memory in one SQLite file, derived from other files and derivable again at any time.

Texts that are the same under the key are kept once and numbered; a unit names its text. For
each bigram and bucket of lengths a row holds the numbers of the texts that have it. What is
removed stays in those rows until they are written anew: a number that is no longer a text's is
passed over.
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
from toolkit.memory.database import Database
from toolkit.memory.protocol import LIMIT, THRESHOLD, MemoryUnit, Query
from toolkit.memory.ranking import Found, ranked
from toolkit.memory.rows import COLUMNS, read_unit, unit_row
from toolkit.model import Match

_WITH_ORIGIN = "unit JOIN origin ON origin.id = unit.origin"
_GIVEN = "(SELECT value FROM json_each(?))"
"""The numbers of a list that is given as one value, `_listed`: there may be more than SQLite takes values."""

_CHUNK = 50_000
"""Units that are added at a time: sorting their bigrams takes about 80 MB."""

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
"""As SQLite's own ``lower``."""

_Row = tuple[int, int, bytes | None]
"""Of a row of the index how many texts it names, its number, and its texts unless they are many."""

_SHORT = 500
"""Texts of a row that are read at once; of longer ones often only the number is needed."""

_FEW_IDLE = 10_000
_SURE = 6
"""Bigrams that a candidate must share of those looked up, where it must share as many at all: with
fewer, more texts are compared than it costs to read the rows of some more bigrams."""


class SqliteMemory:
    """A translation memory in the file `path`. Readers and one writer may be at work at the same time."""

    def __init__(self, path: Path) -> None:
        self._file = Database(path)

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()

    def forget(self) -> None:
        """Begins anew with nothing, in a file of its own."""
        self._file.forget()

    def look_up(
        self, queries: Sequence[Query], threshold: int = THRESHOLD, limit: int = LIMIT
    ) -> list[tuple[Match, ...]]:
        """For each query the `limit` best matches of at least `threshold` per cent, the best first."""
        keys = [fold(query.segment.text) for query in queries]
        likely = {key: self._like(key, threshold, limit) for key in dict.fromkeys(keys) if key}
        wanted = {text for texts in likely.values() for text, _ in texts}
        units = self._units_of(sorted(wanted))
        return [
            ranked(
                query,
                (Found(score, *one) for text, score in likely.get(key, ()) for one in units.get(text, ())),
                limit,
            )
            for query, key in zip(queries, keys, strict=True)
        ]

    def _like(self, key: str, threshold: int, limit: int) -> list[tuple[int, int]]:
        """The numbers of the `limit` texts most like `key`, and of all as like as the last, with their likeness."""
        if len(key) > fuzzy.LONGEST or threshold == 100:
            return [(text, 100) for text in self._equal(key)]
        found = sorted(fuzzy.rescore(key, self._candidates(key, threshold), threshold), key=lambda one: -one[1])
        last = found[limit - 1][1] if len(found) > limit else 0
        return [one for one in found if one[1] >= last]

    def _equal(self, key: str) -> list[int]:
        return [
            text for (text,) in self._file.select("SELECT id FROM text WHERE hash = ? AND key = ?", _hash(key), key)
        ]

    def _candidates(self, key: str, threshold: int) -> Iterator[tuple[int, str]]:
        """Every text that may be like `key` by `threshold` per cent, and few others."""
        from toolkit.memory.index import frequent, tokens

        own = tokens(key)
        bands = fuzzy.bands(len(key), threshold)
        rows = self._rows([band.bucket << 32 | token for band in bands for token in own])
        chosen: list[int] = []
        for band in bands:
            shared = len(own) - band.lost
            present = rows.get(band.bucket, ())
            if shared <= 0:
                yield from self._of_length(band.shortest, band.longest)
            elif len(present) >= shared:
                times = min(shared, _SURE)
                rarest = sorted(present)[: len(present) - shared + times]
                chosen += frequent(self._lists(rarest), times)
        yield from self._texts(chosen)

    def _rows(self, numbers: Sequence[int]) -> dict[int, list[_Row]]:
        """By bucket, those of the rows that are there."""
        found = defaultdict(list)
        for row in self._file.select_all(
            f"SELECT count, id, CASE WHEN count <= {_SHORT} THEN texts END FROM posting WHERE id IN {_GIVEN}",
            _listed(numbers),
        ):
            found[row[1] >> 32].append(row)
        return found

    def _lists(self, rows: Sequence[_Row]) -> list[bytes]:
        """The texts of rows, which long ones have to be read for."""
        long = [number for _, number, texts in rows if texts is None]
        read = self._file.select_all(f"SELECT texts FROM posting WHERE id IN {_GIVEN}", _listed(long)) if long else ()
        return [*(texts for _, _, texts in rows if texts is not None), *(texts for (texts,) in read)]

    def _texts(self, numbers: Iterable[int]) -> list[tuple[int, str]]:
        return self._file.select_all(f"SELECT id, key FROM text WHERE id IN {_GIVEN}", _listed(numbers))

    def _of_length(self, shortest: int, longest: int) -> Iterator[tuple[int, str]]:
        return self._file.select("SELECT id, key FROM text WHERE length BETWEEN ? AND ?", shortest, longest)

    def _units_of(self, texts: Sequence[int]) -> Mapping[int, list[tuple[str, MemoryUnit]]]:
        """The units of each of the texts, with their origins."""
        found = defaultdict(list)
        for text, origin, *unit in self._file.select(
            f"SELECT text, name, {COLUMNS} FROM {_WITH_ORIGIN} WHERE text IN {_GIVEN} ORDER BY unit.id", _listed(texts)
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
            self._tidy()

    def remove(self, origin: str) -> None:
        """Forgets an origin."""
        with self._file.writing() as database:
            for (number,) in database.execute("SELECT id FROM origin WHERE name = ?", (origin,)).fetchall():
                (last,) = database.execute("SELECT coalesce(max(id), 0) FROM unit").fetchone()
                self._take_away(number, last)
                database.execute("DELETE FROM origin WHERE id = ?", (number,))
            self._tidy()

    def _add(self, origin: int, units: Sequence[MemoryUnit]) -> None:
        keys = [fold(unit.source) for unit in units]
        numbers = self._numbered(dict.fromkeys(keys))
        self._file.connection.executemany(
            "INSERT INTO unit(origin, text, source, target, before, after, state, author, at, codes)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((origin, numbers[key], *unit_row(unit)) for key, unit in zip(keys, units, strict=True)),
        )

    def _numbered(self, keys: Iterable[str]) -> dict[str, int]:
        """The number of each key; those that are new are given one and indexed."""
        hashes = {key: _hash(key) for key in keys}
        rows = self._file.connection.execute(
            f"SELECT key, id FROM text WHERE hash IN {_GIVEN}", (_listed(hashes.values()),)
        )
        numbers = {key: number for key, number in rows if key in hashes}
        (last,) = self._file.connection.execute("SELECT coalesce(max(id), 0) FROM text").fetchone()
        fresh = {key: number for number, key in enumerate((key for key in hashes if key not in numbers), last + 1)}
        self._file.connection.executemany(
            "INSERT INTO text(id, hash, length, key) VALUES(?, ?, ?, ?)",
            ((number, hashes[key], len(key), key) for key, number in fresh.items()),
        )
        self._index(fresh)
        return numbers | fresh

    def _index(self, numbers: Mapping[str, int]) -> None:
        from toolkit.memory.index import postings

        short = {key: number for key, number in numbers.items() if len(key) <= fuzzy.LONGEST}
        self._file.connection.executemany(
            "INSERT INTO posting VALUES(?, ?, ?) ON CONFLICT(id) DO UPDATE"
            " SET count = count + excluded.count, texts = CAST(texts || excluded.texts AS BLOB)",
            postings(list(short), list(short.values())),
        )

    def _take_away(self, origin: int, last: int) -> None:
        """Deletes the units of an origin up to the number `last`, and the texts that no unit has any more."""
        texts = [
            text
            for (text,) in self._file.connection.execute(
                "SELECT DISTINCT text FROM unit WHERE origin = ? AND id <= ?", (origin, last)
            )
        ]
        self._file.connection.execute("DELETE FROM unit WHERE origin = ? AND id <= ?", (origin, last))
        gone = self._file.connection.execute(
            f"DELETE FROM text WHERE id IN {_GIVEN} AND NOT EXISTS (SELECT 1 FROM unit WHERE unit.text = text.id)",
            (_listed(texts),),
        )
        self._file.connection.execute("UPDATE idle SET texts = texts + ?", (gone.rowcount,))

    def _tidy(self) -> None:
        """Writes the index anew where it has come to name more texts that are gone than there are."""
        (idle,) = self._file.connection.execute("SELECT texts FROM idle").fetchone()
        if idle < _FEW_IDLE or idle < self._file.connection.execute("SELECT count(*) FROM text").fetchone()[0]:
            return
        self._file.connection.execute("DELETE FROM posting")
        rows = self._file.connection.execute("SELECT key, id FROM text")
        while chunk := rows.fetchmany(_CHUNK):
            self._index(dict(chunk))
        self._file.connection.execute("UPDATE idle SET texts = 0")


def _listed(numbers: Iterable[int]) -> str:
    return f"[{','.join(map(str, numbers))}]"


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8"), digest_size=8).digest(), "big", signed=True)
