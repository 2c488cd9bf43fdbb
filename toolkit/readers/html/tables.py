"""Tells tables of figures from tables that old pages are laid out with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.readers.html.measure import Measure, Measures
from toolkit.readers.html.tree import HEADINGS

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_CELL = 300
"""Characters; a cell that has more, and most of its table's text, is a page's column."""


def is_layout(table: _Element, measures: Measures) -> bool:
    """Whether `table` arranges a page: a table within it, headings, a single row or column, or one great cell."""
    if table.get("role") in ("presentation", "none"):
        return True
    if any(table.find(f".//{tag}") is not None for tag in ("table", *HEADINGS)):
        return True
    cells = [len(row.findall("td")) + len(row.findall("th")) for row in table.iter("tr")]
    if len(cells) < 2 or max(cells) < 2:
        return True
    longest = max((measures[cell].text for cell in table.iter("td", "th") if cell in measures), default=0)
    return longest > max(_LONGEST_CELL, measures.get(table, Measure()).text / 2)
