"""XML from elsewhere: parsed without entities, networks or anything that a document type declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any

from toolkit.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import XMLSyntaxError, _Element, _ListErrorLog

_SAFELY: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parse_xml(content: bytes, place: str, remedy: str, allow_doctype: bool = False) -> _Element:
    """The root element of `content`; comments and processing instructions are left out.

    Raises `InputError` with the line of broken XML, and for a document type declaration: what
    it could declare are entities that fetch files or grow without bound. With `allow_doctype` a
    declaration may stand there if it declares no entities; it is never loaded.
    """
    from lxml import etree

    parser = etree.XMLParser(**_SAFELY)
    try:
        root: _Element = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(error, parser.error_log, place, remedy) from error
    if root.getroottree().docinfo.doctype and not allow_doctype:
        raise InputError(place, "a document type declaration is not allowed here", "remove the <!DOCTYPE …> line")
    _refuse_entities(root, place)
    _refuse_passed_over(parser.error_log, place, remedy)
    return root


def stream_xml(stream: IO[bytes], place: str, remedy: str, names: Sequence[str]) -> Iterator[_Element]:
    """Each element called one of `names`, in any namespace or none, when it has been read to its end.

    It is emptied afterwards, so that memory does not grow with the file. A document type is
    treated as with ``parse_xml(…, allow_doctype=True)``; entities that nothing declares are
    refused at the end of the file.
    """
    from lxml import etree

    events = etree.iterparse(stream, tag=[f"{{*}}{name}" for name in names], collect_ids=False, **_SAFELY)
    checked = False
    try:
        for _, element in events:
            if not checked:
                _refuse_entities(element, place)
                checked = True
            yield element
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise _broken(error, events.error_log, place, remedy) from error
    _refuse_passed_over(events.error_log, place, remedy)


def line_of(element: _Element, place: str) -> str:
    """The place of an element for messages: the file and the line."""
    return f"{place} line {element.sourceline or 1}"


def _forget(element: _Element) -> None:
    """Empties an element that was read, and takes away what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _refuse_entities(element: _Element, place: str) -> None:
    from lxml import etree

    types = element.getroottree().docinfo.internalDTD
    if types is not None and next(iter(types.iterentities()), None) is not None:
        raise InputError(place, "a document type that declares entities", "remove the <!DOCTYPE …> and its entities")
    reference = next(element.iter(etree.Entity), None) if types is not None else None
    if reference is not None:
        raise _undeclared(place, reference.sourceline)


def _refuse_passed_over(log: _ListErrorLog, place: str, remedy: str) -> None:
    """Refuses what the parser passes over.

    That are entities in attributes, of which it only warns where there is a document type, and errors in names
    where it warns of something else afterwards.
    """
    for entry in log:
        if entry.type_name == "WAR_UNDECLARED_ENTITY":
            raise _undeclared(place, entry.line)
        if entry.level_name == "ERROR":
            raise InputError(f"{place} line {entry.line or 1}", f"broken XML ({entry.message.strip()})", remedy)


def _undeclared(place: str, line: int | None) -> InputError:
    return InputError(f"{place} line {line or 1}", "an entity that XML does not know", "write the character itself")


def _broken(error: XMLSyntaxError, log: _ListErrorLog, place: str, remedy: str) -> InputError:
    first = next(iter(log), None)
    line, problem = (first.line, first.message) if first else (error.lineno, error.msg)
    return InputError(f"{place} line {line or 1}", f"broken XML ({problem.strip()})", remedy)
