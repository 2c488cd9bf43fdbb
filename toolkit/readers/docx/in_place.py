"""Puts the English of a bitext in the place of the Chinese in a Word document; all else stays as it is."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from toolkit.codes import Side, borders
from toolkit.errors import InputError
from toolkit.model import Bitext, Code, CodeKind
from toolkit.readers.docx import fields
from toolkit.readers.docx.assembly import Paragraph
from toolkit.readers.docx.english_runs import Fonts, Pattern, copied_properties, east_asian_default, linked, written_run
from toolkit.readers.docx.markup import MC, M, W, is_strict, run_of
from toolkit.readers.docx.package import RESAVE
from toolkit.readers.docx.properties import runs_into_the_next
from toolkit.readers.docx.whole import read_whole
from toolkit.readers.inline import Origin
from toolkit.readers.wording import Wording, things, wordings
from toolkit.safe.zip import open_archive

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXTS = frozenset(W + name for name in ("t", "tab", "ptab", "cr", "noBreakHyphen", "br", "sym"))
_FIELDS = frozenset((fields.CHARACTER, W + "instrText"))
_GONE = (W + "del", W + "moveFrom")
_WRAPPERS = frozenset(
    W + name for name in ("r", "hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "dir", "bdo", "customXml")
)
"""Elements that say nothing once there is nothing in them."""

_MARKS = frozenset((W + "rPr", W + "lastRenderedPageBreak", W + "smartTagPr", W + "customXmlPr"))


def in_place(content: bytes, bitext: Bitext, place: str) -> bytes:
    """The bytes of the document `content` with the English of `bitext` where its Chinese stood.

    Where no reviewed English is, the Chinese stays. Tracked changes in what is replaced are
    accepted. Raises `InputError` where the document is not the one that the bitext was made of.
    """
    whole = read_whole(content, place)
    if any(is_strict(part.root) for part in whole.parts):
        raise InputError(place, "saved as Strict Open XML", "save it as an ordinary Word document (.docx)")
    fonts = Fonts(bitext.target_language, east_asian_default(whole.package.related(whole.main, "styles")))
    for paragraph, wording in zip(whole.paragraphs, wordings(bitext, whole.blocks(), place), strict=True):
        if wording.changed:
            if any(next(one.source.iterancestors(W + "p"), None) is None for one in paragraph.origins):
                raise InputError(
                    place, "text outside of any paragraph", "open it in a word processor and save it again"
                )
            _Replacement(paragraph, wording, fonts).make()
    return _repacked(content, {part.name.lower(): part.root for part in whole.parts}, place)


def _repacked(content: bytes, roots: Mapping[str, _Element], place: str) -> bytes:
    """The package with some of its parts written anew, in its own order; raises `InputError` for a damaged one."""
    from lxml import etree

    packed, parts = BytesIO(), open_archive(content, place, RESAVE)
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry, name in zip(old.infolist(), parts.names(), strict=True):
            written = zipfile.ZipInfo(entry.filename, entry.date_time)
            written.create_system, written.compress_type = 0, zipfile.ZIP_DEFLATED
            root = roots.get(name)
            if root is None:
                new.writestr(written, parts.read(name) or b"")
            else:
                new.writestr(written, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
    return packed.getvalue()


class _Replacement:
    """One paragraph, and what it says from now on."""

    def __init__(self, paragraph: Paragraph, wording: Wording, fonts: Fonts) -> None:
        self.wording, self.fonts = wording, fonts
        self.texts = [one for one in paragraph.origins if _is_text(one)]
        self.home = _home(self.texts)
        self.pattern = Pattern(self.texts, wording.source)
        others = [one.source for one in paragraph.origins if not _is_text(one)]
        named = things(paragraph.segment.codes, others, wording.source)
        self.things = {
            name: thing for name, thing in named.items() if thing.tag not in _FIELDS and self._is_here(thing)
        }

    def _is_here(self, thing: _Element) -> bool:
        """Whether it stands in the same paragraph: a picture in one of its own before is left there."""
        return _paragraph_of(thing) is self.home

    def make(self) -> None:
        """Writes the English before the first of the Chinese, then takes the Chinese away."""
        anchor = self._anchor()
        for node in list(self._nodes()):
            anchor.addprevious(node)
        paragraphs = list(dict.fromkeys(_paragraph_of(one.source) for one in self.texts))
        for paragraph in paragraphs:
            _unfield(paragraph, {one.source for one in self.texts})
        for one in self.texts:
            _take_away(_outside_ruby(one.source))
        for paragraph in paragraphs:
            _tidy(paragraph, self.home)

    def _anchor(self) -> _Element:
        """The child of the paragraph that has its first text."""
        first = next(one.source for one in self.texts if _paragraph_of(one.source) is self.home)
        return _child_of(self.home, _alone(_outside_ruby(first)))

    def _nodes(self) -> Iterator[_Element]:
        """The English as runs and links, and the things in its text, in their order."""
        around: list[Code] = []
        last = 0
        link: tuple[str, _Element] | None = None
        for border in [*borders(self.wording.codes), None]:
            end = len(self.wording.text) if border is None else border.offset
            if end > last:
                run = self._run(self.wording.text[last:end], around)
                code = next((one for one in around if one.kind is CodeKind.LINK), None)
                if code is None:
                    link = None
                    yield run
                elif link and link[0] == code.id:
                    link[1].append(run)
                else:
                    link = (code.id, self._link(code))
                    link[1].append(run)
                    yield link[1]
            last = end
            if border is None:
                return
            if border.side is Side.OPEN:
                around.append(border.code)
            elif border.side is Side.CLOSE:
                around.remove(border.code)
            elif (thing := self.things.pop(border.code.id, None)) is not None:
                link = None
                yield _movable(thing)

    def _run(self, text: str, around: list[Code]) -> _Element:
        source, there = self.pattern.like({code.id for code in around})
        wanted = {code.kind for code in around}
        return written_run(text, copied_properties(source, wanted, there, self.fonts))

    def _link(self, code: Code) -> _Element:
        return linked(code, self.pattern.covered(code.id), self.texts[0])


def _is_text(origin: Origin) -> bool:
    tag = origin.source.tag
    return tag in _TEXTS and not (tag == W + "sym" and origin.start == origin.end)


def _paragraph_of(element: _Element) -> _Element:
    return next(element.iterancestors(W + "p"))


def _home(texts: list[Origin]) -> _Element:
    """The paragraph that the English goes into: not one that runs into the next, as a large initial does."""
    paragraphs = list(dict.fromkeys(_paragraph_of(one.source) for one in texts))
    for paragraph in paragraphs:
        properties = paragraph.find(W + "pPr")
        if properties is None or not runs_into_the_next(properties):
            return paragraph
    return paragraphs[-1]


def _movable(thing: _Element) -> _Element:
    """The run that has nothing but the thing, or the equation itself."""
    return thing if str(thing.tag).startswith(M) else _alone(thing)


def _alone(element: _Element) -> _Element:
    """The run of `element`, which has nothing else in it afterwards: what stood beside is in runs of its own.

    Where it has none, the element itself.
    """
    run = run_of(element)
    if run is None:
        return element
    child = _child_of(run, element)
    properties = run.find(W + "rPr")
    before = [one for one in child.itersiblings(preceding=True) if one is not properties]
    after = list(child.itersiblings())
    if before:
        run.addprevious(_run_of(reversed(before), run, properties))
    if after:
        run.addnext(_run_of(after, run, properties))
    return run


def _child_of(ancestor: _Element, element: _Element) -> _Element:
    """The child of `ancestor` that `element` is or stands in."""
    path = [element, *element.iterancestors()]
    return path[path.index(ancestor) - 1]


def _run_of(content: Iterable[_Element], run: _Element, properties: _Element | None) -> _Element:
    other = run.makeelement(run.tag, run.attrib, run.nsmap)
    if properties is not None:
        other.append(deepcopy(properties))
    other.extend(list(content))
    return other


def _outside_ruby(element: _Element) -> _Element:
    """The ruby that it stands in, if any; not one around its paragraph, as damaged files have it."""
    around = next(element.iterancestors(W + "ruby", W + "p"))
    return around if around.tag == W + "ruby" else element


def _take_away(element: _Element) -> None:
    """Removes an element, and what has nothing in it without it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    while parent is not None and parent.tag in _WRAPPERS and all(child.tag in _MARKS for child in parent):
        empty, parent = parent, parent.getparent()
        if parent is not None:
            parent.remove(empty)


@dataclass(slots=True)
class _Open:
    """A field that is open: all that it is made of, and whether any of its result is replaced."""

    elements: list[_Element]
    shows: bool = False
    replaced: bool = False


def _unfield(paragraph: _Element, texts: set[_Element]) -> None:
    """Takes away the fields whose results are among `texts`: what they showed is in the English."""
    stack: list[_Open] = []
    dropped: list[_Element] = []
    for element in list(paragraph.iter(*_TEXTS, *_FIELDS)):
        kind = element.get(W + "fldCharType", "") if element.tag == fields.CHARACTER else ""
        if kind == "begin":
            stack.append(_Open([element]))
        elif stack and element in texts:
            for field in stack:
                field.replaced = True
        elif stack and (kind or not all(field.shows for field in stack)):
            stack[-1].elements.append(element)
            stack[-1].shows = stack[-1].shows or kind == "separate"
        if stack and kind == "end":
            ended = stack.pop()
            dropped += ended.elements if ended.replaced else ()
            if stack and not ended.replaced:
                stack[-1].elements += ended.elements
    for element in dropped:
        _take_away(element)


def _tidy(paragraph: _Element, home: _Element) -> None:
    """Takes away what was deleted, old forms of text boxes, and a paragraph that has nothing left."""
    for element in list(paragraph.iter(*_GONE)):
        parent = element.getparent()
        if parent is not None and parent.tag != W + "rPr":
            _take_away(element)
    for choice in paragraph.iterancestors(MC + "Choice"):
        for fallback in list(choice.itersiblings(MC + "Fallback")):
            _take_away(fallback)
    if paragraph is not home and next(paragraph.iter(W + "r"), None) is None:
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)
