"""Publications by the Open XML SDK validator: no error is allowed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from placed import expected, read, translated
from test_publication_docx import ARTICLE, PNG, passage, publication
from test_validity import errors

from toolkit.model import Cell, Code, CodeKind, Kind
from toolkit.readers.docx import read_document
from toolkit.readers.docx.in_place import in_place
from toolkit.writers.docx.publication import open_theme, reference_document, render
from toolkit.writers.publication import Imprint, PictureFile

pytestmark = pytest.mark.validator

CODES = (
    Code("1", CodeKind.BOLD, 0, 2),
    Code("2", CodeKind.LINK, 1, 2, "https://example.org/港 口?a=1&b"),
    Code("3", CodeKind.SUPERSCRIPT, 2, 3),
    Code("4", CodeKind.VERBATIM, 3, 3, "x < y"),
    Code("5", CodeKind.REFERENCE, 3, 3, "1"),
)


@pytest.mark.parametrize("edition", ["side-by-side", "facing", "english"])
def test_everything_at_once_is_valid(edition: str, tmp_path: Path) -> None:
    coded = passage(40, Kind.PARAGRAPH, "港口好", "The port שלום", pictures=(("a.png", "Port"), ("b.svg", "")))
    coded = replace(coded, texts=tuple(replace(one, codes=CODES) for one in coded.texts))
    cells = [passage(n, Kind.TABLE_CELL, "格", cell=Cell(1, 1 + n // 10, 1 + n % 10)) for n in range(50, 80)]
    made = publication(
        [*ARTICLE, coded, *cells, passage(90, Kind.FOOTNOTE, "注", "A note")],
        edition,
        draft=True,
        imprint=Imprint("出版社", ("A & B",), "© 2020", "<statement>"),
        pictures={
            "a.png": PictureFile(PNG, "image/png"),
            "b.svg": PictureFile(b"<svg viewBox='0 0 9 9'/>", "image/svg+xml"),
        },
    )
    assert errors(render(made), tmp_path) == []
    assert errors(render(made, open_theme(reference_document())), tmp_path) == []


def test_the_reference_document_is_valid(tmp_path: Path) -> None:
    assert errors(reference_document(), tmp_path) == []


def test_a_valid_document_translated_in_place_is_valid(tmp_path: Path) -> None:
    cells = [passage(n, Kind.TABLE_CELL, f"格{n}", cell=Cell(1, 1 + n // 3, 1 + n % 3)) for n in range(50, 59)]
    coded = passage(40, Kind.PARAGRAPH, "港口好。", pictures=(("a.png", "Port"),))
    coded = replace(coded, texts=tuple(replace(one, codes=CODES) for one in coded.texts))
    note = passage(90, Kind.FOOTNOTE, "注", "A note")
    pictures = {"a.png": PictureFile(PNG, "image/png")}
    source = render(publication([*ARTICLE, coded, *cells, note], "chinese", pictures=pictures))
    bitext = translated(read_document(source, "port.docx", "port.docx"))
    made = in_place(source, bitext, "port.docx")
    assert errors(made, tmp_path) == []
    assert [text for _, _, text in read(read_document(made, "port.docx", "port.docx"))] == [
        text for _, _, text in expected(bitext)
    ]
