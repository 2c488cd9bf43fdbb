from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.chinese import converter, count_han, fold


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_every_character_folds_to_one_that_stands_for_itself() -> None:
    """Long text is folded by replacing one character after the other, which relies on it."""
    for character in map(chr, range(0x20000)):
        folded = fold(character)
        assert len(folded) == 1
        assert fold(folded) == folded


@given(st.lists(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)), max_size=4), st.text())
def test_a_long_text_is_folded_like_its_characters(runs: list[str], other: str) -> None:
    fold("".join(map(chr, range(0x4E00, 0x9FA6))))
    for text in (*runs, other, "，".join((*runs, other))):
        assert fold(text) == "".join(map(fold, text))


def test_all_of_gb_2312_folds_as_opencc_has_it() -> None:
    """Which characters of it stand for themselves is known without OpenCC."""
    simplify = converter("t2s")
    rows = bytes(range(0xA1, 0xFF))
    known = {bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in rows}
    characters = sorted(character for character in known if "\u2e80" <= character <= "\u9fff")
    assert sum(character >= "\u4e00" for character in characters) == 6763
    for character in set(characters) - {"\u3000"}:
        assert fold(character) == simplify(character)


def test_opencc_is_loaded_where_a_character_needs_it() -> None:
    script = (
        "import sys; from toolkit.language.chinese import fold\n"
        "print(fold('九江港'), 'opencc' in sys.modules, fold('於是'), fold('開發區'), 'opencc' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.split() == ["九江港", "False", "于是", "开发区", "True"]


def test_half_a_character_is_no_error() -> None:
    assert fold("港\ud840口") == "港\ufffd口"


def test_forms_that_are_the_same() -> None:
    assert fold("開發區ＡＩ　１２") == fold("开发区ai 12")
    assert fold("的士") == "的士"


def test_han_are_counted_alone() -> None:
    assert count_han("AI技术，2020年𠀀〇！") == 5
