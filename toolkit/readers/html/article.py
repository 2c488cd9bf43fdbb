"""Finds the main text of a page among its menus, related links, comments and footers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from toolkit.readers.html.furniture import furniture
from toolkit.readers.html.headline import find_headline
from toolkit.readers.html.measure import Measure, Measures, measure, without
from toolkit.readers.html.tables import is_layout
from toolkit.readers.html.tree import HEADINGS, text_of
from toolkit.readers.text import is_byline

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINERS = frozenset("center div dl form main section table tbody td tr ul ol li span font".split())
_SHARE_OF_ARTICLE = 0.3
"""Of the page's prose; an ``<article>`` with less is a teaser of another one."""
_SHARE_OF_INNER = 0.5
"""Of a ``<main>``'s prose; an ``<article>`` in it with more is the text, and the rest comments and the like."""
_SHARE_OF_FURNITURE = 0.5
"""Of the page's prose; what has more is the text, whatever its class is called."""
_STRAY_SHARE = 0.1
"""Of an element's prose that may stand outside its main part; a paragraph's stands for the text from 5 % on."""
_STRAY_PARAGRAPH = 0.05
_LONGEST_BYLINE = 80


@dataclass(frozen=True, slots=True)
class Article:
    """The main text of a page.

    ``parts`` are its elements in reading order, the ``headline`` among or within them; ``skipped``
    is what stands within them and is none of it. ``trusted`` names the element that says it is
    the text. ``left_out`` measures what can be seen and is not read.
    """

    parts: tuple[_Element, ...]
    headline: _Element | None
    skipped: frozenset[_Element]
    measures: Measures
    trusted: str
    left_out: Measure


def find_article(body: _Element, title: str) -> Article:
    """The main text in `body` of the page with that `title`.

    Where the page says by ``<article>`` or ``<main>`` what its text is, that is it. Else it is the
    innermost element that holds nearly all of the page's prose.
    """
    measures = measure(body)
    prose = measures[body].prose
    roots = _declared(measures, _SHARE_OF_ARTICLE * prose)
    skipped = furniture(measures, by_links=not roots, largest=_SHARE_OF_FURNITURE * prose) - set(roots)
    trusted = str(roots[0].tag) if roots else ""
    rest = without(measures, skipped)
    roots = roots or [_densest(body, rest)]
    headline = find_headline(title, roots, measures, skipped)
    parts = list(roots)
    if headline is not None and not any(root in (headline, *headline.iterancestors()) for root in roots):
        parts = [headline, *_between(headline, roots[0], measures, skipped), *roots]
    parts += _after(roots[-1], measures, skipped)
    kept = [rest[part] for part in parts]
    left_out = Measure(
        text=measures[body].text - sum(found.text for found in kept), prose=prose - sum(found.prose for found in kept)
    )
    return Article(tuple(parts), headline, skipped, measures, trusted, left_out)


def _declared(measures: Measures, least: float) -> list[_Element]:
    """The elements that say they are the text and have the `least` prose of one: no teasers of other pages."""
    found = [element for element in measures if _is_declared(element) and measures[element].prose >= max(least, 1)]
    known = set(found)
    outer = [element for element in found if known.isdisjoint(element.iterancestors())]
    return [_innermost(element, found, measures) for element in outer]


def _is_declared(element: _Element) -> bool:
    return (
        element.tag in ("article", "main") or element.get("role") == "main" or element.get("itemprop") == "articleBody"
    )


def _innermost(outer: _Element, declared: list[_Element], measures: Measures) -> _Element:
    inner = [element for element in declared if element is not outer and outer in element.iterancestors()]
    main = [element for element in inner if measures[element].prose >= _SHARE_OF_INNER * measures[outer].prose]
    return main[-1] if main else outer


def _densest(body: _Element, measures: Measures) -> _Element:
    """The innermost element that holds nearly all prose of each element around it."""
    found = body
    while True:
        inner = [child for child in found if child in measures and measures[child].prose > 0]
        best = max(inner, key=lambda element: measures[element].prose, default=None)
        if best is None or not _holds_the_text(found, best, inner, measures):
            return found
        found = best


def _holds_the_text(outer: _Element, best: _Element, inner: list[_Element], measures: Measures) -> bool:
    """Whether what stands in `outer` beside `best`, one of its `inner` elements with prose, is none of the text."""
    if best.tag not in _CONTAINERS or (best.tag == "table" and not is_layout(best, measures)):
        return False
    total = measures[outer].prose
    others = [element for element in inner if element is not best]
    loose = total - sum(measures[element].prose for element in inner)
    paragraphs = loose + sum(measures[element].prose for element in others if element.tag not in _CONTAINERS)
    alike = best.tag != "td" and any(_name(element) == _name(best) for element in others)
    stray = total - measures[best].prose
    return not alike and paragraphs <= _STRAY_PARAGRAPH * total and stray <= _STRAY_SHARE * total


def _name(element: _Element) -> tuple[object, ...]:
    return element.tag, element.get("class"), element.get("id", "").rstrip("0123456789")


def _between(
    headline: _Element, root: _Element, measures: Measures, skipped: frozenset[_Element]
) -> Iterator[_Element]:
    """What stands between the headline and the text and belongs to it: a lead, a subtitle, a byline."""
    above_headline = {headline, *headline.iterancestors()}
    path = [root, *takewhile(lambda above: above not in above_headline, root.iterancestors())]
    for element in reversed(path):
        before = []
        for sibling in element.itersiblings(preceding=True):
            if sibling in above_headline:
                break
            before.append(sibling)
        yield from (
            sibling for sibling in reversed(before) if sibling not in skipped and _leads(sibling, measures.get(sibling))
        )


def _after(root: _Element, measures: Measures, skipped: frozenset[_Element]) -> Iterator[_Element]:
    """The bylines that follow right on the text: ``（记者 …）``."""
    for element in root.itersiblings("*"):
        found = measures.get(element)
        if found is None or element in skipped or found.text > _LONGEST_BYLINE:
            return
        if found.text and not is_byline(text_of(element)):
            return
        yield element


def _leads(element: _Element, found: Measure | None) -> bool:
    if found is None or found.linked * 2 > found.text:
        return False
    return found.prose > 0 or (found.text > 0 and (element.tag in HEADINGS or is_byline(text_of(element))))
