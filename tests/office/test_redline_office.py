"""A redline that a real word processor opens and saves again."""

from __future__ import annotations

from pathlib import Path

import pytest
from conversion import convert
from editing import bitext_of
from test_redline import PAIRS, english, redline, retargeted

from toolkit.codes import tagged, untagged
from toolkit.review import read_review

pytestmark = pytest.mark.office


def test_a_word_processor_keeps_both_wordings(soffice: str, tmp_path: Path) -> None:
    before = bitext_of(*((f"第{number}个港口开港。", old) for number, (old, _) in enumerate(PAIRS)))
    now = retargeted(before, *(new for _, new in PAIRS))
    sent = tmp_path / "redline.docx"
    sent.write_bytes(redline(before, now))
    saved = convert(soffice, sent, "docx:MS Word 2007 XML", tmp_path / "saved").read_bytes()
    assert read_review(saved, "redline.docx").changes == ()
    for cell, pair in zip(english(saved), PAIRS, strict=True):
        assert (cell.original, cell.final) == tuple(tagged(*untagged(text)) for text in pair)
