from __future__ import annotations

from dataclasses import fields, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext import keep_nothing
from toolkit.errors import InputError
from toolkit.glossary import Glossary, annotate, annotate_parts, compile_glossary, load_glossary
from toolkit.model import (
    Bitext,
    Block,
    Code,
    CodeKind,
    Document,
    Kind,
    Match,
    MatchKind,
    Note,
    Segment,
    State,
    Term,
    TermHit,
    Unit,
)


def glossary(*sources: str, **case: bool) -> Glossary:
    return Glossary(Term(source, f"en {source}", "c", case_sensitive=case.get(source, False)) for source in sources)


def found(known: Glossary, text: str) -> list[str]:
    hits = known.find(text)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
    return [hit.term.source for hit in hits]


def test_the_longest_term_wins() -> None:
    known = glossary("开发区", "九江开发区", "江开")
    assert found(known, "九江开发区和开发区") == ["九江开发区", "开发区"]


def test_traditional_text_and_offsets_in_the_original() -> None:
    known = glossary("开发区", "软件")
    text = "乘的士到開發區買軟件"
    assert [(text[hit.start : hit.end]) for hit in known.find(text)] == ["開發區", "軟件"]


def test_full_width_letters_and_case() -> None:
    known = glossary("AI技术", "TCL")
    assert found(known, "ＡＩ技术与tcl") == ["AI技术", "TCL"]


def test_whole_latin_words_only() -> None:
    known = glossary("AI", "5G")
    assert found(known, "AI技术用于5G网络") == ["AI", "5G"]
    assert found(known, "MAIN和15G") == []


def test_case_sensitive_terms() -> None:
    known = glossary("US", US=True)
    assert found(known, "US企业") == ["US"]
    assert found(known, "us企业") == []
    branded = glossary("TCL空调", TCL空调=True)
    assert found(branded, "TCL空調、ＴＣＬ空调") == ["TCL空调", "TCL空调"]
    assert found(branded, "tcl空调") == []


def test_variants_are_the_same_term() -> None:
    known = Glossary([Term("九江德福科技股份有限公司", "Jiujiang Defu", "firms", variants=("德福科技", "德福公司"))])
    assert found(known, "德福科技（即九江德福科技股份有限公司）與德福公司") == ["九江德福科技股份有限公司"] * 3


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary().find("九江") == ()


def test_what_stands_inside_a_form_that_does_not() -> None:
    known = glossary("AI技术", "技术", "技术园", "TCL", AI技术=True, TCL=True)
    assert found(known, "ai技术园") == ["技术园"]
    assert found(known, "MAI技术") == ["技术"]
    assert found(known, "AI技术园") == ["AI技术"]
    assert found(known, "tcl技术") == ["技术"]


def test_latin_beside_chinese() -> None:
    known = glossary("AI", "AI技术", "TCL空调", "5G", "九江5G基地", "Co")
    assert found(known, "用AI技术和TCL空调") == ["AI技术", "TCL空调"]
    assert found(known, "ＴＣＬ空調、九江５Ｇ基地") == ["TCL空调", "九江5G基地"]
    assert found(known, "ＭＡＩＮ、ＡＩＤ") == []
    assert found(known, "Co-op, CO。") == ["Co", "Co"]
    assert found(known, "AI，AI-AI") == ["AI"] * 3


def test_capitals_decide_between_two_terms() -> None:
    known = Glossary([Term("IT", "information technology", "c", case_sensitive=True), Term("it", "IT (pronoun)", "c")])
    assert [hit.term.target for hit in known.find("IT、it、It")] == [
        "information technology",
        "IT (pronoun)",
        "IT (pronoun)",
    ]


@pytest.mark.parametrize("source", ["", " ", "　"])
def test_a_term_without_chinese_is_refused(source: str) -> None:
    with pytest.raises(InputError, match="a term without Chinese"):
        glossary(source)


def test_hostile_text() -> None:
    known = glossary("港口", "AI")
    assert found(known, "\x00港口\x00\ud840\udfffAI\ud800") == ["港口", "AI"]
    assert len(known.find("mAI" * 50_000)) == 0
    assert len(known.find("港口\U00020000，" * 100_000)) == 100_000


def plain_search(terms: list[Term], text: str) -> list[tuple[int, int, str]]:
    """Leftmost-longest by trying every place and every form of every term."""
    places, start = [], 0
    while start < len(text):
        standing = [
            (len(form), term.case_sensitive, term.target)
            for term in terms
            for form in (term.source, *term.variants)
            if stands(term, form, text, start)
        ]
        length, _, target = max(standing, key=lambda found: found[:2], default=(1, False, ""))
        if standing:
            places.append((start, start + length, target))
        start += length
    return places


def stands(term: Term, form: str, text: str, start: int) -> bool:
    end = start + len(form)
    same = text[start:end] == form if term.case_sensitive else text[start:end].lower() == form.lower()
    return same and not any(
        text[at - 1 : at + 1].isalnum() and text[at - 1 : at + 1].isascii() for at in borders(text, start, end)
    )


def borders(text: str, start: int, end: int) -> list[int]:
    return [at for at in (start, end) if 0 < at < len(text)]


FORM = st.text("港口城aAb", min_size=1, max_size=4)


@st.composite
def glossaries(draw: st.DrawFn) -> list[Term]:
    """Terms with variants, no form of which is also another's."""
    forms = draw(st.lists(FORM, max_size=9, unique_by=str.lower))
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(forms) - 1)))))
    groups = [forms[start:end] for start, end in pairwise([0, *cuts, len(forms)])]
    return [
        Term(group[0], f"en {group[0]}", "c", case_sensitive=draw(st.booleans()), variants=tuple(group[1:]))
        for group in groups
        if group
    ]


@given(glossaries(), st.text("港口城aAb的，", max_size=40))
def test_equal_to_plain_search(terms: list[Term], text: str) -> None:
    expected = plain_search(terms, text)
    for known in (Glossary(terms), load_glossary(compile_glossary(terms))):
        assert [(hit.start, hit.end, hit.term.target) for hit in known.find(text)] == expected


@given(glossaries(), st.lists(st.text("港口城aAb的，\0", max_size=12), max_size=6))
def test_in_many_texts_is_found_what_is_in_each(terms: list[Term], texts: list[str]) -> None:
    known = Glossary([*terms, Term("口\0港", "across two texts", "c")])
    assert known.find_each(texts) == [known.find(text) for text in texts]
    assert Glossary().find_each(texts) == [()] * len(texts)


def test_annotating_a_document_searches_many_texts_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int] = []
    real = Glossary.find_each

    def counting(known: Glossary, texts: list[str]) -> list[tuple[TermHit, ...]]:
        searched.append(len(texts))
        return real(known, texts)

    monkeypatch.setattr(Glossary, "find_each", counting)
    segments = tuple(Segment(str(place), f"第{place}号港口") for place in range(1500))
    document = Document("port", "port", (Block(Kind.PARAGRAPH, 0, segments),))
    units = annotate(Bitext(document, tuple(map(Unit, segments))), glossary("港口")).units
    assert searched == [1000, 500]
    assert [unit.hits[0].end for unit in units] == [len(unit.segment.text) for unit in units]


def test_all_else_of_a_unit_stays() -> None:
    note, code = Note("Which port?", "Li Wen"), Code("1", CodeKind.BOLD, 0, 2)
    match = Match("港口开放", "The port opens", 80, MatchKind.FUZZY)
    segment = Segment("1", "港口开港", (code,))
    unit = Unit(segment, "The port", State.DRAFT, "memory", "港口", (note,), (), (code,), (match,))
    known = glossary("港口")
    marked = replace(unit, hits=known.find("港口开港"))
    assert all(getattr(marked, one.name) not in (one.default, None) for one in fields(Unit))
    bitext = Bitext(Document("port", "port", (Block(Kind.PARAGRAPH, 0, (segment,)),)), (unit,))
    assert annotate(bitext, known).units == (marked,)


@given(glossaries(), st.lists(st.text("港口城aAb的，", max_size=12), min_size=1, max_size=6))
def test_part_by_part_is_found_what_is_in_the_document(terms: list[Term], texts: list[str]) -> None:
    segments = tuple(Segment(str(place), text) for place, text in enumerate(texts))
    bitext = Bitext(Document("port", "port", (Block(Kind.PARAGRAPH, 0, segments),)), tuple(map(Unit, segments)))
    for known in (Glossary(terms), load_glossary(compile_glossary(terms))):
        assert annotate_parts(bitext, known, keep_nothing) == annotate(bitext, known)
