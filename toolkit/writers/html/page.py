"""What the review page shows, worked out before the template sets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from toolkit.model import Bitext, Finding, Severity, State, Term
from toolkit.writers.html.languages import script_tag
from toolkit.writers.labels import count_states, english_title, has_codes
from toolkit.writers.terms_used import UsedTerm, terms_used

_MOST_ROW_LINKS = 24
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Entry(NamedTuple):
    """A term of the appendix: its number on the page, and the rows it stands in.

    ``rows`` are those that are linked, ``more`` how many others there are: a common term of a
    book stands in thousands.
    """

    number: int
    term: Term
    rows: tuple[int, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Share:
    """One state's part of the progress bar, in thousandths of it."""

    state: State
    count: int
    start: float
    width: float


class Page(NamedTuple):
    """Everything the template names but the rows. ``english`` is empty where the headline has no English."""

    name: str
    title: str
    english: str
    chinese: str
    language: str
    day: date
    written_day: str
    shares: tuple[Share, ...]
    codes: dict[str, int]
    severities: dict[Severity, int]
    changed: int
    tagged: bool
    with_findings: int
    row_count: int
    terms: dict[str, tuple[Entry, ...]]


def make_page(bitext: Bitext, findings: Sequence[Finding], day: date) -> Page:
    """The page for an annotated bitext."""
    english = english_title(bitext)
    standing = [finding for finding in findings if not finding.accepted]
    severities = Counter(finding.severity for finding in standing)
    return Page(
        name=bitext.document.name,
        title=bitext.document.title,
        english="" if english == bitext.document.name else english,
        chinese=script_tag(bitext.document.language),
        language=bitext.target_language or "en",
        day=day,
        written_day=f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
        shares=_shares(count_states(bitext)),
        codes=dict(sorted(Counter(finding.code for finding in standing).items())),
        severities={severity: severities[severity] for severity in Severity if severities[severity]},
        changed=sum(bool(unit.previous) for unit in bitext.units),
        tagged=has_codes(bitext),
        with_findings=len({finding.unit_id for finding in standing}),
        row_count=len(bitext.units),
        terms=appendix(bitext),
    )


def appendix(bitext: Bitext) -> dict[str, tuple[Entry, ...]]:
    """The terms used, by category, numbered from 0 through all of them."""
    number = 0
    entries: dict[str, tuple[Entry, ...]] = {}
    for category, used in terms_used(bitext).items():
        entries[category] = tuple(_entry(number + index, term) for index, term in enumerate(used))
        number += len(used)
    return entries


def _entry(number: int, used: UsedTerm) -> Entry:
    return Entry(number, used.term, used.rows[:_MOST_ROW_LINKS], max(len(used.rows) - _MOST_ROW_LINKS, 0))


def _shares(counts: dict[State, int]) -> tuple[Share, ...]:
    """Finished work first, so that the bar fills from the left as work goes on."""
    total = sum(counts.values()) or 1
    shares, start = [], 0.0
    for state, count in reversed(counts.items()):
        width = round(1000 * count / total, 2)
        shares.append(Share(state, count, round(start, 2), width))
        start += width
    return tuple(shares)
