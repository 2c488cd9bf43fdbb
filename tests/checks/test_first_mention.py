"""The first mention of a name in a whole document."""

from __future__ import annotations

import pytest

from toolkit.checks import Policy, Scope, run_checks
from toolkit.glossary import Glossary, annotate
from toolkit.model import Bitext, Block, Document, Finding, Kind, Segment, State, Term, Unit

ZONE = Term("滨江经开区", "Binjiang Economic Zone", "c", alternatives=("Binjiang EZ",), short="the Zone")
PLAIN = Term("经开区", "economic zone", "c", short="the Zone")
PORT = Term("长江港务集团", "Changjiang Port Group", "c", short="CPG", alternatives=("Cpg",), variants=("长港集团",))
GDP = Term("国内生产总值", "gross domestic product", "c", short="GDP", alternatives=("GDP",))
TERMINAL = Term("长港集团一期码头", "CPG Terminal One", "c")
GLOSSARY = Glossary((ZONE, PLAIN, PORT, TERMINAL, GDP))


def findings(*rows: tuple[str, str] | tuple[str, str, Kind]) -> list[Finding]:
    """Of a document with a block a row: Chinese, English, and the kind where it is no paragraph."""
    units = [
        Unit(Segment(f"s{number}", row[0]), row[1], State.TRANSLATED if row[1] else State.EMPTY)
        for number, row in enumerate(rows, 1)
    ]
    kinds = [row[2] if len(row) > 2 else Kind.PARAGRAPH for row in rows]
    blocks = tuple(Block(kind, 0, (unit.segment,)) for kind, unit in zip(kinds, units, strict=True))
    bitext = annotate(Bitext(Document("page", "page", blocks), tuple(units)), GLOSSARY)
    return list(run_checks(bitext, Scope(GLOSSARY.terms), Policy(select=("term-first-mention",))))


def reported(*rows: tuple[str, str] | tuple[str, str, Kind]) -> list[str]:
    return [finding.unit_id for finding in findings(*rows)]


FULL = ("滨江经开区成立。", "The Binjiang Economic Zone was founded.")
SHORT = ("滨江经开区发展。", "The Zone grew.")


def test_in_full_first_and_short_after() -> None:
    assert reported(FULL, SHORT, SHORT) == []


def test_short_first_is_reported_once() -> None:
    assert reported(SHORT, SHORT, FULL) == ["s1"]


def test_an_alternative_is_as_good_as_the_target() -> None:
    assert reported(("滨江经开区成立。", "Binjiang EZ was founded."), SHORT) == []


def test_any_name_of_the_thing_explains_the_short_form() -> None:
    assert reported(FULL, ("经开区发展。", "The Zone grew.")) == []
    assert reported(("该区成立。", "The Binjiang Economic Zone was founded."), SHORT) == []


@pytest.mark.parametrize("kind", [Kind.HEADLINE, Kind.HEADING, Kind.CAPTION, Kind.TABLE_CELL])
def test_apart_from_the_running_text_either_may_stand(kind: Kind) -> None:
    assert reported((*SHORT, kind), FULL, SHORT) == []
    assert reported((*FULL, kind), SHORT) == ["s2"]


@pytest.mark.parametrize("kind", [Kind.LIST_ITEM, Kind.QUOTE])
def test_lists_and_quotations_are_running_text(kind: Kind) -> None:
    assert reported((*SHORT, kind)) == ["s1"]
    assert reported((*FULL, kind), SHORT) == []


def test_other_words_are_no_mention() -> None:
    assert reported(("滨江经开区发展。", "The zone grew.")) == []
    assert reported(("滨江经开区发展。", "It grew beyond zone two.")) == []
    assert reported(("河岸发展。", "The Zone grew.")) == []


def test_a_short_form_in_a_longer_name_is_no_mention() -> None:
    assert reported(("长港集团一期码头开港，长江港务集团出席。", "CPG Terminal One opened; the group attended.")) == []
    assert reported(("长港集团一期码头开港，长港集团出席。", "CPG Terminal One opened; CPG attended.")) == ["s1"]


def test_variants_are_one_name() -> None:
    full = ("长江港务集团成立。", "Changjiang Port Group was founded.")
    assert reported(full, ("长港集团发展。", "CPG grew.")) == []
    assert reported(("长港集团发展。", "CPG grew."), full) == ["s1"]


def test_what_is_not_translated_yet_is_not_the_first_mention() -> None:
    assert reported((FULL[0], ""), SHORT) == ["s2"]


def test_a_short_form_that_is_an_alternative_may_stand_from_the_start() -> None:
    assert reported(("国内生产总值增长。", "GDP grew.")) == []


def test_a_short_form_in_brackets_is_just_introduced() -> None:
    assert reported(("长江港务集团成立。", "The Port Group of the Changjiang (“CPG”) was founded."), SHORT) == ["s2"]
    assert reported(("长江港务集团成立。", "The Group (CPG) was founded."), ("长港集团发展。", "CPG grew.")) == []


def test_the_finding() -> None:
    (finding,) = findings(SHORT)
    assert finding.message == (
        "first mention of 滨江经开区 in the text: write “Binjiang Economic Zone”, and “the Zone” from then on"
    )
    assert (finding.source_span, finding.target_span) == ((0, 5), (0, 8))
    assert finding.suggestion == "The Binjiang Economic Zone"
