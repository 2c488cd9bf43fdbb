"""What can be done with inline codes: cut, nest, number and name them."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import NamedTuple

from toolkit.expressions import expression
from toolkit.model import PAIRED_KINDS, Code, CodeKind

Span = tuple[int, int]

TAGS = {
    CodeKind.BOLD: "b",
    CodeKind.ITALIC: "i",
    CodeKind.UNDERLINE: "u",
    CodeKind.STRIKE: "s",
    CodeKind.SUPERSCRIPT: "sup",
    CodeKind.SUBSCRIPT: "sub",
    CodeKind.LINK: "a",
    CodeKind.SPAN: "g",
    CodeKind.IMAGE: "img",
    CodeKind.BREAK: "br",
    CodeKind.VERBATIM: "code",
    CodeKind.REFERENCE: "fn",
    CodeKind.OBJECT: "x",
}
"""The short names that people see, after the HTML elements they know."""

ELEMENTS = {kind: TAGS[kind] for kind in CodeKind if kind in PAIRED_KINDS} | {CodeKind.SPAN: "span"}
"""The HTML elements of the kinds that enclose text."""

_KINDS = {name: kind for kind, name in TAGS.items()}
_TOKEN = expression(rf"‹(?P<end>/?)(?P<name>{'|'.join(TAGS.values())})(?P<id>\d+)›")


def tag(code: Code) -> str:
    """The name of a code as people see it: ``b1``, ``a2``, ``img3``."""
    return TAGS[code.kind] + code.id


class Side(Enum):
    """What happens at a border: a code begins, ends, or stands there without text."""

    OPEN = auto()
    CLOSE = auto()
    PLACE = auto()


class Border(NamedTuple):
    """The place in a text where a code begins or ends."""

    offset: int
    side: Side
    code: Code

    @property
    def token(self) -> str:
        """What people see there: ``‹b1›``, ``‹/b1›``, ``‹img2›``."""
        return f"‹{'/' if self.side is Side.CLOSE else ''}{tag(self.code)}›"


def borders(codes: Iterable[Code]) -> Iterator[Border]:
    """Every border of `codes` in the order in which they are written; at one place those that end come first."""
    opened: list[Code] = []
    for code in sorted(codes, key=lambda code: (code.start, -code.end)):
        yield from _closed(opened, code.start)
        yield Border(code.start, Side.OPEN if code.is_paired else Side.PLACE, code)
        if code.is_paired and code.start == code.end:
            yield Border(code.end, Side.CLOSE, code)
        elif code.is_paired:
            opened.append(code)
    yield from _closed(opened, max((code.end for code in opened), default=0))


def _closed(opened: list[Code], offset: int) -> Iterator[Border]:
    """The ends of the codes of `opened` up to `offset`, the innermost first; they are taken out of it."""
    ending = [(code.end, -place, code) for place, code in enumerate(opened) if code.end <= offset]
    opened[:] = [code for code in opened if code.end > offset]
    yield from (Border(end, Side.CLOSE, code) for end, _, code in sorted(ending, key=lambda entry: entry[:2]))


def tagged(text: str, codes: Iterable[Code]) -> str:
    """`text` with its codes as people see them: ``港口‹b1›开港‹/b1›``."""
    if not codes:
        return text
    pieces, last = [], 0
    for border in borders(codes):
        pieces += [text[last : border.offset], border.token]
        last = border.offset
    return "".join([*pieces, text[last:]])


def untagged(text: str) -> tuple[str, tuple[Code, ...]]:
    """The text and the codes of what `tagged` wrote or a person did; details are not in it.

    A tag that ends nothing, or that nothing ends, marks something without text: it is kept for
    the checks to find, never dropped.
    """
    pieces, length, last = [], 0, 0
    found: list[Code] = []
    for token in _TOKEN.finditer(text):
        pieces.append(text[last : token.start()])
        length, last = length + len(pieces[-1]), token.end()
        kind = _KINDS[token["name"]]
        opened = _last_open(found, kind, token["id"]) if token["end"] else None
        if opened is None:
            found.append(Code(token["id"], kind, length, length if kind not in PAIRED_KINDS else -1))
        else:
            found[opened] = replace(found[opened], end=length)
    whole = "".join([*pieces, text[last:]])
    closed = (replace(code, end=code.start) if code.end < 0 else code for code in found)
    return whole, tuple(sorted(closed, key=lambda code: (code.start, -code.end)))


def tag_pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A tagged text cut into what stands between tags and the tags, which are said to be that."""
    last = 0
    for token in _TOKEN.finditer(text):
        if last < token.start():
            yield text[last : token.start()], False
        yield token.group(), True
        last = token.end()
    if last < len(text):
        yield text[last:], False


def _last_open(found: Sequence[Code], kind: CodeKind, number: str) -> int | None:
    places = range(len(found) - 1, -1, -1)
    return next((i for i in places if found[i].end < 0 and (found[i].kind, found[i].id) == (kind, number)), None)


def crossing(codes: Iterable[Code]) -> set[Code]:
    """Paired codes that begin inside another and end outside of it."""
    found: set[Code] = set()
    enclosing: list[Code] = []
    for code in sorted((code for code in codes if code.is_paired), key=lambda code: (code.start, -code.end)):
        while enclosing and enclosing[-1].end <= code.start:
            enclosing.pop()
        if enclosing and enclosing[-1].end < code.end:
            found.add(code)
        else:
            enclosing.append(code)
    return found


def join(parts: Iterable[tuple[str, Iterable[Code], int]]) -> tuple[str, tuple[Code, ...]]:
    """Texts with blanks between them as one text, and the codes of all.

    Each part is a text, its codes, and how many numbers it uses up: those of the parts after it
    go on from there. A part without text adds its numbers only.
    """
    whole, codes, used = "", [], 0
    for text, own, count in parts:
        if text:
            whole += " " if whole else ""
            codes += [_moved(code, len(whole), used) for code in own]
            whole += text
        used += count
    return whole, tuple(codes)


def _moved(code: Code, distance: int, count: int) -> Code:
    number = str(int(code.id) + count) if code.id.isdecimal() and len(code.id) < 10 else code.id
    return replace(code, id=number, start=code.start + distance, end=code.end + distance)


def shifted(codes: Iterable[Code], start: int, end: int, length: int) -> tuple[Code, ...]:
    """The `codes` of a text after ``text[start:end]`` was replaced by `length` characters.

    A border inside what was replaced moves to its end.
    """

    def place(offset: int) -> int:
        if offset <= start:
            return offset
        return start + length if offset < end else offset + length - (end - start)

    return tuple(replace(code, start=place(code.start), end=place(code.end)) for code in codes)


def cut(codes: Iterable[Code], start: int, end: int) -> Iterator[Code]:
    """What of the paired `codes` covers ``text[start:end]``, and the others as they are, counted from `start`.

    Something without text that stands outside moves to the nearer border.
    """
    for code in codes:
        low, high = min(max(code.start, start), end), min(max(code.end, start), end)
        if low < high or not code.is_paired:
            yield replace(code, start=low - start, end=high - start)


def share_out(codes: Sequence[Code], spans: Sequence[Span]) -> list[tuple[Code, ...]]:
    """The `codes` of a text for each of its `spans`, which are in order, numbered from 1 in each.

    Nothing is lost: what stands between two spans goes to the one after it, but the mark of a
    footnote to the one before, where its sentence ended.
    """
    shares: list[list[Code]] = [[] for _ in spans]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    for code in codes if spans else ():
        first, last = bisect_right(ends, code.start), bisect_left(starts, code.end)
        if not code.is_paired:
            first = max(last - 1, 0) if code.kind is CodeKind.REFERENCE else min(first, len(spans) - 1)
            last = first + 1
        for index in range(first, last):
            shares[index] += cut([code], *spans[index])
    return [numbered(nested(share)) for share in shares]


def nested(codes: Iterable[Code]) -> Iterator[Code]:
    """The codes in the order of their starts, an enclosing one first, none across another's border.

    Where two would cross, the one that begins later is divided at the end of the other.
    """
    waiting = [(code.start, -code.end, number, code) for number, code in enumerate(codes)]
    heapq.heapify(waiting)
    enclosing: list[Code] = []
    while waiting:
        _, _, number, code = heapq.heappop(waiting)
        while enclosing and enclosing[-1].end <= code.start:
            enclosing.pop()
        if code.is_paired and enclosing and enclosing[-1].end < code.end:
            border = enclosing[-1].end
            heapq.heappush(waiting, (border, -code.end, number, replace(code, start=border)))
            code = replace(code, end=border)
        if code.is_paired:
            enclosing.append(code)
        yield code


def numbered(codes: Iterable[Code]) -> tuple[Code, ...]:
    """The codes with their places in the order as IDs, from 1."""
    return tuple(replace(code, id=str(number)) for number, code in enumerate(codes, 1))
