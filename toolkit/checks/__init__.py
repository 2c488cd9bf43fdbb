"""Checks: each a generator that yields findings about a bitext, registered under its code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from toolkit.bitext import accepted_codes, parts
from toolkit.checks.baseline import Key, key, read_baseline, write_baseline
from toolkit.checks.fix import corrected, fix
from toolkit.checks.registry import REGISTERED, Check, Policy, Scope, check
from toolkit.errors import UsageError
from toolkit.model import Bitext, Block, Finding, Unit

__all__ = [
    "FAMILIES",
    "Check",
    "Key",
    "Policy",
    "Scope",
    "all_checks",
    "arranged",
    "check",
    "check_alone",
    "check_part",
    "check_whole",
    "corrected",
    "fix",
    "read_baseline",
    "run_checks",
    "write_baseline",
]

FAMILIES = (
    "toolkit.checks.completeness",
    "toolkit.checks.codes",
    "toolkit.checks.terms",
    "toolkit.checks.names",
    "toolkit.checks.numbers",
    "toolkit.checks.correspondence",
    "toolkit.checks.consistency",
    "toolkit.checks.marks",
    "toolkit.checks.pairs",
    "toolkit.checks.spacing",
    "toolkit.checks.sentences",
    "toolkit.checks.words",
    "toolkit.checks.spelling",
    "toolkit.checks.source",
    "toolkit.checks.assistants",
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

    >>> bitext = read_xliff(Path("source/harbour.xlf").read_bytes(), "source/harbour.xlf")
    >>> [finding.code for finding in run_checks(bitext)]
    ['number-value']
    """
    found = [finding for part in parts(bitext) for finding in check_part(part.bitext, scope, policy)]
    return arranged(bitext, [*found, *check_whole(bitext, scope, policy)], policy)


def check_part(part: Bitext, scope: Scope, policy: Policy) -> list[Finding]:
    """What the checks that look at each unit by itself find in a part of a document."""
    return [finding for one in _wanted(policy) if not one.whole for finding in _run(one, part, scope)]


def check_whole(bitext: Bitext, scope: Scope, policy: Policy) -> list[Finding]:
    """What the checks that compare the units of a document find."""
    return [finding for one in _wanted(policy) if one.whole for finding in _run(one, bitext, scope)]


def arranged(bitext: Bitext, findings: Iterable[Finding], policy: Policy) -> tuple[Finding, ...]:
    """The findings in the order of the units, with the severities, acceptances and baseline that hold for them."""
    severities = dict(policy.severities)
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        chosen = replace(finding, severity=severities[finding.code]) if finding.code in severities else finding
        found.setdefault(finding.unit_id, []).append(chosen)
    return tuple(
        finding
        for unit in bitext.units
        for finding in _marked(unit, sorted(found.get(unit.segment.id, ()), key=_place))
        if not policy.baseline or key(bitext.document.name, unit, finding.code) not in policy.baseline
    )


def check_alone(bitext: Bitext, block: Block, scope: Scope, policy: Policy) -> Callable[[Unit], Sequence[Finding]]:
    """The checks for one unit of `bitext` as if it were the whole document, standing in `block`."""

    def check_unit(unit: Unit) -> Sequence[Finding]:
        document = replace(bitext.document, blocks=(replace(block, segments=(unit.segment,)),))
        return run_checks(replace(bitext, document=document, units=(unit,), archive=()), scope, policy)

    return check_unit


def _wanted(policy: Policy) -> list[Check]:
    return [one for one in all_checks().values() if policy.wants(one)]


def _run(one: Check, bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    if one.needs and find_spec(one.needs) is None:
        remedy = f"install it: pip install 'bilingual-toolkit[{one.code}]', or leave the check out"
        raise UsageError(one.code, "this check needs a package that is not installed", remedy)
    return one.run(bitext, scope)


def _marked(unit: Unit, findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings of one unit, with the reasons of those that a person accepted."""
    if not unit.notes:
        return findings
    reasons = accepted_codes(unit)
    return [replace(one, accepted=reasons[one.code]) if one.code in reasons else one for one in findings]


def _place(finding: Finding) -> tuple[tuple[int, int], str, str]:
    return finding.target_span or (0, 0), finding.code, finding.message
