"""Finds the headline of a page, and its title without the name of the site."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from toolkit.readers.html.measure import Measures
from toolkit.readers.html.tree import HEADINGS, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_SEPARATOR = re.compile(
    r" ?[_|｜] ?| [-–—－·]+ ?| ?(?<![-–—－·])[-–—－·]+ |--+"
    r"|[-–—－](?=[^-–—－]{0,30}(?:网|网站|报|政府|门户|频道|公司|在线|新闻)$)"
)
_SHORTEST, _LONGEST = 4, 100
_LEAST_SHARE = 0.4
"""Of the page's title that a headline repeats, unless it begins with it."""


def bare_title(title: str) -> str:
    """A page's title without the name of its site: 港口开港 of 港口开港_九江新闻 - 九江网."""
    return _SEPARATOR.split(title)[0].strip() or title.strip()


def find_headline(
    title: str, roots: list[_Element], measures: Measures, skipped: Collection[_Element]
) -> _Element | None:
    """The element before or in the text that repeats most of the page's `title`.

    Else the first ``<h1>``, else the last heading before the text. A line that is all link is no
    headline: it leads to another page.
    """
    whole = _key(title)
    lines = [element for element in _until_end(roots[-1], measures) if _may_be(element, measures, skipped)]
    rank = {
        element: (len(key), element.tag in HEADINGS)
        for element in lines
        if _repeats(key := _key(text_of(element)), whole)
    }
    if rank:
        return max(rank, key=rank.__getitem__)
    inside = set(roots[0].iter())
    headings = [element for element in lines if element.tag in HEADINGS]
    before = [element for element in headings if element not in inside]
    return next((element for element in headings if element.tag == "h1"), before[-1] if before else None)


def _until_end(root: _Element, measures: Measures) -> Iterator[_Element]:
    """The visible elements in reading order up to the last in `root`."""
    last = deque((element for element in root.iter() if element in measures), maxlen=1).pop()
    for element in measures:
        yield element
        if element is last:
            return


def _may_be(element: _Element, measures: Measures, skipped: Collection[_Element]) -> bool:
    found, parent = measures[element], element.getparent()
    around = measures.get(parent) if parent is not None else None
    return (
        0 < found.text <= _LONGEST
        and found.linked * 2 <= found.text
        and element not in skipped
        and (element.tag in HEADINGS or around is None or around.text != found.text)
    )


def _repeats(key: str, title: str) -> bool:
    if len(key) < _SHORTEST or key not in title:
        return False
    return title.startswith(key) or len(key) >= _LEAST_SHARE * len(title)


def _key(text: str) -> str:
    return "".join(text.split())
