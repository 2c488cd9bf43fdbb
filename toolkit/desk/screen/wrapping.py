"""Texts cut into lines for a terminal, where a Chinese character takes two columns."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_PIECE = re.compile("[\u4e00-\u9fff]+|[!-~\u00a0-\u02ff\u2010-\u2027\u2039\u203a]+ *|.", re.DOTALL)
"""Chinese characters, which are broken anywhere; else what is not torn apart where it fits on a line: a Latin word
with the blanks after it, any other character alone."""

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u20ff]")
"""Where marks stand that combine with what is before them, among others."""

_NEVER_FIRST = frozenset("，。、；：！？）》〉」』】”’…")
"""Marks that do not begin a line: what they follow goes with them."""


def cells(text: str) -> int:
    """The columns that `text` takes."""
    if text.isascii():
        return len(text)
    marks = sum(map(_takes_none, text)) if not text.isprintable() or _MARKS.search(text) else 0
    return len(text) + len(_WIDE.findall(text)) - marks


def _takes_none(character: str) -> bool:
    return unicodedata.combining(character) > 0


@lru_cache(maxsize=4096)
def wrapped(text: str, width: int) -> tuple[str, ...]:
    """`text` in lines of at most `width` columns; nothing is left out but blanks at the ends of lines."""
    borders = [0, *breaks(text, width), len(text)]
    return tuple(text[start:end].rstrip(" ") for start, end in pairwise(borders))


def height(text: str, width: int) -> int:
    """The number of lines of `wrapped`."""
    return 1 + len(breaks(text, width))


def breaks(text: str, width: int) -> list[int]:
    """The places before which `text` is broken, so that its lines have at most `width` columns."""
    if len(text) * 2 <= width or cells(text) <= width:
        return []
    return _latin_breaks(text, width) if text.isascii() else _mixed_breaks(text, width)


def _latin_breaks(text: str, width: int) -> list[int]:
    found, start = [], 0
    while len(text) - start > width:
        blank = text.rfind(" ", start, start + width + 1)
        start = blank + 1 if blank > start else start + width
        while text[start : start + 1] == " ":  # blanks hang over at the end of a line
            start += 1
        if start < len(text):
            found.append(start)
    return found


def _mixed_breaks(text: str, width: int) -> list[int]:
    found: list[int] = []
    used, at = 0, 0
    last, last_size = 0, 0
    for piece in _PIECE.findall(text):
        if "\u4e00" <= piece[0] <= "\u9fff":
            end = at + len(piece)
            cuts = range(at + max(width - used, 0) // 2, end, width // 2)
            found += cuts
            used = 2 * (end - cuts[-1]) if cuts else used + 2 * len(piece)
            last, last_size, at = end - 1, 2, end
            continue
        size = hanging = len(piece)
        if size == 1:
            size = hanging = 2 if piece > "\u2e7f" and _WIDE.match(piece) else cells(piece)
        else:
            hanging = len(piece.rstrip(" "))
        if used + hanging > width:
            if piece in _NEVER_FIRST and used > last_size and last_size + size <= width:
                found.append(last)
                used = last_size
            else:
                if used:
                    found.append(at)
                cuts = range(at + width, at + hanging, width)  # of a word longer than a line
                found += cuts
                used = -width * len(cuts)
        last, last_size = at, size
        used += size
        at += len(piece)
    return found
