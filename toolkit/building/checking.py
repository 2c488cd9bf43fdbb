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
            return write_findings(check_part(divided[place - 1].bitext, scope, policy))
        return write_findings(check_whole(bitext, scope, policy))

    whole, *found = map(_read_findings, keep(len(divided) + 1, made_from, check))
    return arranged(bitext, [*chain.from_iterable(found), *whole], policy)


_FIELDS = attrgetter(*(one.name for one in fields(Finding)))


def write_findings(findings: Iterable[Finding]) -> bytes:
    """All that the findings say, in columns: a book has as many as empty units, and more."""
    columns = list(zip(*map(_FIELDS, findings), strict=True))
    return json.dumps(columns, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _read_findings(content: bytes) -> list[Finding]:
    columns = json.loads(content.decode("utf-8", "surrogatepass")) or [()] * len(fields(Finding))
    codes, severities, messages, units, sources, targets, *more = columns
    spans = ([span and tuple(span) for span in column] for column in (sources, targets))
    return list(map(Finding, codes, map(_SEVERITIES.__getitem__, severities), messages, units, *spans, *more))


_SEVERITIES = {str(severity): severity for severity in Severity}
