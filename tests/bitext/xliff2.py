"""XLIFF 2 files around the texts of examples."""

from __future__ import annotations

UNIT = '<file id="f1"><unit id="u1">{}</unit></file>'
SEGMENT = UNIT.format("<segment>{}</segment>")
SOURCE = SEGMENT.format("<source>{}</source>")
PAIR = "<source>{}</source><target>{}</target>"
TARGET = SEGMENT.format(PAIR.format("港", "{}"))

NO_REORDER = 'canCopy="no" canDelete="no" canReorder'
FIRST, NEXT = f'<ph id="{{}}" {NO_REORDER}="firstNo"/>', f'<ph id="{{}}" {NO_REORDER}="no"/>'
"""Codes that must stay in one order: the first, and one that comes after it."""


def xliff(files: str, languages: str = 'srcLang="zh" trgLang="en"', version: str = "2.0") -> bytes:
    """A file of that version; 2.1 has the namespace of 2.0."""
    space = "urn:oasis:names:tc:xliff:document:2." + ("2" if version == "2.2" else "0")
    return f'<xliff xmlns="{space}" xmlns:x="urn:x" version="{version}" {languages}>{files}</xliff>'.encode()
