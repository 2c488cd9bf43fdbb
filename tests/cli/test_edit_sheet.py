"""``toolkit edit --export`` and ``--import``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from returning import units

from toolkit.model import State


def edited(path: Path, edits: dict[str, str]) -> Path:
    """The workbook after somebody typed into its cells."""
    book = openpyxl.load_workbook(path)
    for cell, text in edits.items():
        book.worksheets[0][cell] = text
    book.save(path)
    return path


@pytest.mark.parametrize("ending", ["tsv", "txt", "xlsx"])
def test_a_sheet_that_nobody_edited_changes_nothing(project: Path, toolkit: Callable, ending: str) -> None:
    sheet = project / f"out.{ending}"
    assert toolkit("edit", "harbour", "--export", sheet, "--project", project).code == 0
    before = (project / "source" / "harbour.xlf").read_bytes()
    outcome = toolkit("edit", "harbour", "--import", sheet, "--project", project)
    assert (outcome.code, "no changes" in outcome.err) == (0, True)
    assert (project / "source" / "harbour.xlf").read_bytes() == before


def test_a_workbook_is_translated_and_brought_back_twice(project: Path, toolkit: Callable) -> None:
    sheet = project / "out.xlsx"
    toolkit("edit", "--export", sheet, "--project", project)
    edited(sheet, {"D2": "Jianggang New Town opens", "G4": "Which year?"})
    assert toolkit("edit", "--import", sheet, "--author", "Bo", "--project", project).code == 0
    first, _, third, _ = units(project)
    assert (first.target, first.state, first.origin) == ("Jianggang New Town opens", State.TRANSLATED, "")
    assert [(note.author, note.text) for note in third.notes] == [("Bo", "Which year?")]
    before = (project / "source" / "harbour.xlf").read_bytes()
    assert toolkit("edit", "--import", sheet, "--author", "Bo", "--project", project).code == 0
    assert (project / "source" / "harbour.xlf").read_bytes() == before


def test_what_was_changed_on_both_sides_stays_and_is_listed(project: Path, toolkit: Callable) -> None:
    sheet, other = project / "out.xlsx", project / "other.xlsx"
    toolkit("edit", "--export", sheet, "--project", project)
    toolkit("edit", "--export", other, "--project", project)
    toolkit("edit", "--import", edited(other, {"D2": "The port opens"}), "--project", project)
    outcome = toolkit("edit", "--import", edited(sheet, {"D2": "A port is opened"}), "--project", project)
    assert outcome.code == 1
    assert "conflict" in outcome.out
    assert "A port is opened" in outcome.out
    assert units(project)[0].target == "The port opens"


def test_a_sheet_of_another_document_is_refused(project: Path, toolkit: Callable) -> None:
    (project / "source" / "quay.txt").write_text("码头\n", encoding="utf-8")
    sheet = project / "out.tsv"
    toolkit("edit", "harbour", "--export", sheet, "--project", project)
    outcome = toolkit("edit", "quay", "--import", sheet, "--project", project)
    assert outcome.code == 3
    assert "it belongs to the document “harbour”" in outcome.err


def test_a_sheet_that_somebody_edited_is_not_overwritten(project: Path, toolkit: Callable) -> None:
    sheet = project / "out.tsv"
    sheet.write_bytes(b"somebody's work")
    toolkit("edit", "--export", sheet, "--project", project)
    assert (project / "out.kept-1.tsv").read_bytes() == b"somebody's work"


def test_what_cannot_be_done_is_said(project: Path, toolkit: Callable) -> None:
    outcome = toolkit("edit", "--export", project / "out.pdf", "--project", project)
    assert (outcome.code, "no kind of sheet" in outcome.err) == (2, True)
    both = toolkit("edit", "--export", "a.tsv", "--import", "a.tsv", "--project", project)
    assert both.code == 2
    (project / "gbk.tsv").write_bytes("中文\t".encode("gb18030"))
    assert toolkit("edit", "--import", project / "gbk.tsv", "--project", project).code == 3
