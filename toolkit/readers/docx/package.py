"""The package of a DOCX: its parts as XML, its relationships, and what is refused before either is read."""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from toolkit.errors import InputError
from toolkit.readers.docx.markup import normalise
from toolkit.readers.encoding import signature
from toolkit.safexml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ENTRIES = 10_000
LARGEST_TOTAL = 128 * 1024 * 1024
"""Bytes that the parts which are read may have together when they are inflated."""

MOST_MARKS = 5_000_000
"""Tags and attributes of a part; each takes up to 200 bytes of memory, however short it is."""

_SUSPICIOUS_RATIO = 400
_INNOCENT_SIZE = 8 * 1024 * 1024
"""Bytes; a table of a hundred thousand equal rows shrinks to a hundredth, a bomb to a thousandth."""

_CHUNK = 1024 * 1024
_ZIP = b"PK"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_RESAVE = "open it in a word processor and save it again as DOCX"
_UNLOCK = "open it in a word processor and save it without a password"
_BROKEN = (BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, ValueError, OSError)
"""What zipfile raises for archives that are cut off, damaged, or packed in an unknown way."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: ``kind`` is the last word of its type, ``target`` a part or an address."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """An open DOCX; ``place`` names it in errors."""

    place: str
    _archive: ZipFile
    _entries: dict[str, ZipInfo]
    _left: int = field(default_factory=lambda: LARGEST_TOTAL)
    _relationships: dict[str, dict[str, Relationship]] = field(default_factory=dict)

    def part(self, name: str) -> _Element | None:
        """The root element of a part in the transitional namespaces; None where there is no such part."""
        entry = self._entries.get(name.lower())
        if entry is None:
            return None
        place = f"{self.place}, part {entry.filename}"
        content = self._inflate(entry, place)
        if content.count(b"<") + content.count(b"=") > MOST_MARKS:
            raise InputError(place, "more markup than any document has", "split it into several documents")
        return normalise(parse_xml(content, place, _RESAVE))

    def relationships(self, name: str) -> dict[str, Relationship]:
        """What the part refers to, by ID; `name` is empty for the package itself."""
        if name not in self._relationships:
            folder, base = posixpath.split(name)
            root = self.part(posixpath.join(folder, "_rels", base + ".rels"))
            children = () if root is None else root
            self._relationships[name] = {child.get("Id", ""): _relationship(child, folder) for child in children}
        return self._relationships[name]

    def related(self, name: str, kind: str) -> _Element | None:
        """The root of the first part of a kind that the part `name` refers to."""
        targets = (found.target for found in self.relationships(name).values() if found.kind == kind)
        return next((root for target in targets if (root := self.part(target)) is not None), None)

    def main_part(self) -> str:
        """The name of the part that holds the text."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and not relationship.external:
                return relationship.target
        return "word/document.xml"

    def _inflate(self, entry: ZipInfo, place: str) -> bytes:
        """The bytes of an entry, counted while they come: what the archive says of their number may be a lie."""
        if entry.flag_bits & 1:
            raise InputError(place, "protected by a password", _UNLOCK)
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise InputError(place, "packed in a way that Word documents are not", _RESAVE)
        chunks, size = [], 0
        try:
            with self._archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._refuse_bomb(size, entry, place)
                    chunks.append(chunk)
        except _BROKEN as error:
            raise InputError(place, f"damaged ({error})", _RESAVE) from error
        self._left -= size
        return b"".join(chunks)

    def _refuse_bomb(self, size: int, entry: ZipInfo, place: str) -> None:
        if size > self._left:
            megabytes = LARGEST_TOTAL // 1024**2
            raise InputError(place, f"more than {megabytes} MB when unpacked", "split it into several documents")
        if size > _INNOCENT_SIZE and size > _SUSPICIOUS_RATIO * max(entry.compress_size, 1):
            raise InputError(place, f"unpacks to more than {_SUSPICIOUS_RATIO} times its size", _RESAVE)


def open_package(content: bytes, place: str) -> Package:
    """The package in the bytes of a DOCX; raises `InputError` for what is none, or is locked or damaged."""
    if content.startswith(_OLD_OFFICE) and _ENCRYPTED_PACKAGE in content:
        raise InputError(place, "protected by a password", _UNLOCK)
    if not content.startswith(_ZIP):
        raise InputError(place, f"this is {signature(content) or 'no zip file'}, not a DOCX", _RESAVE)
    # The list of entries is read whole when an archive is opened, so it is measured before.
    if content.count(b"PK\x01\x02") > MOST_ENTRIES:
        raise InputError(place, f"more than {MOST_ENTRIES} files in the package", _RESAVE)
    try:
        archive = ZipFile(BytesIO(content))
    except _BROKEN as error:
        raise InputError(place, f"a damaged zip file ({error})", _RESAVE) from error
    names = [entry.filename.replace("\\", "/").lstrip("/").lower() for entry in archive.infolist()]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise InputError(place, f"{twice[0]} is in the package twice", _RESAVE)
    return Package(place, archive, dict(zip(names, archive.infolist(), strict=True)))


def _relationship(element: _Element, folder: str) -> Relationship:
    kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
    external = element.get("TargetMode") == "External" or kind == "hyperlink"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(kind, target, external)
