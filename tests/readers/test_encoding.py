from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.readers.encoding import decode

TEXT = "江港新城今年投资5亿元，港口全年吞吐量达60万标箱。\n第二行：“开港”。\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8"), "UTF-8"),
        (b"\xef\xbb\xbf" + TEXT.encode("utf-8"), "UTF-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "UTF-16-LE"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16-BE"),
        (TEXT.encode("utf-16-le"), "UTF-16-LE"),
        (TEXT.encode("utf-16-be"), "UTF-16-BE"),
        (TEXT.encode("gb18030"), "GB18030"),
        ("臺灣與香港的鐵路貨運，㐂𠀀。".encode("gb18030"), "GB18030"),
        (b"plain ASCII", "UTF-8"),
    ],
)
def test_detected(content: bytes, encoding: str) -> None:
    text, found = decode(content, "page.txt")
    assert found == encoding
    assert text.encode("utf-8").decode("utf-8") == text
    assert not text.startswith("\ufeff")


@given(st.text(alphabet=st.sampled_from("江港新城今年投资的一是在不了有和人这中大为上个国，。“”5亿元 \nA"), min_size=8))
def test_any_chinese_text_in_gb18030_or_utf8(text: str) -> None:
    assert decode(text.encode("utf-8"), "x")[0] == text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PK\x03\x04rest", "zip or Office"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0rest", "old Office"),
        (b"\x89PNG\r\n", "picture"),
        (bytes(range(256)) * 4, "binary"),
        ("這是一段繁體中文，用來測試編碼。".encode("big5") * 5, "none of UTF-8"),
        (b"a\x1bb", r"control character U\+001B"),
        (b"line\nnul\x00here", "binary|control"),
    ],
)
def test_refused_with_a_reason(content: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        decode(content, "page.txt")
    assert caught.value.place.startswith("page.txt")
    assert caught.value.remedy


def test_the_line_of_a_control_character_is_named() -> None:
    with pytest.raises(InputError) as caught:
        decode("一\n二\n三\x07\n".encode(), "page.txt")
    assert caught.value.place == "page.txt line 3"
