"""A real LibreOffice opens what was translated in place: from its own Word file, and a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from conversion import convert
from placed import expected, translated

from toolkit.readers import read
from toolkit.readers.in_place import in_place

pytestmark = pytest.mark.office
HERE = Path(__file__).parent
PAGE = HERE.parent / "readers" / "html" / "account-article.html"


def test_libreoffice_reads_the_english_in_documents_translated_in_place(soffice: str, tmp_path: Path) -> None:
    word = convert(soffice, HERE / "port.fodt", "docx", tmp_path)
    bitext = translated(read(word))
    made = tmp_path / "english.docx"
    made.write_bytes(in_place(word.read_bytes(), bitext, ".docx", "port.docx"))
    again = tmp_path / "again"
    again.mkdir()
    shown = [" ".join(block.segments[0].text.split()) for block in read(convert(soffice, made, "docx", again)).blocks]
    assert [text for _, _, text in expected(bitext) if text not in shown] == []


def test_libreoffice_shows_the_english_of_a_page_translated_in_place(soffice: str, tmp_path: Path) -> None:
    bitext = translated(read(PAGE))
    made = tmp_path / "page.html"
    made.write_bytes(in_place(PAGE.read_bytes(), bitext, ".html", "page.html"))
    shown = "".join(convert(soffice, made, "txt:Text", tmp_path).read_text(encoding="utf-8-sig").split())
    assert [text for _, _, text in expected(bitext) if "".join(text.split()) not in shown] == []
