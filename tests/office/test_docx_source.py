"""Word documents as LibreOffice writes and reads them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from conversion import convert, convert_all

from toolkit.errors import InputError
from toolkit.model import CodeKind, Document
from toolkit.readers import read

pytestmark = pytest.mark.office

BLOCKS = """
headline 0 江港新城开港
heading 1 港口
paragraph 0 江港新城今年投资5亿元，占地3万米2。
paragraph 0 港口很好，船也很好。
paragraph 0 见港口网站，内有详情。
paragraph 0 框中的话。
list-item 0 修站场；
list-item 0 架桥梁。
quote 0 “通江达海。”
heading 1 园区
table-cell 0 2020年
table-cell 0 60万标箱
table-cell 0 70万标箱
paragraph 0 第二页⏎还是第二页。
footnote 0 据港务公报。
footnote 0 九江港。
"""
NUMBERS = "LibreOffice writes the numbers of lists and headings"
DELETED = "LibreOffice writes what is deleted"
BOXES = "LibreOffice leaves text boxes out"
CONTENTS_AND_NOTES = "LibreOffice writes the table of contents and leaves notes out"
DIFFERENT = {
    "docx_list_resumed_numbering.docx": NUMBERS,
    "lists_restarting.docx": NUMBERS,
    "num-having-numbering-part.docx": NUMBERS,
    "swagger.docx": NUMBERS,
    "848-nested-tables-with-revisions.docx": DELETED,
    "636.docx": DELETED,
    "track_changes_deletion.docx": DELETED,
    "track_changes_move.docx": DELETED,
    "554.docx": BOXES,
    "OutOfTheTextBox.docx": BOXES,
    "TextBoxes.docx": BOXES,
    "test_859.docx": BOXES,
    "textbox.docx": BOXES,
    "docxsegtest.docx": CONTENTS_AND_NOTES,
    "docxtest.docx": CONTENTS_AND_NOTES,
    "formatted.docx": "LibreOffice writes hidden text",
    "table_of_contents_-_automatic.docx": "LibreOffice writes the table of contents",
}


@pytest.fixture(scope="module")
def port(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document with tracked changes, notes, a text box, a comment, as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("saved")
    return convert(soffice, Path(__file__).with_name("port.fodt"), "docx:MS Word 2007 XML", folder)


def lines(document: Document) -> list[str]:
    return [f"{block.kind} {block.level} {block.segments[0].text}".replace("\n", "⏎") for block in document.blocks]


def test_a_document_that_libreoffice_saved(port: Path) -> None:
    document = read(port)
    assert lines(document) == BLOCKS.split("\n")[1:-1]
    assert document.notices == ("read with 3 tracked changes accepted", "1 comment left out")
    codes = [
        (code.kind, segment.text[code.start : code.end] or code.detail)
        for segment in document.segments()
        for code in segment.codes
    ]
    assert codes == [
        (CodeKind.BOLD, "5亿元"),
        (CodeKind.SUPERSCRIPT, "2"),
        (CodeKind.REFERENCE, "1"),
        (CodeKind.LINK, "港口网站"),
        (CodeKind.REFERENCE, "2"),
    ]


def test_saving_it_again_changes_nothing(soffice: str, port: Path, tmp_path: Path) -> None:
    again = convert(soffice, port, "docx:MS Word 2007 XML", tmp_path)
    assert read(again).blocks == read(port).blocks


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def test_no_text_is_lost_or_moved(soffice: str, shared: Path, tmp_path: Path) -> None:
    """LibreOffice's plain text, as a second opinion: the same letters in the same order, but for what is explained."""
    documents = {}
    for path in sorted((shared / "formats").glob("docx*/*.docx")):
        try:
            documents[path] = read(path)
        except InputError:
            continue
    assert len(documents) > 40
    for path, written in zip(documents, convert_all(soffice, list(documents), "txt:Text", tmp_path), strict=True):
        ours = letters("".join(segment.text for segment in documents[path].segments()))
        theirs = letters(written.read_text(encoding="utf-8-sig"))
        why = DIFFERENT.get(path.name, "")
        assert (ours == theirs) == (not why), path.name
        if why == NUMBERS:
            assert set(Counter(theirs) - Counter(ours)) <= set("0123456789")
        if why == BOXES:
            assert not Counter(theirs) - Counter(ours)
        elif why != CONTENTS_AND_NOTES:
            assert not Counter(ours) - Counter(theirs)
