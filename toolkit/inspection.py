"""What a project holds, looked at without changing it: findings and progress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.bitext.foreign import is_bilingual, read_bilingual
from toolkit.checks import Scope, run_checks
from toolkit.errors import InputError
from toolkit.glossary import annotate
from toolkit.model import Bitext, Finding
from toolkit.pipeline import check_policy, is_current, open_job, prepare, read_bitext, read_glossary, summarize
from toolkit.project import Project, Settings, Source, read_content
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
    project: Project | None,
    names: Sequence[str] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    languages: tuple[str, str] = ("zh", "en"),
) -> Iterator[Checked]:
    """The findings in the bitexts `names` (or all), by the project's settings unless told otherwise.

    A name may be the path of a bilingual file anywhere, in any format of `BILINGUAL`; of one that
    holds several languages those that `languages` name are read. Without a project there are only
    such files, and no glossary. Raises `ToolkitError` where one cannot be read.
    """
    settings = project.settings() if project else Settings()
    policy = replace(check_policy(settings), select=tuple(select) or settings.select)
    policy = replace(policy, ignore=(*ignore, *settings.ignore))
    glossary = read_glossary(project.families() if project else ())
    for path in _bitext_paths(project, names):
        place = project.relative(path) if project else str(path)
        bitext = annotate(read_bilingual(read_content(path, place), place, *languages), glossary)
        yield Checked(bitext, run_checks(bitext, Scope(glossary.terms, settings.titles), policy), place)


def _bitext_paths(project: Project | None, names: Sequence[str]) -> Iterator[Path]:
    """Where the bitexts `names` are: files that are there or can be nothing else, and documents of the project."""
    own = [name for name in names if project and name.endswith(".xlf") and not Path(name).is_file()]
    files = [name for name in names if is_bilingual(name) and name not in own]
    yield from map(Path, files)
    documents = [name for name in names if name not in files]
    if project and (documents or not files):
        for source in project.chosen(documents, FORMATS):
            if not source.bitext.exists():
                raise InputError(project.relative(source.bitext), "there is no bitext yet", "run: toolkit build")
            yield source.bitext


def document_status(project: Project, names: Iterable[str] = ()) -> Iterator[Status]:
    """How far each document is, as its source and its bitext stand now; nothing is written."""
    job = open_job(project)
    job = replace(job, glossary=read_glossary(job.families))
    for source in project.chosen(names, FORMATS):
        bitext = prepare(job, source, read_bitext(project, source))
        findings = run_checks(bitext, Scope(job.glossary.terms, job.settings.titles), check_policy(job.settings))
        yield Status(source, summarize(bitext, findings), is_current(job, source))
