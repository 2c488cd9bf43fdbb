"""Which pictures pages, paper and readers show, told from their first bytes: nothing is decoded."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.writers.publication.dimensions import dimensions

MOST_PIXELS = 40_000_000
MOST_BYTES = 25_000_000

_SHOWN = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
"""The first bytes of a picture → its media type, for what all of them show."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The media type of a picture and its size in pixels."""

    media_type: str
    width: int
    height: int


def measure(content: bytes) -> Measure | None:
    """What `content` is a picture of; ``None`` for what is not shown, or has no size."""
    kind = next((name for start, name in _SHOWN.items() if content.startswith(start)), "")
    size = dimensions(content) if kind else None
    return Measure(kind, *size) if size else None
