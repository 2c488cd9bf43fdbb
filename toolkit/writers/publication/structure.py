"""What belongs together in a publication: the cells of a table, the entries of a list, marks and their notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from toolkit.model import CodeKind, Kind
from toolkit.writers.publication.values import Passage, Publication

FEWEST_FOR_CONTENTS = 6
"""Headings from which a publication has a table of contents."""

DEEPEST_HEADING = 5


@dataclass(frozen=True, slots=True)
class Table:
    """The passages of a table by row and column; the first row is taken to be its head.

    ``part`` counts from 1 where a wide one was divided into several.
    """

    number: int
    rows: tuple[tuple[tuple[Passage, ...], ...], ...]
    part: int = 0

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries of a list that follow each other."""

    entries: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the depth at which it is printed, from 1 and never more than one below the last."""

    passage: Passage
    depth: int


Part = Passage | Heading | Listing | Table


@dataclass(frozen=True, slots=True)
class Body:
    """What is printed after the title: its parts in reading order, and the notes.

    ``headline`` is printed as the title. ``numbers`` gives the number of the note that a mark stands
    for, by what the source calls it.
    """

    parts: tuple[Part, ...]
    notes: tuple[Passage, ...]
    numbers: Mapping[str, int]
    headline: Passage | None

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in reading order."""
        return tuple(part for part in self.parts if isinstance(part, Heading))

    @property
    def has_contents(self) -> bool:
        """Whether it is long enough for a table of contents."""
        return len(self.headings) >= FEWEST_FOR_CONTENTS


def body(publication: Publication, most_columns: int = 0) -> Body:
    """The parts of a publication; tables of more than `most_columns` columns are divided, 0 for none."""
    headline = next((one for one in publication.passages if one.kind is Kind.HEADLINE and not one.pictures), None)
    printed = [one for one in publication.passages if one is not headline]
    notes = tuple(one for one in printed if one.kind is Kind.FOOTNOTE)
    parts = tuple(_parts(printed, most_columns))
    return Body(parts, notes, _numbers(publication.passages, len(notes)), headline)


def passages_of(part: Part) -> Iterator[Passage]:
    """The passages of a part in reading order."""
    if isinstance(part, Heading):
        yield part.passage
    elif isinstance(part, Listing):
        yield from part.entries
    elif isinstance(part, Table):
        yield from (passage for row in part.rows for cell in row for passage in cell)
    else:
        yield part


def sections(parts: Sequence[Part], most: int = 100) -> Iterator[tuple[Part, ...]]:
    """The parts in groups that begin with the highest headings, and have at most so many parts."""
    start = 0
    for place, part in enumerate(parts):
        begins = isinstance(part, Heading) and part.depth == 1
        if place > start and (begins or place - start == most):
            yield tuple(parts[start:place])
            start = place
    if parts[start:]:
        yield tuple(parts[start:])


def _parts(passages: Iterable[Passage], most_columns: int) -> Iterator[Part]:
    depth = 0
    for key, group in groupby(passages, _family):
        together = tuple(group)
        if isinstance(key, int):
            yield from divided(_table(key, together), most_columns)
        elif key is Kind.LIST_ITEM:
            yield Listing(together)
        elif key in (Kind.HEADING, Kind.HEADLINE):
            for passage in together:
                depth = min(max(passage.level, 1), depth + 1, DEEPEST_HEADING)
                yield Heading(passage, depth)
        elif key is not Kind.FOOTNOTE:
            yield from together


def _family(passage: Passage) -> Kind | int:
    """What passages that follow each other have in common: their table, or their kind."""
    if passage.kind is Kind.FOOTNOTE:
        return passage.kind
    return passage.cell.table if passage.cell else passage.kind


def _table(number: int, passages: Sequence[Passage]) -> Table:
    grid: dict[int, dict[int, list[Passage]]] = {}
    for passage in passages:
        if passage.cell:
            grid.setdefault(passage.cell.row, {}).setdefault(passage.cell.column, []).append(passage)
    columns = sorted({column for row in grid.values() for column in row})
    rows = (tuple(tuple(grid[row].get(column, ())) for column in columns) for row in sorted(grid))
    return Table(number, tuple(rows))


def divided(table: Table, most: int) -> Iterator[Table]:
    """A table in parts of at most `most` columns, each with the first column; as it is where it has no more."""
    if not most or table.columns <= most:
        yield table
        return
    for part, start in enumerate(range(1, table.columns, most - 1), 1):
        rows = tuple((row[0], *row[start : start + most - 1]) for row in table.rows)
        yield Table(table.number, rows, part)


def _numbers(passages: Iterable[Passage], notes: int) -> dict[str, int]:
    """Notes stand in the order of their marks: the first mark met is that of the first note."""
    met: dict[str, int] = {}
    for passage in passages:
        for text in passage.texts[:1]:
            for code in text.codes:
                if code.kind is CodeKind.REFERENCE and len(met) < notes:
                    met.setdefault(code.detail, len(met) + 1)
    return met
