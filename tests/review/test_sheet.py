"""Sheets of segments: what is exported is read back, and nothing else is taken."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import bitexts

from toolkit.errors import InputError, UsageError
from toolkit.model import Bitext, Block, Document, Kind, Note, Segment, State, Unit
from toolkit.review import merge, read_review
from toolkit.review.sheet import read_review as read_sheet
from toolkit.review.values import Review
from toolkit.writers.sheet import write_tsv, write_xlsx

CHINESE = ("江港新城开港", "=港口全年吞吐量", "二期码头明年开工。")
ENGLISH = ("Jianggang New Town opens", '-5 °C in the “cold chain”\nand a "second" line', "")


def a_bitext() -> Bitext:
    segments = tuple(Segment(f"id{number}", text) for number, text in enumerate(CHINESE))
    states = (State.TRANSLATED, State.DRAFT, State.EMPTY)
    units = tuple(map(Unit, segments, ENGLISH, states))
    return Bitext(Document("harbour", "", (Block(Kind.PARAGRAPH, 0, segments),)), units)


def changed(content: bytes, change: Callable[[list[list[str]]], None]) -> bytes:
    """A text sheet after somebody changed its rows."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter="\t"))
    change(rows)
    written = io.StringIO()
    csv.writer(written, delimiter="\t").writerows(rows)
    return written.getvalue().encode("utf-8-sig")


@given(bitexts())
def test_what_is_exported_as_text_is_read_back_without_change(bitext: Bitext) -> None:
    bitext = replace(bitext, document=replace(bitext.document, name="harbour"))
    review = read_sheet(write_tsv(bitext), "harbour.tsv")
    assert not review.quarantined
    assert [change.unit_id for change in review.changes] == [unit.segment.id for unit in bitext.units]
    assert merge(bitext, [review]).bitext == bitext


@settings(max_examples=25)
@given(bitexts())
def test_what_is_exported_as_a_workbook_is_read_back_without_change(bitext: Bitext) -> None:
    bitext = replace(bitext, document=replace(bitext.document, name="harbour"))
    review = read_sheet(write_xlsx(bitext), "harbour.xlsx")
    assert not review.quarantined
    assert len(review.changes) == len(bitext.units)
    assert merge(bitext, [review]).bitext == bitext


def test_the_same_bitext_gives_the_same_bytes() -> None:
    assert write_xlsx(a_bitext()) == write_xlsx(a_bitext())


def test_what_a_spreadsheet_could_take_for_a_formula_is_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(a_bitext()))).worksheets[0]
    assert sheet["C3"].value == "'=港口全年吞吐量"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert sheet.column_dimensions["H"].hidden
    assert "\t'=港口全年吞吐量\t" in write_tsv(a_bitext()).decode("utf-8-sig")


def test_a_workbook_is_laid_out_for_those_who_work_in_it() -> None:
    bitext = with_unit(0, target="Jianggang New Town opens. " * 20)
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(bitext))).worksheets[0]
    assert sheet.freeze_panes == "C2"
    first, second = sheet.row_dimensions[2].height, sheet.row_dimensions[4].height
    assert 7 * second < first < 10 * second, "the rows are as tall as their texts"
    assert (
        "customHeight" not in zipfile.ZipFile(io.BytesIO(write_xlsx(bitext))).read("xl/worksheets/sheet1.xml").decode()
    )
    [offered] = sheet.data_validations.dataValidation
    assert (offered.formula1, str(offered.sqref)) == ('"draft,translated,reviewed,final"', "E2:E4")
    edited = {cell.value for cell in sheet[1] if cell.fill.fgColor.rgb == sheet["D1"].fill.fgColor.rgb}
    assert edited == {"English", "State", "New remark"}
    assert sheet.print_title_rows == "$1:$1"


def test_characters_that_a_workbook_names_by_number_are_what_they_were() -> None:
    bitext = a_bitext()
    bitext = replace(bitext, units=(replace(bitext.units[0], target="_x000D_ stays"), *bitext.units[1:]))
    [first, *_] = read_sheet(write_xlsx(bitext), "harbour.xlsx").changes
    assert first.target == "_x000D_ stays"


def test_edits_and_remarks_come_back() -> None:
    def edit(rows: list[list[str]]) -> None:
        rows[3][3], rows[1][6] = "Work on the second wharf starts next year.", "Is the name right?"

    review = read_sheet(changed(write_tsv(a_bitext()), edit), "harbour.tsv").signed("Ann")
    merged = merge(a_bitext(), [review], State.TRANSLATED).bitext
    assert merged.units[2].target == "Work on the second wharf starts next year."
    assert merged.units[2].state is State.TRANSLATED
    assert merged.units[0].notes == (Note("Is the name right?", "Ann"),)
    assert merge(merged, [review], State.TRANSLATED).bitext == merged


def set_state(*given: tuple[int, str]) -> Callable[[list[list[str]]], None]:
    def change(rows: list[list[str]]) -> None:
        for row, state in given:
            rows[row][4] = state

    return change


def read(change: Callable[[list[list[str]]], None], name: str = "harbour.tsv") -> Review:
    return read_sheet(changed(write_tsv(a_bitext()), change), name)


def with_unit(number: int, **changes: Any) -> Bitext:
    units = list(a_bitext().units)
    units[number] = replace(units[number], **changes)
    return replace(a_bitext(), units=tuple(units))


def test_a_state_that_somebody_gave_comes_back_without_an_edit() -> None:
    review = read(set_state((1, " Final "), (2, "reviewed"))).signed("Ann")
    merged = merge(a_bitext(), [review])
    assert [unit.state for unit in merged.bitext.units] == [State.FINAL, State.REVIEWED, State.EMPTY]
    assert [(one.before, one.after, one.people) for one in merged.judged] == [
        (State.TRANSLATED, State.FINAL, (("Ann", ""),)),
        (State.DRAFT, State.REVIEWED, (("Ann", ""),)),
    ]
    again = merge(merged.bitext, [review])
    assert (again.bitext, again.judged, again.conflicts) == (merged.bitext, (), ())


def test_a_lower_state_is_a_state_too() -> None:
    assert merge(a_bitext(), [read(set_state((1, "draft")))]).bitext.units[0].state is State.DRAFT


@pytest.mark.parametrize("written", ["", "empty", "translated"])
def test_a_state_that_says_nothing_new_changes_nothing(written: str) -> None:
    assert merge(a_bitext(), [read(set_state((1, written), (3, "final")))]).bitext == a_bitext()


def test_the_state_of_new_english_is_the_one_beside_it() -> None:
    def edit(rows: list[list[str]]) -> None:
        rows[1][3:5], rows[2][3] = ["Port opens", "final"], "Throughput rose"

    first, second, _ = merge(a_bitext(), [read(edit)], State.TRANSLATED).bitext.units
    assert (first.target, first.state) == ("Port opens", State.FINAL)
    assert (second.target, second.state) == ("Throughput rose", State.TRANSLATED)


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ({"state": State.REVIEWED}, "it was sent out as translated, came back as final, and is reviewed by now"),
        ({"target": "Port"}, "it came back as final, and its English has changed since it was sent out"),
    ],
)
def test_what_was_changed_on_both_sides_is_a_conflict(now: dict[str, Any], reason: str) -> None:
    bitext = with_unit(0, **now)
    merged = merge(bitext, [read(set_state((1, "final")))])
    assert merged.bitext == bitext
    assert [conflict.reason for conflict in merged.conflicts] == [reason]


def test_the_same_state_on_both_sides_is_none() -> None:
    bitext = with_unit(0, state=State.FINAL)
    merged = merge(bitext, [read(set_state((1, "final")))])
    assert (merged.bitext, merged.conflicts) == (bitext, ())


def test_two_people_who_give_different_states_disagree() -> None:
    reviews = [read(set_state((1, state)), f"{state}.tsv") for state in ("final", "draft")]
    merged = merge(a_bitext(), reviews)
    assert merged.bitext == a_bitext()
    assert [conflict.reason for conflict in merged.conflicts] == [
        "the reviewers disagree about its state: final or draft"
    ]


@given(st.sampled_from(list(State)), st.sampled_from(list(State)))
def test_states_merge_three_ways(theirs: State, now: State) -> None:
    bitext = with_unit(0, state=now)
    merged = merge(bitext, [read(set_state((1, theirs)))])
    silent = theirs in (State.EMPTY, State.TRANSLATED, now)
    assert bool(merged.conflicts) is (not silent and now is not State.TRANSLATED)
    assert merged.bitext.units[0].state is (now if silent or merged.conflicts else theirs)


def test_a_state_that_there_is_not_names_the_row_and_those_that_there_are() -> None:
    states = "empty, draft, translated, reviewed, final"
    with pytest.raises(InputError, match=f"harbour.tsv line 2: “finished” is no state; states are: {states}"):
        read(set_state((1, "finished")))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(a_bitext())))
    book.worksheets[0]["E3"] = "done"
    written = io.BytesIO()
    book.save(written)
    with pytest.raises(InputError, match=r"harbour.xlsx row 3: “done” is no state"):
        read_sheet(written.getvalue(), "harbour.xlsx")


def test_rows_that_do_not_come_back_are_known_by_their_numbers() -> None:
    def cut(rows: list[list[str]]) -> None:
        del rows[1], rows[2]

    review = read(cut)
    assert review.missing_rows == (1, 3)
    assert merge(a_bitext(), [review]).bitext == a_bitext()
    assert read(lambda rows: None).missing_rows == ()


def test_a_sheet_of_before_states_came_back_is_read() -> None:
    def shorten(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            row[8] = " ".join(row[8].split()[:2])
        rows[1][4], rows[2][3] = "final", "Throughput rose"

    review = read(shorten)
    assert (review.quarantined, review.missing_rows) == ((), ())
    first, second, _ = merge(a_bitext(), [review]).bitext.units
    assert (first.state, second.target) == (State.TRANSLATED, "Throughput rose")


@pytest.mark.parametrize("total", ["2/999999999", "0/3", "x", "1/3 more"])
def test_what_somebody_wrote_into_the_last_column_costs_only_its_row(total: str) -> None:
    def spoil(rows: list[list[str]]) -> None:
        rows[1][8] = rows[1][8].rpartition(" ")[0] + f" {total}"
        rows[2][3] = "Throughput rose"

    assert merge(a_bitext(), [read(spoil)]).bitext.units[1].target == "Throughput rose"


def test_sorted_rows_moved_columns_and_added_ones_do_not_matter() -> None:
    def turn_round(rows: list[list[str]]) -> None:
        rows[1:] = rows[:0:-1]
        rows[:] = [[*row[::-1], "mine"] for row in rows]

    review = read_sheet(changed(write_tsv(a_bitext()), turn_round), "harbour.tsv")
    assert not review.quarantined
    assert merge(a_bitext(), [review]).bitext == a_bitext()


@pytest.mark.parametrize(
    ("cell", "text", "reason"),
    [
        ((1, 2), "江港新城未开港", "the Chinese is not what was exported"),
        ((1, 7), "Port opens", "the column “English as exported” is not what was exported"),
        ((1, 1), "id1", "the segment is in the file more than once"),
        ((1, 1), "", "the row has no ID, so it belongs to no segment"),
        ((1, 3), "Port\x0bopens", "it has characters that no bitext can hold"),
        ((1, 8), "", "the Chinese is not what was exported"),
    ],
)
def test_rows_that_cannot_be_trusted_are_set_aside(cell: tuple[int, int], text: str, reason: str) -> None:
    def spoil(rows: list[list[str]]) -> None:
        rows[3][3] = "Work starts."
        rows[cell[0]][cell[1]] = text

    review = read_sheet(changed(write_tsv(a_bitext()), spoil), "harbour.tsv")
    assert review.quarantined[0].reason == reason
    assert review.quarantined[0].place == "line 2"
    assert merge(a_bitext(), [review]).bitext.units[2].target == "Work starts."


def test_a_row_of_another_version_of_the_text_is_listed() -> None:
    def rename(rows: list[list[str]]) -> None:
        rows[1][1], rows[1][3] = "gone", "Port opens"

    review = read_sheet(changed(write_tsv(a_bitext()), rename), "harbour.tsv")
    assert [change.unit_id for change in merge(a_bitext(), [review]).gone] == ["gone"]


def test_what_spreadsheets_save_as_unicode_text_is_read() -> None:
    content = write_tsv(a_bitext()).decode("utf-8-sig").encode("utf-16")
    assert len(read_review(content, "harbour.txt").changes) == 3


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (write_tsv(a_bitext()).decode("utf-8-sig").replace("°", "").encode("gb18030"), "a.tsv", "not in UTF-8"),
        (b"\xff\xfe\x00", "a.tsv", "not in UTF-16"),
        (b"", "a.tsv", "not a sheet that this toolkit exported"),
        ("中文\tEnglish\r\n".encode(), "a.txt", "not a sheet that this toolkit exported"),
        (b"Row\tID\tbilingual-toolkit sheet 1 0123456789abcdef x", "a.tsv", "the column “Chinese” is missing"),
        (write_tsv(a_bitext()) + b'9\t"id', "a.tsv", "not a row of a sheet"),
        (write_tsv(a_bitext()) + b"9\t" + b"x" * 5_000_000, "a.tsv", "not a row of a sheet"),
        (b"PK no archive", "a.xlsx", "damaged zip file"),
        (bytes((1 << 26) + 1), "a.tsv", "larger than"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_sheet_is_refused(content: bytes, name: str, problem: str) -> None:
    with pytest.raises(InputError, match=re.escape(problem)):
        read_review(content, name)


def test_a_segment_too_long_for_a_cell_is_said() -> None:
    bitext = a_bitext()
    bitext = replace(bitext, units=(replace(bitext.units[0], target="x" * 40_000), *bitext.units[1:]))
    with pytest.raises(UsageError, match="row 1: longer than the 32,767 characters"):
        write_tsv(bitext)
