"""The line from a Chinese text to a bilingual document, and the main job that runs it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from toolkit import __version__
from toolkit.bitext import UpdateReport, compare, read_xliff, update, write_xliff
from toolkit.checking import check_bitext
from toolkit.checks import Key, Policy, Scope, read_baseline
from toolkit.errors import InputError, ToolkitError
from toolkit.glossary import Glossary, annotate, compile_glossary, load_glossary, parse_family
from toolkit.language.chinese import count_han
from toolkit.language.english import count_words
from toolkit.model import Bitext, Finding, Severity, State
from toolkit.project import (
    BASELINE_FILE,
    BuildRecord,
    Freshness,
    Project,
    Settings,
    Source,
    digest,
    keep,
    kept,
    locked,
    read_content,
    rewrite,
    set_aside,
    write_atomically,
)
from toolkit.readers import FORMATS, read
from toolkit.segmentation import Rule, Style, parse_srx, segment
from toolkit.writers import REVIEW, Edition, render

NO_TERMS = Glossary()


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


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be built, and why; nothing of it was written."""

    source: Source
    error: ToolkitError


@dataclass(frozen=True, slots=True)
class Job:
    """What the documents of one command share.

    ``families`` are the texts of the glossary, ``glossary`` what they hold once that is needed.
    """

    project: Project
    settings: Settings
    style: Style
    families: tuple[tuple[str, str, str], ...]
    freshness: Freshness
    shared: bytes
    """A hash of everything that documents are made from but themselves."""
    policy: Policy
    glossary: Glossary = NO_TERMS


def open_job(project: Project, settings: Settings | None = None) -> Job:
    """The job in a project; `settings` stand in for its own. Raises `ToolkitError`."""
    settings = settings or project.settings()
    style = read_style(project, settings)
    families = tuple(project.families())
    terms = (part.encode("utf-8") for family in families for part in family)
    parts = (__version__.encode(), repr((settings, style)).encode("utf-8"), project.baseline() or b"", *terms)
    freshness = Freshness(project.cache / "built.json")
    return Job(project, settings, style, families, freshness, digest(*parts).encode(), check_policy(project, settings))


def prepare(job: Job, source: Source, old: Bitext | None) -> Bitext:
    """The annotated bitext of a source as it stands now, with all that still fits of the `old` one."""
    document = read(source.path, job.project.relative(source.path))
    document = segment(replace(document, language=job.settings.source_language), job.style)
    bitext = update(old, document, job.settings.target_language)
    return annotate(bitext, job.glossary)


def build_document(job: Job, source: Source) -> Built:
    """One document all the way: from its source and its bitext to its review documents."""
    text, before = _contents(job.project, source)
    old = parse_bitext(job.project, source, before)
    bitext = prepare(job, source, old)
    findings = check_bitext(bitext, check_scope(job.settings, job.glossary), job.policy)
    after = write_xliff(bitext)
    rewrite(source.bitext, before, after, job.project.relative(source.bitext))
    outputs, kept = write(job, source, bitext, findings)
    summary = summarize(bitext, findings)
    _remember(job, source, _inputs(job, source, text, after), outputs, summary)
    return Built(source, outputs, summary, compare(old, bitext), bitext.document.notices, kept)


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
        sources = project.chosen(names, FORMATS)
        current = {source.name for source in sources if is_current(job, source)}
        if len(current) < len(sources):
            job = replace(job, glossary=read_glossary(job.families, project.cache))
        _make_folder(project.output, "output")
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
    return Built(source, _output_paths(job.project, source, job.settings), record.summary if record else {})


def check_policy(project: Project, settings: Settings) -> Policy:
    """Which checks run by the project's settings, how much they matter, and what its baseline leaves out."""
    content = project.baseline()
    baseline = frozenset[Key]() if content is None else read_baseline(content, BASELINE_FILE)
    return Policy(settings.select, settings.ignore, settings.severities, settings.extra_checks, baseline)


def check_scope(settings: Settings, glossary: Glossary, others: Iterable[Bitext] = ()) -> Scope:
    """What the checks may know beside a bitext."""
    return Scope(glossary.terms, settings.titles, tuple(others))


def read_glossary(families: Iterable[tuple[str, str, str]], cache: Path | None = None) -> Glossary:
    """The glossary of the families ``(category, text, place)``; raises `InputError`.

    Where a folder `cache` is given, it is compiled once and kept there until a family changes.
    """
    families = tuple(families)
    terms = (term for category, text, place in families for term in parse_family(text, category, place))
    if cache is None:
        return Glossary(terms)
    path = cache / "glossary.bin"
    key = digest(__version__.encode(), *(part.encode("utf-8") for family in families for part in family))
    content = kept(path, key)
    if content is not None:
        with contextlib.suppress(ValueError):  # damaged, or of other code: made anew
            return load_glossary(content)
    compiled = compile_glossary(terms)
    keep(path, key, compiled)
    return load_glossary(compiled)


def read_style(project: Project, settings: Settings) -> Style:
    """How sentences are cut in the project; raises `InputError` where its rules cannot be read."""
    rules: tuple[Rule, ...] = ()
    if settings.rules:
        content = read_content(project.root / settings.rules, settings.rules)
        rules = parse_srx(content, settings.source_language, settings.rules)
    return Style(settings.semicolon, settings.ellipsis, rules)


def read_bitext(project: Project, source: Source) -> Bitext | None:
    """The bitext beside a source, ``None`` where there is none yet."""
    return parse_bitext(project, source, _contents(project, source)[1])


def parse_bitext(project: Project, source: Source, content: bytes | None) -> Bitext | None:
    """The bitext in the bytes of the file beside a source, ``None`` for none."""
    return None if content is None else read_xliff(content, project.relative(source.bitext))


def _contents(project: Project, source: Source) -> tuple[bytes, bytes | None]:
    """The bytes of a source and of the bitext beside it, which may not be there yet."""
    text = read_content(source.path, project.relative(source.path))
    place = project.relative(source.bitext)
    return text, read_content(source.bitext, place) if source.bitext.exists() else None


def write(
    job: Job, source: Source, bitext: Bitext, findings: Sequence[Finding]
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Writes the review documents; returns their paths, and those of earlier ones set aside.

    A document that is no longer what was last written there may hold an editor's work.
    """
    paths = _output_paths(job.project, source, job.settings)
    day = shown_day(source)
    edition = Edition(protect=job.settings.protect)
    contents = [render(bitext, findings, edition, path.suffix[1:], day) for path in paths]
    kept = []
    for path, content in zip(paths, contents, strict=True):
        place = job.project.relative(path)
        changed = path.exists() and job.freshness.touched(source.name, job.project.output, [path.name])
        if changed and read_content(path, place) != content:
            kept.append(set_aside(path, place))
        write_atomically(path, content, place)
    return paths, tuple(kept)


def shown_day(source: Source) -> date:
    """The date that documents show: SOURCE_DATE_EPOCH, else when text or translation last changed."""
    return last_day((source.path, source.bitext))


def last_day(paths: Iterable[Path]) -> date:
    """SOURCE_DATE_EPOCH, else the day on which any of the files was last changed, as far as they exist (UTC)."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    times = (path.stat().st_mtime for path in paths if path.exists())
    return datetime.fromtimestamp(int(stated) if stated.isdigit() else max(times, default=0), UTC).date()


def summarize(bitext: Bitext, findings: Sequence[Finding]) -> dict[str, Any]:
    """Counts for people and programs: segments, states, characters, words, findings by severity."""
    states = [unit.state for unit in bitext.units]
    severities = [finding.severity for finding in findings if not finding.accepted]
    return {
        "segments": len(states),
        "states": {str(state): states.count(state) for state in State},
        "characters": sum(count_han(unit.segment.text) for unit in bitext.units),
        "words": sum(count_words(unit.target) for unit in bitext.units),
        "findings": {str(severity): severities.count(severity) for severity in Severity},
        "accepted": sum(bool(finding.accepted) for finding in findings),
    }


def _output_paths(project: Project, source: Source, settings: Settings) -> tuple[Path, ...]:
    return tuple(project.output / f"{source.name}.{REVIEW.name}.{fmt}" for fmt in settings.formats)


def is_current(job: Job, source: Source) -> bool:
    """Whether the review documents of `source` show all that it and its bitext hold."""
    record = job.freshness.record(source.name)
    expected = {path.name for path in _output_paths(job.project, source, job.settings)}
    if record is None or set(record.outputs) != expected:
        return False
    inputs = _inputs(job, source, *_contents(job.project, source))
    return job.freshness.is_current(source.name, inputs, job.project.output)


def _inputs(job: Job, source: Source, text: bytes, bitext: bytes | None) -> str:
    """Digest of everything that the documents of `source` are made from: as it was read, not as it is by now."""
    return digest(job.shared, shown_day(source).isoformat().encode(), text, bitext or b"")


def _remember(job: Job, source: Source, inputs: str, outputs: Sequence[Path], summary: dict[str, Any]) -> None:
    written = {path.name: digest(read_content(path, job.project.relative(path))) for path in outputs}
    record = BuildRecord(inputs, written, summary)
    job.freshness.remember(source.name, record, ".toolkit/built.json")


def _make_folder(folder: Path, place: str) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        problem = f"cannot be made a folder ({error.strerror})"
        raise InputError(place, problem, "rename the file that has its name, or make its parent writable") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError(place, "cannot be written to", "make the folder writable")
