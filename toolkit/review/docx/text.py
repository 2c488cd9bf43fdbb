"""The text of a cell as it was and as it is, with who changed it when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.review.docx.markup import DELETED, INSERTED, W
from toolkit.review.returned import moment

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGNS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "",
}
_TEXT = frozenset({W + "t", W + "delText"})
_SKIPPED = frozenset({W + "rPr", W + "pPr", W + "instrText", W + "delInstrText", W + "tcPr", W + "tblPr"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same tracked changes; ``author`` and ``at`` are those of the innermost."""

    text: str
    inserted: bool = False
    deleted: bool = False
    author: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class CellText:
    """The pieces of a cell's text in order.

    ``original`` is the text before every tracked change, ``final`` after all of them. What was
    inserted and then deleted is in neither.
    """

    pieces: tuple[Piece, ...] = ()

    @property
    def original(self) -> str:
        """The text as if every tracked change were rejected."""
        return "".join(piece.text for piece in self.pieces if not piece.inserted)

    @property
    def final(self) -> str:
        """The text as if every tracked change were accepted."""
        return "".join(piece.text for piece in self.pieces if not piece.deleted)

    @property
    def last_change(self) -> tuple[str, str] | None:
        """Who made the latest tracked change, and when; None where nothing is tracked."""
        changes = [(piece.at, piece.author) for piece in self.pieces if piece.inserted or piece.deleted]
        return (max(changes)[1], max(changes)[0]) if changes else None


def cell_text(cell: _Element) -> CellText:
    """The text of a table cell; a paragraph's end is a line break, but for the last one's."""
    pieces: list[Piece] = []
    paragraphs = list(cell.iter(W + "p"))
    for number, paragraph in enumerate(paragraphs, 1):
        pieces += _pieces(paragraph, Piece(""))
        if number < len(paragraphs):
            pieces.append(_mark(paragraph))
    return CellText(tuple(piece for piece in pieces if piece.text))


def _mark(paragraph: _Element) -> Piece:
    """The end of a paragraph, which may itself be inserted or deleted."""
    mark = Piece("\n")
    for change in paragraph.iterfind(f"{W}pPr/{W}rPr/*"):
        mark = _under(change, mark)
    return mark


def _pieces(element: _Element, state: Piece) -> Iterator[Piece]:
    """The pieces in an element, found without recursion: files nest as deep as they like."""
    waiting = [(child, state) for child in reversed(element)]
    while waiting:
        child, state = waiting.pop()
        name = child.tag
        if name in _TEXT:
            yield replace(state, text=child.text or "")
        elif name in _SIGNS:
            yield replace(state, text=_SIGNS[str(name)])
        elif name not in _SKIPPED and name != W + "p":
            inner = _under(child, state)
            waiting += [(grandchild, inner) for grandchild in reversed(child)]


def _under(element: _Element, state: Piece) -> Piece:
    """`state` inside `element`, if that is a tracked change."""
    if element.tag not in INSERTED and element.tag not in DELETED:
        return state
    author, at = element.get(W + "author", ""), moment(element.get(W + "date", ""))
    inserted = state.inserted or element.tag in INSERTED
    deleted = state.deleted or element.tag in DELETED
    return Piece(state.text, inserted, deleted, author, at)
