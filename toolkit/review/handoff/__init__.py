"""Reads what was handed off to somebody's CAT tool and came back: the package, or a file of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from toolkit.bitext import Manifest
from toolkit.bitext.foreign.omegat import MEMORY_FILE, PROJECT_FILE
from toolkit.bitext.manifest_file import MANIFEST_FILE, read_manifest
from toolkit.errors import InputError
from toolkit.review.handoff import po, xliff
from toolkit.review.handoff.comparing import compared
from toolkit.review.handoff.omegat import read_saved, without_outdated
from toolkit.review.handoff.values import ReturnedFile
from toolkit.review.values import Review

FORMATS: Mapping[str, Callable[[bytes, str], ReturnedFile]] = {
    ".xlf": xliff.read_file,
    ".xliff": xliff.read_file,
    ".po": po.read_file,
}
"""The ending of a file → what reads it."""

NO_TIMES: Mapping[str, str] = {}

Kept = Callable[[str], Manifest | None]
"""Takes the batch of an export to the manifest that was kept of it."""


def is_handoff(name: str) -> bool:
    """Whether a file of this name may belong to a hand-off."""
    path = PurePosixPath(name)
    others = (MANIFEST_FILE, PROJECT_FILE, PurePosixPath(MEMORY_FILE).name)
    return path.suffix.lower() in FORMATS or path.name in others


def read_handoff(
    name: str, files: Mapping[str, bytes], kept: Kept, standing: Kept, written: Mapping[str, str] = NO_TIMES
) -> list[Review]:
    """What came back in the `files` of a package called `name`, or in one of them.

    `written` says when a file was written (ISO 8601), where that is known.

    What was sent out is told by the manifest in the package, or by what was `kept` of that export;
    where there is neither, by what is `standing` in for it, by the name of the document: its
    Chinese, and no English. Raises `InputError` where nothing of a hand-off is among the files.
    """
    root = _root(files)
    inside = {path.removeprefix(root): content for path, content in files.items() if path.startswith(root)}
    times = {path.removeprefix(root): at for path, at in written.items() if path.startswith(root)}
    own = inside.get(MANIFEST_FILE)
    sent = read_manifest(own, f"{name}/{MANIFEST_FILE}") if own is not None else None
    returned = list(_returned(name, inside, times))
    if not returned:
        endings = ", ".join(FORMATS)
        problem = f"nothing of a hand-off in it (no {endings}, and no translation in {MEMORY_FILE})"
        raise InputError(name, problem, "give the folder, its zip file, or the translated file as it came back")
    return [_review(file, sent, kept, standing) for file in returned]


def _root(files: Mapping[str, bytes]) -> str:
    """The folder in which the package lies among the files: a zip file often holds one that holds all."""
    marks = [path for path in files if path.rpartition("/")[2] in (MANIFEST_FILE, PROJECT_FILE)]
    top = min(marks, key=lambda path: (path.count("/"), path), default="")
    return top[: top.rfind("/") + 1]


def _returned(name: str, inside: Mapping[str, bytes], times: Mapping[str, str]) -> Iterator[ReturnedFile]:
    """The files that hold translations: of an OmegaT project what it made of them, not what it was given."""
    is_omegat = MEMORY_FILE in inside or PROJECT_FILE in inside
    saved = list(_saved(name, inside)) if MEMORY_FILE in inside else []
    for path, content in sorted(inside.items()):
        reader = FORMATS.get(PurePosixPath(path).suffix.lower())
        if reader and not (is_omegat and not path.startswith("target/")):
            yield without_outdated(reader(content, _place(name, path)), saved, times.get(path, ""))
    yield from saved


def _saved(name: str, inside: Mapping[str, bytes]) -> Iterator[ReturnedFile]:
    """Each file of an OmegaT project as its memory translates it."""
    for source in sorted(path for path in inside if path.startswith("source/") and path.endswith(".xlf")):
        batch = xliff.read_file(inside[source], _place(name, source)).batch
        yield read_saved(inside[MEMORY_FILE], _place(name, MEMORY_FILE), inside[source], _place(name, source), batch)


def _place(name: str, path: str) -> str:
    return name if path == name else f"{name}/{path}"


def _review(file: ReturnedFile, sent: Manifest | None, kept: Kept, standing: Kept) -> Review:
    if sent is not None and file.batch in ("", sent.batch):
        return compared(file, sent, is_export=True)
    export = kept(file.batch) if file.batch else None
    if export is not None:
        return compared(file, export, is_export=True)
    base = standing(file.document) or Manifest(file.document, "", ())
    return compared(file, base, is_export=False)
