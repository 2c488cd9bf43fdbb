"""A text with its inline codes as elements of a page, which are well-formed XHTML too."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from toolkit.codes import ELEMENTS, Border, Side, borders
from toolkit.language.chinese import HAN_CHARACTER
from toolkit.language.typography import closed_up, meetings
from toolkit.model import Code, CodeKind
from toolkit.writers.publication.typeset import is_traditional
from toolkit.writers.publication.values import Text

if TYPE_CHECKING:
    from markupsafe import Markup

_SCHEMES = ("http", "https", "mailto")
_SAFE_IN_ADDRESSES = "!#$%&'()*+,-./:;=?@_~"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no page may hold: controls, halves of characters, what is never a character."""
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows: fragments are isolated here by elements."""
_NOT_LATIN = re.compile("[^A-Za-z0-9À-ɏ.,%+-]")
"""What ends a Latin word or figure."""
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_BACKWARD = re.compile(rf"([{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT}\s\d.,:-]*[{_RIGHT_TO_LEFT}])?)")


@dataclass(slots=True)
class Marking:
    """How the texts of one page are marked up.

    ``numbers`` are those of the notes by what marks call them; ``notes_page`` is where the notes
    stand, if elsewhere; ``page`` is the page that is being written. ``spaced`` leaves air between
    scripts, where the format does not do it by itself. ``linked`` has the page of the first mark of
    a note in each language, which is where the note leads back to.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    notes_page: str = ""
    page: str = ""
    spaced: bool = False
    linked: dict[tuple[int, str], str] = field(default_factory=dict)

    def inline(self, text: Text, has_pictures: bool = False) -> Markup:
        """The text as content of an element; pictures in it are left out where they are shown beside it."""
        from markupsafe import Markup

        return Markup("".join(self._pieces(text, has_pictures)))

    def _pieces(self, text: Text, has_pictures: bool) -> Iterator[str]:
        last = 0
        for border in borders(text.codes):
            yield self._plain(text.text[last : border.offset], text.language)
            yield self._tag(border, text, has_pictures)
            last = border.offset
        yield self._plain(text.text[last:], text.language)

    def _plain(self, text: str, language: str) -> str:
        spaced = self.spaced and language.startswith("zh")
        closes = not is_traditional(language)  # whose marks stand in the middle of their width
        pieces = [
            f"<bdi>{escaped(piece)}</bdi>" if place % 2 else _spaced(piece, closes) if spaced else escaped(piece)
            for place, piece in enumerate(_BACKWARD.split(text))
        ]
        return "".join(pieces).replace("\n", "<br/>")

    def _tag(self, border: Border, text: Text, has_pictures: bool) -> str:
        code = border.code
        if code.kind is CodeKind.LINK:
            address = safe_address(code.detail)
            if not address:
                return ""
            return "</a>" if border.side is Side.CLOSE else f'<a href="{escaped(address)}">'
        if code.kind in ELEMENTS:
            return f"<{'/' if border.side is Side.CLOSE else ''}{ELEMENTS[code.kind]}>"
        return self._thing(code, text, has_pictures)

    def _thing(self, code: Code, text: Text, has_pictures: bool) -> str:
        """What stands for itself in the text and encloses none of it."""
        if code.kind is CodeKind.BREAK:
            return "<br/>"
        if code.kind is CodeKind.VERBATIM:
            return f"<code>{escaped(code.detail)}</code>"
        if code.kind is CodeKind.IMAGE and not has_pictures:
            return f'<span class="absent">[{escaped(code.detail)}]</span>'
        if code.kind is CodeKind.REFERENCE and code.detail in self.numbers:
            number = self.numbers[code.detail]
            within_link = any(one.kind is CodeKind.LINK and one.start < code.start < one.end for one in text.codes)
            return f"<sup>{number}</sup>" if within_link else self._reference(number, text.language)
        return ""

    def _reference(self, number: int, language: str) -> str:
        own = "" if (number, language) in self.linked else f' id="r{number}-{language[:2]}"'
        self.linked.setdefault((number, language), self.page)
        address = f"{self.notes_page}#n{number}"
        return f'<sup class="mark"><a{own} href="{address}" role="doc-noteref">{number}</a></sup>'


def escaped(text: str) -> str:
    """`text` without anything that means something to a page, fit for attributes too."""
    if not text.isprintable():
        text = _BIDI_CONTROLS.sub("", _UNPRINTABLE.sub("\ufffd", text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _spaced(text: str, closes: bool) -> str:
    """Chinese with air where it meets Latin letters or figures, and marks closed up if so wanted.

    A Latin word between Chinese characters is one element, since every element takes its time.
    """
    places = deque(meetings(text))
    spans = [(place, place + 1, "half") for place in closed_up(text) if closes]
    while places:
        start = places.popleft()
        if HAN_CHARACTER.match(text, start):
            spans.append((start - 1, start, "air-after"))
        elif places and HAN_CHARACTER.match(text, places[0]) and not _NOT_LATIN.search(text, start, places[0]):
            spans.append((start, places.popleft(), "air"))
        else:
            spans.append((start, start + 1, "air-before"))
    pieces, last = [], 0
    for start, end, name in sorted(spans):
        pieces += [escaped(text[last:start]), f'<span class="{name}">{escaped(text[start:end])}</span>']
        last = end
    return "".join([*pieces, escaped(text[last:])])


def safe_address(address: str) -> str:
    """An address that a reader may follow, spelt as the web spells them; empty for any other."""
    try:
        parts = urlsplit(address.strip())
        is_whole = parts.scheme in _SCHEMES and bool(parts.netloc or parts.scheme == "mailto")
        if not is_whole or "[" in address or "]" in address:
            return ""
        host = parts.netloc.encode("idna").decode("ascii")
        parts.port  # noqa: B018  raises ValueError for one that is none
    except ValueError:
        return ""
    rest = parts._replace(netloc=host).geturl()
    return quote(rest.encode("utf-8", "replace"), safe=_SAFE_IN_ADDRESSES)
