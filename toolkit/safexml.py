"""XML from elsewhere: parsed without entities, networks or document types."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import IO, TYPE_CHECKING

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


def iterate(stream: IO[bytes], names: Collection[str], place: str, remedy: str) -> Iterator[_Element]:
    """The elements called `names` in any namespace, one after the other as they are read.

    Each is emptied when the next is asked for, so that memory does not grow with the file. A
    document type declaration is passed over and nothing that it names is fetched; one that
    declares entities is refused. Raises `InputError` with the line of broken XML.
    """
    from lxml import etree

    events = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for number, (event, element) in enumerate(events):
            if number == 0:
                _refuse_entities(element, place)
            if event == "end":
                yield element
                _empty(element)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{place} line {error.lineno or 1}", f"broken XML ({error.msg})", remedy) from error


def _refuse_entities(element: _Element, place: str) -> None:
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise InputError(place, "the file declares entities", "remove them from its <!DOCTYPE …>")


def _empty(element: _Element) -> None:
    """Forgets an element that has been read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
