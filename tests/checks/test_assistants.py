"""Checks that need a package of their own."""

from __future__ import annotations

import csv
import re
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest

from toolkit.checks import Policy, all_checks, run_checks
from toolkit.errors import UsageError
from toolkit.language.chinese import count_han
from toolkit.model import Bitext, Block, Document, Finding, Kind, Segment, State, Unit

ASSISTANTS = [check for check in all_checks().values() if check.needs]
EXAMPLE = re.compile(r"(Bad|Good): (.+) → (.+)")


def findings(code: str, *pairs: tuple[str, str]) -> tuple[Finding, ...]:
    if find_spec(all_checks()[code].needs) is None:
        pytest.skip(f"the package for {code} is not installed")
    segments = tuple(Segment(f"s{number}", chinese) for number, (chinese, _) in enumerate(pairs))
    units = tuple(Unit(one, english, State.TRANSLATED) for one, (_, english) in zip(segments, pairs, strict=True))
    document = Document("d", "d", (Block(Kind.PARAGRAPH, 0, segments),))
    return run_checks(Bitext(document, units), policy=Policy(select=(code,)))


@pytest.mark.parametrize("check", ASSISTANTS, ids=lambda check: check.code)
def test_the_examples_of_the_docstring(check: object) -> None:
    for verdict, chinese, english in EXAMPLE.findall(check.run.__doc__):
        assert bool(findings(check.code, (chinese, english))) is (verdict == "Bad")


def test_they_run_only_where_they_are_named() -> None:
    segment = Segment("s", "居民迁入新居。")
    document = Document("d", "d", (Block(Kind.PARAGRAPH, 0, (segment,)),))
    bitext = Bitext(document, (Unit(segment, "They were helped to relocated.", State.TRANSLATED),))
    assert {finding.code for finding in run_checks(bitext)} & {"grammar", "meaning"} == set()
    if find_spec("harper"):
        assert "grammar" in {finding.code for finding in run_checks(bitext, policy=Policy(extra=("grammar",)))}


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.checks.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'bilingual-toolkit\[grammar\]'"):
        run_checks(Bitext(Document("d", "d", ()), ()), policy=Policy(select=("grammar",)))


def test_meaning_on_published_pairs(shared: Path) -> None:
    pairs = []
    for path in sorted((shared / "parallel").glob("[gn]*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            pairs += [(row["zh"], row["en"]) for row in csv.DictReader(file, delimiter="\t") if row["zh"] and row["en"]]
    pairs = [pair for pair in pairs if count_han(pair[0]) >= 15]
    strangers = [(one[0], other[1]) for one, other in pairwise(pairs)]
    assert len(findings("meaning", *pairs)) <= 0.02 * len(pairs)
    assert len(findings("meaning", *strangers)) >= 0.8 * len(strangers)
