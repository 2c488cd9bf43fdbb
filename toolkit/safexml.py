"""XML from elsewhere: parsed without entities, networks or document types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element


def parse_xml(content: bytes, place: str, remedy: str) -> _Element:
    """The root element of `content`; comments and processing instructions are left out.

    Raises `InputError` with the line of broken XML, and for any document type declaration: what
    it could declare are entities that fetch files or grow without bound.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{place} line {error.lineno or 1}", f"broken XML ({error.msg})", remedy) from error
    if root.getroottree().docinfo.doctype:
        raise InputError(place, "a document type declaration is not allowed here", "remove the <!DOCTYPE …> line")
    return root
