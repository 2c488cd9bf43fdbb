"""Candidates for new terms, and the English that goes with them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.glossary import Glossary, parse_family
from toolkit.glossary.exchange import proposed_family
from toolkit.glossary.extract import Candidate, Sentence, extract
from toolkit.glossary.suggest import Suggester
from toolkit.model import Term, TermStatus
from toolkit.readers import read
from toolkit.segmentation import segment

TEXTS = [
    Sentence(
        "port row 1",
        "湖口县临港产业园今年引进了江西江港物流有限公司，“五港联动”初见成效。",
        "The Hukou County Lingang Industrial Park attracted Jiangxi Jianggang Logistics Co., Ltd. this year, and “five "
        "ports as one” showed results.",
    ),
    Sentence(
        "port row 2",
        "《湖口港口岸开放办法》印发后，洪门湖污水处理厂和江港物流码头先后开工。",
        "After the Measures on Opening Hukou Port came out, work began on the Hongmen Lake Wastewater Treatment Plant "
        "and on the Jianggang Logistics wharf.",
    ),
    Sentence("port row 3", "临港产业园投产，“五港联动”再进一步。", ""),
]


def found(sentences: list[Sentence], terms: str = "", **options: bool) -> dict[str, Candidate]:
    glossary = Glossary(parse_family("source,target,variants\n" + terms, "c", "c.csv"))
    return {one.source: one for one in extract(sentences, glossary, **options)}


@pytest.mark.parametrize("with_words", [True, False])
def test_titles_slogans_and_firms_need_no_words(with_words: bool) -> None:
    candidates = found(TEXTS, with_words=with_words)
    assert candidates["湖口港口岸开放办法"].kind == "title"
    assert candidates["五港联动"].kind == "slogan"
    assert candidates["五港联动"].count == 2
    assert [context.place for context in candidates["五港联动"].contexts] == ["port row 1", "port row 3"]


def test_names_begin_after_verbs_and_particles() -> None:
    candidates = found(TEXTS)
    assert candidates["江西江港物流有限公司"].kind == "firm"
    assert candidates["洪门湖污水处理厂"].kind == "place"
    assert candidates["湖口县临港产业园"].kind == "place"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全力推进濂溪综保区建设。", "濂溪综保区"),
        ("赛湖（九江）新材料有限公司投产。", "赛湖（九江）新材料有限公司"),
        ("TCL空调签约。", "TCL空调"),
        ("县行政审批局挂牌。", "县行政审批局"),
        ("招商引资专项行动开始。", "招商引资专项行动"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert name in found([Sentence("x", text)])


@pytest.mark.parametrize("with_words", [True, False])
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("游船驶离鄱阳湖口旅游码头。", "鄱阳湖口旅游码头"),
        ("首班列车驶入彭蠡大桥。", "彭蠡大桥"),
        ("货轮停靠城西港区。", "城西港区"),
        ("客商参观浔阳文创园。", "浔阳文创园"),
        ("列车途经赤湖大桥。", "赤湖大桥"),
        ("铁路通过新港大道连接城西港区。", "城西港区"),
        ("集团入股九江港务公司。", "九江港务公司"),
        ("车间位于赛湖（九江）高新区。", "赛湖（九江）高新区"),
    ],
)
def test_no_verb_and_no_preposition_stands_in_a_name(text: str, name: str, with_words: bool) -> None:
    candidates = found([Sentence("x", text)], with_words=with_words)
    assert [form for form in candidates if form.endswith(name)] == [name]


@pytest.mark.parametrize("name", ["新港连接线大桥", "出口加工工业园", "九江开放大学", "长江转运中心", "中国建设银行"])
def test_what_is_a_verb_elsewhere_may_stand_in_a_name(name: str) -> None:
    assert name in found([Sentence("x", f"{name}挂牌。")], with_words=False)


def test_what_the_glossary_knows_is_left_out_with_what_stands_inside_it() -> None:
    terms = "江西江港物流有限公司,Jianggang Logistics,江港物流\n五港联动,five ports as one,\n"
    candidates = found(TEXTS, terms)
    assert "江西江港物流有限公司" not in candidates
    assert "五港联动" not in candidates
    assert not any("江港物流" in form and "码头" not in form for form in candidates)


def test_longer_names_around_a_known_term_are_found() -> None:
    assert "湖口县临港产业园" in found(TEXTS, "湖口县,Hukou County,\n")


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("江西江港物流有限公司", "Jiangxi Jianggang Logistics Co., Ltd."),
        ("洪门湖污水处理厂", "Hongmen Lake Wastewater Treatment Plant"),
        ("五港联动", "five ports as one"),
        ("湖口县临港产业园", "Hukou County Lingang Industrial Park"),
    ],
)
def test_the_english_of_a_candidate(source: str, english: str) -> None:
    assert Suggester(TEXTS).english(found(TEXTS)[source]) == english


def test_no_english_is_better_than_a_guess() -> None:
    text = [Sentence("x", "投资者看中了“绿色港口”和明湖中心。", "Investors liked the Sunshine Center.")]
    suggester = Suggester(text)
    assert {suggester.english(one) for one in found(text).values()} == {""}


def test_names_on_the_newspaper_page(shared: Path) -> None:
    """Of the names that people listed for the page, more than half; of titles and slogans in quotes, all."""
    page = segment(read(shared / "article.txt"))
    sentences = [Sentence("p", one.text) for one in page.segments()]
    forms = set(found(sentences))
    text = "".join(one.source for one in sentences)
    with (shared / "terms.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["in_seed_text"] == "1"]
    names = [row["zh"] for row in rows if row["category"] in ("firm", "place", "institution")]
    quoted = [row["zh"][1:-1] for row in rows if row["zh"][0] in "“《" and row["zh"] in text and row["zh"][-1] in "”》"]
    assert sum(name in forms for name in names) > 0.6 * len(names)
    assert [form for form in quoted if form not in forms] == []


def test_candidates_as_a_family_that_can_be_read() -> None:
    terms = [
        Term("湖口港", "Hukou Port", "place", TermStatus.PROPOSED, note="a, “b”\nc", origin="x"),
        Term("彭泽港", "", "place", TermStatus.PROPOSED),
    ]
    text = proposed_family(terms)
    (term,) = parse_family(text, "c", "c.csv")
    assert (term.source, term.target, term.status, term.note) == ("湖口港", "Hukou Port", "proposed", "a, “b” c")
    assert "# 彭泽港,," in text
    assert "'=1+1,x" in proposed_family([Term("=1+1", "x", "slogan")])


@given(st.lists(st.text(alphabet="“”《》（）江港九湖物流有限公司的A1，。 ", max_size=30), max_size=4))
def test_candidates_stand_in_the_text_as_often_as_they_are_counted(texts: list[str]) -> None:
    sentences = [Sentence(str(number), text, text) for number, text in enumerate(texts)]
    candidates = extract(sentences, Glossary())
    suggester = Suggester(sentences)
    for one in candidates:
        assert 1 <= one.count <= sum(text.count(one.source[0]) for text in texts)
        assert 1 <= len(one.contexts) <= 3
        assert all(one.source in context.source for context in one.contexts)
        suggester.english(one)
    assert candidates == extract(sentences, Glossary())
