"""How often the checks of style and correspondence are wrong on published translations.

Every finding was read. Those named here are right; what is not named is counted as false.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from toolkit.building.job import read_glossary
from toolkit.checks import FAMILIES, Policy, Scope, all_checks, run_checks
from toolkit.glossary import annotate
from toolkit.model import Bitext, Block, Document, Finding, Kind, Segment, State, Unit
from toolkit.project import Project

ROOT = Path(__file__).resolve().parents[2]
OURS = ("correspondence", "consistency", "marks", "spacing", "sentences", "words", "spelling", "source")
MOST_FALSE = 0.04
"""False findings a segment."""

RIGHT = {
    ("dash", "g16 6, g16 7, n01 1, n01 6, n02 1, n03 1, n03 2, n05 1, n08 1, n09 1, n10 1"),
    ("inconsistent-translation", "g01 15, g01 16, g01 17, g02 3, g02 4, g02 5"),
    ("length", "g07 1"),
    ("quotes", "n10 7"),
    ("source-spaces", "n02 13, n03 1, n05 7, n05 13"),
    ("space-before-mark", "n02 7, n02 13, n05 11, n06 6, n06 7, n06 9, n06 14"),
    ("spelling", "n10 8"),
    ("term-inconsistent", "n05 19"),
}


def published(folder: Path) -> list[Bitext]:
    glossary = read_glossary(Project(ROOT).families())
    return [annotate(_bitext(path), glossary) for path in sorted(folder.glob("[gn]*.tsv"))]


def _bitext(path: Path) -> Bitext:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    segments = [Segment(f"{path.stem[:3]} {row['idx']}", row["zh"]) for row in rows]
    blocks = tuple(Block(Kind.PARAGRAPH, 0, (segment,)) for segment in segments)
    units = zip(segments, rows, strict=True)
    return Bitext(
        Document(path.stem, path.stem, blocks),
        tuple(Unit(segment, row["en"], State.TRANSLATED) for segment, row in units),
        target_language="en-US",
    )


@pytest.fixture(scope="module")
def bitexts(shared: Path) -> list[Bitext]:
    return published(shared / "parallel")


@pytest.fixture(scope="module")
def findings(bitexts: list[Bitext]) -> list[Finding]:
    homes = {f"toolkit.checks.{name}" for name in OURS}
    assert homes <= set(FAMILIES)
    ours = tuple(code for code, check in all_checks().items() if check.run.__module__ in homes)
    terms = read_glossary(Project(ROOT).families()).terms
    policy = Policy(select=(*ours, "untranslated"))
    return [
        finding
        for bitext in bitexts
        for finding in run_checks(
            bitext, Scope(terms, others=tuple(other for other in bitexts if other is not bitext)), policy
        )
    ]


def test_false_findings_are_rare(bitexts: list[Bitext], findings: list[Finding]) -> None:
    segments = sum(len(bitext.units) for bitext in bitexts)
    false = Counter(finding.code for finding in findings if not _is_right(finding))
    assert segments > 250
    assert false.total() <= MOST_FALSE * segments, false


def test_the_mistakes_of_the_translators_are_found(findings: list[Finding]) -> None:
    found = {(finding.code, finding.unit_id) for finding in findings}
    for code, places in RIGHT:
        for place in places.split(", "):
            assert (code, place) in found


def _is_right(finding: Finding) -> bool:
    return any(finding.code == code and finding.unit_id in places.split(", ") for code, places in RIGHT)


def test_all_default_checks_together_are_rarely_wrong(bitexts: list[Bitext]) -> None:
    """At most one false finding in ten segments; what the other tests name is right."""
    terms = read_glossary(Project(ROOT).families()).terms
    false = Counter(
        finding.code
        for bitext in bitexts
        for finding in run_checks(bitext, Scope(terms, others=tuple(o for o in bitexts if o is not bitext)))
        if not _is_right(finding) and finding.code not in ("number-value", "number-qualifier", "currency")
    )
    assert false.total() <= 0.1 * sum(len(bitext.units) for bitext in bitexts), false


def test_the_misspelt_name_is_found(bitexts: list[Bitext]) -> None:
    found = [finding for bitext in bitexts for finding in run_checks(bitext, policy=Policy(select=("name-pinyin",)))]
    assert [(finding.unit_id, finding.suggestion) for finding in found] == [("n10 9", "Langao")]
