"""How large a picture is, told by its first bytes: nothing is decoded."""

from __future__ import annotations

import re

Size = tuple[int, int]
"""Width and height in pixels."""

_LARGEST = 1_000_000
_VECTOR = re.compile(
    rb"""<(?:svg:)?svg\b[^>]{0,4000}?\bviewBox\s*=\s*["']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.]+)[\s,]+([\d.]+)"""
)
_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
"""Markers of JPEG after which width and height stand."""


def dimensions(content: bytes) -> Size | None:
    """The size of a PNG, JPEG, GIF, BMP or SVG; None where it cannot be told or makes no sense."""
    found = _read(content)
    return found if found and all(0 < side <= _LARGEST for side in found) else None


def _read(content: bytes) -> Size | None:
    if content.startswith(b"\x89PNG") and len(content) >= 24:
        return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    if content.startswith(b"GIF8") and len(content) >= 10:
        return int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")
    if content.startswith(b"BM") and len(content) >= 26:
        height = int.from_bytes(content[22:26], "little", signed=True)
        return int.from_bytes(content[18:22], "little"), abs(height)
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content)
    vector = _VECTOR.search(content[:10_000])
    return (round(float(vector[1])), round(float(vector[2]))) if vector and _plain(*vector.groups()) else None


def _jpeg(content: bytes) -> Size | None:
    """The size in the first frame header; the segments before it say how long they are."""
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in _FRAMES:
            return int.from_bytes(content[place + 7 : place + 9]), int.from_bytes(content[place + 5 : place + 7])
        place += 1 if marker == 0xFF else 2 + int.from_bytes(content[place + 2 : place + 4])
    return None


def _plain(*numbers: bytes) -> bool:
    return all(re.fullmatch(rb"\d{1,9}(?:\.\d*)?", number) for number in numbers)
