"""“a” and “an” by sound."""

from __future__ import annotations

import pytest

from toolkit.language.articles import sounds_like_vowel

AN = "hour honest heir honour 8 80 800 8,000 11 18-month 8-inch MBA FDI SME R&D HR IT AI EU F1 X-ray S-shaped H-share "
AN += "important onerous umbrella uninteresting unidentified unimportant urban urgent utmost onion e-commerce LCD MP3"
A = "university union unit unique uniform Unix useful user utility European eucalyptus one-off once one-stop oneself "
A += "UN URL U-turn 180 Ukrainian ubiquitous uranium host house port 1 100 7 90 B-share TEU GDP year young wharf"


@pytest.mark.parametrize("word", AN.split())
def test_words_after_an(word: str) -> None:
    assert sounds_like_vowel(word) is True


@pytest.mark.parametrize("word", A.split())
def test_words_after_a(word: str) -> None:
    assert sounds_like_vowel(word) is False


@pytest.mark.parametrize("word", "historic hotel herb RMB EUR Ürümqi NATO LAN UNESCO SQL 1800 1100 xterm".split())
def test_where_usage_differs(word: str) -> None:
    assert sounds_like_vowel(word) is None
