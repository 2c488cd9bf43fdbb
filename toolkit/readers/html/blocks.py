"""Turns the elements of an article into blocks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from toolkit.model import Block, CodeKind, Kind, Picture
from toolkit.readers.grid import Grid
from toolkit.readers.html.article import Article
from toolkit.readers.html.flow import BREAK, Flow, Node, Paragraph
from toolkit.readers.html.looks import Look, look_of, picture_name, picture_source
from toolkit.readers.html.tables import is_layout
from toolkit.readers.html.tree import BLOCKS, HEADINGS, OBJECTS, clean, is_unread
from toolkit.readers.inline import Origin
from toolkit.readers.text import is_byline, is_dateline, is_marked_caption, is_short_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_VERBATIM = frozenset(("code", "kbd", "samp", "tt"))
_PROGRAMS = frozenset(("listing", "plaintext", "pre", "xmp"))
_KINDS = {
    "blockquote": Kind.QUOTE,
    "caption": Kind.CAPTION,
    "dd": Kind.LIST_ITEM,
    "dt": Kind.LIST_ITEM,
    "figcaption": Kind.CAPTION,
    "li": Kind.LIST_ITEM,
}
_BOLD_HEADING_LEVEL = 2
_ATTRIBUTION = "—-–（("
"""With these a short bold line begins that names an author or remarks on something."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What a block in an element is; ``figures`` is true within a table that is none for layout."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    centred: bool = False
    figures: bool = False


@dataclass(slots=True)
class Reading:
    """The walk through an article: what is read, and where it stands now.

    ``programs`` counts blocks of program code; ``origins`` are those of each block.
    """

    article: Article
    blocks: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    programs: int = 0
    origins: list[tuple[Origin, ...]] = field(default_factory=list)
    _grid: Grid = field(default_factory=Grid)
    _flow: Flow = field(default_factory=Flow)
    _places: list[_Place] = field(default_factory=lambda: [_Place()])
    _looks: list[Look] = field(default_factory=lambda: [{}])
    _after_picture: bool = False

    def read(self, part: _Element) -> None:
        """Adds the blocks of one part of the article."""
        from lxml import etree

        leaf = None
        walk = etree.iterwalk(part, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._is_leaf(element):
                    leaf = element
                    walk.skip_subtree()
                else:
                    self._enter(element)
                    self._add(element, "text", element.text)
                continue
            if element is leaf:
                leaf = None
            else:
                self._leave(element)
            if element is not part:
                self._add(element, "tail", element.tail)
        self._finish_block()

    def _is_leaf(self, element: _Element) -> bool:
        """Takes `element` as a whole where nothing within it is text to translate."""
        tag = str(element.tag)
        if is_unread(element) or element in self.article.skipped:
            if tag in BLOCKS:
                self._finish_block()
        elif tag == "br":
            self._flow.add(BREAK, (), Node(element, "break"))
        elif tag == "img":
            self._flow.place(CodeKind.IMAGE, picture_name(element), element, picture_source(element))
        elif tag in OBJECTS:
            self._flow.place(CodeKind.OBJECT, tag, element)
        elif tag in _VERBATIM:
            self._flow.place(CodeKind.VERBATIM, clean("".join(element.itertext())), element)
        elif tag in _PROGRAMS:
            self._finish_block()
            self.programs += 1
        else:
            return False
        return True

    def _enter(self, element: _Element) -> None:
        if self._is_block(element):
            self._finish_block()
            self._places.append(_place(element, self._places[-1], self.article))
            if self._places[-1].figures:
                _enter_table(element, self._grid)
        else:
            self._looks.append(self._looks[-1] | look_of(element))

    def _leave(self, element: _Element) -> None:
        if self._is_block(element):
            self._finish_block()
            if self._places.pop().figures:
                _leave_table(element, self._grid)
        else:
            self._looks.pop()

    def _is_block(self, element: _Element) -> bool:
        """Old pages have headlines that are but a ``<span>``."""
        return element.tag in BLOCKS or element is self.article.headline

    def _add(self, element: _Element, where: str, text: str | None) -> None:
        if text:
            self._flow.add(clean(text), self._looks[-1].items(), Node(element, where))

    def _finish_block(self) -> None:
        flow, self._flow = self._flow, Flow()
        for paragraph in flow.paragraphs:
            segment, number = paragraph.inline.segment(), len(self.blocks)
            self.pictures += (Picture(address, label, number) for address, label in paragraph.inline.pictures)
            if segment.text:
                place = _seen(self._places[-1], paragraph, segment.text, self._after_picture)
                self.blocks.append(Block(place.kind, place.level, (segment,), self._grid.here))
                self.origins.append(paragraph.inline.origins())
                self._after_picture = False
            elif segment.codes:
                self._after_picture = any(code.kind is CodeKind.IMAGE for code in segment.codes)


def read_blocks(article: Article) -> Reading:
    """The blocks of an article with what they were read from, its pictures, and the program code that was left out."""
    reading = Reading(article)
    for part in article.parts:
        reading.read(part)
    return reading


def _enter_table(element: _Element, grid: Grid) -> None:
    """Follows a table of figures, its rows and cells."""
    if element.tag == "table":
        grid.begin()
    elif element.tag == "tr":
        grid.row()
    elif element.tag in ("td", "th"):
        grid.cell(_span(element, "colspan"), _span(element, "rowspan"))


def _leave_table(element: _Element, grid: Grid) -> None:
    if element.tag == "table":
        grid.end()
    elif element.tag in ("td", "th"):
        grid.leave()


def _span(element: _Element, name: str) -> int:
    said = element.get(name, "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def _place(element: _Element, outer: _Place, article: Article) -> _Place:
    """What a block in `element` is, standing where `outer` says."""
    tag = str(element.tag)
    place = replace(outer, centred=_is_centred(element, outer.centred))
    if element is article.headline:
        return replace(place, kind=Kind.HEADLINE, level=0)
    if tag in HEADINGS and place.kind is not Kind.HEADLINE:
        return replace(place, kind=Kind.HEADING, level=max(1, int(tag[1]) - 1))
    if tag == "table":
        return replace(place, figures=not is_layout(element, article.measures))
    if tag in ("td", "th") and place.figures:
        return replace(place, kind=Kind.TABLE_CELL)
    return replace(place, kind=_KINDS[tag]) if tag in _KINDS else place


def _is_centred(element: _Element, outer: bool) -> bool:
    said = element.get("align", "").lower() or _alignment(element.get("style", "")) or element.tag
    return said == "center" or (outer and said not in ("left", "right", "justify"))


def _alignment(style: str) -> str:
    return style.lower().partition("text-align:")[2].partition(";")[0].strip()


def _seen(place: _Place, paragraph: Paragraph, text: str, after_picture: bool) -> _Place:
    """What a reader takes a paragraph for that stands at `place`, by its look and form."""
    if place.kind is not Kind.PARAGRAPH:
        return place
    if is_dateline(text) or is_byline(text):
        return replace(place, kind=Kind.BYLINE)
    pictured = (after_picture or paragraph.begins_with_picture) and not paragraph.is_bold
    if is_marked_caption(text) or (pictured and place.centred and is_short_line(text.rstrip("。"))):
        return replace(place, kind=Kind.CAPTION)
    if paragraph.is_bold and not paragraph.is_link and is_short_line(text) and text[0] not in _ATTRIBUTION:
        return replace(place, kind=Kind.HEADING, level=_BOLD_HEADING_LEVEL)
    return place
