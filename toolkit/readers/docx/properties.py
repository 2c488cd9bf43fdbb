"""What the properties of paragraphs, cells and pictures say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.readers.docx import markup
from toolkit.readers.docx.markup import W, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_MERGED_INTO_ANOTHER = (W + "vMerge", W + "hMerge")


def runs_into_the_next(properties: _Element) -> bool:
    """Whether a paragraph's mark is deleted, or the paragraph is the large initial of the next one."""
    mark, frame = properties.find(W + "rPr"), properties.find(W + "framePr")
    deleted = mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)
    return deleted or (frame is not None and frame.get(W + "dropCap", "none") != "none")


def is_merged_into_another(properties: _Element | None) -> bool:
    """Whether the place of a cell is taken by the one that it is merged with."""
    if properties is None:
        return False
    merges = (properties.find(name) for name in _MERGED_INTO_ANOTHER)
    return any(merge is not None and merge.get(markup.VAL, "continue") == "continue" for merge in merges)


def picture_label(*names: _Element | None) -> str:
    """What a picture is called: its alternative text, its title, the name of its file, in this order."""
    known = [name for name in names if name is not None]
    return alternative_text(*known) or next(filter(None, (name.get("name") for name in reversed(known))), "")


def alternative_text(*names: _Element | None) -> str:
    """The alternative text of a picture, or its title."""
    return next((said for name in names if name is not None if (said := name.get("descr") or name.get("title"))), "")


def number_of(properties: _Element | None, name: str) -> int:
    """A property that is a number; 0 where it is missing or none."""
    said = value(properties, name)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
