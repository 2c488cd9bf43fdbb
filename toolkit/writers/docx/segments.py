"""The rows of a review document: number and ID, Chinese, English, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import starmap

from toolkit.bitext import Part, accepted_codes, bookmark_name, describe_draft, describe_origin, recorded_draft
from toolkit.codes import tag
from toolkit.model import Bitext, Block, Finding, Kind, State, TermStatus, Unit
from toolkit.writers.changes import differences
from toolkit.writers.docx.comments import Comment, count_open, unit_comments
from toolkit.writers.docx.front import CHANGED_FILL, PROPOSED_FILL, TERM_FILL
from toolkit.writers.docx.markup import (
    CHINESE,
    CHINESE_HEADING,
    PLAIN,
    TABLE_END,
    TABLE_GAP,
    CellLook,
    Script,
    cell,
    escape,
    paragraph,
    row,
    run,
    shading,
    table_start,
    tag_run,
    text_paragraph,
    top_line,
)
from toolkit.writers.docx.redline import Tracking, Wording
from toolkit.writers.labels import STATE_LABELS, STATE_SIGNS, match_label
from toolkit.writers.runs import cut_runs, in_turn

WIDTHS = (1077, 5670, 6577, 1814)
"""ID, Chinese, English and notes columns, in twentieths of a point: 1.9, 10.0, 11.6, 3.2 cm."""

ROWS_IN_TABLE = 100
"""Word processors need more than proportional time to lay out one long table."""

KEPT_WHOLE = 120
"""Characters of Chinese; a longer row may be split between pages, or pages would end half empty."""

_NOTES_KEPT_WHOLE = 5
"""Paragraphs of notes; a row with more may be split, too."""

_HEAD_FILL = "EDE9DF"
_HEADING_FILL = "F5F2EA"
_SOURCE_FILL = "FAF9F5"
_NEW_BLOCK = top_line("single", 6, "B8B1A2")
_SAME_BLOCK = top_line("dotted", 4, "D8D3C8")
_STYLED = {Kind.HEADLINE: "Headline", Kind.HEADING: "Heading", Kind.BYLINE: "Byline", Kind.CAPTION: "Caption"}
_SHADED = {Kind.HEADLINE, Kind.HEADING}


@dataclass(slots=True)
class Anchors:
    """What has a name or a number of its own in the document: bookmarks, permissions, comments.

    ``names`` are those of the bookmarks that follow, ``placed`` is how many stand before them,
    ``first_comment`` the number of the first of the ``comments`` that are placed from here on.
    ``at`` is the time of the findings, ``tracking`` knows the changes that the English is shown with.
    """

    at: str
    names: Iterator[str]
    placed: int = 0
    first_comment: int = 0
    protect: bool = False
    tracking: Tracking = field(default_factory=Tracking)
    comments: list[Comment] = field(default_factory=list)

    def bookmark(self) -> tuple[str, str]:
        """The start and end elements of the next bookmark."""
        number = self.placed
        self.placed += 1
        return f'<w:bookmarkStart w:id="{number}" w:name="{next(self.names)}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def permission(self) -> tuple[str, str]:
        """The start and end of a stretch that everyone may edit; empty in an unprotected document."""
        if not self.protect:
            return "", ""
        return f'<w:permStart w:id="{self.placed}" w:edGrp="everyone"/>', f'<w:permEnd w:id="{self.placed}"/>'

    def comment(self, comment: Comment) -> int:
        """The number under which `comment` stands."""
        self.comments.append(comment)
        return self.first_comment + len(self.comments) - 1


def bookmark_names(bitext: Bitext) -> list[str]:
    """For each unit the name of the bookmark on its ID and of that on its English, each name once."""
    bases = [bookmark_name(prefix, unit.segment.id) for unit in bitext.units for prefix in ("_id_", "_seg_")]
    return bases if len(set(bases)) == len(bases) else _each_once(bases)


def _each_once(bases: Iterable[str]) -> list[str]:
    names: dict[str, None] = {}
    for base in bases:
        name, number = base, len(names)
        while name in names:
            name, number = f"{base}_{number % 1000}", number + 1
        names[name] = None
    return list(names)


def segment_rows(part: Part, findings: Mapping[str, Sequence[Finding]], anchors: Anchors) -> Iterator[bytes]:
    """The rows of a part as pieces of markup; after `ROWS_IN_TABLE` the next table begins, with its own heading row.

    In UTF-8: of the thousands of characters of a row few are its own, and to encode all takes as long as to make them.
    """
    last: Block | None = None
    for number, (block, unit) in enumerate(part.bitext.rows(), part.row):
        if number % ROWS_IN_TABLE == 1:
            yield f"{TABLE_END + TABLE_GAP if number > 1 else ''}{table_start(WIDTHS)}{_head_row()}".encode()
        line = _SAME_BLOCK if block is last else _NEW_BLOCK
        last = block
        yield _row(number, block.kind, unit, line, findings.get(unit.segment.id, ()), anchors)


def _head_row() -> str:
    titles = ("No.", "中文  Chinese", "English", "Notes")
    cells = (
        cell(CellLook(width, _HEAD_FILL), text_paragraph("ColumnHead", title, PLAIN))
        for width, title in zip(WIDTHS, titles, strict=True)
    )
    return row(cells, whole=True, header=True)


def _row(number: int, kind: Kind, unit: Unit, line: str, findings: Sequence[Finding], anchors: Anchors) -> bytes:
    notes = [*_origin_paragraphs(unit), *_hint_paragraphs(unit), *map(str.encode, _notes(unit))]
    whole = len(unit.segment.text) < KEPT_WHOLE and len(notes) <= _NOTES_KEPT_WHOLE
    start, end = anchors.bookmark()
    about = f"{number} {STATE_SIGNS[unit.state]}", start, escape(unit.segment.id), end
    english = "".join(_english_paragraphs(unit, _STYLED.get(kind, ""), findings, anchors))
    before_notes, after_notes = _row_form(kind, line, whole)
    chinese = _chinese_runs(unit, CHINESE_HEADING if kind in _SHADED else CHINESE)
    return b"".join((before_notes % (*map(str.encode, about), chinese, english.encode()), *notes, after_notes))


@cache
def _row_form(kind: Kind, line: str, whole: bool) -> tuple[bytes, bytes]:
    """The markup that all such rows have before their notes, with places for what is their own, and behind them.

    Nine tenths of a row are the same in thousands of them, and are put together once.
    """
    fill = _HEADING_FILL if kind in _SHADED else ""
    number = text_paragraph("SegmentNumber", "%b", PLAIN), paragraph("SegmentID", "%b", run("%b", PLAIN), "%b")
    cells = (
        cell(CellLook(WIDTHS[0], fill, line), *number),
        cell(CellLook(WIDTHS[1], fill or _SOURCE_FILL, line), paragraph(f"Chinese{_STYLED.get(kind, '')}", "%b")),
        cell(CellLook(WIDTHS[2], fill, line), "%b"),
        cell(CellLook(WIDTHS[3], fill, line), "%b"),
    )
    before_notes, _, after_notes = row(cells, whole).encode().rpartition(b"%b")
    return before_notes, after_notes


def _chinese_runs(unit: Unit, script: Script) -> bytes:
    """The Chinese with its terms shaded and, before them, what has changed in it."""
    text, codes = unit.segment.text, unit.segment.codes
    _, new = differences(unit.previous, text) if unit.previous else ([], [])
    fills = [PROPOSED_FILL if hit.term.status is TermStatus.PROPOSED else TERM_FILL for hit in unit.hits]
    fills += [CHANGED_FILL] * len(new)
    spans = [*((hit.start, hit.end) for hit in unit.hits), *new]
    pieces = in_turn(text, spans) if not codes and escape(text) is text else None
    if pieces is not None:
        return _runs_in_turn(pieces, fills, script)
    return "".join(
        tag_run(piece.text)
        if piece.code
        else run(piece.text, script, shading(fills[max(piece.marks)]) if piece.marks else "")
        for piece in cut_runs(text, spans, codes)
    ).encode()


def _runs_in_turn(pieces: Sequence[str], fills: Sequence[str], script: Script) -> bytes:
    """The runs of `pieces` in which nothing is to be escaped; every second has one of the `fills`."""
    plain, end = _run_edges(script)
    starts = [plain] * len(pieces)
    starts[1::2] = [_run_edges(script, fill)[0] for fill in fills]
    runs: list[bytes] = []
    for start, piece in zip(starts, pieces, strict=True):
        if piece:
            runs += (start, piece.encode(), end)
    return b"".join(runs)


@cache
def _run_edges(script: Script, fill: str = "") -> tuple[bytes, bytes]:
    """What stands before and behind the text of such a run."""
    start, _, end = run("%s", script, shading(fill) if fill else "").encode().partition(b"%s")
    return start, end


def _english_paragraphs(unit: Unit, style: str, findings: Sequence[Finding], anchors: Anchors) -> Iterator[str]:
    """The English with its comments; a line break in it is a paragraph of its own."""
    start, end = anchors.bookmark()
    permit, forbid = anchors.permission()
    comments = unit_comments(unit, findings, anchors.at)
    wording = anchors.tracking.wording(unit)
    content = permit + start + _commented(unit, wording, comments, anchors) + end + forbid
    return wording.paragraphs(f"English{style}", content)


def _commented(unit: Unit, wording: Wording, comments: Sequence[Comment], anchors: Anchors) -> str:
    if not comments and not unit.codes:
        return wording.runs(0, len(unit.target)) + wording.rest()
    spans = [comment.span for comment in comments]
    numbers = [anchors.comment(comment) for comment in comments]
    pieces: list[str] = []
    opened: set[int] = set()
    place = 0
    for piece in cut_runs(unit.target, spans, unit.codes):
        starting = sorted(piece.marks - opened)
        opened.update(starting)
        pieces += [f'<w:commentRangeStart w:id="{numbers[index]}"/>' for index in starting]
        pieces.append(wording.runs(place, place + len(piece.text)))
        pieces += [_comment_end(numbers[index]) for index in sorted(piece.marks) if spans[index][1] <= piece.end]
        place += len(piece.text)
    rest = (numbers[index] for index in range(len(spans)) if index not in opened)
    pieces += [f'<w:commentRangeStart w:id="{number}"/>{_comment_end(number)}' for number in rest]
    return "".join([*pieces, wording.rest()])


def _comment_end(number: int) -> str:
    return (
        f'<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'
    )


def _changed_runs(before: str, now: str) -> Iterator[str]:
    """Other Chinese that English was made for, with what is not there now struck out."""
    gone, _ = differences(before, now)
    for piece in cut_runs(before, gone):
        yield run(piece.text, CHINESE, f"<w:strike/>{shading(CHANGED_FILL)}" if piece.marks else "")


def _hint_paragraphs(unit: Unit) -> list[bytes]:
    """For an empty unit what is sure before anybody translates: its terms, figures, dates and names."""
    if unit.state is not State.EMPTY:
        return []
    from toolkit.language.hints import hints

    text = unit.segment.text
    ready: list[tuple[int, str, str]] = [(hit.start, text[hit.start : hit.end], hit.term.target) for hit in unit.hits]
    ready += hints(text, ((hit.start, hit.end) for hit in unit.hits))
    known = dict.fromkeys([(chinese, english) for _, chinese, english in sorted(ready) if english])
    return [_HINTS_FOLLOW, *starmap(_hint_paragraph, known)] if known else []


@lru_cache(maxsize=1 << 14)  # most are terms, which stand in many rows
def _hint_paragraph(chinese: str, english: str) -> bytes:
    return _HINT_FORM % (escape(chinese).encode(), escape(english).encode())


_HINTS_FOLLOW = text_paragraph("SegmentNote", "To translate it, not a translation:", PLAIN).encode()
_HINT_FORM = paragraph("SegmentNote", run("%b ", CHINESE), run("%b", PLAIN)).encode()


def _origin_paragraphs(unit: Unit) -> Iterator[bytes]:
    draft = recorded_draft(unit)
    yield _state_paragraph(unit.state, "" if unit.state is State.EMPTY or draft else unit.origin)
    if draft:
        yield text_paragraph("SegmentNote", describe_draft(draft), PLAIN).encode()


@lru_cache(maxsize=1024)  # of an origin are many rows
def _state_paragraph(state: State, origin: str) -> bytes:
    label = ", ".join(part for part in (STATE_LABELS[state], describe_origin(origin)) if part)
    return text_paragraph("SegmentState", label, PLAIN).encode()


def _notes(unit: Unit) -> Iterator[str]:
    for match in unit.matches:
        yield text_paragraph("SegmentNote", f"{match_label(match)}:", PLAIN)
        yield paragraph("SegmentNote", *_changed_runs(match.source, unit.segment.text))
        yield text_paragraph("SegmentNote", match.target, PLAIN)
    if unit.previous:
        yield text_paragraph("SegmentNote", "The Chinese has changed. It was:", PLAIN)
        yield paragraph("SegmentNote", *_changed_runs(unit.previous, unit.segment.text))
    for code in unit.segment.codes:
        if code.detail:
            yield paragraph("SegmentNote", tag_run(f"‹{tag(code)}›"), run(f" {code.detail}", PLAIN))
    for accepted, reason in accepted_codes(unit).items() if unit.notes else ():
        yield text_paragraph("SegmentNote", f"✓ {accepted} accepted: {reason}", PLAIN)
    count = count_open(unit) if unit.notes else 0
    if count:
        yield text_paragraph("SegmentNote", f"{count} open {'note' if count == 1 else 'notes'}, see comments", PLAIN)
