"""The values that flow through the toolkit: frozen, plain, and known to every room.

This module imports nothing else of the toolkit. A value is changed by making a new one:
``replace(unit, target=text, state=State.DRAFT)``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a block is in its document."""

    HEADLINE = "headline"
    HEADING = "heading"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    QUOTE = "quote"
    FOOTNOTE = "footnote"


class State(StrEnum):
    """How far the English of a unit is; the order is the order of work."""

    EMPTY = "empty"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


class Severity(StrEnum):
    """How much a finding matters; only errors change an exit code."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class TermStatus(StrEnum):
    """The standing of one rendering of a term, as in TBX's administrative status."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"
    PROPOSED = "proposed"


class CodeKind(StrEnum):
    """What an inline code stands for."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    LINK = "link"
    SPAN = "span"
    IMAGE = "image"
    BREAK = "break"
    VERBATIM = "verbatim"
    REFERENCE = "reference"
    OBJECT = "object"


class MatchKind(StrEnum):
    """How a text in the memory matches a segment; the order is that of trust."""

    CONTEXT = "context"
    EXACT = "exact"
    FUZZY = "fuzzy"


PAIRED_KINDS = frozenset(set(CodeKind).difference("image break verbatim reference object".split()))
"""Kinds that enclose text; the others stand for something that has none: a picture, a line break,
program code, the mark of a footnote, a field."""


@dataclass(frozen=True, slots=True)
class Code:
    """An inline code: what the characters ``text[start:end]`` are, or what stands at ``start``.

    Codes stand beside the text and not in it, so that terms, figures and sentences are found as
    if there were no formatting. ``id`` numbers the codes of a segment from 1; the code of the
    English that belongs to one of the Chinese has its number. ``detail`` is the address of a
    link, the name of a picture, program code, the number of a footnote.
    """

    id: str
    kind: CodeKind
    start: int
    end: int
    detail: str = ""

    @property
    def is_paired(self) -> bool:
        """Whether it encloses text (XLIFF ``<g>``) rather than stands for something (``<x/>``)."""
        return self.kind in PAIRED_KINDS


class Segment(NamedTuple):
    """One sentence, heading or caption of the source, verbatim.

    ``id`` is empty in a document that has not been segmented, where a block holds one segment
    with its whole text. ``codes`` are in the order of their starts, an enclosing one first. A tuple: a book has
    tens of thousands, and making a frozen dataclass takes twice as long.
    """

    id: str
    text: str
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in the tables of a document a block stands: each number counts from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like unit of the document; ``level`` counts headings from 1, else 0.

    ``cell`` is where a table cell stands, as far as the reader knows; a bitext does not keep it.
    """

    kind: Kind
    level: int
    segments: tuple[Segment, ...]
    cell: Cell | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the source: ``block`` is the number, from 0, of the block that it stands in or before.

    ``address`` is where its bytes are: a path beside the source, or the name of a part of it.
    ``label`` is its alternative text, empty for none. One that stands after the last block has the number of blocks.
    """

    address: str
    label: str
    block: int


@dataclass(frozen=True, slots=True)
class Document:
    """A source text: ``name`` is the file name without its ending, ``title`` the headline.

    ``notices`` say how the file was read (its encoding, for instance); they and ``pictures`` are
    not kept in a bitext.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    original: str = ""
    language: str = "zh-CN"
    notices: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = field(default=(), compare=False)

    def segments(self) -> Iterator[Segment]:
        """All segments in reading order."""
        for block in self.blocks:
            yield from block.segments


@dataclass(frozen=True, slots=True)
class Term:
    """One glossary entry: a Chinese form, the English it is given, and what else is known.

    ``target`` is empty where only forbidden renderings are known. ``variants`` are other Chinese
    forms of the same thing: 德福科技 and 德福公司 for 九江德福科技股份有限公司. ``place`` names the file
    and line it came from, for messages.
    """

    source: str
    target: str
    category: str
    status: TermStatus = TermStatus.PREFERRED
    alternatives: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    short: str = ""
    case_sensitive: bool = False
    note: str = ""
    origin: str = ""
    place: str = ""
    variants: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Of what tells terms apart: a hash of all fields takes five times as long, and a book has thousands."""
        return hash((self.source, self.target))

    def accepted(self) -> tuple[str, ...]:
        """Every English rendering that satisfies the glossary, the preferred one first."""
        return tuple(dict.fromkeys(filter(None, (self.target, self.short, *self.alternatives))))


class TermHit(NamedTuple):
    """A term found in a text; ``start`` and ``end`` are character offsets into the original.

    A tuple as `Segment` is: a book has a hundred thousand.
    """

    term: Term
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a unit; ``author`` and ``at`` (ISO 8601) may be empty.

    ``resolved`` says that it has been dealt with. An ``answer`` is one to the nearest note before
    it that is none: together they are a thread, which is resolved when its first note is.
    """

    text: str
    author: str = ""
    at: str = ""
    resolved: bool = False
    answer: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment with its English: what translators work on (a translation unit).

    ``codes`` are the inline codes of the English, as `Segment.codes` are those of the Chinese.
    ``origin`` is empty for what a person wrote, else ``memory`` or an engine's fingerprint.
    ``previous`` is the Chinese that the English was made for, where the source has changed since.
    ``hits`` are found by the glossary, and ``matches`` by the memory for a unit that is still
    empty; neither is ever stored.
    """

    segment: Segment
    target: str = ""
    state: State = State.EMPTY
    origin: str = ""
    previous: str = ""
    notes: tuple[Note, ...] = ()
    hits: tuple[TermHit, ...] = ()
    codes: tuple[Code, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def is_reviewed(self) -> bool:
        """Whether it has English that somebody has reviewed, and that can be published."""
        return self.state in (State.REVIEWED, State.FINAL) and bool(self.target.strip())


@dataclass(frozen=True, slots=True)
class Bitext:
    """A document with a unit for each of its segments, in the same order.

    ``archive`` holds units whose Chinese is no longer in the source but whose English a person
    may want again.
    """

    document: Document
    units: tuple[Unit, ...]
    archive: tuple[Unit, ...] = ()
    target_language: str = "en-GB"

    def rows(self) -> Iterator[tuple[Block, Unit]]:
        """Each unit with the block it stands in, in reading order."""
        units = iter(self.units)
        for block in self.document.blocks:
            for _ in block.segments:
                yield block, next(units)


@dataclass(frozen=True, slots=True)
class Match:
    """What a translation memory has for a segment: ``target`` is the English of ``source``.

    ``score`` is the likeness of both Chinese texts in per cent, 100 only where they differ in
    nothing but script and width. ``origin`` names the file; ``author`` and ``at`` (ISO 8601) may be
    empty. ``swapped`` are figures and names of the memory's English that were changed into those of
    the segment: ``(there, here)``.
    """

    source: str
    target: str
    score: int
    kind: MatchKind
    origin: str = ""
    author: str = ""
    at: str = ""
    state: State = State.TRANSLATED
    codes: tuple[Code, ...] = ()
    swapped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say about one unit.

    ``code`` is a permanent word such as ``term-missing``. The spans are character offsets
    ``(start, end)`` into the unit's Chinese and English, ``None`` where no place can be named.
    ``accepted`` is the reason for which a person let it stand, empty where nobody did.
    """

    code: str
    severity: Severity
    message: str
    unit_id: str
    source_span: tuple[int, int] | None = None
    target_span: tuple[int, int] | None = None
    suggestion: str = ""
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A bitext with its findings, in the order of its units.

    ``place`` names the file; ``lines`` gives the line on which each unit begins there, by unit
    ID, where that is known.
    """

    bitext: Bitext
    findings: tuple[Finding, ...]
    place: str
    lines: Mapping[str, int] = field(default_factory=dict)
