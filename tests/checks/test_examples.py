"""Every check by its examples; a translator can add a line to examples.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.checks import Check, Policy, Scope, all_checks, run_checks
from toolkit.codes import untagged
from toolkit.glossary import Glossary, annotate, parse_family
from toolkit.model import Bitext, Block, Document, Finding, Kind, Segment, State, Unit

GLOSSARY = Glossary(
    parse_family(
        "source,target,alternatives,forbidden,short\n"
        "九江港,Jiujiang Port,Port of Jiujiang,,\n"
        "产业链,industrial chain,value chain,,\n"
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


def examples() -> list[tuple[str, str, list[str]]]:
    code, found = "", []
    for line in Path(__file__).with_name("examples.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            code = line[3:]
        elif line and not line.startswith("#"):
            verdict, *texts = line.split("\t")
            found.append((code, verdict, texts))
    return found


def findings(chinese: str, english: str, state: State = State.TRANSLATED) -> tuple[Finding, ...]:
    segment = Segment("s1", *untagged(chinese))
    document = Document("page", "page", (Block(Kind.PARAGRAPH, 0, (segment,)),))
    target, codes = untagged(english)
    bitext = annotate(Bitext(document, (Unit(segment, target, state, codes=codes),)), GLOSSARY)
    return run_checks(bitext, Scope(GLOSSARY.terms))


def findings_in(texts: list[str], code: str = "") -> tuple[Finding, ...]:
    """The findings in a document of Chinese and English by turns, a block for each pair.

    `code` is run too if it runs only on request.
    """
    blocks, units = [], []
    for number, (chinese, english) in enumerate(zip(texts[::2], texts[1::2], strict=True)):
        segment = Segment(f"s{number}", *untagged(chinese.removeprefix("# ")))
        blocks.append(Block(Kind.HEADING if chinese.startswith("# ") else Kind.PARAGRAPH, 0, (segment,)))
        target, codes = untagged(english)
        units.append(Unit(segment, target, State.TRANSLATED, codes=codes))
    bitext = annotate(Bitext(Document("page", "page", tuple(blocks)), tuple(units)), GLOSSARY)
    return run_checks(bitext, Scope(GLOSSARY.terms, titles="title"), Policy(extra=(code,)))


@pytest.mark.parametrize(("code", "verdict", "texts"), examples())
def test_example(code: str, verdict: str, texts: list[str]) -> None:
    codes = {finding.code for finding in findings_in(texts, code)}
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
    assert messages == ["2021年 is not in the English", "5亿 (500 million) is not in the English"]


@pytest.mark.parametrize(
    ("chinese", "english", "message", "suggestion"),
    [
        ("投资50亿元。", "RMB 50 billion.", "50亿 is 5 billion, not “50 billion”", "5 billion"),
        ("签约59个项目。", "95 projects.", "59 stands as “95”", "59"),
        ("共两家企业。", "Three companies.", "两 is two, not “Three”", ""),
        ("项目投产。", "15 projects.", "“15” has no counterpart in the Chinese", ""),
        (
            "发电超1.1亿度。",
            "110 million kWh.",
            "超1.1亿度 is more than 110 million kWh, not “110 million kWh”",
            "more than 110 million kWh",
        ),
        ("高200多米的塔", "a 200-metre tower", "200多米 is more than 200 metres, not “200-metre”", ""),
        ("共50家。", "Over 50 firms.", "50家 stands as “Over 50”", ""),
        ("水面90平方公里。", "90 square metres.", "90平方公里 is 90 square kilometres, not “90 square metres”", ""),
        ("投资5亿元。", "$500 million.", "5亿元 is RMB 500 million, not “$500 million”", ""),
        ("12月24日。", "25 December.", "12月24日 is 24 December, not “25 December”", "24 December"),
        ("12月24日。", "December 25.", "12月24日 is December 24, not “December 25”", "December 24"),
    ],
)
def test_a_message_says_what_is_wrong_and_what_would_be_right(
    chinese: str, english: str, message: str, suggestion: str
) -> None:
    (finding,) = findings(chinese, english)
    assert (finding.message, finding.suggestion) == (message, suggestion)
    if finding.target_span and suggestion:
        start, end = finding.target_span
        mended = english[:start] + suggestion + english[end:]
        assert finding.code not in {found.code for found in findings(chinese, mended)}


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


def test_a_version_may_be_written_out() -> None:
    assert "kept" not in {finding.code for finding in findings("V3.0版上线。", "Version 3.0 went online.")}
    assert "kept" in {finding.code for finding in findings("V3.0版上线。", "The new version went online.")}


WITHOUT_A_PLACE = {"empty", "length", "inconsistent-translation", "inconsistent-source"}


@pytest.mark.parametrize(("code", "verdict", "texts"), [one for one in examples() if one[1] == "bad"])
def test_a_suggestion_mends_what_was_found(code: str, verdict: str, texts: list[str]) -> None:
    for finding in findings_in(texts, code):
        if finding.code != code:
            continue
        place = finding.source_span or finding.target_span
        assert (place is None) == (code in WITHOUT_A_PLACE)
        row = int(finding.unit_id[1:])
        if finding.target_span is not None:
            english = untagged(texts[2 * row + 1])[0]
            start, end = finding.target_span
            assert 0 <= start <= end <= len(english)
            if finding.suggestion and english[start:end] != finding.suggestion:
                mended = english[:start] + finding.suggestion + english[end:]
                again = findings_in([*texts[: 2 * row + 1], mended, *texts[2 * row + 2 :]], code)
                assert len([f for f in again if f.code == code]) < len(
                    [f for f in findings_in(texts, code) if f.code == code]
                )


def test_another_document_is_named_with_its_row() -> None:
    def document(name: str, *pairs: tuple[str, str]) -> Bitext:
        segments = [Segment(f"{name}{row}", chinese) for row, (chinese, _) in enumerate(pairs)]
        blocks = tuple(Block(Kind.PARAGRAPH, 0, (segment,)) for segment in segments)
        units = (Unit(one, pair[1], State.DRAFT) for one, pair in zip(segments, pairs, strict=True))
        return Bitext(Document(name, name, blocks), tuple(units))

    railway = ("铁路明年通车。", "The railway opens next year.")
    harbour = document("harbour", railway, ("港口全年无休。", "The port never closes."))
    wharf = document("wharf", ("港口全年无休。", "The port is open all year."), ("码头终年繁忙。", railway[1]))
    found = {finding.code: finding.message for finding in run_checks(wharf, Scope(others=(harbour,)))}
    assert found == {
        "inconsistent-translation": "harbour row 2 has other English for this: “The port never closes.”",
        "inconsistent-source": "harbour row 1 has the same English for other Chinese: 铁路明年通车。",
    }
    assert run_checks(wharf) == ()


PAGES = Path(__file__).resolve().parents[2] / "docs" / "checks"


@pytest.mark.parametrize("check", all_checks().values(), ids=lambda check: check.code)
def test_every_check_has_a_page_and_stands_in_the_list(check: Check) -> None:
    page = (PAGES / f"{check.code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {check.code}\n\nSeverity: {check.severity}")
    assert "> **Bad:** " in page
    assert "> **Good:** " in page
    row = f"| [{check.code}]({check.code}.md) | {check.severity} | {check.summary} |"
    assert row in (PAGES / "README.md").read_text(encoding="utf-8")
    assert len(list(PAGES.glob("*.md"))) == len(all_checks()) + 1
