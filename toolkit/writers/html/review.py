"""The review page: one HTML file in which an editor reads a bitext with all that is known of it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from toolkit.bitext import Keep, ManifestRow, Part, keep_nothing, manifest, parts
from toolkit.model import Bitext, Finding, Term
from toolkit.writers.edition import REVIEW, Edition
from toolkit.writers.html.frame import content_policy, environment, resource
from toolkit.writers.html.island import island_end, island_rows, island_start
from toolkit.writers.html.page import make_page
from toolkit.writers.html.rows import heading_levels, page_rows

if TYPE_CHECKING:
    from jinja2 import Template

ROWS_PER_SECTION = 50
"""Small enough to lay out at once when scrolled to, large enough that sections are few."""

_SCRIPTS = ("page", "preferences", "search", "reading", "difference", "live", "work", "files", "editing", "keys")
"""The files of the script in the order in which they need each other."""


def render(
    bitext: Bitext, findings: Sequence[Finding], day: date, edition: Edition = REVIEW, keep: Keep = keep_nothing
) -> bytes:
    """The page for an annotated bitext, in UTF-8. `day` is the date it shows.

    Its parts are written one by one, or taken from what `keep` has of them.
    """
    from markupsafe import Markup

    page, export = make_page(bitext, findings, day), manifest(bitext)
    style, script = resource("base.css") + resource("review.css"), _script()
    policy = content_policy(style, script)
    template = environment().get_template("review.html.j2")
    frame = _Frame(template, {"page": page, "style": Markup(style), "script": Markup(script), "policy": policy})
    terms = [entry.term for entries in page.terms.values() for entry in entries]
    leaves = _leaves(bitext, findings, frame, terms)
    written = [_load(one) for one in keep(len(leaves.parts), leaves.made_from, leaves.write)]
    told = filter(None, (exported for _, exported in written))
    return b"".join(
        (
            frame.block("before_rows"),
            *(rows for rows, _ in written),
            frame.block("after_rows"),
            _encoded(island_start(export)),
            b",".join(told),
            _encoded(island_end(terms)),
            frame.block("end"),
        )
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """The template with what it names, filled in block by block."""

    template: Template
    given: Mapping[str, Any]

    def block(self, name: str, **more: Any) -> bytes:
        """The bytes of a block."""
        context = self.template.new_context({**self.given, **more})
        return _encoded("".join(self.template.blocks[name](context)))


@dataclass(frozen=True, slots=True)
class _Leaves:
    """The parts of the page with all that it takes to write each by itself."""

    parts: Sequence[Part]
    findings: Mapping[str, Sequence[Finding]]
    headings: Sequence[Sequence[int]]
    numbers: Mapping[Term, int]
    exported: Sequence[ManifestRow]
    frame: _Frame

    def made_from(self, place: int) -> bytes:
        """All that the part is made from."""
        part = self.parts[place]
        found = [finding for unit in part.bitext.units for finding in self.findings.get(unit.segment.id, ())]
        terms = {id(hit.term): hit.term for unit in part.bitext.units for hit in unit.hits}
        about = part.row, self.headings[place], [self.numbers[term] for term in terms.values()], found
        return part.content + repr(about).encode("utf-8", "surrogatepass")

    def write(self, place: int) -> bytes:
        """The rows of the part on the page and in its export."""
        part = self.parts[place]
        rows = page_rows(part, self.findings, self.headings[place], self.numbers)
        shown = self.frame.block("rows", rows=rows, rows_in_section=ROWS_PER_SECTION)
        first = part.row - 1
        told = island_rows(self.exported[first : first + len(part.bitext.units)], part.bitext.units)
        return _dump(shown, _encoded(told))


def _leaves(bitext: Bitext, findings: Sequence[Finding], frame: _Frame, terms: Sequence[Term]) -> _Leaves:
    by_unit: dict[str, list[Finding]] = {}
    for finding in findings:
        by_unit.setdefault(finding.unit_id, []).append(finding)
    divided = parts(bitext)
    levels = heading_levels(bitext.document)
    headings = [list(islice(levels, len(part.bitext.document.blocks))) for part in divided]
    numbers = {term: number for number, term in enumerate(terms)}
    return _Leaves(divided, by_unit, headings, numbers, manifest(bitext).rows, frame)


def _dump(shown: bytes, told: bytes) -> bytes:
    return zlib.compress(len(shown).to_bytes(8, "little") + shown + told, 1)


def _load(content: bytes) -> tuple[bytes, bytes]:
    both = zlib.decompress(content)
    end = 8 + int.from_bytes(both[:8], "little")
    return both[8:end], both[end:]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _script() -> str:
    """The script's files as one function, which leaves nothing behind among the page's globals."""
    return "(() => {\n" + "\n".join(resource(f"script/{name}.js") for name in _SCRIPTS) + "})();\n"
