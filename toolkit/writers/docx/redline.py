"""Tracked changes in the English of a review document: from an earlier wording to the present one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from toolkit.codes import tag_pieces, tagged
from toolkit.language.revision import Span, word_changes
from toolkit.model import Bitext, Unit
from toolkit.writers.docx.markup import (
    CHINESE,
    ENGLISH,
    PLAIN,
    CellLook,
    cell,
    escape,
    paragraph,
    row,
    run,
    table,
    tag_run,
    text_paragraph,
)
from toolkit.writers.edition import Comparison

PARAGRAPH_BREAK = "\x01"
"""Stands between paragraphs while a cell is built, before the kind of change of its mark and this again: XML text
cannot contain it."""

_REMOVED_WIDTHS = (6723, 8415)


@dataclass(frozen=True, slots=True)
class Tracking:
    """Whose changes are shown, as of when (ISO 8601), and from what: the earlier English by unit ID."""

    author: str = ""
    at: str = ""
    before: Mapping[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def change(self, kind: str, content: str = "") -> str:
        """The element of a tracked change, ``ins`` or ``del``."""
        opened = f'<w:{kind} w:id="{next(self.numbers)}" w:author="{escape(self.author)}" w:date="{self.at}"'
        return f"{opened}>{content}</w:{kind}>" if content else f"{opened}/>"

    def wording(self, unit: Unit) -> Wording:
        """The English of a unit as it is to be written: all of it is unchanged where nothing is compared."""
        now = tagged(unit.target, unit.codes)
        before = self.before.get(unit.segment.id, now)
        changes = tuple((before[slice(*gone)], new) for gone, new in word_changes(before, now)) if before != now else ()
        return Wording(self, now, changes)


def track(comparison: Comparison, bitext: Bitext, at: str) -> Tracking:
    """The tracking of what has changed in `bitext` since; a unit that was not there is wholly new."""
    before = {unit.segment.id: tagged(was.target, was.codes) if was else "" for unit, was in comparison.pairs(bitext)}
    return Tracking(comparison.author, at, before)


class Wording(NamedTuple):
    """The tagged English of a cell, and its changes in order: what is gone, and the span of what is new there."""

    tracking: Tracking
    text: str
    changes: tuple[tuple[str, Span], ...]

    def runs(self, start: int, end: int) -> str:
        """The runs of ``text[start:end]``, each change with what it took out before it."""
        if not self.changes:
            return self._shown(self.text[start:end])
        pieces, place = [], start
        for gone, (first, last) in self.changes:
            if last < start or first >= end:
                continue
            if first >= start:
                pieces += [self._shown(self.text[place:first]), self._shown(gone, "del")]
                place = first
            pieces.append(self._shown(self.text[place : min(last, end)], "ins"))
            place = max(place, min(last, end))
        return "".join([*pieces, self._shown(self.text[place:end])])

    def rest(self) -> str:
        """What was taken out after the last word."""
        return "".join(self._shown(gone, "del") for gone, (first, _) in self.changes if first >= len(self.text))

    def _shown(self, text: str, kind: str = "") -> str:
        if not kind and "\n" not in text:
            return _runs(text, gone=False)
        lines = [_runs(line, kind == "del") for line in text.split("\n")]
        wrapped = [self.tracking.change(kind, line) if kind and line else line for line in lines]
        return f"{PARAGRAPH_BREAK}{kind}{PARAGRAPH_BREAK}".join(wrapped)

    def paragraphs(self, style: str, content: str) -> Iterator[str]:
        """The paragraphs of a cell's `content`; the mark at the end of each may itself be a tracked change."""
        parts = [*content.split(PARAGRAPH_BREAK), ""]
        for part, kind in zip(parts[::2], parts[1::2], strict=True):
            mark = f"<w:rPr>{self.tracking.change(kind)}</w:rPr>" if kind else ""
            yield paragraph(style, part, mark=mark)


def _runs(line: str, gone: bool) -> str:
    if "‹" not in line:
        return run(line, ENGLISH, gone=gone) if line else ""
    return "".join(
        tag_run(text, gone) if is_tag else run(text, ENGLISH, gone=gone) for text, is_tag in tag_pieces(line)
    )


def removed(comparison: Comparison, bitext: Bitext) -> Iterator[str]:
    """The sentences with English that are no longer in the text, Chinese and English, where there are any.

    The table has no head row, so that nobody takes it for rows to be corrected.
    """
    units = comparison.removed(bitext)
    if not units:
        return
    yield paragraph("Heading1", run("No longer in the text", ENGLISH), mark=_APART)
    yield text_paragraph("ReviewFacts", f"Sentences that were there in {comparison.since}, with their English", PLAIN)
    yield table(_REMOVED_WIDTHS, map(_removed_row, units))


def _removed_row(unit: Unit) -> str:
    lines = tagged(unit.target, unit.codes).split("\n")
    return row(
        (
            cell(CellLook(_REMOVED_WIDTHS[0]), paragraph("Chinese", run(unit.segment.text, CHINESE))),
            cell(CellLook(_REMOVED_WIDTHS[1]), *(paragraph("English", run(line, ENGLISH, _STRUCK)) for line in lines)),
        )
    )


_STRUCK = "<w:strike/>"
_APART = '<w:keepNext/><w:spacing w:before="480"/>'
