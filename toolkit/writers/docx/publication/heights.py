"""How much room a passage takes, estimated: for what is set on facing pages, and for numbers in the contents."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, field

from toolkit.model import Kind
from toolkit.writers.docx.publication.runs import is_chinese
from toolkit.writers.publication import Text

_LOOKS = {
    Kind.HEADLINE: (280, 580, 220),
    Kind.HEADING: (300, 400, 520),
    Kind.BYLINE: (200, 260, 200),
    Kind.PARAGRAPH: (220, 332, 110),
    Kind.CAPTION: (190, 250, 260),
    Kind.LIST_ITEM: (220, 332, 80),
    Kind.TABLE_CELL: (190, 240, 60),
    Kind.QUOTE: (210, 316, 280),
    Kind.FOOTNOTE: (180, 216, 40),
}
"""Kind → size of the characters, height of a line, and space around it; in twentieths of a point."""

_CHINESE_LINE = 350
"""The height of a line of a Chinese paragraph, which our style fixes: fonts differ by a quarter."""
_TALL = 1.2
"""How much higher lines of Chinese may be than those of English where the font decides."""
_NARROW = 0.415
"""The mean width of a Latin letter, in widths of a Han character."""


def text_height(kind: Kind, text: Text, width: int) -> int:
    """The height of a passage in a column of this width."""
    size, line, around = _LOOKS[kind]
    if is_chinese(text.language):
        line = _CHINESE_LINE if kind is Kind.PARAGRAPH else int(line * _TALL)
    return around + line * sum(max(1, math.ceil(set_width(part) * size / width)) for part in text.text.split("\n"))


def set_width(text: str) -> float:
    """How wide a text is set in one line, in widths of a Han character."""
    if text.isascii():
        return len(text) * _NARROW
    return sum(1.0 if unicodedata.east_asian_width(character) in "WF" else _NARROW for character in text)


@dataclass(slots=True)
class Pages:
    """The pages that have been filled so far: ``number`` is that of the last one."""

    height: int
    number: int = 1
    _used: int = field(default=0)

    def add(self, height: int, kept: int = 0) -> int:
        """Adds something of this height, on the page of the `kept` that follows if there is any; gives its page."""
        if kept and self._used + min(height + kept, self.height) > self.height:
            self.number, self._used = self.number + 1, 0
        page = self.number
        self._used += height
        self.number += self._used // self.height
        self._used %= self.height
        return page
