"""The line from a Chinese text to a bilingual document, and the main job that runs it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.bitext import UpdateReport, compare, know_pieces, update, write_xliff
from toolkit.building.checking import check_bitext
from toolkit.building.job import Job, check_scope, contents, open_job, parse_bitext, read_breaks, read_glossary
from toolkit.building.keeping import BITEXT, FORKS, Keeping, cores, kept_at
from toolkit.building.outputs import (
    is_current,
    make_folder,
    output_paths,
    remember,
    shown_digest,
    shows,
    summarize,
    write,
)
from toolkit.building.remembering import Seen
from toolkit.errors import InputError, ToolkitError
from toolkit.events import tell
from toolkit.glossary import annotate, annotate_parts
from toolkit.model import Bitext
from toolkit.project import Project, Settings, Source, clear_away, forget_others, locked, rewrite
from toolkit.readers import FORMATS, read
from toolkit.segmentation import segment

if TYPE_CHECKING:
    from toolkit.memory.fill import Suggested
    from toolkit.memory.protocol import Searched

FEWEST_DOCUMENTS = 8
"""Fewer are built by one process, which has others help with long ones: starting them takes longer than they save."""

MOST_TOGETHER = 32
"""Documents that a process is given at a time: to hand over each takes a twentieth of the time of building it."""

FEWEST_KEPT = 500
"""Units of a document of whose parts results are kept; a shorter one is built from nothing in the same time."""


class Built(NamedTuple):
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
    unasked: str = ""


class Failed(NamedTuple):
    """A document that could not be built, and why; nothing of it was written."""

    source: Source
    error: ToolkitError


def carry_over(job: Job, source: Source, old: Bitext | None) -> Bitext:
    """The bitext of a source as it stands now, with all that still fits of the `old` one, before it is looked up."""
    document = read(source.path, job.project.relative(source.path))
    document = replace(document, language=job.settings.source_language)
    document = segment(document, job.style, read_breaks(job.project, source))
    return update(old, document, job.settings.target_language)


def prepare(job: Job, source: Source, old: Bitext | None) -> Bitext:
    """As `carry_over`, with the terms of the glossary."""
    return annotate(carry_over(job, source, old), job.glossary)


def recall(job: Job, bitext: Bitext) -> Bitext:
    """A bitext with its terms, and with English from the memories in empty units as the settings let them fill."""
    return _fill(job, bitext, _suggest(job, bitext))


def look_up(job: Job, bitext: Bitext, keeping: Keeping | None = None) -> Bitext:
    """The bitext with what glossary and memories have for it.

    Where `keeping` is given, it may know what was found in parts of a long one before, and both are asked together.
    """
    suggested = _suggest(job, bitext, keeping)
    if keeping is None:
        return _fill(job, annotate(bitext, job.glossary), suggested)
    terms = keeping.of("hits", job.shared.decode("ascii"))
    return _fill(job, annotate_parts(bitext, job.glossary, terms), suggested)


def _suggest(job: Job, bitext: Bitext, keeping: Keeping | None = None) -> Suggested:
    """What the memories have for the empty units, by unit ID, looked up when the first is taken."""
    if all(unit.target for unit in bitext.units) or not (job.memory.files() or job.settings.memory_url):
        return ()
    from toolkit.memory.fill import suggest
    from toolkit.memory.lookups import KeptLookups

    if keeping is None:
        own: Searched = job.memory.opened()
    else:
        # What is looked up by other processes they open for themselves.
        keep = keeping.of("matches", prepare=job.memory.settle)
        own = KeptLookups(job.memory.opened, job.memory.changes, keep)
    return suggest(bitext, job.team.beside(own), job.settings.memory_threshold)


def _fill(job: Job, bitext: Bitext, suggested: Suggested) -> Bitext:
    suggestions = dict(suggested)
    if not suggestions:
        return bitext
    from toolkit.memory.fill import FillPolicy, fill

    chosen = job.settings
    policy = FillPolicy(chosen.memory_fills, chosen.memory_files, chosen.memory_state, chosen.memory_threshold)
    return fill(bitext, suggestions, policy, job.glossary.find)


def build_document(job: Job, source: Source) -> tuple[Built, Seen]:
    """One document all the way: from its source and its bitext to its review documents.

    Beside what was done, what the memory is to note of it.
    """
    text, before = contents(job.project, source)
    opened = _keeping(job, source)
    old = parse_bitext(job.project, source, before, opened.of(BITEXT))
    empty = carry_over(job, source, old)
    keeping = opened if len(empty.units) >= FEWEST_KEPT else None
    bitext = look_up(job, empty, keeping)
    scope = check_scope(job.settings, job.glossary)
    findings = check_bitext(bitext, scope, job.policy, 1, keeping.of("findings") if keeping else None)
    after = write_xliff(bitext)
    rewrite(source.bitext, before, after, job.project.relative(source.bitext), lasting=False)
    seen = job.memory.written(source.bitext, before, after, bitext)
    summary, shown = summarize(bitext, findings), shown_digest(job, source, bitext, findings)
    know = know_pieces(after, keeping.of(BITEXT)) if keeping else None
    same = shows(job, source, shown)
    written, set_aside = (same, ()) if same is not None else write(job, source, bitext, findings, keeping)
    remember(job, source, text, after, written, summary, shown)
    outputs = output_paths(job.project, source, job.settings)
    if keeping is not None and know is not None:
        know()
        keeping.close()
    tell("built", document=source.name, segments=summary["segments"], **summary["findings"])
    notices, unasked = bitext.document.notices, job.team.unasked()
    if same is not None:
        return Built(source, outputs, summary, notices=notices, unasked=unasked), seen
    filled = sum(not one.target and bool(other.target) for one, other in zip(empty.units, bitext.units, strict=True))
    return Built(source, outputs, summary, compare(old, bitext), notices, set_aside, filled, unasked), seen


def _keeping(job: Job, source: Source) -> Keeping:
    return Keeping(kept_at(job.project.cache, source.name), job.rules, job.processes or cores())


def _silently(source: Source, number: int, total: int) -> None:
    """Tells nobody that a document is begun."""


def build(
    project: Project,
    names: Iterable[str] = (),
    begin: Callable[[Source, int, int], None] = _silently,
    settings: Settings | None = None,
    jobs: int = 0,
) -> Iterator[Built | Failed]:
    """Builds the documents `names`, or all; an unchanged one is left alone.

    Settings and glossary are read first and raise `ToolkitError` before anything is written. A
    document that fails is reported, and the rest go on. `begin` is called before each document that is
    built, with its number, from 1, and how many there are. `settings` stand in for the project's own.
    Documents, or the parts of a long one, are shared out among `jobs` processes, 0 for as many as
    help; what comes out, and its order, does not depend on how many there are.

    >>> [built] = build(find_project())
    >>> built.source.name, built.summary["segments"], [path.name for path in built.outputs]
    ('harbour', 2, ['harbour.review.docx', 'harbour.review.html'])
    """
    with locked(project.cache, ".toolkit"):
        for folder in project.folders():
            clear_away(folder)
        job = replace(open_job(project, settings), processes=jobs)
        with contextlib.closing(job.memory), contextlib.closing(job.team), contextlib.closing(job.freshness):
            yield from _build_all(job, project.chosen(names, FORMATS), begin)
        wanted = [kept_at(project.cache, source.name) for source in project.sources(FORMATS)]
        forget_others(kept_at(project.cache, "").parent, (path.name for path in wanted))


def _build_all(
    job: Job, sources: Sequence[Source], begin: Callable[[Source, int, int], None]
) -> Iterator[Built | Failed]:
    current = {source.name for source in sources if is_current(job, source)}
    changed = [source for source in sources if source.name not in current]
    if changed:
        job = replace(job, glossary=read_glossary(job.families, job.project.cache))
    make_folder(job.project.output, "output")
    numbers = {source.name: number for number, source in enumerate(sources, 1)}
    results = _results(job, changed, lambda source: begin(source, numbers[source.name], len(sources)))
    for source in sources:
        yield unchanged(job, source) if source.name in current else next(results)


def _results(job: Job, sources: Sequence[Source], begin: Callable[[Source], None]) -> Iterator[Built | Failed]:
    """What becomes of each of the documents, by this process or by several."""
    jobs = min(job.processes or (cores() if len(sources) >= FEWEST_DOCUMENTS else 1), len(sources))
    if jobs > 1 and FORKS:
        yield from _shared_out(replace(job, processes=1), sources, jobs, begin)
        return
    for source in sources:
        begin(source)
        yield try_building(job, source)[0]


def _shared_out(
    job: Job, sources: Sequence[Source], jobs: int, begin: Callable[[Source], None]
) -> Iterator[Built | Failed]:
    from toolkit.building.processes import Killed, forked, share_out

    job.memory.settle()
    start = forked(_take, job)
    done = share_out(_build_here, sources, jobs, start, lambda place: begin(sources[place]), MOST_TOGETHER)
    for source, result in zip(sources, done, strict=True):
        if isinstance(result, Killed):
            problem = "a process that was building it was killed, perhaps for want of memory"
            error = InputError(job.project.relative(source.path), problem, "free memory, and build it with --jobs 1")
            yield Failed(source, error)
            continue
        if result[1] is not None:
            job.memory.note(source.bitext, result[1])
        yield result[0]


_JOB: list[Job] = []
"""The job of this process, where it is one that builds for another."""


def _take(job: Job) -> None:
    _JOB[:] = [job]


def _build_here(source: Source) -> tuple[Built | Failed, Seen | None]:
    return try_building(_JOB[0], source)


def try_building(job: Job, source: Source) -> tuple[Built | Failed, Seen | None]:
    """As `build_document`; a document that cannot be built is said to have failed."""
    try:
        return build_document(job, source)
    except ToolkitError as error:
        return Failed(source, error.alone()), None


def unchanged(job: Job, source: Source) -> Built:
    """What is reported of a document that is as it was built last."""
    tell("unchanged", document=source.name)
    record = job.freshness.record(source.name)
    return Built(source, output_paths(job.project, source, job.settings), record.summary if record else {})
