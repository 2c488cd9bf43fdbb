"""What came back, read: review documents, and hand-offs as folders, zip files and single files."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from toolkit.bitext import Manifest, manifest, read_xliff, text_hash
from toolkit.bitext.foreign.omegat import MEMORY_FILE, PROJECT_FILE
from toolkit.bitext.manifest_file import MANIFEST_FILE, read_manifest
from toolkit.errors import InputError
from toolkit.model import State
from toolkit.project import Project, read_content
from toolkit.readers import FORMATS
from toolkit.review import read_review
from toolkit.review.handoff import is_handoff, read_handoff
from toolkit.review.values import Review
from toolkit.roundtrip.packaging import KEPT_FOLDER
from toolkit.safe.zip import open_archive

_BATCH = re.compile(r"[0-9a-f]{16}")
_MOST_FILES = 100
_LEVELS = 2
"""How far above a file that came back the manifest of its package may lie."""


def read_reviews(project: Project, paths: Iterable[Path | str]) -> list[Review]:
    """What the returned files and folders hold. Raises `InputError` for one that cannot be read.

    >>> [review] = read_reviews(find_project(), ["returned/ann.docx"])
    >>> review.document, [(change.author, change.target) for change in review.changes]
    ('harbour', [('Ann', 'Jianggang New Town invested RMB 500 million this year.')])
    """
    return [review for path in map(Path, paths) for review in _read(project, path)]


def _read(project: Project, path: Path) -> list[Review]:
    is_folder, ending = path.is_dir(), path.suffix.lower()
    if not is_folder and ending != ".zip" and not is_handoff(path.name):
        return [read_review(read_content(path, str(path)), path.name)]
    files = dict(_folder(path) if is_folder else _archive(path) if ending == ".zip" else _alone(path))
    name = path.name or path.resolve().name
    written = {inside: _written(path / inside) for inside in files} if is_folder else {}
    return read_handoff(name, files, partial(_kept, project), partial(_standing, project), written)


def _written(path: Path) -> str:
    """When a file was written, to the second after."""
    return datetime.fromtimestamp(math.ceil(path.stat().st_mtime), UTC).isoformat()


def _folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    found = (path for path in folder.rglob("*") if is_handoff(path.name) and path.is_file())
    paths = sorted(islice(found, _MOST_FILES + 1))
    if len(paths) > _MOST_FILES:
        raise InputError(
            str(folder), f"more than {_MOST_FILES} bilingual files in it", "give the folder that came back"
        )
    for path in paths:
        yield path.relative_to(folder).as_posix(), read_content(path, str(path))


def _archive(path: Path) -> Iterator[tuple[str, bytes]]:
    archive = open_archive(read_content(path, str(path)), path.name, "pack the folder again")
    for name in filter(is_handoff, archive.names()):
        content = archive.read(name)
        if content is not None:
            yield name, content


def _alone(path: Path) -> Iterator[tuple[str, bytes]]:
    """A file with the manifest that lies beside it or above; of OmegaT's memory, the project it belongs to."""
    if path.suffix.lower() == ".tmx":
        root = path.resolve().parents[MEMORY_FILE.count("/")]
        if not (root / PROJECT_FILE).is_file():
            problem = "OmegaT’s memory without the project that it belongs to"
            raise InputError(str(path), problem, "give the project’s folder, or the .xlf of its folder target")
        yield from ((name, content) for name, content in _folder(root) if not name.startswith("target/"))
        return
    yield path.name, read_content(path, str(path))
    above = path.resolve().parents[: _LEVELS + 1]
    found = next((folder / MANIFEST_FILE for folder in above if (folder / MANIFEST_FILE).is_file()), None)
    if found is not None:
        yield MANIFEST_FILE, read_content(found, str(found))


def _kept(project: Project, batch: str) -> Manifest | None:
    """The manifest that was kept of an export; None where there is none any more, or it is damaged."""
    path = project.cache / KEPT_FOLDER / f"{batch}.json"
    if not _BATCH.fullmatch(batch) or not path.is_file():
        return None
    try:
        return read_manifest(read_content(path, str(path)), str(path))
    except InputError:  # it can be done without, as if it had been deleted
        return None


def _standing(project: Project, name: str) -> Manifest | None:
    """What stands in for a manifest that is lost: the document's Chinese as it is, and no English."""
    for source in project.sources(FORMATS):
        if source.name == name and source.bitext.exists():
            place = project.relative(source.bitext)
            found = manifest(read_xliff(read_content(source.bitext, place), place))
            nothing: Mapping[str, str] = {"state": State.EMPTY, "target": "", "target_hash": text_hash("")}
            return replace(found, rows=tuple(row._replace(**nothing) for row in found.rows))
    return None
