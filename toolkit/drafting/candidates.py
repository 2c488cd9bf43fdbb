"""Which of the candidates in a reply can be English at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from toolkit.engines.protocol import UnusableReplyError

_ROOM, _MOST_TIMES_LONGER = 400, 12
"""A reply longer than so many characters and so many times the Chinese is no translation."""


def usable(candidates: Iterable[str], chinese: str, engine: str) -> tuple[str, ...]:
    """The candidates that can be English of `chinese`, cleaned, each once.

    Raises `UnusableReplyError`, in which `engine` is named, if none can.
    """
    cleaned = dict.fromkeys(_cleaned(text, chinese) for text in candidates)
    longest = _ROOM + _MOST_TIMES_LONGER * len(chinese)
    found = tuple(text for text in cleaned if len(text) <= longest and _can_be_written(text))
    if not found:
        raise UnusableReplyError(engine, "the reply is empty, far too long, or not text", "try another engine")
    return found


def _cleaned(text: str, chinese: str) -> str:
    """The candidate in NFC, without line breaks that the Chinese does not have."""
    text = unicodedata.normalize("NFC", text)
    return text.strip() if "\n" in chinese else " ".join(text.split())


def _can_be_written(text: str) -> bool:
    return bool(text) and not any(unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t" for one in text)
