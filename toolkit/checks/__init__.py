"""Checks: each a generator that yields findings about a bitext, registered under its code."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from toolkit.checks.acceptance import accept, is_acceptance, marked
from toolkit.checks.registry import REGISTERED, Check, Policy, Scope, check
from toolkit.model import Bitext, Finding

__all__ = ["FAMILIES", "Check", "Policy", "Scope", "accept", "all_checks", "check", "is_acceptance", "run_checks"]

FAMILIES = (
    "toolkit.checks.completeness",
    "toolkit.checks.codes",
    "toolkit.checks.terms",
    "toolkit.checks.numbers",
    "toolkit.checks.correspondence",
    "toolkit.checks.consistency",
    "toolkit.checks.marks",
    "toolkit.checks.spacing",
    "toolkit.checks.sentences",
    "toolkit.checks.words",
    "toolkit.checks.spelling",
    "toolkit.checks.source",
)
"""The modules whose import registers the built-in checks."""

_NOTHING_MORE = Scope()
_ALL = Policy()


def all_checks() -> dict[str, Check]:
    """Every check by its code, in the order of registration."""
    for family in FAMILIES:
        import_module(family)
    return dict(REGISTERED)


def run_checks(bitext: Bitext, scope: Scope = _NOTHING_MORE, policy: Policy = _ALL) -> tuple[Finding, ...]:
    """The findings of the checks that `policy` wants on an annotated `bitext`, in the order of its units.

    `scope` is what checks may know beside it. Findings that a person accepted are marked, not left out.
    """
    severities = dict(policy.severities)
    found: dict[str, list[Finding]] = {}
    for code, one in all_checks().items():
        for finding in one.run(bitext, scope) if policy.wants(code) else ():
            chosen = replace(finding, severity=severities[code]) if code in severities else finding
            found.setdefault(finding.unit_id, []).append(chosen)
    units = (unit for unit in bitext.units if unit.segment.id in found)
    return tuple(finding for unit in units for finding in marked(unit, sorted(found[unit.segment.id], key=_place)))


def _place(finding: Finding) -> tuple[tuple[int, int], str, str]:
    return finding.target_span or (0, 0), finding.code, finding.message
