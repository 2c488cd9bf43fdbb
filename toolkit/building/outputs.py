"""Review documents: written, never over an editor's work, and known to be up to date."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from toolkit.bitext import keep_nothing, parts
from toolkit.building.checking import write_findings
from toolkit.building.job import Job, contents
from toolkit.building.keeping import Keeping
from toolkit.building.overlapping import one_behind
from toolkit.errors import InputError
from toolkit.model import Bitext, Finding, Severity, State
from toolkit.project import (
    BuildRecord,
    Project,
    Settings,
    Source,
    digest,
    file_digest,
    set_aside,
    whole_digest,
    write_derived,
)
from toolkit.writers import REVIEW, Edition, Pieces, begin
from toolkit.writers.labels import count_texts


def write(
    job: Job, source: Source, bitext: Bitext, findings: Sequence[Finding], keeping: Keeping | None = None
) -> tuple[dict[str, str], tuple[Path, ...]]:
    """Writes the review documents; returns the digests of what was written by its names, and what was set aside.

    The last is finished first: that is the page, which has most to do with its parts, and does it while parts of all
    are made. It is written while the next is finished.
    """
    paths = output_paths(job.project, source, job.settings)
    day = shown_day(source)
    edition = Edition(protect=job.settings.protect)
    formats = [path.suffix[1:] for path in paths]
    keeps = [keeping.of(fmt) if keeping else keep_nothing for fmt in formats]
    begun = [begin(bitext, findings, edition, fmt, day, keep) for fmt, keep in zip(formats, keeps, strict=True)]
    last_first = reversed([*zip(paths, begun, strict=True)])
    works = (partial(_put, job, source, path, finish()) for path, finish in last_first)
    put = [*(one_behind(works) if keeping else (work() for work in works))][::-1]
    kept = tuple(aside for _, aside in put if aside)
    return {path.name: written for path, (written, _) in zip(paths, put, strict=True)}, kept


def _put(job: Job, source: Source, path: Path, pieces: Pieces) -> tuple[str, Path | None]:
    """Writes a review document; returns the digest of what was written, and what was set aside.

    A document that is no longer what was last written there may hold an editor's work.
    """
    place, record = job.project.relative(path), job.freshness.record(source.name)
    written, last = whole_digest(pieces), record and record.outputs.get(path.name)
    kept = set_aside(path, place) if file_digest(path) not in (None, last, written) else None
    write_derived(path, pieces, place, flush=False)  # the disk takes longer than the page; it can be built again
    return written, kept


def output_paths(project: Project, source: Source, settings: Settings) -> tuple[Path, ...]:
    """Where the review documents of `source` are written."""
    return tuple(project.output / f"{source.name}.{REVIEW.name}.{fmt}" for fmt in settings.formats)


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
    characters, words = count_texts(bitext)
    return {
        "segments": len(states),
        "states": {str(state): states.count(state) for state in State},
        "characters": characters,
        "words": words,
        "findings": {str(severity): severities.count(severity) for severity in Severity},
        "accepted": sum(bool(finding.accepted) for finding in findings),
    }


def is_current(job: Job, source: Source) -> bool:
    """Whether the review documents of `source` show all that it and its bitext hold."""
    record = job.freshness.record(source.name)
    expected = {path.name for path in output_paths(job.project, source, job.settings)}
    if record is None or set(record.outputs) != expected:
        return False
    inputs = input_digest(job, source, *contents(job.project, source), _has_empty(record.summary))
    return job.freshness.is_current(source.name, inputs, job.project.output)


def input_digest(job: Job, source: Source, text: bytes, bitext: bytes | None, empty: bool) -> str:
    """Digest of everything that the documents of `source` are made from: as it was read, not as it is by now.

    Only where English is `empty` is the memory looked into, and only there does it count.
    """
    memory = job.memory.digest().encode() if empty else b""
    return digest(job.shared, shown_day(source).isoformat().encode(), text, bitext or b"", memory)


def shown_digest(job: Job, source: Source, bitext: Bitext, findings: Iterable[Finding]) -> str:
    """Digest of all that the documents of `source` show: no more of glossary and memory than occurs in it."""
    contents = [part.content for part in parts(bitext)]
    about = job.rules, shown_day(source), bitext.document.title
    return digest(repr(about).encode("utf-8", "surrogatepass"), write_findings(findings), *contents)


def shows(job: Job, source: Source, shown: str) -> dict[str, str] | None:
    """The digests of the review documents of `source` if they are there, as they were written, and show just this."""
    record = job.freshness.record(source.name)
    paths = output_paths(job.project, source, job.settings)
    if record is None or record.shown != shown or set(record.outputs) != {path.name for path in paths}:
        return None
    return None if job.freshness.touched(source.name, job.project.output, record.outputs) else record.outputs


def remember(
    job: Job, source: Source, text: bytes, bitext: bytes, written: dict[str, str], summary: dict[str, Any], shown: str
) -> None:
    """Keeps what the documents of `source` were made from, the digests of what was written, and what it shows."""
    inputs = input_digest(job, source, text, bitext, _has_empty(summary))
    job.freshness.remember(source.name, BuildRecord(inputs, written, summary, shown))


def _has_empty(summary: dict[str, Any]) -> bool:
    return bool(summary.get("states", {}).get(State.EMPTY))


def make_folder(folder: Path, place: str) -> None:
    """Makes a folder that documents go into, where it is not there; raises `InputError`."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        problem = f"cannot be made a folder ({error.strerror})"
        raise InputError(place, problem, "rename the file that has its name, or make its parent writable") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InputError(place, "cannot be written to", "make the folder writable")
