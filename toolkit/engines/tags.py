"""Inline codes on their way through engines that know markup, or nothing of the kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.sax.saxutils import escape, unescape

from toolkit.codes import tag_pieces
from toolkit.model import Code

_TAG = re.compile(r"‹(/?)([a-z]+\d+)›")
_ELEMENT = re.compile(
    r"<(?P<end>/?)(?P<name>[gx])(?:\s+id=[\"'](?P<id>[a-z]+\d+)[\"'])?\s*(?P<empty>/?)>", re.IGNORECASE
)
_PAIRED = re.compile(r"‹/([a-z]+\d+)›")
_ENTITIES = {"&quot;": '"', "&apos;": "'", "&#39;": "'", "&#x27;": "'"}


def to_elements(text: str) -> str:
    """A tagged text as markup: ``<g id="b1">…</g>`` for what encloses text, ``<x id="img2"></x>`` for what does not."""
    paired = set(_PAIRED.findall(text))
    pieces = (_element(piece, paired) if is_tag else escape(piece) for piece, is_tag in tag_pieces(text))
    return "".join(pieces)


def _element(tag: str, paired: set[str]) -> str:
    found = _TAG.fullmatch(tag)
    assert found is not None
    end, name = found.groups()
    if end:
        return "</g>"
    return f'<g id="{name}">' if name in paired else f'<x id="{name}"></x>'


def from_elements(text: str) -> str:
    """What `to_elements` made, after an engine had it, with tags again; other markup stands as it is."""
    return "".join(_from_elements(text))


def _from_elements(text: str) -> Iterator[str]:
    opened: list[str] = []
    last = 0
    for found in _ELEMENT.finditer(text):
        yield unescape(text[last : found.start()], _ENTITIES)
        last = found.end()
        if found["name"].lower() == "x":
            yield "" if found["end"] else f"‹{found['id']}›"
        elif found["end"]:
            yield f"‹/{opened.pop()}›" if opened else ""
        elif found["id"]:
            opened.append(found["id"])
            yield f"‹{found['id']}›"
    yield unescape(text[last:], _ENTITIES)


def at_borders(codes: Iterable[Code], length: int, new_length: int) -> Iterator[Code]:
    """Of the codes of a text those at its borders, for another text: around all of it, before it or after it.

    The others have no place that could be known; checks miss them.
    """
    for code in codes:
        if code.is_paired and (code.start, code.end) == (0, length):
            yield replace(code, end=new_length)
        elif not code.is_paired and code.start in (0, length):
            place = 0 if code.start == 0 else new_length
            yield replace(code, start=place, end=place)
