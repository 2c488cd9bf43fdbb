"""What the review page has around its rows, as values for the places that its frame names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from toolkit.writers.html.held import HELD_END, HELD_START, is_held
from toolkit.writers.html.markup import Languages, escape, state_sign
from toolkit.writers.html.page import Page
from toolkit.writers.labels import SEVERITY_LABELS, STATE_LABELS, STATE_SIGNS
from toolkit.writers.term_list import category_name


def surround(page: Page, languages: Languages, terms: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The text of each place but the rows and the export; `terms` are the entries by category, as lists."""
    english = f' <span class="english" lang="{languages.english}">{escape(page.english)}</span>'
    shown = [share for share in page.shares if share.count]
    return {
        "label": escape(page.english or page.title),
        "name": escape(page.name),
        "day": page.day.isoformat(),
        "written_day": page.written_day,
        "chinese": languages.chinese,
        "title": escape(page.title),
        "english": english if page.english else "",
        "progress": ", ".join(f"{share.count} {STATE_LABELS[share.state].lower()}" for share in shown),
        "bars": "".join(
            f'<rect class="{share.state}" x="{share.start}" y="0" width="{share.width}" height="10"/>\n'
            for share in shown
        ),
        "counts": "".join(_counts(page)),
        "findings": " · ".join(_severities(page)) or "none",
        "codes": _codes(page) if page.codes else "",
        "tags": _TAGS if page.tagged else "",
        "state_options": "".join(_state_options(page)),
        "about_options": "".join(_about_options(page)),
        "row_count": str(page.row_count),
        "appendix": "".join(_appendix(terms, is_held(page.row_count))) if terms else "",
    }


_TAGS = (
    '<div><dt>Tags</dt> <dd><span class="tag">‹b1›</span> bold, <span class="tag">‹a2›</span> link,'
    ' <span class="tag">‹img3›</span> picture …: the English has those of the Chinese, around the same words'
    "</dd></div>\n"
)


def _counts(page: Page) -> Iterator[str]:
    for share in page.shares:
        zero = "" if share.count else ' class="zero"'
        count = f'<span class="count">{share.count}</span>'
        yield f"<li{zero}>{state_sign(share.state)} {STATE_LABELS[share.state]} {count}</li>\n"


def _severities(page: Page) -> Iterator[str]:
    for severity, count in page.severities.items():
        label = SEVERITY_LABELS[severity].lower() + ("s" if count != 1 else "")
        yield f'<span class="{severity}">{count} {label}</span>'


def _codes(page: Page) -> str:
    listed = " · ".join(f'<span class="code">{escape(code)}</span> {count}' for code, count in page.codes.items())
    return f"<div><dt>By code</dt> <dd>{listed}</dd></div>\n"


def _state_options(page: Page) -> Iterator[str]:
    for share in reversed(page.shares):
        label = f"{STATE_SIGNS[share.state]} {STATE_LABELS[share.state]} ({share.count})"
        yield f'<option value="{share.state}"{_disabled(share.count)}>{label}</option>\n'


def _about_options(page: Page) -> Iterator[str]:
    found, changed = page.with_findings, page.changed
    yield f'<option value="findings"{_disabled(found)}>With findings ({found} rows)</option>\n'
    for code, count in page.codes.items():
        yield f'<option value="code:{escape(code)}">– {escape(code)} ({count})</option>\n'
    yield f'<option value="changed"{_disabled(changed)}>Changed source ({changed} rows)</option>\n'


def _disabled(count: int) -> str:
    return "" if count else " disabled"


def _appendix(terms: Mapping[str, Sequence[str]], held: bool) -> Iterator[str]:
    yield '<section class="appendix" aria-labelledby="appendix">\n<h2 id="appendix">Terms used</h2>\n'
    for number, (category, lists) in enumerate(terms.items(), 1):
        yield f'<section class="category" aria-labelledby="category-{number}">\n'
        yield f'<h3 id="category-{number}">{escape(category_name(category))}</h3>\n'
        yield from _lists(lists, held)
        yield "</section>\n"
    yield "</section>\n"


def _lists(lists: Sequence[str], held: bool) -> Iterator[str]:
    """The terms of a category as one list, or held back as lists of some."""
    if not held:
        yield f'<ul class="entries">\n{"".join(lists)}</ul>\n'
        return
    for some in lists:
        yield f'<div class="terms">{HELD_START}<ul class="entries">\n{some}</ul>{HELD_END}</div>\n'
