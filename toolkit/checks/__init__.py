"""Checks: each a generator that yields findings about a bitext, registered under its code."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib import import_module

from toolkit.checks.registry import REGISTERED, Check, check
from toolkit.model import Bitext, Finding, Term

__all__ = ["FAMILIES", "Check", "all_checks", "check", "run_checks"]

FAMILIES = ("toolkit.checks.completeness", "toolkit.checks.codes", "toolkit.checks.terms", "toolkit.checks.numbers")
"""The modules whose import registers the built-in checks."""


def all_checks() -> dict[str, Check]:
    """Every check by its code, in the order of registration."""
    for family in FAMILIES:
        import_module(family)
    return dict(REGISTERED)


def run_checks(
    bitext: Bitext, terms: Sequence[Term] = (), select: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Finding, ...]:
    """The findings of the chosen checks on an annotated `bitext`, in the order of its units.

    `terms` are all the glossary's terms. `select` names the codes to run, all of them where it is
    empty; `ignore` those to leave out.
    """
    chosen = [found for code, found in all_checks().items() if (not select or code in select) and code not in ignore]
    position = {unit.segment.id: row for row, unit in enumerate(bitext.units)}

    def order(finding: Finding) -> tuple[int, tuple[int, int], str, str]:
        return position[finding.unit_id], finding.target_span or (0, 0), finding.code, finding.message

    return tuple(sorted((finding for found in chosen for finding in found.run(bitext, terms)), key=order))
