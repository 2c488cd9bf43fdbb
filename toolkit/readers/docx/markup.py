"""The names of WordprocessingML, and its small idioms: on and off, values, labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPEN_XML = "http://schemas.openxmlformats.org/"
_STRICT = "{http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    "wordprocessingml/main": "wordprocessingml/2006/main",
    "officeDocument/relationships": "officeDocument/2006/relationships",
    "officeDocument/math": "officeDocument/2006/math",
    "drawingml/main": "drawingml/2006/main",
    "drawingml/picture": "drawingml/2006/picture",
    "drawingml/chart": "drawingml/2006/chart",
    "drawingml/diagram": "drawingml/2006/diagram",
    "drawingml/wordprocessingDrawing": "drawingml/2006/wordprocessingDrawing",
}
"""The namespaces of Strict Open XML → those of the transitional one, which nearly all files use."""

W = f"{{{_OPEN_XML}wordprocessingml/2006/main}}"
R = f"{{{_OPEN_XML}officeDocument/2006/relationships}}"
M = f"{{{_OPEN_XML}officeDocument/2006/math}}"
A = f"{{{_OPEN_XML}drawingml/2006/main}}"
WP = f"{{{_OPEN_XML}drawingml/2006/wordprocessingDrawing}}"
PIC = f"{{{_OPEN_XML}drawingml/2006/picture}}"
CHART = f"{{{_OPEN_XML}drawingml/2006/chart}}"
DIAGRAM = f"{{{_OPEN_XML}drawingml/2006/diagram}}"
MC = f"{{{_OPEN_XML}markup-compatibility/2006}}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 (the prefix that every file uses)
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

VAL = W + "val"
_OFF = frozenset({"0", "false", "off", "none"})


def normalise(root: _Element) -> _Element:
    """The same tree with the namespaces of Strict Open XML replaced by the transitional ones."""
    if str(root.tag).startswith(_STRICT):
        for element in root.iter():
            element.tag = _transitional(str(element.tag))
            for name in [name for name in element.attrib if name.startswith(_STRICT)]:
                element.set(_transitional(name), element.attrib.pop(name))
    return root


def is_strict(root: _Element) -> bool:
    """Whether a part was written in Strict Open XML, whatever it has been made since."""
    return any(address.startswith(_STRICT[1:]) for address in root.nsmap.values() if address)


def _transitional(name: str) -> str:
    namespace, _, local = name.removeprefix(_STRICT).partition("}")
    return f"{{{_OPEN_XML}{_TRANSITIONAL[namespace]}}}{local}" if namespace in _TRANSITIONAL else name


def run_of(element: _Element) -> _Element | None:
    """The run that `element` stands in; None where it stands in its paragraph alone, as no schema allows."""
    found: _Element = next(element.iterancestors(W + "r", W + "p"))
    return None if found.tag == W + "p" else found


def is_on(element: _Element) -> bool:
    """Whether a property that stands there is switched on."""
    return element.get(VAL, "1") not in _OFF


def value(parent: _Element | None, name: str) -> str:
    """``w:val`` of the child `name`; empty where either is missing."""
    child = None if parent is None else parent.find(W + name)
    return "" if child is None else child.get(VAL, "")
