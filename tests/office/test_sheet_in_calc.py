"""Sheets of segments as a real LibreOffice saves them after somebody worked in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from toolkit import export_sheet, find_project, import_reviews, read_sheet
from toolkit.bitext import read_xliff, write_xliff
from toolkit.model import State, Unit

pytestmark = pytest.mark.office

ENGLISH = ("Jianggang New Town opens", "-5 °C, a tab\tand a\n“line”", "=It invests RMB 500 million.", "")


@pytest.fixture
def calc(soffice: str) -> None:
    """LibreOffice with Calc, or a skip."""
    if not Path(soffice).resolve().with_name("libsclo.so").exists():
        pytest.skip("LibreOffice opens no sheets here (apt install libreoffice-calc)")


def units(project: Path) -> tuple[Unit, ...]:
    return read_xliff((project / "source" / "harbour.xlf").read_bytes(), "harbour.xlf").units


@pytest.fixture
def sent(project: Path, request: pytest.FixtureRequest) -> Path:
    """The project's document, translated but for its last sentence, as a sheet."""
    path = project / f"sent.{request.param}"
    export_sheet(find_project(project), "harbour", path)
    bitext = read_xliff((project / "source" / "harbour.xlf").read_bytes(), "harbour.xlf")
    states = (State.TRANSLATED, State.DRAFT, State.TRANSLATED, State.EMPTY)
    given = zip(bitext.units, ENGLISH, states, strict=True)
    bitext = replace(bitext, units=tuple(replace(unit, target=text, state=state) for unit, text, state in given))
    (project / "source" / "harbour.xlf").write_bytes(write_xliff(bitext))
    export_sheet(find_project(project), "harbour", path)
    return path


@pytest.mark.parametrize("sent", ["xlsx", "tsv"], indirect=True)
def test_a_sheet_that_was_only_saved_changes_nothing(
    project: Path, sent: Path, office: Callable[..., Path], calc: None
) -> None:
    before = (project / "source" / "harbour.xlf").read_bytes()
    review = read_sheet(find_project(project), office(sent))
    assert (review.quarantined, review.missing_rows, len(review.changes)) == ((), (), 4)
    import_reviews(find_project(project), [review])
    assert (project / "source" / "harbour.xlf").read_bytes() == before


@pytest.mark.parametrize("sent", ["xlsx", "tsv"], indirect=True)
def test_edits_states_and_remarks_come_back_from_libreoffice(
    project: Path, sent: Path, office: Callable[..., Path], calc: None
) -> None:
    edits = (
        {"do": "type-into", "cell": "D5", "text": "The port moved 600,000 TEU."},
        {"do": "type-into", "cell": "E2", "text": "final"},
        {"do": "type-into", "cell": "G3", "text": "which line?"},
        {"do": "remove-row", "row": 4},
    )
    review = read_sheet(find_project(project), office(sent, *edits), "Ann")
    assert (review.quarantined, review.missing_rows) == ((), (3,))
    import_reviews(find_project(project), [review])
    first, second, third, fourth = units(project)
    assert (first.target, first.state) == (ENGLISH[0], State.FINAL)
    assert [(note.author, note.text) for note in second.notes] == [("Ann", "which line?")]
    assert (third.target, third.state) == (ENGLISH[2], State.TRANSLATED)
    assert (fourth.target, fourth.state) == ("The port moved 600,000 TEU.", State.TRANSLATED)


@pytest.mark.parametrize("sent", ["xlsx"], indirect=True)
def test_what_only_programs_need_stays_out_of_sight(sent: Path, office: Callable[..., Path], calc: None) -> None:
    sheet = openpyxl.load_workbook(office(sent)).worksheets[0]
    hidden = sheet.column_dimensions["H"]
    assert (sheet.column_dimensions["G"].hidden, hidden.hidden, hidden.min, hidden.max) == (False, True, 8, 9)
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["E2:E5"]
    assert sheet.row_dimensions[3].height > sheet.row_dimensions[2].height
