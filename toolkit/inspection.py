"""What a project holds, looked at without changing it: findings and progress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.bitext import read_xliff
from toolkit.checks import run_checks
from toolkit.errors import InputError
from toolkit.glossary import annotate
from toolkit.model import Bitext, Finding
from toolkit.pipeline import is_current, open_job, prepare, read_bitext, read_glossary, summarize
from toolkit.project import Project, Source, read_content
from toolkit.readers import FORMATS


@dataclass(frozen=True, slots=True)
class Checked:
    """A bitext with its findings; ``place`` names the file."""

    bitext: Bitext
    findings: tuple[Finding, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Status:
    """How far a document is; ``built`` says whether its review documents show all of this."""

    source: Source
    summary: dict[str, Any]
    built: bool


def check_documents(
    project: Project, names: Iterable[str] = (), select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Iterator[Checked]:
    """The findings in the bitexts `names` (or all), by the project's settings unless told otherwise.

    A name may be the path of a bitext anywhere. Raises `ToolkitError` where one cannot be read.
    """
    settings = project.settings()
    glossary = read_glossary(project.families(), project.cache)
    files = [Path(name) for name in names if name.endswith(".xlf") and Path(name).is_file()]
    documents = [name for name in names if Path(name) not in files]
    if documents or not files:
        files += [source.bitext for source in project.chosen(documents, FORMATS)]
    for path in files:
        place = project.relative(path)
        if not path.exists():
            raise InputError(place, "there is no bitext yet", "run: toolkit build")
        bitext = annotate(read_xliff(read_content(path, place), place), glossary)
        chosen = select or settings.select
        yield Checked(bitext, run_checks(bitext, glossary.terms, chosen, (*ignore, *settings.ignore)), place)


def document_status(project: Project, names: Iterable[str] = ()) -> Iterator[Status]:
    """How far each document is, as its source and its bitext stand now; nothing is written."""
    job = open_job(project)
    job = replace(job, glossary=read_glossary(job.families, project.cache))
    for source in project.chosen(names, FORMATS):
        bitext = prepare(job, source, read_bitext(project, source))
        findings = run_checks(bitext, job.glossary.terms, job.settings.select, job.settings.ignore)
        yield Status(source, summarize(bitext, findings), is_current(job, source))
