"""How the tests show blocks: a line each, its codes as tags, a line break as ⏎."""

from __future__ import annotations

from toolkit.codes import tag
from toolkit.model import Code, Document, Segment


def shown(document: Document) -> str:
    """The title, the notices and the blocks of a document."""
    lines = [f"title | {document.title}", *(f"notice | {notice}" for notice in document.notices)]
    for block in document.blocks:
        kind = f"{block.kind} {block.level}" if block.level else str(block.kind)
        lines += [f"{kind} | {tagged(segment)}" for segment in block.segments]
    return "\n".join(lines) + "\n"


def tagged(segment: Segment) -> str:
    """The text of a segment with its codes: ``<b1>50</b1>``, ``<img2 "port.jpg"/>``."""
    marks: list[tuple[int, int, str]] = []
    for number, code in enumerate(segment.codes):
        if code.is_paired:
            # At one place what ends comes first, the inner one before the outer.
            marks += [(code.start, number, _opened(code)), (code.end, -number - 1, f"</{tag(code)}>")]
        else:
            marks.append((code.start, number, f"{_opened(code)[:-1]}/>"))
    text, end = "", 0
    for place, _, mark in sorted(marks):
        text += segment.text[end:place] + mark
        end = place
    return (text + segment.text[end:]).replace("\n", "⏎")


def _opened(code: Code) -> str:
    return f'<{tag(code)} "{code.detail}">' if code.detail else f"<{tag(code)}>"
