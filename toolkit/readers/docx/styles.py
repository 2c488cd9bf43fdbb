"""Styles: what a paragraph is and how it looks, resolved through inheritance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from toolkit.model import CodeKind, Kind
from toolkit.readers.docx.markup import VAL, W, is_on, value
from toolkit.readers.inline import Format

if TYPE_CHECKING:
    from lxml.etree import _Element

Properties = Mapping[str, bool]
"""Which properties of a run are set, and whether on or off."""

_FORMATS: dict[str, Format] = {
    "bold": (CodeKind.BOLD, ""),
    "italic": (CodeKind.ITALIC, ""),
    "strike": (CodeKind.STRIKE, ""),
    "underline": (CodeKind.UNDERLINE, ""),
    "superscript": (CodeKind.SUPERSCRIPT, ""),
    "subscript": (CodeKind.SUBSCRIPT, ""),
}
_TOGGLES = {
    W + "b": "bold",
    W + "i": "italic",
    W + "strike": "strike",
    W + "dstrike": "strike",
    W + "vanish": "hidden",
}
_TOGGLED = frozenset(_TOGGLES.values())
"""Properties that a paragraph style and a character style switch off when both have them."""

_DEEPEST = 50
"""Styles that a style may be based on, one on another; Word allows eleven."""

_HEADING = re.compile(r"(?:heading|标题|標題|titre|ü?berschrift|título|titolo|заголовок|見出し|제목) ?([1-9])$")
_ROLES = {
    **dict.fromkeys(("title", "标题", "標題", "subtitle", "副标题", "副標題"), Kind.HEADLINE),
    **dict.fromkeys(("caption", "题注", "題注", "標號", "illustration", "figure", "drawing"), Kind.CAPTION),
    **dict.fromkeys(("quote", "intense quote", "intensequote", "block text", "quotations"), Kind.QUOTE),
    **dict.fromkeys(("引用", "明显引用", "明顯引用", "引文", "鮮明引文", "文本块"), Kind.QUOTE),
}
_LIST = re.compile(r"(?:list ?(?:bullet|number)|列表项目符号|列表编号|列表號碼|項目符號)(?: ?[1-5])?$")


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a paragraph from its style and its own properties.

    ``role`` is a kind that the style's name tells, ``level`` that of a heading or 0, ``listed``
    whether it has a number or bullet; ``properties`` are those of its runs, where they have none.
    """

    role: Kind | None = None
    level: int = 0
    listed: bool = False
    properties: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Style:
    """A style as the file has it; None means that it does not say."""

    name: str
    base: str = ""
    outline: int | None = None
    listed: bool | None = None
    properties: Properties = field(default_factory=dict)


@dataclass(slots=True)
class Styles:
    """The styles of a document; resolved when they are asked for."""

    _styles: dict[str, _Style] = field(default_factory=dict)
    _defaults: Properties = field(default_factory=dict)
    _default_style: str = ""
    _looks: dict[str, Look] = field(default_factory=dict)

    def look(self, properties: _Element | None) -> Look:
        """The look of a paragraph with these ``w:pPr``."""
        look = self._look(value(properties, "pStyle") or self._default_style)
        if properties is None:
            return look
        outline, listed = _outline(properties), _listed(properties)
        if outline is not None:
            look = replace(look, level=outline)
        return look if listed is None else replace(look, listed=listed)

    def formats(self, look: Look, properties: _Element | None) -> tuple[list[Format], bool]:
        """How a run with these ``w:rPr`` differs from the look of its paragraph, and whether it is hidden."""
        if properties is None:
            return [], look.properties.get("hidden", False)
        own = run_properties(properties)
        style = self._character(value(properties, "rStyle"))
        if not own and not style:
            return [], look.properties.get("hidden", False)
        shown = {name: self._shown(name, own, style, look.properties) for name in {**own, **style}}
        formats = [
            found for name, found in _FORMATS.items() if shown.get(name) and not look.properties.get(name, False)
        ]
        return formats, shown.get("hidden", look.properties.get("hidden", False))

    def _shown(self, name: str, own: Properties, style: Properties, paragraph: Properties) -> bool:
        if name in own:
            return own[name]
        below = paragraph.get(name, False)
        if name not in _TOGGLED:
            return style.get(name, below)
        return self._defaults.get(name, False) or style.get(name, False) != below

    def _look(self, name: str) -> Look:
        if name not in self._looks:
            self._looks[name] = self._resolved(name)
        return self._looks[name]

    def _resolved(self, name: str) -> Look:
        chain = list(self._chain(name))
        outline = next((style.outline for style in chain if style.outline is not None), None)
        if outline is None:
            found = next((match for style in chain if (match := _HEADING.match(style.name))), None)
            outline = int(found[1]) if found else 0
        listed = next((style.listed for style in chain if style.listed is not None), None)
        if listed is None:
            listed = any(_LIST.match(style.name) for style in chain)
        role = next((_ROLES[style.name] for style in chain if style.name in _ROLES), None)
        return Look(role, outline, listed, {**self._defaults, **_merged(chain)})

    def _character(self, name: str) -> Properties:
        return _merged(list(self._chain(name))) if name in self._styles else {}

    def _chain(self, name: str) -> Iterator[_Style]:
        """A style and those it is based on. A style that the file does not define is known by its ID alone."""
        if name and name not in self._styles:
            yield _Style(name.lower())
        for _ in range(_DEEPEST):
            if name not in self._styles:
                return
            yield self._styles[name]
            name = self._styles[name].base


def read_styles(root: _Element | None) -> Styles:
    """The styles in ``styles.xml``; none where a document has no such part."""
    if root is None:
        return Styles()
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    found = {element.get(W + "styleId", ""): element for element in root.iterchildren(W + "style")}
    ordinary = next(
        (
            name
            for name, element in found.items()
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on")
        ),
        "",
    )
    styles = {name: _style(element) for name, element in found.items()}
    return Styles(styles, run_properties(defaults), ordinary)


def run_properties(element: _Element | None) -> dict[str, bool]:
    """What a ``w:rPr`` says of the formats that matter to a translation."""
    found: dict[str, bool] = {}
    for child in element if element is not None else ():
        if child.tag in _TOGGLES:
            name = _TOGGLES[child.tag]
            found[name] = is_on(child) or (found.get(name, False) and name == "strike")
        elif child.tag == W + "u":
            found["underline"] = is_on(child)
        elif child.tag == W + "vertAlign":
            found["superscript"] = child.get(VAL) == "superscript"
            found["subscript"] = child.get(VAL) == "subscript"
    return found


def _style(element: _Element) -> _Style:
    paragraph = element.find(W + "pPr")
    return _Style(
        value(element, "name").lower(),
        value(element, "basedOn"),
        None if paragraph is None else _outline(paragraph),
        None if paragraph is None else _listed(paragraph),
        run_properties(element.find(W + "rPr")),
    )


def _merged(chain: list[_Style]) -> dict[str, bool]:
    """The properties of a style: its own before those of what it is based on."""
    return {name: on for style in reversed(chain) for name, on in style.properties.items()}


def _outline(properties: _Element) -> int | None:
    """The level that ``w:outlineLvl`` gives, from 1; 0 for body text."""
    level = value(properties, "outlineLvl")
    if not level.isascii() or not level.isdigit():
        return None
    return int(level) + 1 if len(level) == 1 and level != "9" else 0


def _listed(properties: _Element) -> bool | None:
    numbering = value(properties.find(W + "numPr"), "numId")
    return numbering != "0" if numbering else None
