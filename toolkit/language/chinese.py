"""Chinese text: the key under which forms compare equal, and what counts as Chinese.

The only module that knows OpenCC.
"""

from __future__ import annotations

import re
from collections.abc import Callable

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ebef\U0002f800-\U0002fa1f\U00030000-\U000323af"
"""Ranges of a character class: the unified and compatibility ideographs, and 〇."""

FULLWIDTH_MARKS = "，。！？；：、（）【】《》〈〉「」『』〔〕％＋－～＂＇．／｜　"
"""Marks that belong to Chinese typesetting only; quotation marks, dashes and … are shared."""

HAN_CHARACTER = re.compile(f"[{HAN}]")


_SIMPLIFIED = {"鍊": "链"}
"""Where OpenCC's character table follows another sense: 鍊 is written for 链 (資金鍊) more than for 炼."""


class _FoldTable(dict[int, str]):
    """Character by character: traditional to simplified, full width to half, small letters.

    Filled as characters are met, since a text has some thousand different ones and OpenCC needs
    a microsecond for each. One character always gives one: offsets stay those of the original.
    """

    def __init__(self) -> None:
        super().__init__()
        self._simplify: Callable[[str], str] | None = None

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if 0xFF01 <= code <= 0xFF5E:
            character = chr(code - 0xFEE0)
        elif code == 0x3000 or code == 0xA0:
            character = " "
        elif code >= 0x2E80 and not 0xD800 <= code <= 0xDFFF:
            character = self._simplified(character)
        lowered = character.lower()
        self[code] = folded = lowered if len(lowered) == 1 else character
        return folded

    def _simplified(self, character: str) -> str:
        if self._simplify is None:
            from opencc import OpenCC

            self._simplify = OpenCC("t2s").convert
        converted = _SIMPLIFIED.get(character) or self._simplify(character)
        return converted if len(converted) == 1 else character


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """The comparison key of `text`, of exactly its length.

    Simplified and traditional, full-width and half-width, capital and small forms are the same
    in it. Conversion goes character by character: what OpenCC makes of a phrase depends on its
    neighbours and may change its length, which would make offsets and comparisons unreliable.
    """
    return text.translate(_FOLD)


def count_han(text: str) -> int:
    """How many Chinese characters `text` has, marks and letters not counted."""
    return len(HAN_CHARACTER.findall(text))
