"""Chinese text: the key under which forms compare equal, and what counts as Chinese.

The only module that knows OpenCC.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from toolkit.expressions import expression

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ebef\U0002f800-\U0002fa1f\U00030000-\U000323af"
"""Ranges of a character class: the unified and compatibility ideographs, and 〇."""

FULLWIDTH_MARKS = "，。！？；：、（）【】《》〈〉「」『』〔〕％＋－～＂＇．／｜　"
"""Marks that belong to Chinese typesetting only; quotation marks, dashes and … are shared."""

HAN_CHARACTER = expression(f"[{HAN}]")
_HAN_CHARACTERS = expression(f"[{HAN}]+")
_HALF = expression("[\ud800-\udfff]")


_SIMPLIFIED = {"鍊": "链", "薴": "苎"}
"""Where OpenCC's character table follows another sense (鍊 is written for 链, 資金鍊, more than for
炼), or would have to be followed twice."""

_TRADITIONAL = frozenset("乾菸薹拚捱摺吒後徵夥榘於袷麴醣麽")
"""Characters of GB 2312, the standard set of simplified Chinese, for which OpenCC has another."""

_ENOUGH = 1024
_FEW = 16
_LONG = 400
"""Characters of a text among which one more may be replaced: to look up each of them takes longer."""


class _FoldTable(dict[int, str]):
    """Character by character: traditional to simplified, full width to half, small letters.

    Filled as characters are met, since a text has some thousand different ones and OpenCC needs
    a microsecond for each. One character always gives one: offsets stay those of the original.
    What it gives stands for itself, so that folding twice is folding once.

    ``unusual`` finds the characters that are not known to stand for themselves. It is compiled
    again whenever twice as many characters have been met, so that only a long text pays for it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.unusual: re.Pattern[str] | None = None
        self._simplify: Callable[[str], str] | None = None
        self._enough = _ENOUGH

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._folded(code)
        if len(self) >= self._enough:
            # Classes of rare characters, beyond U+FFFF, are slow.
            plain = "".join(chr(code) for code, kept in self.items() if chr(code) == kept and code < 0x10000)
            self.unusual = expression(f"[^{re.escape(plain)}]")
            self._enough = len(self) * 2
        return folded

    def _folded(self, code: int) -> str:
        character = chr(code)
        if 0xFF01 <= code <= 0xFF5E:
            character = chr(code - 0xFEE0)
        elif code == 0x3000 or code == 0xA0:
            character = " "
        elif 0xD800 <= code <= 0xDFFF:
            character = "\ufffd"  # half a character: no library takes it
        elif code >= 0x2E80:
            character = self._simplified(character)
        lowered = character.lower()
        return lowered if len(lowered) == 1 else character

    def _simplified(self, character: str) -> str:
        if character not in _TRADITIONAL and _is_in_gb2312(character):
            return character
        if self._simplify is None:
            self._simplify = _opencc("t2s")
        converted = _SIMPLIFIED.get(character) or self._simplify(character)
        return converted if len(converted) == 1 else character


def _is_in_gb2312(character: str) -> bool:
    """Whether it is a character of simplified Chinese. Of these OpenCC, which takes long to load, is not asked."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


_FOLD = _FoldTable()


@cache
def converter(conversion: str) -> Callable[[str], str]:
    """One of OpenCC's conversions (``t2s``, ``s2twp`` …), loaded once; half a character becomes U+FFFD."""
    convert = _opencc(conversion)
    return lambda text: convert(_HALF.sub("\ufffd", text))


@cache
def _opencc(conversion: str) -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(conversion).convert
    return convert


def fold(text: str) -> str:
    """The comparison key of `text`, of exactly its length.

    Simplified and traditional, full-width and half-width, capital and small forms are the same
    in it. Conversion goes character by character: what OpenCC makes of a phrase depends on its
    neighbours and may change its length, which would make offsets and comparisons unreliable.
    """
    unusual = set(_FOLD.unusual.findall(text)) if _FOLD.unusual else None
    if unusual is None or len(unusual) > _FEW + len(text) // _LONG:
        return text.translate(_FOLD)
    # Simplified text has few characters that change, and replacing each is three times as fast.
    for character in unusual:
        text = text.replace(character, _FOLD[ord(character)])
    return text


def count_han(text: str) -> int:
    """How many Chinese characters `text` has, marks and letters not counted."""
    return sum(map(len, _HAN_CHARACTERS.findall(text)))


def is_han(text: str) -> bool:
    """Whether `text` is Chinese characters and nothing else."""
    return _HAN_CHARACTERS.fullmatch(text) is not None
