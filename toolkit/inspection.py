"""What a project holds, looked at without changing it: findings and progress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.bitext import read_xliff, unit_lines
from toolkit.checks import Policy, run_checks
from toolkit.errors import InputError
from toolkit.glossary import Glossary, annotate
from toolkit.model import Bitext, Checked
from toolkit.pipeline import (
    NO_TERMS,
    check_policy,
    check_scope,
    is_current,
    open_job,
    prepare,
    read_bitext,
    read_glossary,
    summarize,
)
from toolkit.project import Project, Source, read_content
from toolkit.readers import FORMATS


@dataclass(frozen=True, slots=True)
class Status:
    """How far a document is; ``built`` says whether its review documents show all of this."""

    source: Source
    summary: dict[str, Any]
    built: bool


def check_documents(
    project: Project,
    names: Sequence[str] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    baseline: bool = True,
) -> Iterator[Checked]:
    """The findings in the bitexts `names` (or all), by the project's settings unless told otherwise.

    A name may be the path of a bitext anywhere. Checks that compare documents see all bitexts of
    the project. With `baseline` what the project's baseline holds is left out. Raises
    `ToolkitError` where one cannot be read.
    """
    settings = project.settings()
    policy = check_policy(project, settings) if baseline else Policy(severities=settings.severities)
    policy = replace(policy, select=tuple(select) or policy.select, ignore=(*ignore, *policy.ignore))
    glossary = read_glossary(project.families(), project.cache)
    files = [Path(name) for name in names if name.endswith(".xlf") and Path(name).is_file()]
    documents = [name for name in names if Path(name) not in files]
    if documents or not files:
        files += [source.bitext for source in project.chosen(documents, FORMATS)]
    known = {source.bitext: _maybe_bitext(project, source.bitext) for source in project.chosen((), FORMATS)}
    for path in files:
        place = project.relative(path)
        if not path.exists():
            raise InputError(place, "there is no bitext yet", "run: toolkit build")
        content = read_content(path, place)
        bitext = annotate(read_xliff(content, place), glossary)
        others = (other for where, other in known.items() if other and not path.samefile(where))
        findings = run_checks(bitext, check_scope(settings, glossary, others), policy)
        yield Checked(bitext, findings, place, unit_lines(content))


def _maybe_bitext(project: Project, path: Path) -> Bitext | None:
    place = project.relative(path)
    return read_xliff(read_content(path, place), place) if path.exists() else None


def current_bitexts(
    project: Project, names: Iterable[str] = (), glossary: Glossary = NO_TERMS
) -> Iterator[tuple[Source, Bitext]]:
    """The documents `names` (or all) as source and bitext stand now, annotated; nothing is written."""
    job = replace(open_job(project), glossary=glossary)
    for source in project.chosen(names, FORMATS):
        yield source, prepare(job, source, read_bitext(project, source))


def document_status(project: Project, names: Iterable[str] = ()) -> Iterator[Status]:
    """How far each document is, as its source and its bitext stand now; nothing is written."""
    job = open_job(project)
    job = replace(job, glossary=read_glossary(job.families, project.cache))
    for source in project.chosen(names, FORMATS):
        bitext = prepare(job, source, read_bitext(project, source))
        findings = run_checks(bitext, check_scope(job.settings, job.glossary), job.policy)
        yield Status(source, summarize(bitext, findings), is_current(job, source))
