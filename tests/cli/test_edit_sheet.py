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


def test_states_are_brought_back_and_those_of_both_sides_are_listed(project: Path, toolkit: Callable) -> None:
    sheet, other = project / "out.xlsx", project / "other.xlsx"
    for path in (project / "first.xlsx", sheet, other):
        toolkit("edit", "--export", path, "--project", project)
        if path.name == "first.xlsx":
            toolkit("edit", "--import", edited(path, {"D2": "The port opens", "D3": "By Wu"}), "--project", project)
    outcome = toolkit("edit", "--import", edited(other, {"E2": "reviewed"}), "--author", "Bo", "--project", project)
    assert (outcome.code, "harbour.xlf row 1 by Bo: translated → reviewed" in outcome.out) == (0, True)
    assert "1 of another state" in outcome.err
    outcome = toolkit("edit", "--import", edited(sheet, {"E2": "final", "E3": "final"}), "--project", project)
    assert outcome.code == 1
    assert "it was sent out as translated, came back as final, and is reviewed by now" in outcome.out
    assert [unit.state for unit in units(project)][:2] == [State.REVIEWED, State.FINAL]


def test_a_state_that_there_is_not_is_an_error_and_nothing_is_written(project: Path, toolkit: Callable) -> None:
    sheet = project / "out.xlsx"
    toolkit("edit", "--export", sheet, "--project", project)
    before = (project / "source" / "harbour.xlf").read_bytes()
    edited(sheet, {"D2": "The port opens", "E3": "done"})
    outcome = toolkit("edit", "--import", sheet, "--project", project)
    assert outcome.code == 3
    assert "out.xlsx row 3: “done” is no state" in outcome.err
    assert "states are: empty, draft, translated, reviewed, final" in outcome.err
    assert (project / "source" / "harbour.xlf").read_bytes() == before


def test_rows_that_do_not_come_back_are_told_and_keep_their_english(project: Path, toolkit: Callable) -> None:
    sheet = project / "out.xlsx"
    toolkit("edit", "--export", sheet, "--project", project)
    toolkit("edit", "--import", edited(sheet, {"D3": "By Wu", "D4": "It invests."}), "--project", project)
    toolkit("edit", "--export", sheet, "--project", project)
    book = openpyxl.load_workbook(sheet)
    book.worksheets[0].delete_rows(2, 2)
    book.worksheets[0]["D2"] = "It invested."
    book.save(sheet)
    outcome = toolkit("edit", "--import", sheet, "--project", project)
    assert "2 segments did not come back: rows 1–2; their English stays" in outcome.out
    assert [unit.target for unit in units(project)] == ["", "By Wu", "It invested.", ""]


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
