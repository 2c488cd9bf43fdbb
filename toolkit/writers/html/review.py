"""The review page: one HTML file in which an editor reads a bitext with all that is known of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from toolkit.bitext import Keep, Part, keep_nothing, manifest_rows, open_export, parts
from toolkit.expressions import expression
from toolkit.model import Bitext, Finding, Term
from toolkit.writers.edition import REVIEW, Edition, Pieces
from toolkit.writers.html.frame import content_policy, resource
from toolkit.writers.html.held import HELD_END, HELD_START, ROWS_AT_ONCE, is_held
from toolkit.writers.html.island import ISLAND_END, ISLAND_TERMS, island_rows, island_start
from toolkit.writers.html.leaves import dump, encoded, load
from toolkit.writers.html.markup import Languages, escape, table_row
from toolkit.writers.html.page import Page, make_page
from toolkit.writers.html.rows import heading_levels, page_rows
from toolkit.writers.html.surround import surround
from toolkit.writers.html.terms import Terms, write_terms

ROWS_PER_SECTION = 50
"""Small enough to lay out at once when scrolled to, large enough that sections are few."""

_SAID = attrgetter(*(one.name for one in fields(Finding)))
_PLACE = expression(r"\$(\w+)")
_SCRIPTS = (
    *("page", "blocks", "preferences", "search", "reading", "difference", "live", "work", "files", "editing", "keys"),
)
"""The files of the script in the order in which they need each other."""


def begin(
    bitext: Bitext, findings: Sequence[Finding], day: date, edition: Edition = REVIEW, keep: Keep = keep_nothing
) -> Callable[[], Pieces]:
    """Asks `keep` for the parts of the page for an annotated bitext; `day` is the date it shows.

    What is returned gives its bytes, in UTF-8, piece by piece.
    """
    page, opened = make_page(bitext, findings, day), open_export(bitext, keep)
    languages = Languages(escape(page.chinese), escape(page.language))
    leaves = _leaves(bitext, findings, languages, page)
    asked = keep(len(leaves.parts), leaves.made_from, leaves.write)
    read_terms = write_terms(page.terms, languages, leaves.parts[0].name, keep)

    def finish() -> Pieces:
        written, terms = list(map(load, asked)), read_terms()
        start, middle, end = map(encoded, _frame(page, languages, terms))
        return (
            start,
            *(rows for rows, _ in written),
            encoded(_section_end(page.row_count)) if page.row_count else b"",
            middle,
            encoded(island_start(opened())),
            b",".join(told for _, told in written if told),
            ISLAND_TERMS,
            terms.told,
            ISLAND_END,
            end,
        )

    return finish


def _frame(page: Page, languages: Languages, terms: Terms) -> list[str]:
    """The page before its rows, between them and its export, and behind that."""
    style, script = resource("base.css") + resource("review.css"), _script()
    given = surround(page, languages, terms.entries) | {
        "style": style,
        "script": script,
        "policy": escape(content_policy(style, script)),
    }
    frame = resource("templates/review.html").removesuffix("\n")
    return [_PLACE.sub(lambda place: given[place[1]], part) for part in re.split(r"\$rows|\$export", frame)]


class _Leaves(NamedTuple):
    """The parts of the page with all that it takes to write each by itself."""

    parts: Sequence[Part]
    findings: Mapping[str, Sequence[Finding]]
    headings: Sequence[Sequence[int]]
    numbers: Mapping[Term, int]
    languages: Languages
    by_object: dict[int, int]

    def made_from(self, place: int) -> bytes:
        """All that the part is made from."""
        part, divided = self.parts[place], (ROWS_PER_SECTION, ROWS_AT_ONCE)
        about = part.row, divided, self.languages, self.headings[place], self._numbers(part)
        found = (finding for unit in part.bitext.units for finding in self.findings.get(unit.segment.id, ()))
        told = json.dumps(list(map(_SAID, found)))  # a book has one for each empty unit, and repr takes twice as long
        return part.content + repr(about).encode("utf-8", "surrogatepass") + told.encode()

    def write(self, place: int) -> bytes:
        """The rows of the part on the page and in its export."""
        part = self.parts[place]
        numbers = dict(zip(map(id, part.terms), self._numbers(part), strict=True))
        rows = page_rows(part, self.findings, self.headings[place], numbers)
        shown = "".join(f"{_between(row.number)}{table_row(row, self.languages)}" for row in rows)
        told = island_rows(manifest_rows(part.bitext), part.bitext.units)
        return dump(encoded(shown), encoded(told))

    def _numbers(self, part: Part) -> Sequence[int]:
        """The numbers of the terms of a part; nearly all have the same object everywhere, and comparing takes long."""
        try:
            return list(map(self.by_object.__getitem__, map(id, part.terms)))
        except KeyError:
            return list(map(self.numbers.__getitem__, part.terms))


def _between(number: int) -> str:
    """What stands before a row where a section begins."""
    if number % ROWS_PER_SECTION != 1:
        return ""
    return f"{_section_end(number - 1) if number > 1 else ''}{_section_start(number)}"


def _section_start(row: int) -> str:
    return f'<section role="presentation">{HELD_START if is_held(row) else ""}<div role="rowgroup">\n'


def _section_end(row: int) -> str:
    return f"</div>{HELD_END if is_held(row) else ''}</section>\n"


def _leaves(bitext: Bitext, findings: Sequence[Finding], languages: Languages, page: Page) -> _Leaves:
    by_unit: dict[str, list[Finding]] = {}
    for finding in findings:
        by_unit.setdefault(finding.unit_id, []).append(finding)
    divided = parts(bitext)
    levels = heading_levels(bitext.document)
    headings = [list(islice(levels, len(part.bitext.document.blocks))) for part in divided]
    numbers = {entry.term: entry.number for entries in page.terms.values() for entry in entries}
    by_object = {id(term): number for term, number in numbers.items()}
    return _Leaves(divided, by_unit, headings, numbers, languages, by_object)


def _script() -> str:
    """The script's files as one function, which leaves nothing behind among the page's globals."""
    return "(() => {\n" + "\n".join(resource(f"script/{name}.js") for name in _SCRIPTS) + "})();\n"
