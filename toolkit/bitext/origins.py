"""Where the English of a unit comes from, as `Unit.origin` says it and as people read it."""

from __future__ import annotations

import re
from pathlib import PurePath

from toolkit.expressions import expression

MEMORY = "memory"
_MEMORY_OF = f"{MEMORY}:"
_ANY_MEMORY = "leveraged-tm"
_WRITTEN_MEMORY = "x-memory-"
_ENGINE = "x-engine-"
_UNWRITABLE = expression(r"[%\s]")
_WRITTEN_AS = expression(r"%([0-9A-F]{1,2}|[12][0-9A-F]{3}|3000);")
_MATCHES = {
    "context": "the same text between the same texts",
    "exact": "the same text",
    "swapped": "figures or names swapped",
}


def memory_origin(way: str, file: str) -> str:
    """What is written for English from a translation memory: ``memory:exact:glossary/memory/port.tmx``."""
    return f"{_MEMORY_OF}{way}:{file}"


def is_from_memory(origin: str) -> bool:
    """Whether English with this origin comes from a translation memory."""
    return origin.partition(":")[0] == MEMORY


def describe_origin(origin: str) -> str:
    """``from memory, the same text, port.tmx``; ``by`` the engine; empty for a person's English."""
    if not is_from_memory(origin):
        return f"by {origin}" if origin else ""
    _, _, rest = origin.partition(":")
    way, _, file = rest.partition(":")
    return ", ".join(part for part in ("from memory", _MATCHES.get(way, way), PurePath(file).name) if part)


def as_qualifier(origin: str) -> str:
    """The origin as a ``state-qualifier`` of XLIFF 1.2, which allows words of one's own without blanks."""
    if origin == MEMORY:
        return _ANY_MEMORY
    if origin.startswith(_MEMORY_OF):
        match = origin.removeprefix(_MEMORY_OF)
        return _WRITTEN_MEMORY + _UNWRITABLE.sub(lambda sign: f"%{ord(sign[0]):X};", match)
    return _ENGINE + re.sub(r"\s", "_", origin)


def from_qualifier(qualifier: str) -> str:
    """The origin in a ``state-qualifier`` that the toolkit wrote; empty for every other."""
    if qualifier == _ANY_MEMORY:
        return MEMORY
    if qualifier.startswith(_WRITTEN_MEMORY):
        match = qualifier.removeprefix(_WRITTEN_MEMORY)
        return _MEMORY_OF + _WRITTEN_AS.sub(lambda sign: chr(int(sign[1], 16)), match)
    return qualifier.removeprefix(_ENGINE) if qualifier.startswith(_ENGINE) else ""
