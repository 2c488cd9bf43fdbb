"""Which segment a returned row is: four witnesses vote, and what they do not agree on is set aside.

The witnesses are the ID that people see, a bookmark on it, a bookmark in the English cell, and the
hash of the Chinese. Each may be lost or copied by a word processor; all four rarely are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from toolkit.bitext import bookmark_name, text_hash
from toolkit.review.docx.package import Export
from toolkit.review.docx.rows import PREFIXES, ReturnedRow
from toolkit.review.values import Quarantined

_COPIED = re.compile(r"_Copy_\d+$")


@dataclass(frozen=True, slots=True)
class Identified:
    """The rows that are sure, each with its unit ID; those that are not; and the IDs that came back in neither.

    Of ``doubted`` rows it is known which segment they are, but not whether their English is meant for it.
    """

    rows: tuple[tuple[str, ReturnedRow], ...]
    doubted: tuple[tuple[str, ReturnedRow], ...]
    quarantined: tuple[Quarantined, ...]
    missing: tuple[str, ...]


def identify(rows: Sequence[ReturnedRow], export: Export) -> Identified:
    """The segment of each row, by the export's manifest."""
    witnesses = _witnesses(export)
    claims: defaultdict[str, list[ReturnedRow]] = defaultdict(list)
    quarantined: list[Quarantined] = []
    doubted: list[tuple[str, ReturnedRow]] = []
    for row in rows:
        unit_id = witnesses.elect(row)
        if row.deleted:
            doubted += [(unit_id, row)] if unit_id else []
        elif unit_id:
            claims[unit_id].append(row)
        elif row.text:
            quarantined.append(Quarantined(row.place, "unknown row", row.text))
    sure: list[tuple[str, ReturnedRow]] = []
    for unit_id, claimants in claims.items():
        chosen, copies = _original(claimants)
        quarantined += (Quarantined(row.place, "a copy of another row", row.text, unit_id) for row in copies)
        for row in chosen:
            reason = _doubt(row, unit_id, export)
            if reason:
                doubted.append((unit_id, row))
                quarantined.append(Quarantined(row.place, reason, row.text, unit_id))
            else:
                sure.append((unit_id, row))
    seen = set(claims)
    return Identified(
        tuple(sure), tuple(doubted), tuple(quarantined), tuple(key for key in export.rows if key not in seen)
    )


@dataclass(frozen=True, slots=True)
class _Witnesses:
    """What each witness is recognised by: IDs, the names of bookmarks, hashes of the Chinese."""

    ids: Container[str]
    marks: Mapping[str, str]
    hashes: Mapping[str, Sequence[str]]

    def elect(self, row: ReturnedRow) -> str:
        """The ID with the most votes; empty where there is none, or where two have as many.

        The hash decides between equals, and speaks for a row that has lost the rest if only one
        segment has it: sentences may recur.
        """
        votes = Counter({label for label in row.labels if label in self.ids})
        marks = {_COPIED.sub("", mark) for mark in row.bookmarks}
        votes.update(self.marks[mark] for mark in marks if mark in self.marks)
        same = self.hashes.get(text_hash(row.chinese.original), ())
        if not votes:
            return same[0] if len(same) == 1 else ""
        votes.update(key for key in same if key in votes)
        (first, most), *rest = votes.most_common(2)
        return first if not rest or rest[0][1] < most else ""


def _witnesses(export: Export) -> _Witnesses:
    marks: dict[str, str] = {}
    hashes: defaultdict[str, list[str]] = defaultdict(list)
    for key, row in export.rows.items():
        marks |= {bookmark_name(prefix, key): key for prefix in PREFIXES}
        hashes[row.source_hash].append(key)
    return _Witnesses(export.rows, marks, hashes)


def _original(claimants: Sequence[ReturnedRow]) -> tuple[list[ReturnedRow], list[ReturnedRow]]:
    """Of rows that claim one segment, the one that is no copy; where that cannot be told all count as copies."""
    if len(claimants) == 1:
        return list(claimants), []
    marked = [row for row in claimants if row.bookmarks and not any(map(_COPIED.search, row.bookmarks))]
    if len(marked) == 1:
        return marked, [row for row in claimants if row is not marked[0]]
    return [], list(claimants)


def _doubt(row: ReturnedRow, unit_id: str, export: Export) -> str:
    """Why a row whose segment is known is not applied all the same; empty where nothing speaks against it."""
    if row.merged:
        return "merged cells"
    if text_hash(row.chinese.final) != export.rows[unit_id].source_hash:
        return "the Chinese was edited"
    return ""
