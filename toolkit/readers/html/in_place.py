"""Puts the English of a bitext in the place of the Chinese in a web page; all else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from toolkit.codes import ELEMENTS, Side, borders
from toolkit.errors import InputError
from toolkit.model import Bitext, Block, Code, CodeKind, Kind
from toolkit.readers.html import Page, read_page
from toolkit.readers.html.flow import Node, Stretch
from toolkit.readers.html.looks import look_of
from toolkit.readers.html.tree import BLOCKS, clean
from toolkit.readers.inline import Origin
from toolkit.readers.wording import Wording, things, wordings

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARK = "toolkit-text"
"""An element that stands for a stretch of text while the page is worked on."""

_BLANKS = re.compile("[ \t\u3000\xa0\u200b\ufeff]{2,}|[\t\u3000]")
_CHARSET = re.compile(r"(charset\s*=\s*)[\w.:-]+", re.I)


def in_place(content: bytes, bitext: Bitext, place: str) -> bytes:
    """The page `content`, in UTF-8, with the English of `bitext` where its Chinese stood.

    Where no reviewed English is, the Chinese stays. Comments are left out. Raises `InputError`
    where the page is not the one that the bitext was made of.
    """
    page = read_page(content, place)
    blocks = page.reading.blocks
    said = wordings(bitext, blocks, place)
    stretches = [stretch for origins in page.reading.origins for one in origins for stretch in _stretches(one)]
    marks = _marked(stretches)
    for block, origins, wording in zip(blocks, page.reading.origins, said, strict=True):
        if wording.changed:
            if not _is_there(origins, marks):
                raise InputError(place, "a text lies in another that is replaced", "save it again from a browser")
            _Replacement(block, origins, wording, marks).make()
    _unmark(page.root)
    _set_title(page, said)
    _set_language(page, bitext.target_language)
    return _written(page.root)


def _is_there(origins: Sequence[Origin], marks: dict[Stretch, _Element]) -> bool:
    """Whether any text of a block is in the page, and all of it still: broken markup puts blocks into each other."""
    texts = [marks[stretch] for one in origins for stretch in _stretches(one)]
    return bool(texts) and all(one.getparent() is not None for one in texts)


def _stretches(origin: Origin) -> Sequence[Stretch]:
    return origin.source if isinstance(origin.source, tuple) else ()


def _marked(stretches: Sequence[Stretch]) -> dict[Stretch, _Element]:
    """Every stretch of text as an element of its own; a break is one already."""
    marks = {one: one.node.element for one in stretches if one.node.where == "break"}
    by_node: dict[Node, list[Stretch]] = {}
    for one in stretches:
        if one not in marks:
            by_node.setdefault(one.node, []).append(one)
    for node, parts in by_node.items():
        marks |= _mark_node(node, parts)
    return marks


def _mark_node(node: Node, parts: Sequence[Stretch]) -> Iterator[tuple[Stretch, _Element]]:
    element = node.element
    text = clean((element.text if node.where == "text" else element.tail) or "")
    if node.where == "text":
        element.text = text[: parts[0].start]
    else:
        element.tail = text[: parts[0].start]
    before = element
    ends = [*(part.start for part in parts[1:]), len(text)]
    for number, (part, end) in enumerate(zip(parts, ends, strict=True)):
        mark = element.makeelement(_MARK)
        mark.text = text[part.start : part.end]
        if number == 0 and node.where == "text":
            element.insert(0, mark)
        else:
            tail, before.tail = before.tail, None
            before.addnext(mark)
            before.tail = tail
        mark.tail = text[part.end : end]
        before = mark
        yield part, mark


def _unmark(root: _Element) -> None:
    """What is left of the stretches becomes text again."""
    for mark in list(root.iter(_MARK)):
        _remove(mark, mark.text or "")


def _remove(element: _Element, left: str = "") -> None:
    """Takes an element away, but for the text that follows it; `left` is what stands for it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    rest = left + (element.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + rest
    else:
        parent.text = (parent.text or "") + rest
    element.tail = None
    parent.remove(element)


class _Replacement:
    """One block of a page, and what it says from now on."""

    def __init__(
        self, block: Block, origins: Sequence[Origin], wording: Wording, marks: dict[Stretch, _Element]
    ) -> None:
        self.wording = wording
        self.texts = [(one, marks[stretch]) for one in origins for stretch in _stretches(one)]
        self.home = _home([element for _, element in self.texts])
        others = [one.source for one in origins if not _stretches(one)]
        named = things(block.segments[0].codes, [one for one in others if one != ()], wording.source)
        self.things = {name: one for name, one in named.items() if self.home in one.iterancestors()}

    def make(self) -> None:
        """Writes the English before the first of the Chinese, then takes the Chinese away."""
        anchor = _child_of(self.home, self.texts[0][1])
        whole = self.home.makeelement(_MARK)
        anchor.addprevious(whole)
        self._fill(whole)
        for _, element in self.texts:
            parent = element.getparent()
            _remove(element)
            if parent is not None:
                self._prune(parent)
        _unwrap(whole)

    def _prune(self, element: _Element) -> None:
        """Takes away inline elements that have nothing left in them."""
        while element is not self.home and element.tag not in BLOCKS:
            parent = element.getparent()
            if parent is None or len(element) or (element.text or "").strip():
                return
            _remove(element)
            element = parent

    def _fill(self, whole: _Element) -> None:
        inner = [whole]
        last, broken = 0, False
        for border in borders(self.wording.codes):
            broken = _append_text(inner[-1], self.wording.text[last : border.offset], broken)
            last = border.offset
            if border.side is Side.OPEN:
                element = self._wrapper(border.code)
                inner[-1].append(element)
                inner.append(element)
            elif border.side is Side.CLOSE:
                inner.pop()
            elif (thing := self.things.pop(border.code.id, None)) is not None:
                inner[-1].append(self._detached(thing))
                broken = False
        _append_text(inner[-1], self.wording.text[last:], broken)

    def _wrapper(self, code: Code) -> _Element:
        """An element like the one that the Chinese has for this formatting."""
        own = next((one for one in self.wording.source if one.id == code.id), code)
        for origin, element in self.texts:
            if own.start <= origin.start < own.end:
                for above in element.iterancestors():
                    if above is self.home:
                        break
                    if look_of(above) == {own.kind: own.detail}:
                        copy: _Element = above.makeelement(above.tag, dict(above.attrib))
                        return copy
        made: _Element = self.home.makeelement(ELEMENTS.get(own.kind, "span"))
        if own.kind is CodeKind.LINK:
            made.set("href", own.detail)
        return made

    def _detached(self, thing: _Element) -> _Element:
        """Something without text, with what stands around it alone, taken out of its place."""
        outer = thing
        for above in thing.iterancestors():
            if above is self.home or above.tag in BLOCKS or len(above) != 1 or "".join(above.itertext()).strip():
                break
            outer = above
        place = outer.makeelement(_MARK)
        outer.addprevious(place)
        place.tail, outer.tail = outer.tail, None
        return outer


def _home(elements: Sequence[_Element]) -> _Element:
    """The innermost element that has all of a block's text and is in no link."""
    paths = [list(reversed(list(element.iterancestors()))) for element in elements]
    common: list[_Element] = [
        first for first, *rest in zip(*paths, strict=False) if all(other is first for other in rest)
    ]
    blocks = [place for place, element in enumerate(common) if element.tag in BLOCKS]
    inline = common[blocks[-1] + 1 :] if blocks else common[1:]
    links = [element for element in inline if CodeKind.LINK in look_of(element)]
    if links:
        return common[common.index(links[0]) - 1]
    return common[-1]


def _child_of(ancestor: _Element, element: _Element) -> _Element:
    path = [element, *element.iterancestors()]
    found: _Element = path[path.index(ancestor) - 1]
    return found


def _append_text(element: _Element, text: str, broken: bool) -> bool:
    """Adds text at the end of what is in an element; tells whether it ends with a line break, as before if `broken`.

    A line break is one ``<br>``, also where the text has several: two would begin a paragraph.
    """
    text = clean(text)
    if broken:
        text = text.lstrip()
    if not text:
        return broken
    *ended, last = re.split(r"\n\s*", text)
    lines = [*map(str.rstrip, ended), last]
    for number, line in enumerate(lines):
        if number:
            element.append(element.makeelement("br"))
        line = _BLANKS.sub(" ", line)
        if len(element):
            element[-1].tail = (element[-1].tail or "") + line
        else:
            element.text = (element.text or "") + line
    return len(lines) > 1 and not lines[-1]


def _unwrap(element: _Element) -> None:
    """Puts what is in an element in its place."""
    place = element.makeelement(_MARK)
    element.addprevious(place)
    place.tail, element.text = element.text, None
    for child in list(element):
        element.addprevious(child)
    _remove(element)
    _remove(place)


def _set_title(page: Page, said: Sequence[Wording]) -> None:
    """The headline in the page's title, from which its readers know it."""
    title = page.root.find("head/title")
    for block, wording in zip(page.reading.blocks, said, strict=True):
        if block.kind is Kind.HEADLINE and title is not None and title.text:
            title.text = title.text.replace(block.segments[0].text, " ".join(wording.text.split()))


def _set_language(page: Page, language: str) -> None:
    """The language that the page says it is in, and parts of its text that said they were Chinese."""
    page.root.set("lang", language)
    for part in page.reading.article.parts:
        for element in [part, *part.iterancestors(), *part.iterdescendants()]:
            if element.get("lang", "").lower().startswith("zh"):
                element.set("lang", language)


def _written(root: _Element) -> bytes:
    """The page in UTF-8, which it says that it is."""
    from lxml import etree

    declared = False
    for meta in root.iter("meta"):
        if meta.get("charset"):
            meta.set("charset", "utf-8")
            declared = True
        elif _CHARSET.search(meta.get("content", "")):
            meta.set("content", _CHARSET.sub(r"\1utf-8", meta.get("content", "")))
            declared = True
    head = root.find("head")
    if not declared and head is not None:
        head.insert(0, head.makeelement("meta", {"charset": "utf-8"}))
    return etree.tostring(root.getroottree(), method="html", encoding="unicode").encode()
