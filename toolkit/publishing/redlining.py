"""Documents that show with tracked changes what has become of the English since an earlier state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from toolkit.bitext import read_xliff
from toolkit.building.job import Job, check_scope, open_job, read_bitext, read_glossary
from toolkit.building.outputs import shown_day
from toolkit.checks import run_checks
from toolkit.errors import InputError, UsageError
from toolkit.model import Bitext
from toolkit.pipeline import Failed, prepare
from toolkit.project import (
    BuildRecord,
    Project,
    Settings,
    Source,
    digest,
    locked,
    read_content,
    read_revision,
    set_aside,
    write_derived,
)
from toolkit.readers import FORMATS
from toolkit.writers import Comparison, Edition, render


class Redlined(NamedTuple):
    """A redline that was written, and the one set aside for it that somebody had changed."""

    source: Source
    path: Path
    kept: Path | None = None


def redline(
    project: Project, names: Iterable[str], since: str, author: str, settings: Settings | None = None
) -> Iterator[Redlined | Failed]:
    """Writes ``output/NAME.redline.docx`` for the documents `names`, or all.

    `since` is an earlier bitext (a file that ends with .xlf) of one document, or a git revision;
    `author` is who is said to have made the changes. A document that fails is reported, and the
    rest go on. Raises `ToolkitError` where nothing can be compared.

    >>> before = Path("source/harbour.xlf").read_bytes()
    >>> size = Path("earlier.xlf").write_bytes(before.replace(b"Opens Its Port", b"Has a Port"))
    >>> [redlined] = redline(find_project(), ["harbour"], "earlier.xlf", "Li Wen")
    >>> redlined.path.name
    'harbour.redline.docx'
    """
    with locked(project.cache, ".toolkit"):
        job = open_job(project, settings)
        job = replace(job, glossary=read_glossary(job.families, project.cache))
        sources = project.chosen(names, FORMATS)
        if _is_file(since) and len(sources) != 1:
            raise UsageError(since, "it is the bitext of one document", "name that: toolkit build NAME --compare FILE")
        with closing(job.freshness):
            for source in sources:
                try:
                    yield _redline(job, source, since, author)
                except InputError as error:
                    yield Failed(source, error)


def _redline(job: Job, source: Source, since: str, author: str) -> Redlined:
    older, called = _older(job.project, source, since)
    bitext = prepare(job, source, read_bitext(job.project, source))
    _refuse_foreign(older, bitext, since)
    findings = run_checks(bitext, check_scope(job.settings, job.glossary), job.policy)
    edition = Edition("redline", job.settings.protect, Comparison(older, called, author))
    return _write(job, source, render(bitext, findings, edition, "docx", shown_day(source)))


def _older(project: Project, source: Source, since: str) -> tuple[Bitext, str]:
    """The earlier bitext, and what people call it."""
    if _is_file(since):
        return read_xliff(read_content(Path(since), since), since), Path(since).name
    place = project.relative(source.bitext)
    content, day = read_revision(source.bitext, since, place)
    return read_xliff(content, f"{place} in {since}"), f"{since} ({day})"


def _is_file(since: str) -> bool:
    return since.lower().endswith(".xlf")


def _refuse_foreign(older: Bitext, bitext: Bitext, since: str) -> None:
    """The bitext of another document has other sentences."""
    ids = {unit.segment.id for unit in (*older.units, *older.archive)}
    now = {unit.segment.id for unit in (*bitext.units, *bitext.archive)}
    if ids and now and ids.isdisjoint(now):
        problem = f"none of its segments is in the document “{bitext.document.name}”"
        raise InputError(since, problem, "give an earlier bitext of the same document")


def _write(job: Job, source: Source, content: bytes) -> Redlined:
    """Writes the redline; an earlier one that is not what was written there may hold an editor's work."""
    path = job.project.output / f"{source.name}.redline.docx"
    place, name, kept = job.project.relative(path), f"{source.name}/redline", None
    changed = path.exists() and job.freshness.touched(name, job.project.output, [path.name])
    if changed and read_content(path, place) != content:
        kept = set_aside(path, place)
    write_derived(path, content, place)
    job.freshness.remember(name, BuildRecord("", {path.name: digest(content)}))
    return Redlined(source, path, kept)
