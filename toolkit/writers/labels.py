"""The words that every review document uses for kinds, states and categories."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from toolkit.bitext import describe_draft, describe_origin, is_remark, recorded_draft
from toolkit.bitext.partition import at_hand
from toolkit.language.chinese import count_han
from toolkit.language.english import count_words
from toolkit.model import Bitext, Kind, Match, Note, Severity, State, Unit

KIND_LABELS = {
    Kind.HEADLINE: "Headline",
    Kind.HEADING: "Heading",
    Kind.BYLINE: "Byline",
    Kind.PARAGRAPH: "Paragraph",
    Kind.CAPTION: "Caption",
    Kind.LIST_ITEM: "List item",
    Kind.TABLE_CELL: "Table cell",
    Kind.QUOTE: "Quotation",
    Kind.FOOTNOTE: "Footnote",
}
STATE_LABELS = {
    State.EMPTY: "Empty",
    State.DRAFT: "Draft",
    State.TRANSLATED: "Translated",
    State.REVIEWED: "Reviewed",
    State.FINAL: "Final",
}
STATE_SIGNS = {
    State.EMPTY: "○",
    State.DRAFT: "◔",
    State.TRANSLATED: "◑",
    State.REVIEWED: "●",
    State.FINAL: "✔",
}
SEVERITY_LABELS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Remark"}

UNTRANSLATED = frozenset((State.EMPTY, State.DRAFT))
"""States in which nobody has yet written the English."""


def english_title(bitext: Bitext) -> str:
    """The English of the headline, or the document's name where there is none yet."""
    blocks = bitext.document.blocks
    headlines = {segment.id for block in blocks if block.kind is Kind.HEADLINE for segment in block.segments}
    written = (unit.target for unit in bitext.units if unit.target and unit.segment.id in headlines)
    return next(written, bitext.document.name)


def count_states(bitext: Bitext) -> dict[State, int]:
    """How many units are in each state, every state named, in the order of work."""
    counted = Counter(unit.state for unit in bitext.units)
    return {state: counted[state] for state in State}


@at_hand
def count_texts(bitext: Bitext) -> tuple[int, int]:
    """How many Chinese characters and English words it has."""
    characters = count_han("\n".join(unit.segment.text for unit in bitext.units))
    return characters, count_words("\n".join(unit.target for unit in bitext.units))


def remarks(unit: Unit) -> tuple[Note, ...]:
    """The notes that people left; those that accept a finding or say where a draft comes from are shown otherwise."""
    return tuple(filter(is_remark, unit.notes))


def note_heading(note: Note) -> str:
    """Who wrote a note and when, whether it is an answer, and has been dealt with: ``↳ ✓ Li Wen, 2026-11-20``."""
    who = ", ".join(part for part in (note.author, note.at[:10]) if part)
    return f"{'↳ ' * note.answer}{'✓ ' * note.resolved}{who}".strip()


def origin_label(unit: Unit) -> str:
    """Where the English comes from, if not from a person: a sentence about a draft, ``From memory, …``, ``By …``."""
    draft = recorded_draft(unit)
    if draft:
        return describe_draft(draft)
    label = describe_origin(unit.origin)
    return label[:1].upper() + label[1:]


def has_codes(bitext: Bitext) -> bool:
    """Whether there are inline codes in it, whose tags the reader must be told about."""
    return any(unit.segment.codes or unit.codes for unit in bitext.units)


def match_label(match: Match) -> str:
    """What stands above a suggestion: ``87% like one in port.xlf; swapped: 2019 → 2020``."""
    likeness = "The same" if match.score == 100 else f"{match.score}% like one"
    swapped = "; ".join(f"{there} → {here}" for there, here in match.swapped)
    return f"{likeness} in {PurePath(match.origin).name}" + (f"; swapped: {swapped}" if swapped else "")
