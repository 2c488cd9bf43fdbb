from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.glossary import Glossary
from toolkit.model import Term


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


def plain_search(forms: list[str], text: str) -> list[tuple[int, int]]:
    """Leftmost-longest by trying every place and every form."""
    places, start = [], 0
    while start < len(text):
        lengths = [len(form) for form in forms if text.startswith(form, start)]
        if lengths:
            places.append((start, start + max(lengths)))
        start += max(lengths, default=1)
    return places


@given(
    st.lists(st.text("港口城新", min_size=1, max_size=4), max_size=6, unique=True), st.text("港口城新的", max_size=40)
)
def test_equal_to_plain_search(forms: list[str], text: str) -> None:
    hits = glossary(*forms).find(text)
    assert [(hit.start, hit.end) for hit in hits] == plain_search(forms, text)
