"""The parts of a returned DOCX, and the manifest of the export that it came from."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.bitext import MANIFEST_NAMESPACE, ManifestRow, batch_of, text_hash
from toolkit.errors import InputError
from toolkit.review.docx.markup import W
from toolkit.safe.xml import parse_xml
from toolkit.safe.zip import Archive, open_archive

if TYPE_CHECKING:
    from lxml.etree import _Element

OWN_AUTHOR = "toolkit"
"""Who wrote a document that nobody has saved since, and the comments that show findings of the checks."""

_RESAVE = "open it in a word processor and save it again as DOCX"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MACROS = "vbaproject.bin"
_MOST_MARKS = 5_000_000
"""Tags of a part; each takes up to 200 bytes of memory, however short it is."""

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()
_N = f"{{{MANIFEST_NAMESPACE}}}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


@dataclass(frozen=True, slots=True)
class Export:
    """What the document says of the export that it came from; its rows by unit ID.

    ``tracked`` is the author and time of the tracked changes that it was sent out with.
    """

    document: str
    batch: str
    rows: dict[str, ManifestRow]
    tracked: tuple[str, str] = ("", "")


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
    if content.startswith(_OLD_OFFICE) and _ENCRYPTED_PACKAGE in content:
        raise InputError(name, "the file is encrypted", "open it in a word processor and save it without a password")
    if content.startswith(_OLD_OFFICE):
        raise InputError(name, "a file of an old Office program (.doc)", _RESAVE)
    if not content.startswith(b"PK"):
        raise InputError(name, "not a Word document", _RESAVE)
    archive = open_archive(content, name, _RESAVE)
    if any(entry.endswith(_MACROS) for entry in archive.names()):
        raise InputError(name, "a document with macros", "save it as DOCX, which has none")
    main = _related(archive, "", "officeDocument", "word/document.xml", name)
    body = _part(archive, main, name)
    if body is None:
        raise InputError(name, "there is no Word document in this file", _RESAVE)
    export = _export(archive, name)
    comments = _part(archive, _related(archive, main, "comments", "word/comments.xml", name), name)
    threads = _part(archive, _related(archive, main, "commentsExtended", "word/commentsextended.xml", name), name)
    core = _part(archive, "docprops/core.xml", name)
    author = "" if core is None else core.findtext(f"{_CORE}lastModifiedBy", "")
    return ReviewPackage(body, comments, threads, export, "" if author == OWN_AUTHOR else author)


def _part(archive: Archive, name: str, place: str) -> _Element | None:
    """The root of a part in the transitional namespaces; None where there is none of that name."""
    content = archive.read(name)
    if content is None:
        return None
    part = f"{place}, part {name}"
    if content.count(b"<") > _MOST_MARKS:
        raise InputError(part, "more markup than any review document has", "give the file that was sent out")
    return parse_xml(content.replace(_STRICT, _TRANSITIONAL), part, _RESAVE)


def _related(archive: Archive, name: str, kind: str, usual: str, place: str) -> str:
    """The name of the part of a kind that the part `name` refers to; the `usual` one where it refers to none."""
    folder, base = posixpath.split(name)
    root = _part(archive, posixpath.join(folder, "_rels", f"{base}.rels"), place)
    for element in () if root is None else root:
        if element.get("Type", "").endswith(f"/{kind}"):
            return posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
    return usual


def _export(archive: Archive, place: str) -> Export:
    """The manifest, wherever a word processor has put it among the custom XML parts."""
    names = [name for name in archive.names() if name.startswith("customxml/item") and "props" not in name]
    for name in sorted(names):
        root = _part(archive, name, place)
        if root is not None and root.tag == f"{_N}review":
            return _read_manifest(root, place)
    problem = "not a review document of this toolkit, or its manifest was lost"
    raise InputError(place, problem, "give the file that `toolkit build` wrote and an editor saved as DOCX")


def _read_manifest(root: _Element, place: str) -> Export:
    rows, batch = list(_rows(root)), root.get("batch", "")
    if batch != batch_of(rows) or any(text_hash(row.target) != row.target_hash for row in rows):
        problem = "its manifest was changed, and what was sent out cannot be told"
        raise InputError(place, problem, "give the file as an editor saved it in a word processor")
    tracked = root.get("author", ""), root.get("at", "")
    return Export(root.get("document", ""), batch, {row.id: row for row in rows}, tracked)


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
