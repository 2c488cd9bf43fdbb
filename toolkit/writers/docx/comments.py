"""The comments of a review document: what the checks find, and what people remark and answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.bitext import instant, is_remark, threads
from toolkit.model import Finding, Note, Unit
from toolkit.writers.docx.markup import NAMESPACE, PLAIN, escape, paragraph, run
from toolkit.writers.runs import Span

AUTHOR = "toolkit"
"""Whose comments the findings are; the comments of all others are people's."""

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REFERENCE = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'


class Comment(NamedTuple):
    """A comment on ``span`` of the English; ``at`` is as Word writes times, or empty.

    ``is_note`` is false for what the checks find, which has no end. ``depth`` is how many
    comments before it the one stands that it answers, 0 where it answers none.
    """

    text: str
    author: str
    at: str
    span: Span
    is_note: bool = False
    resolved: bool = False
    depth: int = 0


def unit_comments(unit: Unit, findings: Sequence[Finding], at: str) -> list[Comment]:
    """The comments on a unit: its findings, made `at` a time, and its notes, each before its answers.

    A note that accepts a finding or records a draft is no remark, and stands in the notes column.
    """
    whole = (0, len(unit.target))
    found = [Comment(f"[{one.code}] {one.message}", AUTHOR, at, one.target_span or whole) for one in findings]
    for thread in _remarks(unit):
        found += (_remark(note, whole, depth) for depth, note in enumerate(thread))
    return found


def count_comments(unit: Unit, findings: Sequence[Finding]) -> int:
    """How many comments a unit has, as `unit_comments` gives them."""
    return len(findings) + sum(map(len, _remarks(unit)))


def count_open(unit: Unit) -> int:
    """How many notes of the unit have not been dealt with, answers not counted."""
    return sum(not thread[0].resolved for thread in _remarks(unit))


def _remarks(unit: Unit) -> list[list[Note]]:
    if not unit.notes:  # as in most of a long document
        return []
    remarks = [note for note in unit.notes if note.text.strip() and is_remark(note)]
    return threads(remarks) if remarks else []


def _remark(note: Note, span: Span, depth: int) -> Comment:
    moment = instant(note.at)
    at = f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""
    return Comment(note.text, note.author, at, span, True, note.resolved, depth)


COMMENTS_START = (
    f'{_START}<w:comments xmlns:w="{NAMESPACE}" xmlns:w14="{_W14}" xmlns:mc="{_COMPATIBILITY}" mc:Ignorable="w14">'
)
COMMENTS_END = "</w:comments>"


def comment_lines(comments: Sequence[Comment], first: int = 0) -> Iterator[str]:
    """The comments, numbered from `first` in their order; the last paragraph of a note has an ID.

    The part is written as text: an object model looks for a free number anew for each comment,
    which takes time by the square of their number.
    """
    for number, comment in enumerate(comments, first):
        date = f' w:date="{comment.at}"' if comment.at else ""
        yield f'<w:comment w:id="{number}" w:author="{escape(comment.author)}"{date} w:initials="{_initials(comment)}">'
        *before, last = comment.text.split("\n")
        reference = _REFERENCE
        for line in before:
            yield paragraph("CommentText", reference, run(line, PLAIN))
            reference = ""
        name = f' w14:paraId="{_name(number)}"' if comment.is_note else ""
        yield paragraph("CommentText", reference, run(last, PLAIN), attributes=name) + "</w:comment>"


def _initials(comment: Comment) -> str:
    if comment.author == AUTHOR:
        return "tk"
    return escape("".join(word[0] for word in comment.author.split())[:3])


THREADS_START = f'{_START}<w15:commentsEx xmlns:w15="{_W15}">'
THREADS_END = "</w15:commentsEx>"


def thread_lines(comments: Sequence[Comment], first: int = 0) -> Iterator[str]:
    """Which of the comments, numbered from `first`, are resolved, and which answers belong to which."""
    for number, comment in enumerate(comments, first):
        if comment.is_note:
            parent = f' w15:paraIdParent="{_name(number - comment.depth)}"' if comment.depth else ""
            yield f'<w15:commentEx w15:paraId="{_name(number)}"{parent} w15:done="{int(comment.resolved)}"/>'


def _name(number: int) -> str:
    """The ID of a paragraph; 0 is none."""
    return f"{number + 1:08X}"
