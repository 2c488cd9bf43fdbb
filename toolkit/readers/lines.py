"""What a line break in the source of a page is: a blank between words, nothing between Chinese characters."""

from __future__ import annotations

import unicodedata
from functools import reduce

_CHINESE_MARKS = "“”‘’…—·"
"""Marks that Chinese shares with other languages, and that Unicode therefore does not call wide."""


def between_lines(before: str, after: str) -> str:
    """What stands for a line break between two characters: browsers show a blank, Chinese has none."""
    return "" if _is_wide(before) and _is_wide(after) else " "


def joined_lines(text: str) -> str:
    """`text` in one line: a title may not have several."""
    return reduce(lambda one, other: one + between_lines(one[-1:], other[:1]) + other, text.split("\n"))


def _is_wide(character: str) -> bool:
    return not character or character in _CHINESE_MARKS or unicodedata.east_asian_width(character) in "WF"
