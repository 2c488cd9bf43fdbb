"""What came back of a hand-off beside what was handed off: changes, and what is set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from toolkit.bitext import Manifest, ManifestRow, text_hash
from toolkit.model import State
from toolkit.review.handoff.values import ReturnedFile, ReturnedUnit
from toolkit.review.returned import comparable, moment
from toolkit.review.values import Change, Quarantined, Review, Verdict

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ORDER = list(State)


def compared(returned: ReturnedFile, base: Manifest, is_export: bool) -> Review:
    """The changes of a returned file against its `base`.

    Where the base is no export but what stands in for one, the units that came are those that were sent.
    """
    rows = {row.id: row for row in base.rows}
    counts = Counter(unit.id for unit in returned.units)
    changes: list[Change] = []
    quarantined = []
    for unit in returned.units:
        row = rows.get(unit.id)
        reason = _doubt(unit, row, counts[unit.id])
        if reason:
            quarantined.append(Quarantined(unit.place, reason, _NOT_IN_XML.sub("\ufffd", unit.target or ""), unit.id))
        if row is not None and counts[unit.id] == 1:
            changes += (replace(one, guessed=not is_export) for one in _change(unit, row, doubted=bool(reason)))
    sent = frozenset(rows) if is_export else frozenset(counts)
    missing = tuple(key for key in rows if key not in counts) if is_export else ()
    return Review(returned.name, base.document, base.batch, sent, tuple(changes), tuple(quarantined), missing)


def _doubt(unit: ReturnedUnit, row: ManifestRow | None, count: int) -> str:
    """Why the English of a unit is not applied; empty where nothing speaks against it."""
    if row is None:
        return "unknown unit" if unit.target else ""
    if count > 1:
        return "the unit is in the file more than once"
    if text_hash(unit.source) != row.source_hash:
        return "the Chinese was edited"
    if unit.target is not None and _NOT_IN_XML.search(unit.target):
        return "the English has characters that no bitext can hold"
    return "the English was taken out" if unit.target is not None and _is_emptied(unit.target, row) else ""


def _is_emptied(target: str, row: ManifestRow) -> bool:
    return bool(comparable(row.target)) and not comparable(target)


def _change(unit: ReturnedUnit, row: ManifestRow, doubted: bool) -> Iterator[Change]:
    """What is new in a unit, if anything; of a doubted one its notes only."""
    target = row.target if doubted or unit.target is None else unit.target.replace("\r\n", "\n")
    edited = comparable(target) != comparable(row.target)
    before = State(row.state) if row.state in set(State) else State.EMPTY
    verdict = Verdict.NONE if edited or doubted else _verdict(unit, before)
    if not (edited or verdict or unit.notes):
        return
    state = _edited_state(unit.state, before) if edited else unit.state
    author, at = (unit.author, moment(unit.at)) if edited or verdict else ("", "")
    yield Change(unit.id, row.target, target if edited else row.target, author, at, unit.notes, verdict, state)


def _edited_state(stated: State | None, before: State) -> State:
    """The state of new English: what the file says, unless it says what it said of the old one."""
    if stated in (None, State.EMPTY) or (stated is before and stated is not State.DRAFT):
        return State.TRANSLATED
    return stated


def _verdict(unit: ReturnedUnit, before: State) -> Verdict:
    """What a new state says of English that is as it was: it can stand, or it cannot."""
    if unit.state is None or not unit.target or before in (unit.state, State.EMPTY):
        return Verdict.NONE
    if _ORDER.index(unit.state) > _ORDER.index(before):
        return Verdict.ACCEPTED
    return Verdict.REJECTED if unit.state is State.DRAFT else Verdict.NONE
