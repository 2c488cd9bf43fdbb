"""Look-ups in a memory in groups, so that what was found before for the same texts need not be looked for again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from toolkit.bitext import Keep
from toolkit.language.chinese import fold
from toolkit.memory.changes import Changes
from toolkit.memory.fuzzy import like
from toolkit.memory.protocol import LIMIT, THRESHOLD, Query, Searched
from toolkit.memory.rows import read_codes, write_codes
from toolkit.model import Match, MatchKind, State

_FEWEST, _MOST = 100, 400
"""Queries of a group; of those between, the first whose ID begins with one of `_LAST` ends it."""

_LAST = frozenset("abcdefgh")


class KeptLookups:
    """A memory, opened by `opened` when something has to be looked up, whose results `keep` may know from before.

    They are known by what they are made from: the queries, and the last of the `changes` of the memory that could
    touch them. A text that is less like a query than is asked for has no part in what is found for it.
    """

    def __init__(self, opened: Callable[[], Searched], changes: Callable[[], Changes], keep: Keep) -> None:
        self._opened, self._changes, self._keep = opened, changes, keep

    def look_up(
        self, queries: Sequence[Query], threshold: int = THRESHOLD, limit: int = LIMIT
    ) -> Iterator[tuple[Match, ...]]:
        """Asks `keep` for the `limit` best matches of each query, and gives them as they are taken."""
        groups = list(_groups(queries))
        marks = _marks(self._changes(), groups, threshold)

        def made_from(place: int) -> bytes:
            return marks[place] + f"{threshold} {limit}\0{_said(groups[place])}".encode("utf-8", "surrogatepass")

        def look(place: int) -> bytes:
            return _written(self._opened().look_up(groups[place], threshold, limit))

        kept = zip(groups, self._keep(len(groups), made_from, look), strict=True)
        return chain.from_iterable(_read(content, len(group)) for group, content in kept)


def _groups(queries: Sequence[Query]) -> Iterator[list[Query]]:
    """The queries in groups that begin anew at the same texts, whatever has changed before these."""
    group: list[Query] = []
    for query in queries:
        group.append(query)
        if len(group) >= _MOST or (len(group) >= _FEWEST and query.segment.id[:1] in _LAST):
            yield group
            group = []
    if group:
        yield group


def _marks(changes: Changes, groups: Sequence[Sequence[Query]], threshold: int) -> list[bytes]:
    """For each group the mark of the last change to a text that is as like one of its queries, or of the base."""
    marks = [changes.base] * len(groups)
    if changes.since:
        texts = ((query.segment.text, place) for place, group in enumerate(groups) for query in group)
        queries = sorted(((fold(text), place) for text, place in texts), key=_length)
        keys = [key for key, _ in queries]
        for text, mark in changes.since:
            for place in like(text, keys, threshold):
                marks[queries[place][1]] = mark
    return marks


def _length(query: tuple[str, int]) -> int:
    return len(query[0])


def _said(group: Sequence[Query]) -> str:
    """All that the queries of a group say: what stands around a text is said where it is not asked for beside it."""
    texts = ["", *(query.segment.text for query in group), ""]
    more = [
        (place, query.segment.codes, query.before, query.after)
        for place, query in enumerate(group)
        if query.before != texts[place] or query.after != texts[place + 2] or query.segment.codes
    ]
    return "\0".join((*texts, repr(more)))


def _written(found: Iterable[Sequence[Match]]) -> bytes:
    """The places of the few queries that something was found for, and that."""
    rows = [[place, *map(_row, matches)] for place, matches in enumerate(found) if matches]
    return json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _row(match: Match) -> list[Any]:
    codes = write_codes(match.codes)
    return [
        match.source,
        match.target,
        match.score,
        match.kind,
        match.origin,
        match.author,
        match.at,
        match.state,
        codes,
    ]


def _read(content: bytes, count: int) -> list[tuple[Match, ...]]:
    """What was found for each of `count` queries."""
    found: list[tuple[Match, ...]] = [()] * count
    for place, *matches in json.loads(content.decode("utf-8", "surrogatepass")):
        found[place] = tuple(
            Match(source, target, score, MatchKind(kind), origin, author, at, State(state), read_codes(codes))
            for source, target, score, kind, origin, author, at, state, codes in matches
        )
    return found
