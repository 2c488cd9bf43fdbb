"""The repository's own project: what it promises to show."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from toolkit.bitext import read_xliff
from toolkit.building.job import read_glossary
from toolkit.checks import Scope, run_checks
from toolkit.glossary import annotate
from toolkit.model import Bitext, CodeKind, Kind, Severity, State, TermStatus
from toolkit.project import Project

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = read_glossary(Project(ROOT).families())


@pytest.fixture(scope="module")
def sample() -> Bitext:
    return annotate(read_xliff((ROOT / "source" / "jiujiang-2020.xlf").read_bytes(), "x"), GLOSSARY)


def test_the_glossary_is_a_real_one() -> None:
    assert len(GLOSSARY.terms) >= 300
    assert {"places", "firms", "slogans", "institutions", "industry", "units"} <= {t.category for t in GLOSSARY.terms}
    assert all(term.origin for term in GLOSSARY.terms)
    assert any(term.status is TermStatus.PROPOSED for term in GLOSSARY.terms)


def test_the_structure(sample: Bitext) -> None:
    kinds = Counter(block.kind for block in sample.document.blocks)
    assert len(sample.units) >= 45
    assert kinds[Kind.HEADLINE] == kinds[Kind.BYLINE] == 1
    assert kinds[Kind.HEADING] == 4
    assert kinds[Kind.CAPTION] >= 6


def test_it_is_fully_translated_and_mostly_reviewed(sample: Bitext) -> None:
    states = Counter(unit.state for unit in sample.units)
    assert set(states) == {State.TRANSLATED, State.REVIEWED}
    assert states[State.REVIEWED] > states[State.TRANSLATED] > 0


def test_no_error_is_found_in_it(sample: Bitext) -> None:
    findings = run_checks(sample, Scope(GLOSSARY.terms))
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
    assert len(findings) <= 3


def test_the_markdown_sample_has_codes_of_every_sort_and_no_finding() -> None:
    bitext = annotate(read_xliff((ROOT / "source" / "figures-2020.xlf").read_bytes(), "x"), GLOSSARY)
    kinds = {code.kind for unit in bitext.units for code in unit.segment.codes}
    assert kinds == {CodeKind.LINK, CodeKind.BOLD, CodeKind.ITALIC, CodeKind.REFERENCE, CodeKind.VERBATIM}
    assert run_checks(bitext, Scope(GLOSSARY.terms)) == ()


FIGURES = re.compile(r"\d+(?:\.\d+)?(?:万|亿)?")


def test_every_figure_and_name_of_the_page_and_none_of_its_sentences(sample: Bitext, shared: Path) -> None:
    page = (shared / "article.txt").read_text(encoding="utf-8")
    own = (ROOT / "source" / "jiujiang-2020.txt").read_text(encoding="utf-8")
    assert set(FIGURES.findall(page)) <= set(FIGURES.findall(own))
    for term in {hit.term for hit in GLOSSARY.find(page) if hit.term.category in ("firms", "institutions", "slogans")}:
        assert any(form in own for form in (term.source, *term.variants)), term.source
    theirs = {sentence.strip() for sentence in re.split("[。！？\n]", page) if len(sentence.strip()) > 12}
    assert not [sentence for sentence in theirs if sentence in own]
    longest = SequenceMatcher(None, page, own, autojunk=False).find_longest_match()
    assert longest.size <= 30
