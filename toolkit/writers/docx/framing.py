"""Makes what a Word document has around what is filled in: python-docx opens the template and adds parts to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.bitext import MANIFEST_NAMESPACE
from toolkit.writers.docx.comments import AUTHOR, COMMENTS_END, COMMENTS_START, THREADS_END, THREADS_START
from toolkit.writers.docx.frame import COMMENTS, DAY, MANIFEST, MARK, THREADS, TITLE, TITLE_IN_PROPERTIES, XML, Frame

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.package import OpcPackage
    from docx.opc.part import Part

_STORE_ID = "{7B1C6A0E-6C0B-4C6B-9C39-1D0F0B5A2E11}"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES_START = (
    f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
)


def make_frame(frame: Frame) -> dict[str, str]:
    """The members of the package of such a document by name."""
    from docx import Document

    document = Document(str(Path(__file__).with_name("template")))
    _set_header_and_footer(document, frame.kind)
    _set_properties(document)
    if frame.protected:
        _protect(document)
    if frame.comments:
        _add_comments(document, frame.threads)
    if frame.manifest:
        _add_manifest(document)
    return {name: content.decode("utf-8") for name, content in _members(document.part.package)}


def _set_header_and_footer(document: WordDocument, kind: str) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].runs[0].text = TITLE
    section.header.paragraphs[0].runs[2].text = kind
    section.footer.paragraphs[0].runs[0].text = MARK


def _set_properties(document: WordDocument) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = TITLE_IN_PROPERTIES, AUTHOR, AUTHOR
    properties.language, properties.revision = "zh-CN, en-GB", 1
    properties.created = properties.modified = datetime.fromisoformat(DAY).replace(tzinfo=None)


def _protect(document: WordDocument) -> None:
    """The kind is ``readOnly``: with ``trackedChanges`` word processors ignore the permissions."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:documentProtection")
    element.set(qn("w:edit"), "readOnly")
    element.set(qn("w:enforcement"), "1")
    document.settings.element.find(qn("w:trackRevisions")).addnext(element)


def _add_comments(document: WordDocument, with_threads: bool) -> None:
    """The part for comments; where people's notes are among them also the one for their threads."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments"
    part = _part(document, COMMENTS, f"{kind}+xml", COMMENTS_START + COMMENTS_END)
    document.part.relate_to(part, f"{_RELATIONS}/comments")
    if with_threads:
        extended = _part(document, THREADS, f"{kind}Extended+xml", THREADS_START + THREADS_END)
        document.part.relate_to(extended, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended")


def _add_manifest(document: WordDocument) -> None:
    """The part for the manifest, a custom one, which word processors carry along unseen."""
    body = _part(document, MANIFEST, "application/xml", "")
    properties = (
        f'{XML}<ds:datastoreItem ds:itemID="{_STORE_ID}"'
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


def _members(opc: OpcPackage) -> Iterator[tuple[str, bytes]]:
    """The members of a package: content types, relationships and parts."""
    parts = sorted(opc.iter_parts(), key=lambda part: part.partname)
    types = "".join(f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>' for part in parts)
    yield "[Content_Types].xml", f"{_TYPES_START}{types}</Types>".encode()
    yield "_rels/.rels", opc.rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if len(part.rels):
            yield part.partname.rels_uri.membername, part.rels.xml
