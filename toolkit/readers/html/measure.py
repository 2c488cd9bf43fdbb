"""How much text, links and prose each element of a page holds."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.readers.html.tree import BLOCKS, is_unread

if TYPE_CHECKING:
    from lxml.etree import _Element

_SENTENCE_MARK = re.compile("[。！？；，]|[a-z][.,;] ")
_BLANKS = re.compile(r"\s+")
_DOWNLOAD = re.compile(r"\.(?:docx?|wps|xlsx?|et|pptx?|pdf|ofd|zip|rar|txt)$", re.I)


@dataclass(slots=True)
class Measure:
    """Characters in an element: all, in links, and in prose (stretches with sentence marks, outside links)."""

    text: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0

    def add(self, other: Measure) -> None:
        """Counts what a part of the element holds."""
        self.text += other.text
        self.linked += other.linked
        self.prose += other.prose
        self.links += other.links

    def count(self, text: str | None, linked: bool) -> None:
        """Counts a stretch of text."""
        length = len(_BLANKS.sub("", text)) if text else 0
        self.text += length
        if linked:
            self.linked += length
        elif text and _SENTENCE_MARK.search(text):
            self.prose += length


Measures = dict["_Element", Measure]
"""What the visible elements hold, in reading order; one that is not here is not read."""


def measure(body: _Element) -> Measures:
    """The measures of `body` and all visible elements in it. A link to a file to download is none.

    On a page without a sentence all text outside links is taken for prose.
    """
    from lxml import etree

    measures: Measures = {}
    enclosing: list[Measure] = [Measure()]
    links = 0
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        is_link = element.tag == "a" and not _DOWNLOAD.search(element.get("href", ""))
        if event == "start":
            links += is_link
            enclosing.append(Measure(links=int(is_link)))
            if is_unread(element):
                walk.skip_subtree()
            else:
                measures[element] = enclosing[-1]
                enclosing[-1].count(element.text, links > 0)
        else:
            links -= is_link
            enclosing[-2].add(enclosing.pop())
            enclosing[-1].count(element.tail, links > 0)
    if not measures[body].prose:
        for found in measures.values():
            found.prose = found.text - found.linked
    return measures


def without(measures: Measures, skipped: Collection[_Element]) -> Measures:
    """The measures as they are without what stands in the `skipped` elements."""
    rest = {element: replace(found) for element, found in measures.items()}
    lost = {element: Measure() for element in measures}
    for element in reversed(measures):
        if element in skipped:
            lost[element] = replace(measures[element])
        rest[element].text -= lost[element].text
        rest[element].prose -= lost[element].prose
        if (parent := element.getparent()) in lost:
            lost[parent].add(lost[element])
    return rest


def is_innermost(element: _Element, measures: Measures) -> bool:
    """Whether no block in `element` holds all of its text."""
    text = measures[element].text
    return not any(child.tag in BLOCKS and child in measures and measures[child].text == text for child in element)
