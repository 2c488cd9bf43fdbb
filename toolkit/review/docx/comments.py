"""The comments of a returned document: what each says, on which row, in answer to what, and whether it is done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.model import Note
from toolkit.review.docx.markup import W14, W15, W
from toolkit.review.docx.package import OWN_AUTHOR, ReviewPackage
from toolkit.review.docx.text import cell_text
from toolkit.review.returned import moment
from toolkit.review.values import Quarantined

if TYPE_CHECKING:
    from lxml.etree import _Element


_FINDING = re.compile(r"\[([a-z-]+)\]")
"""How the comment of a finding begins: with the code of its check."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment by its number in the document. ``answers`` is the number of the one it answers, if any."""

    number: str
    note: Note
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Comments:
    """What people remarked, by the table row in which it stands, and what they remarked elsewhere."""

    by_row: dict[_Element, list[Note]]
    elsewhere: list[Note]

    def of(self, row: _Element) -> tuple[Note, ...]:
        """The remarks in a row in the order of the document, each before its answers."""
        return tuple(self.by_row.get(row, ()))

    def unplaced(self, rows: Iterable[_Element]) -> Iterator[Quarantined]:
        """The remarks that stand in none of the `rows`; one that was copied with its row stands in it."""
        known = set(rows)
        placed = {note for row in known for note in self.of(row)}
        lost = [note for row, notes in self.by_row.items() if row not in known for note in notes]
        for note in (*self.elsewhere, *(note for note in lost if note not in placed)):
            yield Quarantined("comments", f"a comment by {note.author or 'somebody'} outside of the rows", note.text)


def read_comments(package: ReviewPackage) -> Comments:
    """The comments of a document but those of the checks' findings. A thread stands where its first one does.

    What answers a finding says which: the finding is not there when the note is read.
    """
    anchors = {mark.get(W + "id", ""): mark for mark in package.body.iter(W + "commentReference")}
    threads: dict[str, list[Note]] = {}
    codes: dict[str, str] = {}
    found: list[tuple[_Element | None, list[Note]]] = []
    for comment in _comments(package):
        if comment.note.author == OWN_AUTHOR:
            finding = _FINDING.match(comment.note.text)
            codes |= {comment.number: f"{finding[1]}: "} if finding else {}
        if comment.note.author == OWN_AUTHOR or not comment.note.text:
            continue
        thread = threads.get(comment.answers)
        if thread is not None:
            thread.append(replace(comment.note, answer=True, resolved=False))
        else:
            thread = [replace(comment.note, text=codes.get(comment.answers, "") + comment.note.text)]
            anchor = anchors.get(comment.number, anchors.get(comment.answers))
            found.append((None if anchor is None else next(anchor.iterancestors(W + "tr"), None), thread))
        threads[comment.number] = thread
    placed = Comments({}, [])
    for row, thread in found:
        (placed.elsewhere if row is None else placed.by_row.setdefault(row, [])).extend(thread)
    return placed


def _comments(package: ReviewPackage) -> Iterator[Comment]:
    if package.comments is None:
        return
    threads = _threads(package.threads)
    numbers = {_last_paragraph(element): element.get(W + "id", "") for element in _elements(package.comments)}
    for element in _elements(package.comments):
        parent, resolved = threads.get(_last_paragraph(element), ("", False))
        author, at = element.get(W + "author", ""), moment(element.get(W + "date", ""))
        note = Note(cell_text(element).final.strip(), author, at, resolved)
        yield Comment(element.get(W + "id", ""), note, numbers.get(parent, "") if parent else "")


def _elements(root: _Element) -> Iterator[_Element]:
    return root.iterchildren(W + "comment")


def _last_paragraph(comment: _Element) -> str:
    """The ID of a comment's last paragraph, by which threads name it."""
    paragraphs = list(comment.iter(W + "p"))
    return paragraphs[-1].get(W14 + "paraId", "") if paragraphs else ""


def _threads(root: _Element | None) -> dict[str, tuple[str, bool]]:
    """For the paragraph that names a comment: the one of the comment it answers, and whether it is done."""
    if root is None:
        return {}
    return {
        element.get(W15 + "paraId", ""): (element.get(W15 + "paraIdParent", ""), element.get(W15 + "done") == "1")
        for element in root.iterchildren(W15 + "commentEx")
    }
