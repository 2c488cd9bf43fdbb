"""The line from a Chinese text to a bilingual document, and the main job that runs it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.bitext import UpdateReport, compare, update, write_xliff
from toolkit.checking import check_bitext
from toolkit.errors import ToolkitError
from toolkit.glossary import annotate
from toolkit.job import Job, check_scope, contents, open_job, parse_bitext, read_glossary
from toolkit.model import Bitext
from toolkit.outputs import is_current, make_folder, output_paths, remember, summarize, write
from toolkit.project import Project, Settings, Source, locked, rewrite
from toolkit.readers import FORMATS, read
from toolkit.segmentation import segment


@dataclass(frozen=True, slots=True)
class Built:
    """What the main job did with one document; ``summary`` is described at `summarize`.

    ``kept`` are review documents that somebody had changed since they were written, and that
    were set aside rather than overwritten.
    """

    source: Source
    outputs: tuple[Path, ...]
    summary: dict[str, Any]
    update: UpdateReport | None = None
    notices: tuple[str, ...] = ()
    kept: tuple[Path, ...] = ()
    filled: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be built, and why; nothing of it was written."""

    source: Source
    error: ToolkitError


def prepare(job: Job, source: Source, old: Bitext | None) -> Bitext:
    """The annotated bitext of a source as it stands now, with all that still fits of the `old` one."""
    document = read(source.path, job.project.relative(source.path))
    document = segment(replace(document, language=job.settings.source_language), job.style)
    bitext = update(old, document, job.settings.target_language)
    return annotate(bitext, job.glossary)


def recall(job: Job, bitext: Bitext) -> Bitext:
    """The bitext with English from the memories in empty units, as far as the settings let it fill."""
    if all(unit.target for unit in bitext.units) or not (job.memory.files() or job.settings.memory_url):
        return bitext
    from toolkit.memory.fill import FillPolicy, fill, suggest

    chosen = job.settings
    policy = FillPolicy(chosen.memory_fills, chosen.memory_files, chosen.memory_state, chosen.memory_threshold)
    memory = job.team.beside(job.memory.opened())
    return fill(bitext, suggest(bitext, memory, policy.threshold, job.glossary.find), policy)


def build_document(job: Job, source: Source) -> Built:
    """One document all the way: from its source and its bitext to its review documents."""
    text, before = contents(job.project, source)
    old = parse_bitext(job.project, source, before)
    prepared = prepare(job, source, old)
    bitext = recall(job, prepared)
    findings = check_bitext(bitext, check_scope(job.settings, job.glossary), job.policy)
    after = write_xliff(bitext)
    rewrite(source.bitext, before, after, job.project.relative(source.bitext))
    job.memory.written(source.bitext, bitext)
    outputs, kept = write(job, source, bitext, findings)
    summary = summarize(bitext, findings)
    remember(job, source, text, after, outputs, summary)
    filled = sum(not one.target and bool(other.target) for one, other in zip(prepared.units, bitext.units, strict=True))
    notices = (*bitext.document.notices, *job.team.notices())
    return Built(source, outputs, summary, compare(old, bitext), notices, kept, filled)


def _silently(source: Source, number: int, total: int) -> None:
    """Tells nobody that a document is begun."""


def build(
    project: Project,
    names: Iterable[str] = (),
    begin: Callable[[Source, int, int], None] = _silently,
    settings: Settings | None = None,
) -> Iterator[Built | Failed]:
    """Builds the documents `names`, or all; an unchanged one is left alone.

    Settings and glossary are read first and raise `ToolkitError` before anything is written. A
    document that fails is reported, and the rest go on. `begin` is called before each document
    with its number, from 1, and how many there are. `settings` stand in for the project's own.
    """
    with locked(project.cache, ".toolkit"):
        job = open_job(project, settings)
        with contextlib.closing(job.memory), contextlib.closing(job.team):
            yield from _build_all(job, project.chosen(names, FORMATS), begin)


def _build_all(
    job: Job, sources: Sequence[Source], begin: Callable[[Source, int, int], None]
) -> Iterator[Built | Failed]:
    current = {source.name for source in sources if is_current(job, source)}
    if len(current) < len(sources):
        job = replace(job, glossary=read_glossary(job.families, job.project.cache))
    make_folder(job.project.output, "output")
    for number, source in enumerate(sources, 1):
        begin(source, number, len(sources))
        yield _unchanged(job, source) if source.name in current else _try_building(job, source)


def _try_building(job: Job, source: Source) -> Built | Failed:
    try:
        return build_document(job, source)
    except ToolkitError as error:
        return Failed(source, error)


def _unchanged(job: Job, source: Source) -> Built:
    record = job.freshness.record(source.name)
    return Built(source, output_paths(job.project, source, job.settings), record.summary if record else {})
