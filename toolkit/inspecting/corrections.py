"""What findings lead to: sure corrections are made, and findings that are right as they are get accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from toolkit.bitext import accept, read_xliff, write_xliff
from toolkit.building.job import check_policy, check_scope, read_glossary
from toolkit.checks import check_alone, fix, run_checks, write_baseline
from toolkit.errors import UsageError
from toolkit.glossary import annotate
from toolkit.inspecting.inspection import check_documents
from toolkit.model import Bitext, Finding, Unit
from toolkit.project import BASELINE_FILE, Project, Source, locked, read_content, rewrite, write_atomically
from toolkit.readers import FORMATS


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document with the units that were put right: each as it was and as it is, by row (from 1)."""

    source: Source
    units: tuple[tuple[int, Unit, Unit], ...]


def correct_documents(project: Project, names: Iterable[str] = (), dry_run: bool = False) -> Iterator[Corrected]:
    """Puts right what the checks are sure of in the bitexts `names`, or all; see `toolkit.checks.fix`.

    With `dry_run` nothing is written. Raises `ToolkitError`.

    >>> [corrected] = correct_documents(find_project(), dry_run=True)
    >>> corrected.units  # a wrong figure is nothing that could be put right without a person
    ()
    """
    glossary = read_glossary(project.families(), project.cache)
    scope, policy = check_scope(project.settings(), glossary), check_policy(project, project.settings())
    for source in project.chosen(names, FORMATS):
        with locked(project.cache, ".toolkit"):
            before, bitext = _read(project, source)
            annotated = annotate(bitext, glossary)
            found: dict[str, list[Finding]] = {}
            for finding in run_checks(annotated, scope, policy):
                found.setdefault(finding.unit_id, []).append(finding)
            units = tuple(
                fix(unit, found.get(unit.segment.id, ()), check_alone(annotated, block, scope, policy))
                for block, unit in annotated.rows()
            )
            changed = [(row, *pair) for row, pair in enumerate(zip(bitext.units, units, strict=True), 1)]
            changed = [(row, old, new) for row, old, new in changed if old.target != new.target]
            if changed and not dry_run:
                _write(project, source, before, replace(bitext, units=units))
        yield Corrected(source, tuple(changed))


def accept_finding(project: Project, name: str, row: int, code: str, reason: str, author: str = "") -> Unit:
    """Notes in a bitext that the findings of the check `code` in a row (from 1) are right as they are.

    Raises `UsageError` where there is no such row or nothing of that kind is found in it.

    >>> unit = accept_finding(find_project(), "harbour", 2, "number-value", "the Chinese has a misprint", "Li Wen")
    >>> [checked] = check_documents(find_project())
    >>> [finding.accepted for finding in checked.findings]
    ['the Chinese has a misprint (Li Wen)']
    """
    with locked(project.cache, ".toolkit"):
        (source,) = project.chosen([name], FORMATS)
        before, bitext = _read(project, source)
        place = f"{project.relative(source.bitext)} row {row}"
        if not 1 <= row <= len(bitext.units):
            raise UsageError(place, "there is no such row", f"rows go from 1 to {len(bitext.units)}")
        unit = bitext.units[row - 1]
        (checked,) = check_documents(project, [name], select=[code])
        if unit.segment.id not in {finding.unit_id for finding in checked.findings}:
            raise UsageError(place, f"the check {code} finds nothing there", "look at the rows of: toolkit check")
        accepted = accept(unit, code, reason, author)
        units = (*bitext.units[: row - 1], accepted, *bitext.units[row:])
        _write(project, source, before, replace(bitext, units=units))
    return accepted


def update_baseline(project: Project) -> int:
    """Writes all that the checks find in the project into its baseline, and returns how much that is.

    What the baseline holds is not found from then on, unless that is asked for. Raises `ToolkitError`.

    >>> update_baseline(find_project())
    1
    >>> [checked] = check_documents(find_project())
    >>> checked.findings
    ()
    """
    checked = list(check_documents(project, baseline=False))
    text = write_baseline(checked)
    write_atomically(project.root / BASELINE_FILE, text.encode("utf-8"), BASELINE_FILE)
    return sum(len(one.findings) for one in checked)


def _read(project: Project, source: Source) -> tuple[bytes, Bitext]:
    place = project.relative(source.bitext)
    if not source.bitext.exists():
        raise UsageError(place, "there is no bitext yet", "run: toolkit build")
    content = read_content(source.bitext, place)
    return content, read_xliff(content, place)


def _write(project: Project, source: Source, before: bytes, bitext: Bitext) -> None:
    rewrite(source.bitext, before, write_xliff(bitext), project.relative(source.bitext))
