"""Reads Markdown: CommonMark with the tables, strikethrough and footnotes that most programs know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.expressions import expression
from toolkit.model import Block, CodeKind, Document, Kind, Picture
from toolkit.readers.encoding import decode
from toolkit.readers.grid import Grid
from toolkit.readers.inline import InlineText
from toolkit.readers.lines import between_lines, joined_lines
from toolkit.readers.text import is_byline, is_marked_caption

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = expression(r"(---|\+\+\+)[ \t]*\n(?![ \t]*\n)(.*?\n)??(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
"""A blank line after the first mark says that the mark is a line across the page."""

_FRONT_TITLE = expression(r"^title[ \t]*[:=](.+)", re.M)
_DEEPEST = 30
"""Elements within each other (a list and its item are two); the parser leaves out what stands deeper."""
_LONGEST = 10_000_000
"""Characters; the parser needs up to half a minute for a million of brackets."""

_KINDS = {
    "blockquote_open": Kind.QUOTE,
    "footnote_open": Kind.FOOTNOTE,
    "list_item_open": Kind.LIST_ITEM,
    "td_open": Kind.TABLE_CELL,
    "th_open": Kind.TABLE_CELL,
}
_PAIRED = {
    "em": CodeKind.ITALIC,
    "link": CodeKind.LINK,
    "s": CodeKind.STRIKE,
    "strong": CodeKind.BOLD,
}
_NOT_TEXT = {
    "code_block": "program code",
    "fence": "program code",
    "html_block": "HTML",
}


def read_document(content: bytes, file_name: str, place: str) -> Document:
    """The document in the bytes of a Markdown file; raises `InputError` where it has no text.

    Front matter, program code and HTML are not read; the notices count them.
    """
    text, encoding = decode(content, place)
    if len(text) > _LONGEST:
        raise InputError(place, "longer than 10 million characters", "split it into several documents")
    front, text = split_front_matter(text)
    tokens = parse(text, place)
    pictures: list[Picture] = []
    blocks = tuple(block for block, _ in placed_blocks(tokens, pictures))
    if not blocks:
        raise InputError(place, "the file has no text", "put the Chinese text in, or remove the file")
    name = file_name.rpartition(".")[0] or file_name
    headline = next((block.segments[0].text for block in blocks if block.kind is Kind.HEADLINE), "")
    title = joined_lines(headline) or _front_title(front) or name
    notices = (f"read as {encoding}", *_notices(front, tokens))
    return Document(name, title, blocks, original=file_name, notices=notices, pictures=tuple(pictures))


def _front_title(front: str) -> str:
    """The title that front matter states, without the marks that quote it; empty for none."""
    found = _FRONT_TITLE.search(front)
    title = found[1].strip(" \t") if found else ""
    return title[1:-1] if len(title) > 2 and title[0] in "\"'" and title[0] == title[-1] else title


def split_front_matter(text: str) -> tuple[str, str]:
    """The front matter (YAML or TOML), empty for none, and the text after it."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = _FRONT_MATTER.match(text)
    return (found[2] or found[1], text[found.end() :]) if found else ("", text)


def parse(text: str, place: str) -> list[Token]:
    """The tokens of a text without its front matter; raises `InputError` for elements too deep within each other."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    tokens = parser.use(footnote_plugin).parse(text)
    for token in tokens:
        if token.level >= _DEEPEST - 1:
            line = token.map[0] + 1 if token.map else 1
            remedy = "take away marks of lists or quotations there"
            raise InputError(f"{place} line {line}", "lists or quotations too deep within each other", remedy)
    return tokens


def _notices(front: str, tokens: list[Token]) -> Iterator[str]:
    if front:
        yield "the front matter is not read as text"
    for kind, number in Counter(_NOT_TEXT[token.type] for token in tokens if token.type in _NOT_TEXT).items():
        yield f"{kind} left out in {number} place{'s' if number > 1 else ''}"


def placed_blocks(tokens: Sequence[Token], pictures: list[Picture]) -> Iterator[tuple[Block, Token]]:
    """The blocks of a document with the tokens of their texts; the pictures that are met are added to `pictures`."""
    places: list[tuple[Kind, int]] = [(Kind.PARAGRAPH, 0)]
    grid = Grid()
    headlines = count = 0
    for token in tokens:
        _keep_place(token, grid)
        if token.type == "heading_open":
            is_headline = token.tag == "h1" and token.level == 0 and not headlines
            headlines += is_headline
            places.append((Kind.HEADLINE, 0) if is_headline else (Kind.HEADING, max(1, int(token.tag[1]) - 1)))
        elif token.nesting == 1:
            places.append((_KINDS[token.type], 0) if token.type in _KINDS else places[-1])
        elif token.nesting == -1:
            places.pop()
        elif token.type == "inline":
            inline = _inline(token.children or [])
            pictures += (Picture(address, label, count) for address, label in inline.pictures)
            if (segment := inline.segment()).text:
                count += 1
                yield Block(*_seen(places[-1], segment.text), (segment,), grid.here), token


def _keep_place(token: Token, grid: Grid) -> None:
    """Follows tables, their rows and cells."""
    match token.type:
        case "table_open":
            grid.begin()
        case "tr_open":
            grid.row()
        case "td_open" | "th_open":
            grid.cell()
        case "td_close" | "th_close":
            grid.leave()
        case "table_close":
            grid.end()


def _seen(place: tuple[Kind, int], text: str) -> tuple[Kind, int]:
    """What a reader takes a paragraph for, by its form."""
    if place[0] is not Kind.PARAGRAPH:
        return place
    if is_marked_caption(text):
        return Kind.CAPTION, 0
    return (Kind.BYLINE, 0) if is_byline(text) else place


def _inline(tokens: list[Token]) -> InlineText:
    line = _Line()
    for token in tokens:
        line.take(token)
    return line.inline


@dataclass(slots=True)
class _Line:
    """The text of a block while its inline tokens are taken in."""

    inline: InlineText = field(default_factory=InlineText)
    _looks: list[tuple[CodeKind, str]] = field(default_factory=list)
    _before: str = ""
    _breaks: bool = False

    def take(self, token: Token) -> None:
        """Adds what `token` shows."""
        kind = _PAIRED.get(token.type.rpartition("_")[0])
        if kind and token.nesting == 1:
            self._looks.append((kind, str(token.attrs.get("href", ""))))
        elif kind and token.nesting == -1:
            self._looks.pop()
        elif token.type == "softbreak":
            self._breaks = True
        elif token.type == "hardbreak" or (token.type == "html_inline" and thing_of(token) is None):
            self._add("\n")
        elif token.type == "text":
            self._add(token.content)
        elif found := thing_of(token):
            self._place(token, *found)

    def _add(self, text: str) -> None:
        if not text:
            return
        self._end_line(text[0])
        self.inline.add(text, dict.fromkeys(self._looks))
        self._before = text[-1]

    def _place(self, token: Token, kind: CodeKind, detail: str) -> None:
        stand_in = "图" if kind is CodeKind.IMAGE else "x"
        self._end_line(stand_in)
        picture = (str(token.attrs.get("src", "")), token.content) if kind is CodeKind.IMAGE else ("", "")
        self.inline.place(kind, detail, picture)
        self._before = stand_in

    def _end_line(self, after: str) -> None:
        if self._breaks and self._before and "\n" not in (self._before, after):
            self.inline.add(between_lines(self._before, after))
        self._breaks = False


def _is_break(html: str) -> bool:
    return bool(re.fullmatch(r"<br\s*/?>", html, re.I))


def thing_of(token: Token) -> tuple[CodeKind, str] | None:
    """What a token without text stands for, and its detail; None for a line break."""
    if token.type == "html_inline" and _is_break(token.content):
        return None
    if token.type == "image":
        address = str(token.attrs.get("src", ""))
        return CodeKind.IMAGE, token.content or re.split("[?#]", address)[0].rpartition("/")[2]
    if token.type == "code_inline":
        return CodeKind.VERBATIM, token.content
    if token.type == "footnote_ref":
        return CodeKind.REFERENCE, str(token.meta.get("label") or token.meta["id"] + 1)
    return CodeKind.OBJECT, token.content
