from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.english import count_words, find_form, find_forms, has_any, has_tokens, straighten, tokens

FORMS = Path(__file__).parent.parent / "glossary" / "forms.txt"


def examples() -> list[tuple[str, str, str]]:
    lines = FORMS.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("verdict", "form", "text"), examples())
def test_form(verdict: str, form: str, text: str) -> None:
    assert (find_form(form, text) is not None) == (verdict == "found")
    assert has_any({form: False}, text) == (verdict == "found")


def test_places_and_marks() -> None:
    assert find_form("Ji'an", "from Ji’an to") == (5, 10)
    assert find_form("Co., Ltd.", "Defu Co., Ltd. grew") == (5, 13)
    assert list(find_forms("port", "The port’s Ports, ports")) == [(4, 10), (11, 16), (18, 23)]
    assert find_form("。", "port") is None


@given(st.text(max_size=12), st.sampled_from([" ", "-", "“", " (", ", "]))
def test_every_rendering_is_found_where_it_stands(form: str, border: str) -> None:
    has_words = any(character.isalnum() for character in form)
    assert (find_form(form, f"Port{border}{form}{border}port") is not None) == has_words


def test_case() -> None:
    assert find_form("AI", "ai", case_sensitive=True) is None
    assert find_form("AI", "an AI", case_sensitive=True) == (3, 5)
    assert find_form("TEU", "600 TEUs", case_sensitive=True) == (4, 8)
    assert find_form("TCL Air Conditioner", "TCL Air Conditioners", case_sensitive=True) == (0, 20)
    assert find_form("TCL Air Conditioner", "TCL air conditioners", case_sensitive=True) is None
    assert find_form("City", "cities", case_sensitive=True) is None


def test_words_and_tokens() -> None:
    assert count_words("RMB 41.47 billion for high-quality growth, isn’t it?") == 8
    assert straighten("“Ji’an”") == '"Ji\'an"'
    assert tokens("R&D (China)") == ["R", "&", "D", "(", "China", ")"]
    assert has_tokens("R&D", "their R & D centre")
    assert not has_tokens("R&D", "R and D")


PIECES = st.sampled_from("port ports Port building build built and Co., Ltd. AI ai colour color , R&D".split())


@given(st.lists(st.lists(PIECES, min_size=1, max_size=3), max_size=3), st.lists(PIECES, max_size=8), st.booleans())
def test_any_of_the_forms_is_had_where_one_is_found(forms: list[list[str]], text: list[str], case: bool) -> None:
    wanted, english = dict.fromkeys(map(" ".join, forms), case), " ".join(text)
    assert has_any(wanted, english) == any(find_form(form, english, case) is not None for form in wanted)
