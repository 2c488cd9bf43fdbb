"""Puts the English of a bitext in the place of the Chinese in a Markdown text; all else stays as it is.

What is written is read again: a block that does not read as it should is written with more
marks escaped, and at last without its formatting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.codes import Side, borders
from toolkit.errors import InputError
from toolkit.model import Bitext, Block, Code, CodeKind, Segment
from toolkit.readers.encoding import decode
from toolkit.readers.inline import BLANKS, InlineText
from toolkit.readers.markdown import parse, placed_blocks, split_front_matter, thing_of
from toolkit.readers.wording import Wording, things, wordings

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKS = {CodeKind.BOLD: ("**", "__"), CodeKind.ITALIC: ("*", "_"), CodeKind.STRIKE: ("~~", "~~")}
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_RISKY = re.compile(r"[\\`*\[\]<]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|~(?=~)|&(?=#?\w+;)|\^(?=\[)|(?<=\w)#+$")
_AT_THE_START = re.compile(r"(?:#{1,6}|[-+]|>|=+|-+|~~~|:)(?=\s|$|>)|>|(?<=^)\d{1,9}(?P<dot>[.)])(?=\s|$)")
_UNSPLIT = re.compile(r"(?:[^|]|(?<=\\)\|)*")
_PLAINEST = 3
"""Ways of writing a block, from the nicest: few escapes, many, without formatting but links, without any."""

_FORMATTED, _LINKED = 1, 2


def in_place(content: bytes, bitext: Bitext, place: str) -> bytes:
    """The text `content`, in UTF-8, with the English of `bitext` where its Chinese stood.

    Where no reviewed English is, the Chinese stays. Raises `InputError` where the text is not the
    one that the bitext was made of.
    """
    text, _ = decode(content, place)
    ends = "\r\n" if "\r\n" in text else "\n"
    _, body = split_front_matter(text)
    whole = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front = whole[: len(whole) - len(body)]
    tokens = parse(body, place)
    pieces = _pieces(tokens, wordings(bitext, [block for block, _ in placed_blocks(tokens, [])], place))
    for _ in range(_PLAINEST + 1):
        written = _written(body.split("\n"), pieces)
        wrong = _misread(written, pieces, place)
        if not wrong:
            return (front + written).replace("\n", ends).encode()
        for piece in wrong:
            piece.plainness += 1
    raise InputError(place, "the English cannot be written in this Markdown text", "simplify the paragraph around it")


@dataclass(slots=True)
class _Piece:
    """A block with what it says, where it stands, and how plainly it is written.

    ``first`` is the text of the first cell of its row; ``notes`` are notes written within the text.
    """

    block: Block
    token: Token
    wording: Wording
    things: Mapping[str, Token]
    before: Token
    first: str = ""
    notes: Mapping[int, _Piece] = field(default_factory=dict)
    plainness: int = 0

    def segment(self) -> Segment:
        """What reading it again should give."""
        return _Writer(self).expected()


def _pieces(tokens: Sequence[Token], said: Sequence[Wording]) -> list[_Piece]:
    pieces: list[_Piece] = []
    notes: dict[int, _Piece] = {}
    rows = dict(_places(tokens))
    for (block, token), wording in zip(placed_blocks(tokens, []), said, strict=True):
        marks = [child for child in token.children or () if not _is_text(child)]
        found = things(block.segments[0].codes, marks, wording.source)
        before, first, note = rows[id(token)]
        pieces.append(_Piece(block, token, wording, found, before, first, notes))
        if token.map is None:
            notes[note] = pieces[-1]
    return pieces


def _places(tokens: Sequence[Token]) -> Iterator[tuple[int, tuple[Token, str, int]]]:
    """For each text the token before it, the first text of its row, and the note that it stands in."""
    row: list[str] = []
    note = -1
    for before, token in pairwise(tokens):
        if token.type == "tr_open":
            row = []
        elif token.type == "footnote_open":
            note = int(token.meta["id"])
        elif token.type == "inline":
            row.append(token.content)
            yield id(token), (before, row[0], note)


def _is_text(token: Token) -> bool:
    return token.type in ("text", "softbreak", "hardbreak") or token.nesting != 0 or thing_of(token) is None


def _misread(written: str, pieces: Sequence[_Piece], place: str) -> list[_Piece]:
    """The blocks that do not read as they should; all that were changed, where there are more or fewer than before."""
    again = [block.segments[0] for block, _ in placed_blocks(parse(written, place), [])]
    if len(again) != len(pieces):
        return [piece for piece in pieces if piece.wording.changed and piece.plainness < _PLAINEST] or list(pieces)
    return [piece for piece, segment in zip(pieces, again, strict=True) if segment != piece.segment()]


def _written(lines: list[str], pieces: Sequence[_Piece]) -> str:
    """The text with every changed block on one line, from the last to the first; notes stand anywhere."""
    placed = [(piece.token.map, piece) for piece in reversed(pieces) if piece.token.map is not None]
    for (start, end), piece in sorted(placed, key=lambda one: one[0][0], reverse=True):
        if piece.wording.changed:
            markup = _Writer(piece).markup()
            put = _cell if piece.block.cell else _line
            lines[start:end] = [put(lines[start], piece, markup)]
    return "\n".join(lines)


def _line(line: str, piece: _Piece, markup: str) -> str:
    """A line with what stands before its text (marks of lists, quotations and headings) and after it."""
    said = piece.token.content.split("\n")[0].strip()
    opening = piece.before.markup if piece.before.type == "heading_open" and piece.before.markup.startswith("#") else ""
    after = line.index(opening) + len(opening) if opening else 0
    start = line.find(said, after) if opening else line.rfind(said)
    rest = line[start + len(said) :] if opening else ""
    return line[:start] + markup + rest


def _cell(line: str, piece: _Piece, markup: str) -> str:
    """A row of a table with another text in one of its cells."""
    cells, place = [], 0
    while place <= len(line):
        found = _UNSPLIT.match(line, place)
        cells.append(found[0] if found else "")
        place += len(cells[-1]) + 1
    first = piece.first.replace("|", "\\|")
    opened = not (first and cells[0].rstrip().endswith(first))
    column = piece.block.cell.column if piece.block.cell else 1
    number = column if opened else column - 1
    said = piece.token.content.replace("|", "\\|")
    start = cells[number].rfind(said)
    cells[number] = (
        cells[number][:start] + markup.replace("|", "\\|").replace("\\\\|", "\\|") + cells[number][start + len(said) :]
    )
    return "|".join(cells)


class _Writer:
    """Writes one block as Markdown, and tells what it should read as."""

    def __init__(self, piece: _Piece) -> None:
        self.piece = piece
        self.text = piece.wording.text.replace("\0", "\ufffd").replace("\r", "\n")
        kept = [code for code in piece.wording.codes if self._is_kept(code)]
        self.codes = [
            code for code in (_tight(code, self.text) for code in kept) if code.start < code.end or not code.is_paired
        ]

    def _is_kept(self, code: Code) -> bool:
        """Something without text is never left out; formatting is where nothing plainer reads well."""
        if not code.is_paired:
            return code.id in self.piece.things
        plainness = self.piece.plainness
        return plainness <= _FORMATTED or (plainness <= _LINKED and code.kind is CodeKind.LINK)

    def expected(self) -> Segment:
        """The block as it should be read."""
        if not self.piece.wording.changed:
            return self.piece.block.segments[0]
        inline, around, last = InlineText(), list[Code](), 0
        for border in borders(self.codes):
            inline.add(self.text[last : border.offset], dict.fromkeys((one.kind, self._detail(one)) for one in around))
            last = border.offset
            if border.side is Side.OPEN:
                around.append(border.code)
            elif border.side is Side.CLOSE:
                around.remove(border.code)
            else:
                found = thing_of(self.piece.things[border.code.id])
                inline.place(*found if found else (border.code.kind, border.code.detail))
        inline.add(self.text[last:])
        for kind, detail in self._left():
            inline.place(kind, detail)
        return inline.segment()

    def _detail(self, code: Code) -> str:
        own = next((one.detail for one in self.piece.wording.source if one.id == code.id), "")
        return (own or code.detail) if code.kind is CodeKind.LINK else ""

    def _left(self) -> Iterator[tuple[CodeKind, str]]:
        for token in self._unused():
            if found := thing_of(token):
                yield found

    def _unused(self) -> list[Token]:
        """What the English has no place for: it goes to the end, and is never lost."""
        used = {code.id for code in self.codes}
        return [token for name, token in self.piece.things.items() if name not in used]

    def markup(self) -> str:
        """The block as Markdown, in one line."""
        pieces, last = [], 0
        for border in borders(self.codes):
            pieces.append(self._escaped(self.text[last : border.offset], last == 0))
            last = border.offset
            if border.side is Side.PLACE:
                pieces.append(self._thing(self.piece.things[border.code.id]))
            else:
                pieces.append(self._mark(border.code, border.side is Side.OPEN))
        pieces.append(self._escaped(self.text[last:], last == 0))
        return "".join([*pieces, *map(self._thing, self._unused())])

    def _mark(self, code: Code, opens: bool) -> str:
        if code.kind is not CodeKind.LINK:
            return _MARKS[code.kind][min(self.piece.plainness, 1)] if code.kind in _MARKS else ""
        if opens:
            return "["
        address = self._detail(code)
        links = (token for token in self.piece.token.children or () if token.type == "link_open")
        title = next((str(one.attrs.get("title", "")) for one in links if one.attrs.get("href") == address), "")
        return f"]({_address(address, title)})"

    def _thing(self, token: Token) -> str:
        if token.type == "image":
            address = _address(str(token.attrs.get("src", "")), str(token.attrs.get("title") or ""))
            return f"![{' '.join(token.content.split())}]({address})"
        if token.type == "code_inline":
            return _code(token.content)
        if token.type == "footnote_ref":
            label, number = token.meta.get("label"), token.meta["id"]
            if label:
                return f"[^{label}]"
            note = self.piece.notes.get(number)  # none where nothing stands in the note
            return f"^[{_Writer(note).markup() if note else ''}]"
        return token.content

    def _escaped(self, text: str, begins: bool) -> str:
        lines = text.split("\n")
        if self.piece.plainness:
            written = [_PUNCTUATION.sub(r"\\\1", line) for line in lines]
        else:
            written = [_RISKY.sub(r"\\\g<0>", line) for line in lines]
            if begins and not written[0].startswith("\\") and (found := _AT_THE_START.match(lines[0])):
                place = found.start("dot") if found["dot"] else 0
                written[0] = f"{written[0][:place]}\\{written[0][place:]}"
        return "<br>".join(written)


def _tight(code: Code, text: str) -> Code:
    """The code without blanks at its ends: marks beside a blank are read as themselves."""
    if not code.is_paired:
        return code
    inner = text[code.start : code.end]
    start = code.start + len(inner) - len(inner.lstrip(BLANKS))
    return replace(code, start=start, end=max(start, start + len(inner.strip(BLANKS))))


def _address(address: str, title: str) -> str:
    target = f"<{address}>" if not address or re.search(r"[()\s]", address) else address
    quoted = " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'{target} "{quoted}"' if title else target


def _code(content: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", content)), default=0) + 1)
    edges = content[:1] + content[-1:]
    padded = "`" in edges or (edges == "  " and bool(content.strip(" ")))
    return f"{fence}{' ' * padded}{content}{' ' * padded}{fence}"
