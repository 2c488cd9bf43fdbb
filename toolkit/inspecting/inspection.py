"""What a project holds, looked at without changing it: findings and progress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.bitext import unit_lines
from toolkit.bitext.foreign import is_bilingual, read_bilingual
from toolkit.building.checking import check_bitext
from toolkit.building.job import (
    NO_TERMS,
    check_policy,
    check_scope,
    open_job,
    read_bitext,
    read_breaks,
    read_glossary,
    read_style,
)
from toolkit.building.outputs import is_current, last_day, summarize
from toolkit.checks import Policy, all_checks, run_checks
from toolkit.errors import InputError, UsageError
from toolkit.glossary import Glossary, annotate
from toolkit.model import Bitext, Checked, Document
from toolkit.pipeline import prepare
from toolkit.project import Project, Settings, Source, read_content, write_atomically
from toolkit.readers import FORMATS
from toolkit.segmentation import segment

STATUS_PAGE = "output/status.html"
"""Where in a project the page of `write_status_page` is."""


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
    baseline: bool = True,
    languages: tuple[str, str] = ("zh", "en"),
    jobs: int = 0,
) -> Iterator[Checked]:
    """The findings in the bitexts `names` (or all), by the project's settings unless told otherwise.

    A name may be the path of a bilingual file anywhere, in any format of `BILINGUAL`; of one that
    holds several languages those that `languages` name are read. Without a project there are only
    such files, and no glossary. Checks that compare documents see all bitexts of the project. With
    `baseline` what the project's baseline holds is left out. A long document is shared out among
    `jobs` processes, 0 for as many as help. Raises `ToolkitError` where one cannot be read.

    >>> [checked] = check_documents(find_project())
    >>> [(finding.code, finding.message) for finding in checked.findings]
    [('number-value', '5亿 is 500 million, not “50 million”')]
    """
    settings = project.settings() if project else Settings()
    policy = check_policy(project, settings) if project and baseline else Policy(severities=settings.severities)
    policy = policy._replace(select=tuple(select) or policy.select, ignore=(*ignore, *policy.ignore))
    glossary = read_glossary(project.families(), project.cache) if project else NO_TERMS
    known = dict(_known_bitexts(project)) if project else {}
    for path in _bitext_paths(project, names):
        place = project.relative(path) if project else str(path)
        content = read_content(path, place)
        bitext = annotate(read_bilingual(content, place, *languages), glossary)
        others = (other for where, other in known.items() if not path.samefile(where))
        findings = check_bitext(bitext, check_scope(settings, glossary, others), policy, jobs)
        yield Checked(bitext, findings, place, unit_lines(content))


def report_findings(checked: Sequence[Checked], fmt: str) -> str:
    """The findings as a report in one of the formats `REPORTS`: JSON, SARIF, JUnit or a page.

    >>> import json
    >>> [entry] = json.loads(report_findings(list(check_documents(find_project())), "json"))
    >>> entry["code"], entry["suggestion"]
    ('number-value', '500 million')
    """
    from toolkit.writers.report import render_report

    return render_report(checked, fmt, {code: check.summary for code, check in all_checks().items()})


def _known_bitexts(project: Project) -> Iterator[tuple[Path, Bitext]]:
    for source in project.chosen((), FORMATS):
        bitext = read_bitext(project, source)
        if bitext is not None:
            yield source.bitext, bitext


def current_bitexts(
    project: Project, names: Iterable[str] = (), glossary: Glossary = NO_TERMS
) -> Iterator[tuple[Source, Bitext]]:
    """The documents `names` (or all) as source and bitext stand now, annotated; nothing is written."""
    job = replace(open_job(project), glossary=glossary)
    for source in project.chosen(names, FORMATS):
        yield source, prepare(job, source, read_bitext(project, source))


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


def segment_in(project: Project, document: Document, path: Path | str | None = None) -> Document:
    """A document cut as the project cuts it: by its settings and its own rules.

    Where it was read from a source of the project, `path`, the breaks beside that count, too. Raises `InputError`.

    >>> document = read("source/harbour.txt")
    >>> [segment.text for segment in segment_in(find_project(), document, "source/harbour.txt").segments()]
    ['江港新城开港', '江港新城今年投资5亿元。']
    """
    settings = project.settings()
    sources = project.sources(FORMATS) if path is not None and Path(path).exists() else ()
    source = next((one for one in sources if one.path.samefile(path or "")), None)
    breaks = read_breaks(project, source) if source else ()
    return segment(replace(document, language=settings.source_language), read_style(project, settings), breaks)


def document_status(project: Project, names: Iterable[str] = ()) -> Iterator[Status]:
    """How far each document is, as its source and its bitext stand now; nothing is written.

    >>> [status] = document_status(find_project())
    >>> status.source.name, status.summary["states"]["translated"], status.built
    ('harbour', 2, True)
    """
    job = open_job(project)
    job = replace(job, glossary=read_glossary(job.families, project.cache))
    for source in project.chosen(names, FORMATS):
        bitext = prepare(job, source, read_bitext(project, source))
        findings = run_checks(bitext, check_scope(job.settings, job.glossary), job.policy)
        yield Status(source, summarize(bitext, findings), is_current(job, source))


def write_status_page(project: Project, statuses: Sequence[Status], path: Path | str | None = None) -> Path:
    """Writes a page with plots of how far documents are, to `STATUS_PAGE` of the project unless told otherwise.

    Returns where it is. Raises `UsageError` where there is a file that is no such page.

    >>> write_status_page(find_project(), list(document_status(find_project()))).name
    'status.html'
    """
    from toolkit.writers.html.progress import Standing, is_progress, render

    path = project.root / STATUS_PAGE if path is None else Path(path)
    place = project.relative(path)
    if path.exists() and not is_progress(read_content(path, place)):
        raise UsageError(place, "the file is there and is no page of toolkit status", "name another file, or remove it")
    standings = [Standing(status.source.name, status.summary, status.built) for status in statuses]
    files = (file for status in statuses for file in (status.source.path, status.source.bitext))
    write_atomically(path, render(standings, last_day(files)), place)
    return path
