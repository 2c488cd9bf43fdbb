"""One row of the review page: a unit with all that is marked in it and said about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from toolkit.bitext import Part
from toolkit.codes import tag
from toolkit.model import Document, Finding, Note, Unit
from toolkit.writers.changes import differences
from toolkit.writers.html.runs import CHANGED, TERM, InTurn, Mark, Run, cut
from toolkit.writers.labels import origin_label, remarks
from toolkit.writers.runs import in_turn

_MOST_HEADING_LEVELS = 6


class Row(NamedTuple):
    """A unit as the page shows it.

    ``starts`` is true for the first row of a block. ``heading`` is the level of the HTML heading
    that the Chinese is, 0 where it is none.
    ``previous`` is empty where the source has not changed; ``accepted`` are findings that a
    person let stand.
    """

    number: int
    unit: Unit
    kind: str
    starts: bool
    heading: int
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...] = ()
    source: InTurn | tuple[Run, ...] = ()
    target: tuple[Run, ...] = ()
    previous: tuple[Run, ...] = ()

    @property
    def remarks(self) -> tuple[Note, ...]:
        """The notes that people left."""
        return remarks(self.unit)

    @property
    def origin(self) -> str:
        """Where the English comes from, empty where a person wrote it."""
        return origin_label(self.unit)

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """What the tags of the Chinese stand for where that is more than a look: ``(a1, https://…)``."""
        return tuple([(tag(code), code.detail) for code in self.unit.segment.codes if code.detail])

    @property
    def codes(self) -> str:
        """The codes of the findings, each once, separated by spaces."""
        return " ".join(dict.fromkeys(finding.code for finding in self.findings))


def page_rows(
    part: Part, findings: Mapping[str, Sequence[Finding]], headings: Iterable[int], numbers: Mapping[int, int]
) -> Iterator[Row]:
    """The rows of a part of an annotated bitext.

    `findings` are by unit ID, `headings` as `heading_levels` gives them for its blocks; `numbers` gives
    each term, by the identity of its object, its place in the page's list.
    """
    number = part.row
    units = iter(part.bitext.units)
    for block, heading in zip(part.bitext.document.blocks, headings, strict=True):
        for place, unit in enumerate(islice(units, len(block.segments))):
            found = findings.get(unit.segment.id, ())
            standing = tuple([finding for finding in found if not finding.accepted])
            accepted = tuple([finding for finding in found if finding.accepted])
            texts = _marked(unit, standing, [numbers[id(hit.term)] for hit in unit.hits])
            yield Row(number, unit, str(block.kind), place == 0, heading, standing, accepted, *texts)
            number += 1


def heading_levels(document: Document) -> Iterator[int]:
    """For each block the level of its HTML heading, 0 for none.

    The page's title has the first. Below it none is left out, as those who listen to a page move
    by its headings: a text that has headings of the second level only has them right below.
    """
    used = sorted({block.level for block in document.blocks if block.level})
    last = 1
    for block in document.blocks:
        if block.level:
            last = min(used.index(block.level) + 2, last + 1, _MOST_HEADING_LEVELS)
        yield last if block.level else 0


def _marked(
    unit: Unit, findings: Sequence[Finding], terms: Sequence[int]
) -> tuple[InTurn | tuple[Run, ...], tuple[Run, ...], tuple[Run, ...]]:
    """Chinese, English and earlier Chinese, cut where `terms`, changes and findings begin and end."""
    gone, new = differences(unit.previous, unit.segment.text) if unit.previous else ([], [])
    source = [Mark(start, end, CHANGED) for start, end in new]
    target = []
    for index, finding in enumerate(findings):
        if finding.source_span:
            source.append(Mark(*finding.source_span, str(finding.severity), index))
        if finding.target_span:
            target.append(Mark(*finding.target_span, str(finding.severity), index))
    return (
        _cut_chinese(unit, source, terms),
        cut(unit.target, target, unit.codes),
        cut(unit.previous, [Mark(start, end, CHANGED) for start, end in gone]),
    )


def _cut_chinese(unit: Unit, others: Sequence[Mark], terms: Sequence[int]) -> InTurn | tuple[Run, ...]:
    """The Chinese, cut at its terms and what `others` mark."""
    text, codes = unit.segment.text, unit.segment.codes
    pieces = None if others or codes else in_turn(text, [(hit.start, hit.end) for hit in unit.hits])
    if pieces is not None:
        return InTurn(pieces, terms)
    marks = (Mark(hit.start, hit.end, TERM, number) for hit, number in zip(unit.hits, terms, strict=True))
    return cut(text, [*marks, *others], codes)
