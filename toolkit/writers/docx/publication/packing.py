"""Packs the parts of a Word document: content types, relationships, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.writers.docx.markup import escape

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY = (1980, 1, 1, 0, 0, 0)
_KINDS = {
    "document": f"{_WORD}document.main+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
_PICTURES = {"emf": "image/x-emf", "wmf": "image/x-wmf", "svg": "image/svg+xml"}

Relation = tuple[str, str]
"""The kind of a relationship, the last word of its type, and its target."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part below ``word/``: its content, and its relationships by ID."""

    name: str
    kind: str
    content: Sequence[bytes]
    relations: Mapping[str, Relation] = field(default_factory=dict)


def pack(parts: Sequence[Part], properties: Sequence[Part]) -> bytes:
    """The bytes of a document with these parts: sorted entries, no times, one compression."""
    members = dict(_members(parts, properties))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(members, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            archive.writestr(entry, b"".join(members[name]))
    return packed.getvalue()


def _members(parts: Sequence[Part], properties: Sequence[Part]) -> Iterator[tuple[str, Sequence[bytes]]]:
    yield "[Content_Types].xml", [_types(parts, properties)]
    package = {"main": ("officeDocument", "word/document.xml")}
    package |= {part.kind: (f"{part.kind}-properties", part.name) for part in properties}
    yield "_rels/.rels", [_relationships(package)]
    yield from ((part.name, part.content) for part in properties)
    for part in parts:
        yield f"word/{part.name}", part.content
        if part.relations:
            folder, _, name = f"word/{part.name}".rpartition("/")
            yield f"{folder}/_rels/{name}.rels", [_relationships(part.relations)]


def _types(parts: Sequence[Part], properties: Sequence[Part]) -> bytes:
    endings = sorted({part.name.rpartition(".")[2] for part in parts if part.kind == "image"})
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults |= {ending: _PICTURES.get(ending, f"image/{ending}") for ending in endings}
    named = [(f"/word/{part.name}", part.kind) for part in parts if part.kind != "image"]
    named += [(f"/{part.name}", part.kind) for part in properties]
    lines = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in defaults.items()]
    lines += [
        f'<Override PartName="{name}" ContentType="{_KINDS.get(kind, f"{_WORD}{kind}+xml")}"/>' for name, kind in named
    ]
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{"".join(lines)}</Types>'.encode()


def _relationships(relations: Mapping[str, Relation]) -> bytes:
    lines = (_relationship(key, kind, target) for key, (kind, target) in relations.items())
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'.encode()


def _relationship(key: str, kind: str, target: str) -> str:
    types = f"{_PACKAGE}/relationships/metadata" if kind == "core-properties" else f"{_OFFICE}/relationships"
    kind = "extended-properties" if kind == "app-properties" else kind
    mode = ' TargetMode="External"' if kind == "hyperlink" else ""
    return f'<Relationship Id="{key}" Type="{types}/{kind}" Target="{escape(target)}"{mode}/>'


def xml(content: Iterable[str]) -> list[bytes]:
    """Markup as the content of a part."""
    return [DECLARATION.encode(), *(piece.encode() for piece in content)]
