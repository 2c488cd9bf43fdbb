"""The head of a review document: title, facts, progress and legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from toolkit.bitext import Export
from toolkit.model import Bitext, Finding, State
from toolkit.writers.docx.markup import (
    CHINESE,
    ENGLISH,
    PLAIN,
    CellLook,
    cell,
    paragraph,
    row,
    run,
    shading,
    table,
    tag_run,
    text_paragraph,
)
from toolkit.writers.edition import Comparison
from toolkit.writers.labels import STATE_LABELS, STATE_SIGNS, count_states, count_texts, english_title, has_codes

TEXT_WIDTH = 15138
TERM_FILL = "FBF2D9"
CHANGED_FILL = "DDEFD9"
PROPOSED_FILL = "E9F0F7"
STATE_FILLS = {
    State.FINAL: "1F5F4A",
    State.REVIEWED: "4F8F76",
    State.TRANSLATED: "D9A441",
    State.DRAFT: "C8743C",
    State.EMPTY: "DDD8CE",
}


def front(
    bitext: Bitext, findings: Sequence[Finding], export: Export, day: date, compared: Comparison | None = None
) -> Iterator[str]:
    """The paragraphs and tables before the first segment."""
    yield text_paragraph("Kicker", "BILINGUAL REVIEW  ·  中英对照审校稿", PLAIN)
    yield text_paragraph("ReviewTitle", english_title(bitext), ENGLISH)
    if bitext.document.title != bitext.document.name:
        yield text_paragraph("ReviewTitleChinese", bitext.document.title, CHINESE)
    yield text_paragraph("ReviewFacts", _facts(bitext, export, day), PLAIN)
    if compared:
        since = f"Tracked changes by “{compared.author}” lead from the English of {compared.since} to the present one."
        yield text_paragraph("ReviewFacts", f"{since} To reject one brings the earlier wording back.", PLAIN)
    yield from _progress(bitext, findings)
    yield from _legend(has_codes(bitext))


def _facts(bitext: Bitext, export: Export, day: date) -> str:
    document = bitext.document
    facts = [f"Document: {document.name}", f"Source: {document.original}", f"Date: {day.day} {day:%B %Y}"]
    return "   ·   ".join([*facts, f"Export: {export.batch[:8]}"])


def _progress(bitext: Bitext, findings: Sequence[Finding]) -> Iterator[str]:
    counts = {state: count for state, count in count_states(bitext).items() if count}
    total = len(bitext.units)
    states = ", ".join(f"{count} {STATE_LABELS[state].lower()}" for state, count in reversed(counts.items()))
    characters, words = count_texts(bitext)
    text = f"{total} segments: {states}   ·   {characters:,} Chinese characters, {words:,} English words"
    found = f"{len(findings)} finding{'' if len(findings) == 1 else 's'} of the checks, shown as comments"
    yield text_paragraph("ReviewFacts", f"{text}   ·   {found}", PLAIN)
    if total:
        yield _bar(counts, total)
    yield paragraph("BarSpace")


def _bar(counts: dict[State, int], total: int) -> str:
    widths = [max(TEXT_WIDTH * count // total, 40) for count in reversed(counts.values())]
    widths[0] += TEXT_WIDTH - sum(widths)
    cells = (
        cell(CellLook(width, STATE_FILLS[state]), paragraph("BarSpace"))
        for width, state in zip(widths, reversed(counts), strict=True)
    )
    return table(widths, [row(cells)], line="FFFFFF", margin=0)


def _legend(tags: bool) -> Iterator[str]:
    signs = "   ".join(f"{STATE_SIGNS[state]} {label}" for state, label in STATE_LABELS.items())
    how = (
        "Correct the English column; Track Changes is on. Comment anywhere. "
        "Leave the first column and the Chinese as they are: they bring each correction back to its segment."
    )
    left = [text_paragraph("LegendHead", "How to review", PLAIN), text_paragraph("Legend", how, PLAIN)]
    marks = paragraph(
        "Legend",
        run("术语 ", PLAIN, shading(TERM_FILL)),
        run("  glossary term    ", PLAIN),
        run("术语 ", PLAIN, shading(PROPOSED_FILL)),
        run("  proposed term, please confirm    ", PLAIN),
        run("变更 ", PLAIN, shading(CHANGED_FILL)),
        run("  changed since", PLAIN),
    )
    who = "Comments by “toolkit” are findings of the checks; people’s can be answered and resolved."
    comments = text_paragraph("Legend", who, PLAIN)
    right = [text_paragraph("LegendHead", "Signs", PLAIN), text_paragraph("Legend", signs, PLAIN), marks]
    right += [_tag_legend(), comments] if tags else [comments]
    half = TEXT_WIDTH // 2
    yield table([half, half], [row([cell(CellLook(half), *left), cell(CellLook(half), *right)], whole=True)])
    yield text_paragraph("BarSpace", "", PLAIN)


def _tag_legend() -> str:
    pairs = (("‹b1›", " bold, "), ("‹a2›", " link, "), ("‹img3›", " picture …: keep them around the same words."))
    return paragraph("Legend", *(tag_run(token) + run(meaning, PLAIN) for token, meaning in pairs))
