"""Packs a Word document: template, body, comments, manifest, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from toolkit.bitext import MANIFEST_NAMESPACE, Manifest
from toolkit.writers.docx.comments import AUTHOR, Comment, comment_lines, thread_lines
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
_MAIN, _BODY = "word/document.xml", b"<w:body>"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def encoded(body: Iterable[str]) -> bytes:
    """Block-level markup as the bytes that `pack` takes."""
    return b"".join(part.encode("utf-8") for part in body)


def open_template() -> WordDocument:
    """The review template as a python-docx document."""
    from docx import Document

    packed = io.BytesIO()
    root = files("toolkit.writers.docx") / "template"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in _template_parts(root, ""):
            archive.writestr(name, content)
    packed.seek(0)
    return Document(packed)


def _template_parts(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _template_parts(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_bytes()


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


def add_comments(document: WordDocument, comments: Sequence[Comment]) -> None:
    """The part with the `comments`; where people's notes are among them also the one with their threads."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments"
    part = _part(document, "/word/comments.xml", f"{kind}+xml", "".join(comment_lines(comments)))
    document.part.relate_to(part, f"{_RELATIONS}/comments")
    if any(comment.is_note for comment in comments):
        content = "".join(thread_lines(comments))
        extended = _part(document, "/word/commentsExtended.xml", f"{kind}Extended+xml", content)
        document.part.relate_to(extended, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended")


def stamp(day: date) -> str:
    """The time that comments and tracked changes of a document of `day` have, by ISO 8601."""
    return f"{_midnight(day):%Y-%m-%dT%H:%M:%SZ}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def add_manifest(document: WordDocument, export: Manifest, author: str = "", at: str = "") -> None:
    """The manifest as a custom XML part, which word processors carry along unseen.

    `author` and `at` are those of the tracked changes that the document is sent out with.
    """
    signed = f' author="{escape(author)}" at="{at}"' if author else ""
    body = _part(document, "/customXml/item1.xml", "application/xml", _manifest_xml(export, signed))
    properties = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<ds:datastoreItem ds:itemID="{_STORE_ID}"'
        ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{MANIFEST_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    described = _part(document, "/customXml/itemProps1.xml", kind, properties)
    body.relate_to(described, f"{_RELATIONS}/customXmlProps")
    document.part.relate_to(body, f"{_RELATIONS}/customXml")


def _part(document: WordDocument, name: str, kind: str, text: str) -> Part:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    return Part(PackURI(name), kind, text.encode("utf-8"), document.part.package)


def _manifest_xml(export: Manifest, signed: str) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f'<review xmlns="{MANIFEST_NAMESPACE}" document="{escape(export.document)}" batch="{export.batch}"{signed}>',
        *(
            f'<segment id="{escape(row.id)}" kind="{row.kind}" state="{row.state}" source="{row.source_hash}"'
            f' target="{row.target_hash}">{escape(row.target)}</segment>'
            for row in export.rows
        ),
        "</review>",
    ]
    return "\n".join(lines) + "\n"


def pack(document: WordDocument, body: bytes) -> bytes:
    """The bytes of `document` with the block-level markup `body`: sorted entries, no times, one compression.

    python-docx could save the document itself, with the time of day in every entry. The markup is
    never parsed: the tree of a long document takes twelve times its size.
    """
    members = dict(_members(document.part.package))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(members, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            start, opened, rest = members[name].partition(_BODY)
            with archive.open(entry, "w") as member:
                for part in (start, opened, body if name == _MAIN else b"", rest):
                    member.write(part)
    return packed.getvalue()


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
