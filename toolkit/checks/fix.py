"""Puts right what a check is sure of, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from toolkit.codes import shifted
from toolkit.model import Finding, Note, State, Unit

SURE = frozenset({"fullwidth-mark", "double-space", "space-before-mark", "term-forbidden"})
"""The checks whose suggestion may be taken without asking; of others it is a proposal."""


def fix(unit: Unit, findings: Iterable[Finding], check: Callable[[Unit], Sequence[Finding]]) -> Unit:
    """The unit with what is sure in its `findings` put right, the same unit where nothing is.

    What was reviewed is only translated then, and a note says what was done.
    """
    unit, done = corrected(unit, findings, check)
    return _touched(unit, done) if done else unit


def corrected(
    unit: Unit, findings: Iterable[Finding], check: Callable[[Unit], Sequence[Finding]]
) -> tuple[Unit, tuple[str, ...]]:
    """The unit with what is sure in its `findings` put right, and the codes of those.

    A correction after which `check` finds something it did not find before is not made: a
    preferred term may want another article before it.
    """
    done: list[str] = []
    open_findings = [finding for finding in findings if _is_sure(finding, unit)]
    for finding in sorted(open_findings, key=lambda found: found.target_span or (0, 0), reverse=True):
        corrected = _replaced(unit, finding)
        if _codes(check(corrected)) <= _codes(check(unit)):
            unit = corrected
            done.append(finding.code)
    return unit, tuple(done)


def _is_sure(finding: Finding, unit: Unit) -> bool:
    if finding.code not in SURE or finding.accepted or not finding.target_span:
        return False
    return finding.code != "term-forbidden" or _is_whole_form(finding, unit)


def _is_whole_form(finding: Finding, unit: Unit) -> bool:
    """Whether the forbidden rendering stands there as the glossary has it, not in the plural or the past."""
    start, end = finding.target_span or (0, 0)
    forms = {form.casefold() for hit in unit.hits for form in hit.term.forbidden}
    return bool(finding.suggestion) and unit.target[start:end].casefold() in forms


def _replaced(unit: Unit, finding: Finding) -> Unit:
    start, end = finding.target_span or (0, 0)
    new = finding.suggestion
    if unit.target[start : start + 1].isupper() and finding.code == "term-forbidden":
        new = new[:1].upper() + new[1:]
    target = unit.target[:start] + new + unit.target[end:]
    return replace(unit, target=target, codes=shifted(unit.codes, start, end, len(new)))


def _codes(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(finding.code, finding.message) for finding in findings}


def _touched(unit: Unit, codes: Sequence[str]) -> Unit:
    state = State.TRANSLATED if unit.state in (State.REVIEWED, State.FINAL) else unit.state
    note = Note(f"Corrected by program: {', '.join(sorted(set(codes)))}.", "toolkit")
    return replace(unit, state=state, notes=(*unit.notes, note))
