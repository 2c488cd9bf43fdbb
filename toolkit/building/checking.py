"""The checks on a long document: by several processes, and not again on what has not changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from itertools import chain
from operator import attrgetter

from toolkit.bitext import Keep, parts
from toolkit.building.keeping import cores, shared
from toolkit.checks import Policy, Scope, arranged, check_part, check_whole
from toolkit.model import Bitext, Finding, Severity

FEWEST_UNITS = 5_000
"""A shorter document is checked by one process: starting others takes longer than they save."""


def check_bitext(
    bitext: Bitext, scope: Scope, policy: Policy, jobs: int = 0, keep: Keep | None = None
) -> tuple[Finding, ...]:
    """As `run_checks`, the parts of the document shared out among `jobs` processes; 0 for as many as help.

    The findings and their order are the same with any number. `keep` may know some of a part from
    before, where policy and scope are the same. Raises `UsageError` where a process was killed.
    """
    keep = keep or shared(jobs or (cores() if len(bitext.units) >= FEWEST_UNITS else 1))
    divided = parts(bitext)

    def made_from(place: int) -> bytes:
        return divided[place - 1].content if place else b""

    def check(place: int) -> bytes:
        """The comparison of all units takes longest, and so is begun first."""
        if place:
            return _written(check_part(divided[place - 1].bitext, scope, policy))
        return _written(check_whole(bitext, scope, policy))

    whole, *found = map(_read, keep(len(divided) + 1, made_from, check))
    return arranged(bitext, [*chain.from_iterable(found), *whole], policy)


_FIELDS = attrgetter(*(one.name for one in fields(Finding)))


def _written(findings: Iterable[Finding]) -> bytes:
    return json.dumps(list(map(_FIELDS, findings)), ensure_ascii=False).encode("utf-8", "surrogatepass")


def _read(content: bytes) -> list[Finding]:
    return [
        Finding(code, Severity(severity), message, unit_id, _span(source), _span(target), *rest)
        for code, severity, message, unit_id, source, target, *rest in json.loads(
            content.decode("utf-8", "surrogatepass")
        )
    ]


def _span(places: list[int] | None) -> tuple[int, int] | None:
    return None if places is None else (places[0], places[1])
