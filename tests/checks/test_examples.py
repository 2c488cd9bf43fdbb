"""Every check by its examples; a translator can add a line to examples.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.checks import Policy, Scope, all_checks, run_checks
from toolkit.codes import untagged
from toolkit.glossary import Glossary, annotate, parse_family
from toolkit.model import Bitext, Block, Document, Finding, Kind, Segment, State, Unit

GLOSSARY = Glossary(
    parse_family(
        "source,target,alternatives,forbidden,short\n"
        "九江港,Jiujiang Port,Port of Jiujiang,,\n"
        "产业链,industrial chain,,,\n"
        "研发,R&D,,,\n"
        "平方米,square meter,,,\n"
        "首位产业,top-priority industry,,primary industry,\n"
        "初级产业,primary industry group,,,\n"
        "产业部,Department of Industry,Industry Department,department,the Department\n"
        "滨江区,Binjiang Development Zone,Binjiang Zone,,the Zone\n"
        "放管服,streamline administration and delegate power,,,\n",
        "test",
        "test.csv",
    )
)


def examples() -> list[tuple[str, str, str, str]]:
    code, found = "", []
    for line in Path(__file__).with_name("examples.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            code = line[3:]
        elif line and not line.startswith("#"):
            found.append((code, *line.split("\t")))
    return found


def findings(chinese: str, english: str, state: State = State.TRANSLATED) -> tuple[Finding, ...]:
    segment = Segment("s1", *untagged(chinese))
    document = Document("page", "page", (Block(Kind.PARAGRAPH, 0, (segment,)),))
    target, codes = untagged(english)
    bitext = annotate(Bitext(document, (Unit(segment, target, state, codes=codes),)), GLOSSARY)
    return run_checks(bitext, Scope(GLOSSARY.terms))


@pytest.mark.parametrize(("code", "verdict", "chinese", "english"), examples())
def test_example(code: str, verdict: str, chinese: str, english: str) -> None:
    codes = {finding.code for finding in findings(chinese, english)}
    if verdict == "bad":
        assert code in codes
    else:
        assert codes == set()


def test_every_check_has_examples_and_says_what_it_does() -> None:
    shown = {code for code, *_ in examples()} | {"empty"}
    for code, check in all_checks().items():
        assert code in shown or check.needs
        assert check.summary
        assert "Bad:" in (check.run.__doc__ or "")
        assert "Good:" in (check.run.__doc__ or "")


def test_an_empty_unit_is_only_empty() -> None:
    assert [finding.code for finding in findings("九江港60万人。", "", State.EMPTY)] == ["empty"]


def test_spans_and_suggestions() -> None:
    (finding,) = findings("首位产业壮大，产业链完整。", "The primary industry grew along its industrial chain，OK?")[:1]
    (mark,) = [f for f in findings("完成。", "Done。") if f.code == "fullwidth-mark"]
    assert (mark.target_span, mark.suggestion) == ((4, 5), ".")
    forbidden = next(f for f in findings("首位产业。", "Primary industry.") if f.code == "term-forbidden")
    assert (forbidden.source_span, forbidden.target_span) == ((0, 4), (0, 16))
    assert forbidden.suggestion == "top-priority industry"
    assert finding.unit_id == "s1"


def test_a_message_explains_only_chinese_units() -> None:
    messages = [finding.message for finding in findings("2021年投资5亿元。", "An investment.")]
    assert messages == ["2021 is not in the English", "5亿 (500 million) is not in the English"]


def test_select_and_ignore() -> None:
    segment = Segment("s1", "投资5亿元。")
    document = Document("page", "page", (Block(Kind.PARAGRAPH, 0, (segment,)),))
    bitext = Bitext(document, (Unit(segment, "投资 RMB 6 billion。", State.DRAFT),))
    assert {f.code for f in run_checks(bitext)} == {"leftover-chinese", "fullwidth-mark", "number-value"}
    assert {f.code for f in run_checks(bitext, policy=Policy(select=("number-value",)))} == {"number-value"}
    assert {f.code for f in run_checks(bitext, policy=Policy(ignore=("number-value",)))} == {
        "leftover-chinese",
        "fullwidth-mark",
    }


def test_glossary_figures_are_left_to_the_term_checks() -> None:
    named = Glossary(parse_family("source,target\n“1210”业务,bonded cross-border e-commerce\n", "c", "f"))
    segment = Segment("s1", "开通“1210”业务。")
    document = Document("page", "page", (Block(Kind.PARAGRAPH, 0, (segment,)),))
    unit = Unit(segment, "Bonded cross-border e-commerce began.", State.DRAFT)
    assert run_checks(annotate(Bitext(document, (unit,)), named), Scope(named.terms)) == ()
