"""The baseline: findings that an old project had when a check was new, and that are not shown."""

from __future__ import annotations

import json
from collections.abc import Iterable

from toolkit.bitext import pair_hash
from toolkit.errors import SettingsError
from toolkit.model import Checked, Unit

Key = tuple[str, str, str, str]
"""Document, unit ID, code, and what stands for the unit's two texts: a finding is new when one of them is."""

_VERSION = 1


def key(document: str, unit: Unit, code: str) -> Key:
    """What a finding of the check `code` on `unit` is known by."""
    return document, unit.segment.id, code, pair_hash(unit)


def write_baseline(checked: Iterable[Checked]) -> str:
    """A baseline of all the findings, as JSON with a line for each, so that version control shows which went."""
    keys = set()
    for one in checked:
        units = {unit.segment.id: unit for unit in one.bitext.units}
        keys |= {key(one.bitext.document.name, units[found.unit_id], found.code) for found in one.findings}
    lines = ",\n".join(json.dumps(known, ensure_ascii=False) for known in sorted(keys))
    return f'{{"version": {_VERSION}, "findings": [\n{lines}\n]}}\n'


def read_baseline(content: bytes, place: str) -> frozenset[Key]:
    """The findings in a baseline; raises `SettingsError` where it is none."""
    try:
        stored = json.loads(content)
        if stored["version"] != _VERSION:
            raise ValueError(f"version {stored['version']}")
        return frozenset((str(d), str(u), str(c), str(p)) for d, u, c, p in stored["findings"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        problem = f"not a baseline of the checks ({error})"
        raise SettingsError(place, problem, "write it anew: toolkit check --update-baseline") from error
