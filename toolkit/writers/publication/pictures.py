"""What a picture file is, told from its first bytes: nothing is decoded."""

from __future__ import annotations

import struct
from dataclasses import dataclass

MOST_PIXELS = 40_000_000
MOST_BYTES = 25_000_000

_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True, slots=True)
class Measure:
    """The media type of a picture and its size in pixels."""

    media_type: str
    width: int
    height: int


def measure(content: bytes) -> Measure | None:
    """What `content` is a picture of, by its header; ``None`` for what browsers and readers do not show."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return Measure("image/png", *struct.unpack(">II", content[16:24]))
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        return Measure("image/gif", *struct.unpack("<HH", content[6:10]))
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content)
    return None


def _jpeg(content: bytes) -> Measure | None:
    """The size in the first frame header; the segments before it are passed over."""
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return Measure("image/jpeg", width, height)
        if marker == 0xFF:
            place += 1
        elif marker in _JPEG_BARE:
            place += 2
        else:
            place += 2 + max(struct.unpack(">H", content[place + 2 : place + 4])[0], 2)
    return None
