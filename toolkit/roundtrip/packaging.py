"""Hand-offs: a document packed for somebody's own CAT tool, with all that is needed to bring it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from toolkit.bitext import Manifest, is_remark, manifest, write_xliff
from toolkit.bitext.foreign import omegat
from toolkit.bitext.foreign.po_write import write_po
from toolkit.bitext.foreign.tmx_write import write_tmx
from toolkit.bitext.manifest_file import MANIFEST_FILE, recorded_files, write_manifest
from toolkit.building.job import Job, contents, open_job, parse_bitext, read_glossary
from toolkit.errors import UsageError
from toolkit.events import tell
from toolkit.glossary.exchange import write_csv, write_tbx
from toolkit.model import Bitext, Term, Unit
from toolkit.pipeline import prepare
from toolkit.project import (
    Project,
    Source,
    digest,
    locked,
    read_content,
    rewrite,
    set_aside,
    write_atomically,
    write_derived,
    write_folder,
)
from toolkit.readers import FORMATS
from toolkit.writers.handoff import readme

KEPT_FOLDER = "handoffs"
"""Where in ``.toolkit/`` the manifests of hand-offs are kept, each under the name of its batch."""

_README = "README.txt"
_KEEP = ".keep"
"""An empty file in a folder that has nothing in it yet, so that a zip file keeps the folder."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a package: the bitext as it is handed off, its batch, its terms and its memory as TMX."""

    bitext: Bitext
    batch: str
    terms: tuple[Term, ...]
    memory: bytes


@dataclass(frozen=True, slots=True)
class HandedOff:
    """A package that was written; ``kept`` is where an earlier one that somebody had worked in was set aside."""

    source: Source
    folder: Path
    batch: str
    bitext: Bitext
    files: tuple[str, ...]
    kept: Path | None


def hand_off(project: Project, name: str, format_name: str, folder: Path | None = None) -> HandedOff:
    """Writes the document `name` as a package of one of the `PACKERS`; into ``output/`` unless told otherwise.

    A `folder` whose name ends in ``.zip`` is a file with all of it.

    The bitext is brought up to date with its source first, so that what comes back fits. Raises
    `UsageError` where the folder holds anything but an earlier hand-off.

    >>> project = find_project()
    >>> package = hand_off(project, "harbour", "xliff")
    >>> package.folder.name
    'harbour-for-xliff'
    >>> [reviewed] = import_reviews(project, read_reviews(project, [package.folder]))
    >>> reviewed.merged.applied  # nobody has worked in it yet
    ()
    """
    with locked(project.cache, ".toolkit"):
        job = open_job(project)
        job = replace(job, glossary=read_glossary(job.families, project.cache))
        with closing(job.memory), closing(job.freshness):
            [source] = project.chosen([name], FORMATS)
            bitext = _updated(job, source)
            exported = manifest(bitext)
            given = Contents(bitext, exported.batch, tuple(job.glossary.terms), _memory(job))
            files = PACKERS[format_name](given)
            files[_README] = readme(bitext, format_name, MANIFEST_FILE)
            target = folder or project.output / f"{source.name}-for-{format_name}"
            kept = _written(target, files, exported, project)
    tell("handed off", document=source.name, format=format_name, batch=exported.batch)
    return HandedOff(source, target, exported.batch, bitext, (*files, MANIFEST_FILE), kept)


def _updated(job: Job, source: Source) -> Bitext:
    """The bitext as its source stands now, written if that has changed, as it is handed off: with remarks only."""
    before = contents(job.project, source)[1]
    bitext = prepare(job, source, parse_bitext(job.project, source, before))
    rewrite(source.bitext, before, write_xliff(bitext), job.project.relative(source.bitext))
    return replace(bitext, units=tuple(map(_for_others, bitext.units)), archive=())


def _for_others(unit: Unit) -> Unit:
    return replace(unit, notes=tuple(filter(is_remark, unit.notes)))


def _memory(job: Job) -> bytes:
    """Everything that the project's memory holds, as TMX."""
    from toolkit.memory.tmx import as_translation_units

    pair = job.settings.source_language, job.settings.target_language
    memory = job.memory.opened()
    units = chain.from_iterable(map(memory.units, memory.origins()))
    return b"".join(write_tmx(as_translation_units(units, pair), pair[0]))


def _omegat(given: Contents) -> dict[str, bytes]:
    bitext = given.bitext
    file = f"{bitext.document.name}.xlf"
    return {
        omegat.PROJECT_FILE: omegat.write_project(bitext.document.language, bitext.target_language),
        f"source/{file}": omegat.write_source(bitext, given.batch),
        omegat.MEMORY_FILE: b"".join(omegat.write_translations(bitext, file)),
        "tm/memory.tmx": given.memory,
        "tm/mt/drafts.tmx": b"".join(omegat.write_drafts(bitext)),
        "glossary/terms.utf8": omegat.write_glossary(given.terms),
        f"dictionary/{_KEEP}": b"",
        f"target/{_KEEP}": b"",
    }


def _xliff(given: Contents) -> dict[str, bytes]:
    return {f"{given.bitext.document.name}.xlf": write_xliff(given.bitext, given.batch), **_resources(given)}


def _po(given: Contents) -> dict[str, bytes]:
    return {f"{given.bitext.document.name}.po": write_po(given.bitext, given.batch), **_resources(given)}


def _resources(given: Contents) -> dict[str, bytes]:
    """The memory and the terms in the formats that most programs read: TBX of version 3 is not yet one."""
    bitext = given.bitext
    return {
        "memory.tmx": given.memory,
        "glossary.tbx": write_tbx(given.terms, bitext.document.language, bitext.target_language, "martif"),
        "glossary.csv": write_csv(given.terms),
    }


PACKERS: Mapping[str, Callable[[Contents], dict[str, bytes]]] = {"omegat": _omegat, "xliff": _xliff, "po": _po}
"""Whom a package is for → what gives its files, by their names in it."""


def _written(target: Path, files: Mapping[str, bytes], exported: Manifest, project: Project) -> Path | None:
    """Writes a package, as a folder or a zip file; returns where an earlier one was set aside."""
    own = write_manifest(exported, {name: digest(content) for name, content in files.items()})
    whole = {**files, MANIFEST_FILE: own}
    write_derived(project.cache / KEPT_FOLDER / f"{exported.batch}.json", own, f".toolkit/{KEPT_FOLDER}")
    place = project.relative(target)
    if target.suffix.lower() == ".zip":
        packed = _zipped(whole, target.stem)
        kept = set_aside(target, place) if target.exists() and read_content(target, place) != packed else None
        write_atomically(target, packed, place)
        return kept
    kept = _make_room(target, place)
    write_folder(target, whole, place)
    return kept


def _zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """The files in one folder of a zip file, whose bytes depend on nothing else."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = ZipInfo(f"{folder}/{name}")
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def _make_room(folder: Path, place: str) -> Path | None:
    """Sets aside an earlier package that somebody worked in; one that nobody did gives way to the new one."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    own = folder / MANIFEST_FILE
    if not own.is_file():
        problem = "it is there already, and no hand-off of this toolkit"
        raise UsageError(place, problem, "give a folder that is empty or not there yet: -o FOLDER")
    before = recorded_files(read_content(own, place), f"{place}/{MANIFEST_FILE}")
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    found.pop(MANIFEST_FILE)
    unchanged = {name: digest(read_content(path, str(path))) for name, path in found.items()} == before
    return None if unchanged else set_aside(folder, place)
