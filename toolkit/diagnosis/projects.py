"""A project looked through: whether each of its files can be read, and what stands in the way of work."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from toolkit.building.job import Job, check_policy, open_job, read_bitext, read_glossary, read_style
from toolkit.building.outputs import is_current, output_paths
from toolkit.diagnosis.signs import Health, Sign
from toolkit.errors import ToolkitError
from toolkit.model import Bitext
from toolkit.project import Project, Source, lock_holder
from toolkit.readers import FORMATS, read

_MEGABYTE = 1024**2
_LITTLE_SPACE, _NO_SPACE = 1024 * _MEGABYTE, 100 * _MEGABYTE
_LARGE_CACHE = 2048 * _MEGABYTE


def examine_project(project: Project) -> Iterator[Sign]:
    """The folders, the space, the lock, the settings, the glossary, and each document; nothing is written."""
    yield from _folders(project)
    yield _space(project.root)
    yield _lock(project)
    yield from _cache(project)
    yield _tried("settings", "readable", lambda: _settings(project), "toolkit.toml")
    yield _tried("glossary", "", lambda: f"{len(read_glossary(project.families()).terms):,} terms", "glossary")
    yield _memories(project)
    yield from _documents(project)


def _tried(subject: str, done: str, look: Callable[[], str], place: str) -> Sign:
    """The sign of something that can be read, or of what is wrong with it."""
    try:
        return Sign(Health.OK, subject, look() or done)
    except ToolkitError as error:
        return _problem(subject, error, place)


def _problem(subject: str, error: ToolkitError, place: str) -> Sign:
    where = error.place if error.place.startswith(place) else place
    return Sign(Health.PROBLEM, subject, f"{where} cannot be taken as it is", error.remedy, error.problem)


def _settings(project: Project) -> str:
    settings = project.settings()
    read_style(project, settings)
    check_policy(project, settings)
    return f"{settings.source_language} to {settings.target_language}"


def _folders(project: Project) -> Iterator[Sign]:
    """Whether each folder that is there can be written to."""
    folders = [project.root, project.source, project.glossary, project.output, project.cache]
    for folder in folders:
        if folder.exists() and not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            name = "the project's folder" if folder == project.root else f"{project.relative(folder)}/"
            yield Sign(Health.PROBLEM, "folders", f"{name} cannot be written to", "make it writable")
            return
    yield Sign(Health.OK, "folders", "all can be written to")


def _space(root: Path) -> Sign:
    free = shutil.disk_usage(root).free
    told = f"{free // _MEGABYTE:,} MB free"
    if free < _NO_SPACE:
        return Sign(Health.PROBLEM, "disk", told, "free space before you go on: files are written whole or not at all")
    return Sign(Health.NOTE if free < _LITTLE_SPACE else Health.OK, "disk", told)


def _lock(project: Project) -> Sign:
    holder = lock_holder(project.cache)
    if holder is None:
        return Sign(Health.OK, "lock", "no other command is at work here")
    who = f"process {holder}" if holder else "a process that cannot be told"
    return Sign(Health.NOTE, "lock", f"held by {who}", "wait until that command has ended")


def _cache(project: Project) -> Iterator[Sign]:
    files = [path for path in project.cache.rglob("*") if path.is_file()] if project.cache.is_dir() else []
    size = sum(path.stat().st_size for path in files)
    large = size > _LARGE_CACHE
    remedy = "it can be deleted at any time, and is made anew" if large else ""
    told = f"{len(files):,} files, {size / _MEGABYTE:,.1f} MB"
    yield Sign(Health.NOTE if large else Health.OK, ".toolkit", told, remedy)
    faults = sorted(path.name for path in files if path.name.startswith("fault-"))
    if faults:
        told = f"kept of faults of the toolkit: {', '.join(faults)}"
        yield Sign(Health.NOTE, ".toolkit", told, "send them with a report, then delete them")


def _memories(project: Project) -> Sign:
    files = sorted(project.memories.glob("*.tmx"))
    unreadable = [path.name for path in files if not os.access(path, os.R_OK)]
    if unreadable:
        return Sign(Health.PROBLEM, "memory", f"cannot be read: {', '.join(unreadable)}", "check the permissions")
    return Sign(Health.OK, "memory", f"{len(files)} TMX files in glossary/memory/")


def _documents(project: Project) -> Iterator[Sign]:
    try:
        sources = project.sources(FORMATS)
    except ToolkitError as error:
        yield _problem("documents", error, "source")
        return
    yield Sign(Health.OK, "documents", f"{len(sources)} in source/")
    job = _job(project)
    for source in sources:
        yield from _document(project, job, source)


def _job(project: Project) -> Job | None:
    try:
        return open_job(project)
    except ToolkitError:  # of what is wrong there, there are signs already
        return None


def _document(project: Project, job: Job | None, source: Source) -> Iterator[Sign]:
    """A document of which source and bitext can be read, or what is wrong with either, and what is old."""
    subject = f"document {source.name}"
    try:
        read(source.path, project.relative(source.path))
    except ToolkitError as error:
        yield _problem(subject, error, project.relative(source.path))
        return
    try:
        bitext = read_bitext(project, source)
    except ToolkitError as error:
        yield _problem(subject, error, project.relative(source.bitext))
        return
    notes = list(_notes(project, job, source, bitext))
    yield from notes or [Sign(Health.OK, subject, "readable, and its review documents are up to date")]


def _notes(project: Project, job: Job | None, source: Source, bitext: Bitext | None) -> Iterator[Sign]:
    subject = f"document {source.name}"
    if bitext is None:
        yield Sign(Health.NOTE, subject, "has no bitext yet", "run: toolkit build")
        return
    if bitext.archive:
        told = f"{len(bitext.archive)} in its archive: English whose Chinese is gone from the source"
        yield Sign(Health.NOTE, subject, told, "look at the end of the .xlf; the memory knows them, too")
    if job is None:
        return
    outputs = [path for path in output_paths(project, source, job.settings) if path.exists()]
    touched = job.freshness.touched(source.name, project.output, [path.name for path in outputs])
    if touched and job.freshness.record(source.name):
        told = f"somebody has changed output/{', output/'.join(touched)} since it was written"
        yield Sign(Health.NOTE, subject, told, "bring it back with toolkit review; a build sets it aside")
    elif not is_current(job, source):
        yield Sign(Health.NOTE, subject, "its review documents do not show all that is there now", "run: toolkit build")
