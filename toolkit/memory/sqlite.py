"""A translation memory in one SQLite file, derived from other files and derivable again at any time.

Texts that are the same under the key are kept once and numbered; a unit names its text. A number is
never given to another text: so the index that `finding` makes of them, in files beside this one,
can be told from one of another memory or another time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice, repeat, zip_longest
from os import urandom
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from toolkit.language.chinese import fold
from toolkit.memory import fuzzy
from toolkit.memory.changes import MOST, Changes, Differences
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

_FEW = 100
"""Units of a chunk that are put in the place of others; of more, all that follow are put behind the rest."""

_STORED = f"SELECT id, text, {COLUMNS} FROM unit WHERE origin = ? AND id > ? AND id <= ? ORDER BY id LIMIT ?"

_Pair = tuple[tuple[Any, ...] | None, tuple[Any, ...] | None]
"""A unit as it was, with its number and that of its text, and the one that stands in its place now."""

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
            self._put(number, units)
            database.execute("UPDATE origin SET digest = ? WHERE id = ?", (digest, number))

    def remove(self, origin: str) -> None:
        """Forgets an origin."""
        with self._file.writing() as database:
            for (number,) in database.execute("SELECT id FROM origin WHERE name = ?", (origin,)).fetchall():
                self._put(number, ())
                database.execute("DELETE FROM origin WHERE id = ?", (number,))

    def changes(self) -> Changes:
        """What has changed of late, without which what was found before is so still."""
        with self._file.reading():
            bases = self._file.select_all("SELECT base FROM change ORDER BY id DESC LIMIT 1")
            since = self._file.select_all("SELECT key, mark FROM changed JOIN change ON id = change ORDER BY id, key")
        return Changes(bases[0][0], since) if bases else Changes()

    def _put(self, origin: int, units: Iterable[MemoryUnit]) -> None:
        """Has an origin give `units`, in that order; as far as few differ, those that do not are left alone."""
        (last,) = self._file.connection.execute("SELECT coalesce(max(id), 0) FROM unit").fetchone()
        rows, first = map(unit_row, units), 0
        differences, texts, in_place = Differences(), set[int](), True
        while True:
            before = self._file.connection.execute(_STORED, (origin, first, last, _CHUNK)).fetchall()
            some = list(islice(rows, _CHUNK))
            if not before and not some:
                break
            first = before[-1][0] if before else last
            if not before and len(some) > MOST:
                differences.are_many = True
                self._add(origin, some, repeat(None))
                continue
            pairs = list(zip_longest(before, some))
            if in_place:
                others = [(was, row) for was, row in pairs if was is None or was[2:] != row]
                in_place = len(others) <= _FEW
                pairs = others if in_place else pairs[pairs.index(others[0]) :]
            texts.update(self._put_some(origin, pairs, in_place, differences))
        changed = differences.texts()
        keys = None if changed is None else self._keys(changed)
        self._drop_unused(texts)
        self._note_change(keys)

    def _put_some(self, origin: int, pairs: Sequence[_Pair], in_place: bool, differences: Differences) -> list[int]:
        """Puts units in the places of those they are paired with, or behind all; returns the texts that stood there."""
        before = [was for was, _ in pairs if was is not None]
        rows = [row for _, row in pairs if row is not None]
        places = (was[0] if was is not None and in_place else None for was, row in pairs if row is not None)
        texts = self._add(origin, rows, places)
        differences.note([was[1:] for was in before], [(text, *row) for text, row in zip(texts, rows, strict=True)])
        gone = listed(was[0] for was, row in pairs if was is not None and (row is None or not in_place))
        self._file.connection.execute(f"DELETE FROM unit WHERE id IN {GIVEN}", (gone,))
        return [text for _, text, *_ in before]

    def _add(self, origin: int, rows: Sequence[tuple[Any, ...]], places: Iterable[int | None]) -> list[int]:
        """Puts units in those places, or behind all; returns the numbers of their texts."""
        keys = [fold(row[0]) for row in rows]
        numbers = self._numbered(dict.fromkeys(keys))
        texts = [numbers[key] for key in keys]
        self._file.connection.executemany(
            f"INSERT OR REPLACE INTO unit(id, origin, text, {COLUMNS}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((place, origin, text, *row) for place, text, row in zip(places, texts, rows, strict=False)),
        )
        return texts

    def _keys(self, texts: Sequence[int]) -> list[str]:
        rows = self._file.select_all(f"SELECT key FROM text WHERE id IN {GIVEN} ORDER BY id", listed(texts))
        return [key for (key,) in rows]

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

    def _drop_unused(self, texts: Iterable[int]) -> None:
        """Deletes those of the texts that no unit has any more."""
        self._file.connection.execute(
            f"DELETE FROM text WHERE id IN {GIVEN} AND NOT EXISTS (SELECT 1 FROM unit WHERE unit.text = text.id)",
            (listed(texts),),
        )

    def _note_change(self, keys: Sequence[str] | None) -> None:
        """Leaves a mark, and the keys of the texts that have changed; where they become too many, it is the base."""
        database, mark = self._file.connection, urandom(16)
        base = database.execute("SELECT base FROM change ORDER BY id DESC LIMIT 1").fetchone()
        number = database.execute(
            f"INSERT INTO change(last, texts, mark, base) VALUES({_LAST}, (SELECT count(*) FROM text), ?, ?)",
            (mark, base[0] if base else mark),
        ).lastrowid
        changed = ((key, number) for key in keys or ())
        database.executemany("INSERT OR REPLACE INTO changed(key, change) VALUES(?, ?)", changed)
        (count,) = database.execute("SELECT count(*) FROM changed").fetchone()
        if keys is None or count > MOST:
            database.execute("UPDATE change SET base = mark WHERE id = ?", (number,))
            database.execute("DELETE FROM changed")


def _best(found: Iterable[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    ordered = sorted(found, key=lambda one: -one[1])
    last = ordered[limit - 1][1] if len(ordered) > limit else 0
    return [one for one in ordered if one[1] >= last]


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8"), digest_size=8).digest(), "big", signed=True)
