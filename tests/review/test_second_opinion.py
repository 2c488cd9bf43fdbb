"""What a cell was and is, as another program tells it: docx-editor accepts or rejects all of it."""

from __future__ import annotations

import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from docx_editor import Document
from editing import Editor, W, bitext_of, exported
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from returned import CASES, FOLDER

from toolkit.review.docx.text import CellText, cell_text

APPROXIMATE = {"a-paragraph-moved"}
"""There the end of a paragraph was deleted or inserted, which docx-editor leaves as it is, by its documentation."""


def second_opinion(content: bytes) -> tuple[list[str], list[str]]:
    """The English as if all had been rejected, and as if all had been accepted."""
    return _resolved(content, "reject_all"), _resolved(content, "accept_all")


def _resolved(content: bytes, how: str) -> list[str]:
    with TemporaryDirectory() as folder, warnings.catch_warnings(action="ignore"):
        path = Path(folder) / "returned.docx"
        path.write_bytes(content)
        document = Document.open(path, author="Cai", workspace_dir=folder)
        getattr(document, how)()
        document.save(path)
        document.close()
        return ["\n".join(map(_plain, cell.findall(W + "p"))) for cell in _cells(path.read_bytes())]


def _plain(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(W + "t"))


def _cells(content: bytes) -> list[etree._Element]:
    rows = (row.findall(W + "tc") for row in Editor(content).body.iter(W + "tr"))
    return [cells[2] for cells in rows if len(cells) > 2]


def english(content: bytes) -> list[CellText]:
    return [cell_text(cell) for cell in _cells(content)]


@pytest.mark.parametrize("name", CASES)
def test_files_from_libreoffice(name: str) -> None:
    content = (FOLDER / f"{name}.docx").read_bytes()
    was, is_now = second_opinion(content)
    ours = english(content)
    if name in APPROXIMATE:
        assert [text.split() for text in was] == [cell.original.split() for cell in ours]
        assert [text.split() for text in is_now] == [cell.final.split() for cell in ours]
    else:
        assert was == [cell.original for cell in ours]
        assert is_now == [cell.final for cell in ours]


KINDS, LETTERS = ["", "ins", "del", "gone"], "ab 港,‹›&<"
PIECES = st.lists(
    st.tuples(st.sampled_from(KINDS), st.text(st.sampled_from(LETTERS), min_size=1, max_size=6)), max_size=6
)
ROWS = 12
HISTORIES = st.lists(st.lists(PIECES, min_size=1, max_size=3), min_size=ROWS, max_size=ROWS)
ROWED = bitext_of(*((f"第{row}个码头开港。", "It opened.") for row in range(ROWS)))


@settings(max_examples=8)
@given(HISTORIES)
def test_any_history(histories: list[list[list[tuple[str, str]]]]) -> None:
    editor = Editor(exported(ROWED))
    for unit, paragraphs in zip(ROWED.units, histories, strict=True):
        editor.write(unit, *paragraphs)
    content = editor.saved()
    was, is_now = second_opinion(content)
    assert was == [cell.original for cell in english(content)]
    assert is_now == [cell.final for cell in english(content)]
