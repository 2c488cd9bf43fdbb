"""What can be done with inline codes: cut, nest, number and name them."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.model import Code, CodeKind

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


def tag(code: Code) -> str:
    """The name of a code as people see it: ``b1``, ``a2``, ``img3``."""
    return TAGS[code.kind] + code.id


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
