"""What is found in a document, by its units and by its parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from operator import attrgetter

from toolkit.bitext import Part
from toolkit.bitext.partition import at_hand
from toolkit.model import Finding

_FIELDS = attrgetter(*(one.name for one in fields(Finding)))


@at_hand
def by_unit(findings: Sequence[Finding]) -> Mapping[str, Sequence[Finding]]:
    """The findings by the ID of their unit."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.unit_id, []).append(finding)
    return found


@at_hand
def name_found(findings: Sequence[Finding], divided: Sequence[Part]) -> Sequence[bytes]:
    """A hash of all that is found in each of the parts of a document, and of what is found in none of them."""
    found = by_unit(findings)
    shown = [[unit.segment.id for unit in part.bitext.units if unit.segment.id in found] for part in divided]
    nowhere = sorted(found.keys() - {one for ids in shown for one in ids})
    return [_name([_FIELDS(finding) for one in ids for finding in found[one]]) for ids in (*shown, nowhere)]


def _name(told: Sequence[Sequence[object]]) -> bytes:
    return hashlib.blake2b(json.dumps(told).encode("ascii"), digest_size=16).digest()
