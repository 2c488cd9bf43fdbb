"""The look of a publication: the styles of a reference document, and ours for what it does not define."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.safe.xml import parse_xml
from toolkit.safe.zip import Archive, open_archive
from toolkit.writers.docx.markup import NAMESPACE

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = f"{{{NAMESPACE}}}"
_REFERRING = ("basedOn", "next", "link")
_RESAVE = "open it in a word processor and save it again as DOCX"
_REMEDY = "make one of the document that `toolkit publish` wrote, in a word processor"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SMALLEST = 3000
"""Twentieths of a point; a reference document whose pages leave less for text is not followed."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its margins, in twentieths of a point."""

    width: int = 11906
    height: int = 16838
    top: int = 1701
    bottom: int = 1588
    left: int = 1701
    right: int = 1701

    @property
    def text_width(self) -> int:
        """What is left for the text between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """What is left for the text between head and foot."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Theme:
    """Styles, numbering and pages. ``ids`` are the IDs of our styles → those in this theme.

    ``parts`` are those that define them, by name: ``styles.xml``, ``numbering.xml``, ``fontTable.xml``
    and perhaps ``theme/theme1.xml``.
    """

    parts: Mapping[str, bytes]
    ids: Mapping[str, str]
    page: Page = Page()

    def style(self, name: str) -> str:
        """The ID in this theme of the style that we call `name`."""
        return self.ids.get(name, name)


def own_part(name: str) -> bytes:
    """A part of our own reference document."""
    return (files("toolkit.writers.docx.publication") / "reference" / "word" / name).read_bytes()


def open_theme(reference: bytes | None = None, place: str = "theme/reference.docx") -> Theme:
    """The theme in the bytes of a reference document, ours for ``None``; `place` names it in errors.

    A style is found by its name; where the reference document has none of that name, it is given
    ours. Its pages are taken over too, its text is not.
    """
    own = {name: own_part(name) for name in ("styles.xml", "numbering.xml", "fontTable.xml")}
    if reference is None:
        return Theme(own, {})
    archive = open_archive(reference, place, _RESAVE)
    styles = _part(archive, "word/styles.xml", place)
    body = _part(archive, "word/document.xml", place)
    if styles is None or body is None:
        raise InputError(place, "this is no Word document with styles", _REMEDY)
    numbering = _without_pictures(_part(archive, "word/numbering.xml", place))
    ids = _complete(styles, _parsed(own["styles.xml"]), number := _numbered(numbering))
    parts = own | {"styles.xml": _written(styles)}
    if numbering is not None:
        parts["numbering.xml"] = _written(_with_bullets(numbering, _parsed(own["numbering.xml"]), number, ids))
    design = _part(archive, _design(archive, place), place)
    if design is not None and _without_pictures(design) is not None:
        parts["theme/theme1.xml"] = _written(design)
    return Theme(parts, ids, _page(body))


def _part(archive: Archive, name: str, place: str) -> _Element | None:
    content = archive.read(name) if name else None
    return None if content is None else parse_xml(content, f"{place}, part {name}", _RESAVE)


def _parsed(content: bytes) -> _Element:
    return parse_xml(content, "styles", _RESAVE)


def _written(root: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_pictures(root: _Element | None) -> _Element | None:
    """`root` unless it refers to other parts, such as pictures of bullets: those are not taken over."""
    if root is None:
        return None
    refers = any(name.startswith(_RELATIONS) for element in root.iter() for name in element.attrib)
    return None if refers else root


def _design(archive: Archive, place: str) -> str:
    relationships = _part(archive, "word/_rels/document.xml.rels", place)
    for element in relationships if relationships is not None else ():
        if element.get("Type", "").endswith("/theme"):
            return posixpath.normpath(posixpath.join("/word", element.get("Target", ""))).lstrip("/")
    return ""


def _complete(styles: _Element, own: _Element, number: str) -> dict[str, str]:
    """Adds to `styles` those of ours that it has none for; gives our IDs with those that stand for them."""
    there = {_name(style): style.get(_W + "styleId", "") for style in _styles(styles)}
    taken = set(there.values())
    ids, missing = {}, []
    for style in _styles(own):
        ours = style.get(_W + "styleId", "")
        ids[ours] = there.get(_name(style)) or _free(ours, taken)
        if _name(style) not in there:
            missing.append(style)
    for style in missing:
        _adapt(style, ids, number)
        styles.append(style)
    return ids


def _adapt(style: _Element, ids: Mapping[str, str], number: str) -> None:
    """Makes a style of ours refer to the styles and numbers that the reference document has."""
    style.set(_W + "styleId", ids[style.get(_W + "styleId", "")])
    style.attrib.pop(_W + "default", None)
    for name in _REFERRING:
        for element in style.iterchildren(_W + name):
            element.set(_W + "val", ids[element.get(_W + "val", "")])
    for element in style.iter(_W + "numId"):
        element.set(_W + "val", number)


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "X"
    taken.add(name)
    return name


def _styles(root: _Element) -> Iterator[_Element]:
    return root.iterchildren(_W + "style")


def _name(style: _Element) -> str:
    named = style.find(_W + "name")
    return "" if named is None else named.get(_W + "val", "").strip().lower()


def _numbered(numbering: _Element | None) -> str:
    """The number that our bullets get beside those of a reference document."""
    if numbering is None:
        return "1"
    names = ((_W + "num", _W + "numId"), (_W + "abstractNum", _W + "abstractNumId"))
    said = (element.get(key, "") for name, key in names for element in numbering.iterchildren(name))
    return str(max((int(one) for one in said if one.isascii() and one.isdigit()), default=0) + 1)


def _with_bullets(numbering: _Element, own: _Element, number: str, ids: Mapping[str, str]) -> _Element:
    """The numbering of a reference document with our bullets in it."""
    design, use = own[0], own[1]
    design.set(_W + "abstractNumId", number)
    for element in design.iter(_W + "pStyle"):
        element.set(_W + "val", ids["ListBullet"])
    use.set(_W + "numId", number)
    use[0].set(_W + "val", number)
    designs = [place for place, element in enumerate(numbering) if element.tag == _W + "abstractNum"]
    numbering.insert(designs[-1] + 1 if designs else 0, design)
    uses = [place for place, element in enumerate(numbering) if element.tag in (_W + "num", _W + "abstractNum")]
    numbering.insert(uses[-1] + 1, use)
    return numbering


def _page(body: _Element) -> Page:
    """The pages of the last section of a document, ours where they leave next to no room."""
    section = body.find(f"{_W}body/{_W}sectPr")
    size, margins = (None if section is None else section.find(_W + name) for name in ("pgSz", "pgMar"))
    if size is None or margins is None:
        return Page()
    sides = [_number(margins, side) for side in ("top", "bottom", "left", "right")]
    page = Page(_number(size, "w"), _number(size, "h"), *sides)
    usable = min(page.text_width, page.text_height) >= _SMALLEST and max(page.width, page.height) <= 31680
    return page if usable and min(sides) >= 0 else Page()


def _number(element: _Element, name: str) -> int:
    said = element.get(_W + name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0
