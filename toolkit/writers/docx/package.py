"""Packs a Word document: template, body, comments, manifest, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toolkit.bitext import MANIFEST_NAMESPACE, Export, ManifestRow
from toolkit.writers.docx.archive import Piece, archive, compress, join
from toolkit.writers.docx.comments import AUTHOR, COMMENTS_END, COMMENTS_START, THREADS_END, THREADS_START
from toolkit.writers.docx.markup import escape

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.package import OpcPackage
    from docx.opc.part import Part

_STORE_ID = "{7B1C6A0E-6C0B-4C6B-9C39-1D0F0B5A2E11}"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES_START = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

MAIN, COMMENTS, THREADS, MANIFEST = (
    *("word/document.xml", "word/comments.xml", "word/commentsExtended.xml"),
    "customXml/item1.xml",
)
"""Parts that are filled in."""

BODY_END, MANIFEST_END = "<w:sectPr", "</review>"


_AT_A_TIME = 512


class Filling(NamedTuple):
    """What comes into a part of the document, right before the last place where the markup `before` stands."""

    before: str
    pieces: Iterable[Piece]


def in_body(body: Iterable[str]) -> Mapping[str, Filling]:
    """Block-level markup as all that is filled in."""
    return {MAIN: Filling(BODY_END, [compressed(body)])}


def compressed(markup: Iterable[str]) -> Piece:
    """Markup as a piece; some of it is compressed at a time, since many short texts take half as long again."""
    rest = iter(markup)
    some = iter(lambda: list(islice(rest, _AT_A_TIME)), [])
    return compress("".join(texts).encode("utf-8") for texts in some)


def open_template() -> WordDocument:
    """The review template, which lies unpacked in a folder, as a python-docx document."""
    from docx import Document

    return Document(str(Path(__file__).with_name("template")))


def set_header_and_footer(document: WordDocument, title: str, export: str, kind: str = "Bilingual review") -> None:
    """Puts the title, the kind of document and the export's mark where the template has words for them."""
    section = document.sections[0]
    section.header.paragraphs[0].runs[0].text = title
    section.header.paragraphs[0].runs[2].text = kind
    section.footer.paragraphs[0].runs[0].text = export


def set_properties(document: WordDocument, title: str, day: date) -> None:
    """Title, author and fixed dates in the core properties."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], AUTHOR, AUTHOR
    properties.language, properties.revision = "zh-CN, en-GB", 1
    properties.created = properties.modified = _midnight(day).replace(tzinfo=None)


def protect(document: WordDocument) -> None:
    """Allows changes only where the body has opened a permission (see `Anchors.permission`).

    The kind is ``readOnly``: with ``trackedChanges`` word processors ignore the permissions.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:documentProtection")
    element.set(qn("w:edit"), "readOnly")
    element.set(qn("w:enforcement"), "1")
    document.settings.element.find(qn("w:trackRevisions")).addnext(element)


def add_comments(document: WordDocument, with_notes: bool) -> None:
    """The part for comments; where people's notes are among them also the one for their threads."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments"
    part = _part(document, COMMENTS, f"{kind}+xml", COMMENTS_START + COMMENTS_END)
    document.part.relate_to(part, f"{_RELATIONS}/comments")
    if with_notes:
        extended = _part(document, THREADS, f"{kind}Extended+xml", THREADS_START + THREADS_END)
        document.part.relate_to(extended, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended")


def stamp(day: date) -> str:
    """The time that comments and tracked changes of a document of `day` have, by ISO 8601."""
    return f"{_midnight(day):%Y-%m-%dT%H:%M:%SZ}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def add_manifest(document: WordDocument, export: Export, author: str = "", at: str = "") -> None:
    """The part for the manifest, a custom one, which word processors carry along unseen.

    `author` and `at` are those of the tracked changes that the document is sent out with.
    """
    signed = f' author="{escape(author)}" at="{at}"' if author else ""
    about = f'document="{escape(export.document)}" batch="{export.batch}"{signed}'
    content = f'{_XML}<review xmlns="{MANIFEST_NAMESPACE}" {about}>\n{MANIFEST_END}\n'
    body = _part(document, MANIFEST, "application/xml", content)
    properties = (
        f'{_XML}<ds:datastoreItem ds:itemID="{_STORE_ID}"'
        ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{MANIFEST_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    described = _part(document, "customXml/itemProps1.xml", kind, properties)
    body.relate_to(described, f"{_RELATIONS}/customXmlProps")
    document.part.relate_to(body, f"{_RELATIONS}/customXml")


def _part(document: WordDocument, name: str, kind: str, text: str) -> Part:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    return Part(PackURI(f"/{name}"), kind, text.encode("utf-8"), document.part.package)


def manifest_lines(rows: Iterable[ManifestRow]) -> Iterator[str]:
    """The rows of a manifest as its part has them."""
    for row in rows:
        yield (
            f'<segment id="{escape(row.id)}" kind="{row.kind}" state="{row.state}" source="{row.source_hash}"'
            f' target="{row.target_hash}">{escape(row.target)}</segment>\n'
        )


def pack(document: WordDocument, fillings: Mapping[str, Filling]) -> bytes:
    """The bytes of `document` with what is filled into its parts: sorted entries, no times, one compression.

    python-docx could save the document itself, with the time of day in every entry. The markup is
    never parsed: the tree of a long document takes twelve times its size.
    """
    members = dict(_members(document.part.package))
    names = sorted(members, key=lambda name: (name != "[Content_Types].xml", name))
    return archive((name, _filled(members[name], fillings.get(name))) for name in names)


def _filled(content: bytes, filling: Filling | None) -> Piece:
    if filling is None:
        return compress([content])
    start, before, rest = content.rpartition(filling.before.encode("utf-8"))
    return join([compress([start]), *filling.pieces, compress([before, rest])])


def _members(opc: OpcPackage) -> Iterator[tuple[str, bytes]]:
    """The entries of the archive: content types, relationships and parts."""
    parts = sorted(opc.iter_parts(), key=lambda part: part.partname)
    types = "".join(f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>' for part in parts)
    yield "[Content_Types].xml", f"{_TYPES_START}{types}</Types>".encode()
    yield "_rels/.rels", opc.rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if len(part.rels):
            yield part.partname.rels_uri.membername, part.rels.xml
