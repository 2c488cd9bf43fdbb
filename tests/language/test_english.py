from __future__ import annotations

import pytest

from toolkit.language.english import count_words, find_form, has_tokens, straighten, tokens


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("industrial chain", "Industrial chains grew."),
        ("high-quality development", "high quality development"),
        ("policy", "new policies"),
        ("enterprise", "the enterprise’s profit"),
        ("Ji'an", "from Ji’an to"),
        ("square meter", "11 square metres"),
        ("sense of fulfillment", "a sense of fulfilment"),
        ("modernize", "to modernise"),
        ("pilot program", "the pilot programmes"),
        ("TEU", "600,000 TEUs"),
        ("Co., Ltd.", "Defu Co., Ltd. grew"),
        ("e-commerce", "E-commerce"),
    ],
)
def test_found(form: str, text: str) -> None:
    assert find_form(form, text) is not None


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("author", "the authority"),
        ("port", "report"),
        ("AI", "aim"),
        ("park", "parking"),
        ("9 m", "59 million"),
    ],
)
def test_not_found(form: str, text: str) -> None:
    assert find_form(form, text) is None


def test_case() -> None:
    assert find_form("AI", "ai", case_sensitive=True) is None
    assert find_form("AI", "an AI", case_sensitive=True) == (3, 5)


def test_words_and_tokens() -> None:
    assert count_words("RMB 41.47 billion for high-quality growth, isn’t it?") == 8
    assert straighten("“Ji’an”") == '"Ji\'an"'
    assert tokens("R&D (China)") == ["R", "&", "D", "(", "China", ")"]
    assert has_tokens("R&D", "their R & D centre")
    assert not has_tokens("R&D", "R and D")
