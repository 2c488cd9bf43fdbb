"""The look that an inline element gives its text, as formats of inline codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.model import CodeKind
from toolkit.readers.html.tree import clean
from toolkit.readers.inline import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

Look = dict[CodeKind, str]
"""Kinds of formatting with their details: at most one of a kind, as a link does not stand in a link."""

_TAGS = {
    "b": CodeKind.BOLD,
    "strong": CodeKind.BOLD,
    "i": CodeKind.ITALIC,
    "em": CodeKind.ITALIC,
    "u": CodeKind.UNDERLINE,
    "ins": CodeKind.UNDERLINE,
    "s": CodeKind.STRIKE,
    "strike": CodeKind.STRIKE,
    "del": CodeKind.STRIKE,
    "sup": CodeKind.SUPERSCRIPT,
    "sub": CodeKind.SUBSCRIPT,
}
_STYLES = {
    CodeKind.BOLD: r"font-weight\s*:\s*(?:bold|[6-9]00)",
    CodeKind.ITALIC: r"font-style\s*:\s*italic",
    CodeKind.UNDERLINE: r"text-decoration(?:-line)?\s*:[^;]{0,40}underline",
    CodeKind.STRIKE: r"text-decoration(?:-line)?\s*:[^;]{0,40}line-through",
    CodeKind.SUPERSCRIPT: r"vertical-align\s*:\s*super",
    CodeKind.SUBSCRIPT: r"vertical-align\s*:\s*sub\b",
}


def look_of(element: _Element) -> Look:
    """What `element` adds to the look of the text around it; the address of a link is never followed."""
    look: Look = {}
    if element.tag == "a" and (address := element.get("href", "").strip()):
        look[CodeKind.LINK] = clean(address)
    if kind := _TAGS.get(str(element.tag)):
        look[kind] = ""
    if style := element.get("style"):
        look |= {kind: "" for kind, pattern in _STYLES.items() if re.search(pattern, style, re.I)}
    return look


def picture_name(element: _Element) -> str:
    """What a picture shows, as its page says, else the name of its file."""
    address, alternative = picture_source(element)
    if alternative or address.startswith("data:"):
        return alternative
    return re.split("[?#]", address)[0].rpartition("/")[2]


def picture_source(element: _Element) -> Source:
    """The address of a picture and its alternative text; either may be empty."""
    # Pages that load pictures late have the file's address in data-src.
    address = clean(element.get("data-src") or element.get("src") or "").strip()
    return address, " ".join(clean(element.get("alt", "")).split())
