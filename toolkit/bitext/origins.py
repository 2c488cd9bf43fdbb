"""Where the English of a unit comes from, as `Unit.origin` says it and as people read it."""

from __future__ import annotations

MEMORY = "memory"
_MATCHES = {
    "context": "the same text between the same texts",
    "exact": "the same text",
    "swapped": "figures or names swapped",
}


def memory_origin(way: str, file: str) -> str:
    """What is written for English from a translation memory: ``memory:exact:glossary/memory/port.tmx``."""
    return f"{MEMORY}:{way}:{file}"


def is_from_memory(origin: str) -> bool:
    """Whether English with this origin comes from a translation memory."""
    return origin.partition(":")[0] == MEMORY


def provenance(origin: str) -> str:
    """``from memory, the same text, glossary/memory/port.tmx``; ``by`` the engine; empty for a person's English."""
    if not is_from_memory(origin):
        return f"by {origin}" if origin else ""
    _, _, rest = origin.partition(":")
    way, _, file = rest.partition(":")
    return ", ".join(part for part in ("from memory", _MATCHES.get(way, way), file) if part)
