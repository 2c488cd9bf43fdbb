"""Passages as runs: formats, links, notes, and the languages that word processors set them by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from toolkit.codes import Side, borders
from toolkit.model import Code, CodeKind
from toolkit.writers.docx.markup import escape
from toolkit.writers.docx.publication.theme import Theme
from toolkit.writers.publication import Text

_PIECES = re.compile(r"([\n\t])")
_RIGHT_TO_LEFT = re.compile(
    "([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe](?:[^A-Za-z\u2e80-\ud7ff]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe])?)"
)
_MARKUP = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_TOGGLES = (
    (CodeKind.BOLD, "<w:b/><w:bCs/>"),
    (CodeKind.ITALIC, "<w:i/><w:iCs/>"),
    (CodeKind.STRIKE, "<w:strike/>"),
    (CodeKind.UNDERLINE, '<w:u w:val="single"/>'),
    (CodeKind.SUPERSCRIPT, '<w:vertAlign w:val="superscript"/>'),
    (CodeKind.SUBSCRIPT, '<w:vertAlign w:val="subscript"/>'),
)
"""In the order that the schema asks for."""

_LINK = re.compile(r"(?:https?|ftp)://[^\s/]+|mailto:[^\s@]+@[^\s@]+", re.I)
_SAFE = "!#$%&'()*+,/:;=?@[]~"
_REGIONS = {"hant": "zh-TW", "tw": "zh-TW", "hk": "zh-HK", "mo": "zh-MO", "sg": "zh-SG"}


def is_chinese(language: str) -> bool:
    """Whether a language tag is one of Chinese."""
    return language.lower().partition("-")[0] == "zh"


def chinese_tag(language: str) -> str:
    """The tag that word processors know a Chinese language by: ``zh-CN`` for ``zh-Hans-CN``."""
    subtags = language.lower().split("-")[1:]
    return next((_REGIONS[subtag] for subtag in reversed(subtags) if subtag in _REGIONS), "zh-CN")


@dataclass(slots=True)
class Relations:
    """What the text of a part refers to: each link and picture once, by ID."""

    prefix: str
    targets: dict[tuple[str, str], str] = field(default_factory=dict)

    def to(self, kind: str, target: str) -> str:
        """The ID of a relationship of a kind (``hyperlink``, ``image``)."""
        return self.targets.setdefault((kind, target), f"{self.prefix}{len(self.targets) + 1}")


@dataclass(frozen=True, slots=True)
class Setting:
    """How text is set in one part of a document.

    ``english`` and ``chinese`` are the language tags of all runs; ``note`` gives the markup for the
    mark of a footnote, empty where there is none of that number.
    """

    theme: Theme
    relations: Relations
    english: str
    chinese: str
    note: Callable[[str], str] = lambda number: ""

    def plain(self, text: str, language: str, extra: str = "") -> str:
        """Runs of text without codes; `extra` is markup of properties after the fonts."""
        return "".join(self._runs(text, is_chinese(language), extra=extra))

    def text(self, text: Text) -> str:
        """The runs of a passage, with its formats, links and the marks of its notes."""
        chinese, last = is_chinese(text.language), 0
        pieces: list[str] = []
        around: list[Code] = []
        for border in borders(text.codes):
            pieces += self._stretch(text.text[last : border.offset], chinese, around)
            last = border.offset
            if border.side is Side.OPEN:
                around.append(border.code)
            elif border.side is Side.CLOSE:
                around.remove(border.code)
            else:
                pieces += self._thing(border.code, chinese, around)
        return "".join([*pieces, *self._stretch(text.text[last:], chinese, around)])

    def _stretch(self, text: str, chinese: bool, around: Iterable[Code]) -> Iterator[str]:
        if not text:
            return
        kinds = {code.kind for code in around}
        address = next((code.detail for code in around if code.kind is CodeKind.LINK), "")
        character = "Hyperlink" if _LINK.match(address) else ""
        if chinese and CodeKind.ITALIC in kinds:
            # Chinese has no italics: what is stressed is set in a Kai face.
            kinds.remove(CodeKind.ITALIC)
            character = character or "ChineseEmphasis"
        extra = "".join(markup for kind, markup in _TOGGLES if kind in kinds)
        runs = "".join(self._runs(text, chinese, character, extra))
        yield self._linked(runs, address) if character == "Hyperlink" else runs

    def _linked(self, runs: str, address: str) -> str:
        key = self.relations.to("hyperlink", quote(address, safe=_SAFE))
        return f'<w:hyperlink r:id="{key}" w:history="1">{runs}</w:hyperlink>'

    def _thing(self, code: Code, chinese: bool, around: Iterable[Code]) -> Iterator[str]:
        """What stands in the text without being text; pictures are set before their passage."""
        if code.kind is CodeKind.BREAK:
            yield from self._runs("\n", chinese)
        elif code.kind is CodeKind.VERBATIM:
            yield from self._runs(code.detail, chinese, "ProgramCode")
        elif code.kind is CodeKind.REFERENCE:
            yield self.note(code.detail)

    def _runs(self, text: str, chinese: bool, character: str = "", extra: str = "") -> Iterator[str]:
        for number, piece in enumerate(_RIGHT_TO_LEFT.split(text)):
            if piece:
                yield self._run(piece, chinese, character, extra, "<w:rtl/>" if number % 2 else "")

    def _run(self, text: str, chinese: bool, character: str, extra: str, direction: str) -> str:
        style = f'<w:rStyle w:val="{self.theme.style(character)}"/>' if character else ""
        hint = '<w:rFonts w:hint="eastAsia"/>' if chinese else ""
        language = f'<w:lang w:val="{self.english}" w:eastAsia="{self.chinese}"/>'
        content = "".join(
            _MARKUP.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
            for piece in _PIECES.split(text)
            if piece
        )
        return f"<w:r><w:rPr>{style}{hint}{extra}{direction}{language}</w:rPr>{content}</w:r>"
