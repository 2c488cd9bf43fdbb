"""The parts of a returned DOCX, and the manifest of the export that it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.bitext import MANIFEST_NAMESPACE, ManifestRow
from toolkit.errors import InputError
from toolkit.safexml import parse_xml
from toolkit.safezip import Archive, open_archive

if TYPE_CHECKING:
    from lxml.etree import _Element

OWN_AUTHOR = "toolkit"
"""Who wrote a document that nobody has saved since, and the comments that show findings of the checks."""

_RESAVE = "open it in a word processor and save it again as DOCX"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MACROS = "word/vbaproject.bin"
_N = f"{{{MANIFEST_NAMESPACE}}}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


@dataclass(frozen=True, slots=True)
class Export:
    """What the document says of the export that it came from; its rows by unit ID."""

    document: str
    batch: str
    rows: dict[str, ManifestRow]


@dataclass(frozen=True, slots=True)
class ReviewPackage:
    """A returned document: its body, its comments, its export, and who saved it last."""

    body: _Element
    comments: _Element | None
    threads: _Element | None
    export: Export
    last_author: str


def open_review(content: bytes, name: str) -> ReviewPackage:
    """The package in the bytes of a returned file; raises `InputError` for what is none of ours."""
    if content.startswith(_OLD_OFFICE):
        raise InputError(name, "an old or a locked Office file", "save it as DOCX, without a password")
    if not content.startswith(b"PK"):
        raise InputError(name, "not a Word document", _RESAVE)
    archive = open_archive(content, name, _RESAVE)
    if archive.read(_MACROS) is not None:
        raise InputError(name, "a document with macros", "save it as DOCX, which has none")
    body = _part(archive, "word/document.xml", name)
    if body is None:
        raise InputError(name, "there is no Word document in this file", _RESAVE)
    export = _export(archive, name)
    comments = _part(archive, "word/comments.xml", name)
    threads = _part(archive, "word/commentsextended.xml", name)
    core = _part(archive, "docprops/core.xml", name)
    author = "" if core is None else core.findtext(f"{_CORE}lastModifiedBy", "")
    return ReviewPackage(body, comments, threads, export, "" if author == OWN_AUTHOR else author)


def _part(archive: Archive, name: str, place: str) -> _Element | None:
    content = archive.read(name)
    return None if content is None else parse_xml(content, f"{place}, part {name}", _RESAVE)


def _export(archive: Archive, place: str) -> Export:
    """The manifest, wherever a word processor has put it among the custom XML parts."""
    names = [name for name in archive.names() if name.startswith("customxml/item") and "props" not in name]
    for name in sorted(names):
        root = _part(archive, name, place)
        if root is not None and root.tag == f"{_N}review":
            rows = {row.id: row for row in _rows(root)}
            return Export(root.get("document", ""), root.get("batch", ""), rows)
    problem = "not a review document of this toolkit, or its manifest was lost"
    raise InputError(place, problem, "give the file that `toolkit build` wrote and an editor saved as DOCX")


def _rows(root: _Element) -> Iterator[ManifestRow]:
    for element in root.iterchildren(f"{_N}segment"):
        yield ManifestRow(
            id=element.get("id", ""),
            kind=element.get("kind", ""),
            state=element.get("state", ""),
            source_hash=element.get("source", ""),
            target_hash=element.get("target", ""),
            target=element.text or "",
        )
