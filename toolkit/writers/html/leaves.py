"""What is kept of a part of a page: what it shows, and what the export in the page tells of it."""

from __future__ import annotations

import zlib

_LENGTH = 8


def encoded(text: str) -> bytes:
    """`text` as a page has it; half a character is a question mark."""
    return text.encode("utf-8", "replace")


def dump(shown: bytes, told: bytes) -> bytes:
    """Both as bytes for `load`."""
    return zlib.compress(len(shown).to_bytes(_LENGTH, "little") + shown + told, 1)


def load(content: bytes) -> tuple[memoryview, memoryview]:
    """What was given to `dump`."""
    both = memoryview(zlib.decompress(content))
    end = _LENGTH + int.from_bytes(both[:_LENGTH], "little")
    return both[_LENGTH:end], both[end:]
