"""Runs of English that look like the runs of the Chinese they stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.model import Code, CodeKind
from toolkit.readers.docx.markup import XML_SPACE, W, run_of
from toolkit.readers.inline import Origin

if TYPE_CHECKING:
    from lxml.etree import _Element

LATIN_FONT = "Times New Roman"
_EAST_ASIAN = re.compile(
    r"[^\x00-\x7f]|sim(?:sun|hei|kai|li|you)|nsimsun|fangsong|kaiti|stsong|stkaiti|stfangsong|stheiti|stzhongsong|fz[a-z]{2}"
    r"|dengxian|yahei|mingliu|dfkai|songti|heiti|noto \w+ cjk|source han|ms (?:mincho|gothic)|microsoft jhenghei",
    re.I,
)
"""Fonts whose Latin letters are made for a few words among Chinese."""

_ORDER = {
    W + name: place
    for place, name in enumerate(
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
        " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
        " lang eastAsianLayout specVanish oMath".split()
    )
}
"""The properties of a run in the order that the schema asks for."""

_SWITCHES: dict[CodeKind, tuple[tuple[str, str, str], ...]] = {
    CodeKind.BOLD: (("b", "1", "0"), ("bCs", "1", "0")),
    CodeKind.ITALIC: (("i", "1", "0"), ("iCs", "1", "0")),
    CodeKind.STRIKE: (("strike", "1", "0"),),
    CodeKind.UNDERLINE: (("u", "single", "none"),),
    CodeKind.SUPERSCRIPT: (("vertAlign", "superscript", "baseline"),),
    CodeKind.SUBSCRIPT: (("vertAlign", "subscript", "baseline"),),
}
"""Formatting → the properties that make it, with their values for on and off."""

_PIECES = re.compile(r"([\n\t])")
_REVISIONS = tuple(W + name for name in ("rPrChange", "ins", "del", "moveFrom", "moveTo"))


@dataclass(frozen=True, slots=True)
class Fonts:
    """The language of the English, and whether runs without a font of their own have a Chinese one."""

    language: str
    chinese_default: bool


@dataclass(slots=True)
class Pattern:
    """The runs of the Chinese by the codes around their text."""

    texts: Sequence[Origin]
    codes: Sequence[Code]
    _likes: dict[frozenset[str], Origin] = field(default_factory=dict)

    def like(self, wanted: Collection[str]) -> tuple[Origin, set[CodeKind]]:
        """The text whose codes are most like those `wanted`, and the kinds of its own codes."""
        key = frozenset(wanted)
        if key not in self._likes:
            self._likes[key] = min(self.texts, key=lambda one: len(key ^ {code.id for code in self._around(one)}))
        found = self._likes[key]
        return found, {code.kind for code in self._around(found)}

    def covered(self, name: str) -> Origin | None:
        """The first text that the code of this ID is around."""
        return next((one for one in self.texts if any(code.id == name for code in self._around(one))), None)

    def _around(self, origin: Origin) -> list[Code]:
        return [code for code in self.codes if code.is_paired and code.start <= origin.start < code.end]


def east_asian_default(styles: _Element | None) -> bool:
    """Whether the Latin letters of ordinary text are set in a Chinese font."""
    if styles is None:
        return False
    ordinary = [style for style in styles.iterchildren(W + "style") if style.get(W + "default") in ("1", "true", "on")]
    places = [styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")]
    places += [style.find(f"{W}rPr/{W}rFonts") for style in ordinary if style.get(W + "type") == "paragraph"]
    said = [fonts.get(W + "ascii", "") for fonts in places if fonts is not None and fonts.get(W + "ascii")]
    return bool(said) and bool(_EAST_ASIAN.search(said[-1]))


def copied_properties(
    source: Origin, wanted: Collection[CodeKind], there: Collection[CodeKind], fonts: Fonts
) -> _Element:
    """The properties of the run of `source`, with the formats `wanted` for those that are `there`, for English."""
    run = run_of(source.source)
    old = None if run is None else run.find(W + "rPr")
    properties = deepcopy(old) if old is not None else source.source.makeelement(W + "rPr")
    for revision in list(properties.iterchildren(*_REVISIONS)):
        properties.remove(revision)
    for kind in sorted(set(wanted) ^ set(there)):
        for name, on, off in _SWITCHES.get(kind, ()):
            _set(properties, name, {"val": on if kind in wanted else off})
    _set_fonts(properties, fonts)
    _set(properties, "lang", {"val": fonts.language})
    return properties


def _set_fonts(properties: _Element, fonts: Fonts) -> None:
    """Latin letters in a Latin font, and marks such as “ ” in it, too."""
    own = properties.find(W + "rFonts")
    if own is None:
        if fonts.chinese_default and properties.find(W + "rStyle") is None:
            _set(properties, "rFonts", {"ascii": LATIN_FONT, "hAnsi": LATIN_FONT})
        return
    own.attrib.pop(W + "hint", None)
    for name in ("ascii", "hAnsi"):
        theme = own.get(f"{W}{name}Theme", "")
        if theme.endswith("EastAsia"):
            own.set(f"{W}{name}Theme", theme.replace("EastAsia", "HAnsi"))
        if _EAST_ASIAN.search(own.get(W + name, "")):
            own.set(W + name, LATIN_FONT)


def _set(properties: _Element, name: str, values: dict[str, str]) -> None:
    """Sets a property where the schema wants it to stand."""
    element = properties.find(W + name)
    if element is None:
        element = properties.makeelement(W + name)
        place = _ORDER[W + name]
        after = sum(1 for child in properties if _ORDER.get(str(child.tag), len(_ORDER)) < place)
        properties.insert(after, element)
    for key, value in values.items():
        element.set(W + key, value)


def written_run(text: str, properties: _Element) -> _Element:
    """A run with this text, its line breaks and tabs as elements."""
    run = properties.makeelement(W + "r")
    run.append(properties)
    for piece in _PIECES.split(text):
        if piece in ("\n", "\t"):
            run.append(run.makeelement(W + ("br" if piece == "\n" else "tab")))
        elif piece:
            element = run.makeelement(W + "t", {XML_SPACE: "preserve"})
            element.text = piece
            run.append(element)
    return run


def linked(code: Code, source: Origin | None, near: Origin) -> _Element:
    """An empty link like that of the Chinese: the same element, or a field where it was one, or where no text has it.

    `near` is any text of the paragraph.
    """
    link = next(source.source.iterancestors(W + "hyperlink"), None) if source else None
    if link is not None:
        copy: _Element = link.makeelement(link.tag, dict(link.attrib))
        return copy
    address, _, anchor = code.detail.partition("#")
    target = f' "{_quoted(address)}"' if address else ""
    target += f' \\l "{_quoted(anchor)}"' if anchor else ""
    instruction = {W + "instr": f" HYPERLINK{target} "}
    element: _Element = near.source.makeelement(W + "fldSimple", instruction)
    return element


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', "%22")
