"""Units of a memory as rows of a table, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from toolkit.memory.protocol import MemoryUnit
from toolkit.model import Code, CodeKind, State

COLUMNS = "source, target, before, after, state, author, at, codes"


def unit_row(unit: MemoryUnit) -> tuple[str | None, ...]:
    """The values of a unit in the order of `COLUMNS`."""
    codes = None
    if unit.source_codes or unit.target_codes:
        codes = json.dumps([write_codes(side) for side in (unit.source_codes, unit.target_codes)])
    return unit.source, unit.target, unit.before, unit.after, unit.state, unit.author, unit.at, codes


def write_codes(codes: Iterable[Code]) -> list[list[Any]]:
    """Inline codes as values of JSON."""
    return [[code.id, code.kind, code.start, code.end, code.detail] for code in codes]


def read_unit(row: Sequence[Any]) -> MemoryUnit:
    """The unit of a row with `COLUMNS`."""
    source, target, before, after, state, author, at, codes = row
    ours, theirs = map(read_codes, json.loads(codes)) if codes else ((), ())
    return MemoryUnit(source, target, ours, theirs, before, after, State(state), author, at)


def read_codes(rows: Iterable[Any]) -> tuple[Code, ...]:
    """The inline codes of `write_codes`."""
    return tuple(Code(name, CodeKind(kind), *rest) for name, kind, *rest in rows)
