"""The package of a DOCX: its parts as XML, its relationships, and what is refused before either is read."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.readers.docx.markup import normalise
from toolkit.readers.encoding import signature
from toolkit.safe.xml import parse_xml
from toolkit.safe.zip import Archive, open_archive

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_MARKS = 5_000_000
"""Tags and attributes of a part; each takes up to 200 bytes of memory, however short it is."""

_ZIP = b"PK"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
RESAVE = "open it in a word processor and save it again as DOCX"
_UNLOCK = "open it in a word processor and save it without a password"


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
    _archive: Archive
    _relationships: dict[str, dict[str, Relationship]] = field(default_factory=dict)

    def part(self, name: str) -> _Element | None:
        """The root element of a part in the transitional namespaces; None where there is no such part."""
        content = self._archive.read(name)
        if content is None:
            return None
        place = f"{self.place}, part {name}"
        if content.count(b"<") + content.count(b"=") > MOST_MARKS:
            raise InputError(place, "more markup than any document has", "split it into several documents")
        return normalise(parse_xml(content, place, RESAVE))

    def content(self, name: str) -> bytes | None:
        """The bytes of a part, such as a picture; None where there is no such part."""
        return self._archive.read(name)

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


def open_package(content: bytes, place: str) -> Package:
    """The package in the bytes of a DOCX; raises `InputError` for what is none, or is locked or damaged."""
    if content.startswith(_OLD_OFFICE) and _ENCRYPTED_PACKAGE in content:
        raise InputError(place, "protected by a password", _UNLOCK)
    if not content.startswith(_ZIP):
        raise InputError(place, f"this is {signature(content) or 'no zip file'}, not a DOCX", RESAVE)
    return Package(place, open_archive(content, place, RESAVE))


def _relationship(element: _Element, folder: str) -> Relationship:
    kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
    external = element.get("TargetMode") == "External" or kind == "hyperlink"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(kind, target, external)
