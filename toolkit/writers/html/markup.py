"""The rows and terms of the review page as text.

A long document has tens of thousands of rows, and a template takes three times as long over them.
White space inside texts is kept as it is written (the style says pre-wrap), so nothing may stand
between a text's element and its runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.model import State, TermStatus
from toolkit.writers.html.languages import by_language
from toolkit.writers.html.runs import TERM, InTurn
from toolkit.writers.labels import SEVERITY_LABELS, STATE_LABELS, STATE_SIGNS, match_label, note_heading

if TYPE_CHECKING:
    from toolkit.writers.html.page import Entry
    from toolkit.writers.html.rows import Row
    from toolkit.writers.html.runs import Run


def escape(text: str) -> str:
    """`text` for use in HTML, in elements and attributes."""
    if text.isalnum():
        return text
    for sign, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;"), ('"', "&#34;")):
        text = text.replace(sign, reference) if sign in text else text
    return text


class Languages(NamedTuple):
    """The tags of both languages, ready to stand in an attribute."""

    chinese: str
    english: str


@lru_cache(maxsize=256)  # what a check finds it mostly says in the same words
def mixed(text: str, chinese: str) -> str:
    """`text` with its Chinese stretches marked as such."""
    return "".join(
        f'<span lang="{chinese}">{escape(stretch)}</span>' if is_chinese else escape(stretch)
        for is_chinese, stretch in by_language(text)
    )


@cache
def state_sign(state: State) -> str:
    """The sign of a state, which is not read out."""
    return f'<span class="sign {state}" aria-hidden="true">{STATE_SIGNS[state]}</span>'


def table_row(row: Row, languages: Languages) -> str:
    """A row of the page's table: number, Chinese, English, notes."""
    unit, segment_id = row.unit, escape(row.unit.segment.id)
    element = f"h{row.heading}" if row.heading else "p"
    starts, changed = " starts" if row.starts else "", ' data-changed="yes"' if row.previous else ""
    notes = "".join(_notes(row, languages))
    before_notes = "\n" if notes else ""
    return (
        f'<div class="row {row.kind}{starts}" role="row" id="row-{row.number}" tabindex="-1"'
        f' data-number="{row.number}" data-id="{segment_id}" data-state="{unit.state}" data-codes="{escape(row.codes)}"'
        f"{changed}>\n"
        f'<div class="number" role="cell"><span class="place">{row.number}</span> {state_sign(unit.state)}'
        f'<span class="state">{STATE_LABELS[unit.state]}</span> <span class="id">{segment_id}</span></div>\n'
        f'<div class="source" role="cell">'
        f'<{element} class="text" lang="{languages.chinese}">{_runs(row.source)}</{element}></div>\n'
        f'<div class="target" role="cell"><p class="text" lang="{languages.english}">{_runs(row.target)}</p></div>\n'
        f'<div class="notes" role="cell">{before_notes}{notes}</div>\n</div>\n'
    )


def _runs(cut: InTurn | Iterable[Run]) -> str:
    return _terms(cut) if isinstance(cut, InTurn) else "".join(map(_run, cut))


def _terms(cut: InTurn) -> str:
    first, *rest = map(escape, cut.pieces)
    marked = zip(cut.numbers, rest[::2], rest[1::2], strict=True)
    return first + "".join(
        [f'<span class="{TERM}" data-term="{number}">{term}</span>{after}' for number, term, after in marked]
    )


def _run(run: Run) -> str:
    text = escape(run.text)
    if not run.marks and not run.code:
        return text
    if run.code:
        return f'<span class="tag {run.kinds}" title="{escape(run.meaning)}">{text}</span>'
    term = "" if run.term is None else f' data-term="{run.term}"'
    findings = f' data-findings="{run.findings}"' if run.findings else ""
    return f'<span class="{run.kinds}"{term}{findings}>{text}</span>'


def _notes(row: Row, languages: Languages) -> Iterator[str]:
    chinese = languages.chinese
    if row.previous:
        was = f'<del class="text" lang="{chinese}">{_runs(row.previous)}</del>'
        yield f'<div class="was"><span class="label">Source changed; it was</span> {was}</div>\n'
    if row.findings:
        yield '<ul class="findings">\n'
        yield from _findings(row, languages)
        yield "</ul>\n"
    if row.details:
        yield '<ul class="details">\n'
        for name, detail in row.details:
            shown = f'<span class="detail">{mixed(detail, chinese)}</span>'
            yield f'<li><span class="tag">‹{escape(name)}›</span> {shown}</li>\n'
        yield "</ul>\n"
    for finding in row.accepted:
        code = f'<span class="code">{escape(finding.code)}</span>'
        reason = mixed(finding.accepted, chinese)
        yield f'<p class="remark accepted"><span class="label">Accepted</span> {code} {reason}</p>\n'
    for note in row.remarks:
        heading = note_heading(note)
        label = f'<span class="label">{escape(heading)}</span> ' if heading else ""
        resolved = " resolved" if note.resolved else ""
        yield f'<p class="remark{resolved}">{label}{mixed(note.text, chinese)}</p>\n'
    for match in row.unit.matches:
        yield f'<p class="remark match"><span class="label">{escape(match_label(match))}</span>\n'
        yield f'<span lang="{chinese}">{escape(match.source)}</span>\n'
        yield f'<span lang="{languages.english}">{escape(match.target)}</span></p>\n'
    if row.origin:
        yield f'<p class="origin">{escape(row.origin)}</p>\n'


def _findings(row: Row, languages: Languages) -> Iterator[str]:
    for number, finding in enumerate(row.findings):
        suggested = f'<span lang="{languages.english}">{escape(finding.suggestion)}</span>'
        suggestion = f' <span class="suggestion">Suggested: {suggested}</span>' if finding.suggestion else ""
        severity = f'<span class="severity">{SEVERITY_LABELS[finding.severity]}</span>'
        yield (
            f'<li class="finding" data-severity="{finding.severity}" data-finding="{number}">'
            f'<span class="badge">{severity} <span class="code">{escape(finding.code)}</span></span>'
            f' <span class="message">{mixed(finding.message, languages.chinese)}</span>{suggestion}</li>\n'
        )


def term_entry(entry: Entry, languages: Languages) -> str:
    """A term of the appendix, with the rows it stands in."""
    term, chinese = entry.term, languages.chinese
    english = f'<span class="english" lang="{languages.english}">{escape(term.target)}</span>'
    status = f' <span class="status">{term.status}</span>' if term.status is not TermStatus.PREFERRED else ""
    rows = ", ".join(f'<a href="#row-{number}">{number}</a>' for number in entry.rows)
    label = "row" if len(entry.rows) == 1 else "rows"
    more = f" and {entry.more} more" if entry.more else ""
    about = (
        _forms("short", [term.short] if term.short else [], languages.english),
        _forms("never", term.forbidden, languages.english, "s"),
        _forms("also", term.alternatives, languages.english),
        f"<div><dt>note</dt> <dd>{mixed(term.note, chinese)}</dd></div>\n" if term.note else "",
        f'<div class="source-of-term"><dt>from</dt> <dd>{mixed(term.origin, chinese)}</dd></div>\n'
        if term.origin
        else "",
        f'<div class="occurrences"><dt>{label}</dt> <dd>{rows}{more}</dd></div>\n',
    )
    return (
        f'<li class="entry" id="term-{entry.number}">\n<p class="pair">'
        f'<span class="chinese" lang="{chinese}">{escape(term.source)}</span>'
        f" {english if term.target else _NO_ENGLISH}{status}</p>\n<dl>\n{''.join(about)}</dl>\n</li>\n"
    )


_NO_ENGLISH = '<span class="none">no English given</span>'


def _forms(label: str, values: Iterable[str], language: str, mark: str = "span") -> str:
    shown = "; ".join(f'<{mark} lang="{language}">{escape(value)}</{mark}>' for value in values)
    return f"<div><dt>{label}</dt> <dd>{shown}</dd></div>\n" if shown else ""
