"""Every edit that people make in a returned DOCX, made in its XML, and what is read of it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest
from editing import PAIRS, WHEN, Editor, W, bitext_of, exported
from lxml import etree

from toolkit.glossary import Glossary, annotate
from toolkit.model import Bitext, Note, Term
from toolkit.review import read_review
from toolkit.review.docx.text import cell_text
from toolkit.review.values import Change, Review


@pytest.fixture
def bitext() -> Bitext:
    return bitext_of(*PAIRS)


@pytest.fixture
def ann(bitext: Bitext) -> Editor:
    return Editor(exported(bitext))


def read(editor: Editor) -> Review:
    return read_review(editor.saved(), "harbour.review.docx")


def edits(review: Review) -> dict[str, str]:
    return {change.unit_id: change.target for change in review.changes}


def test_an_untouched_file_brings_nothing(ann: Editor, bitext: Bitext) -> None:
    review = read(ann)
    assert (review.document, review.changes, review.quarantined, review.missing) == ("harbour", (), (), ())
    assert review.exported == {unit.segment.id for unit in bitext.units}


def test_the_list_of_terms_is_no_table_of_segments(bitext: Bitext) -> None:
    terms = Glossary([Term("港口", "port", "places"), Term("江港新城开港", "Jianggang New Town opens", "places")])
    ann = Editor(exported(annotate(bitext, terms)))
    assert "Terms used in this document" in "".join(ann.body.itertext())
    assert read(ann).quarantined == ()
    ann.track_all(bitext.units[0], "The New Town opens")
    assert edits(read(ann)) == {bitext.units[0].segment.id: "The New Town opens"}


def test_a_tracked_replacement_has_its_author_and_time(ann: Editor, bitext: Bitext) -> None:
    unit = bitext.units[1]
    ann.track_all(unit, "This year the port invested RMB 500 million.")
    cell = cell_text(ann.cell(unit))
    assert cell.original == unit.target
    assert read(ann).changes == (
        Change(unit.segment.id, unit.target, "This year the port invested RMB 500 million.", "Ann", WHEN),
    )


def test_an_untracked_edit_is_an_edit_by_who_saved_the_file(ann: Editor, bitext: Bitext) -> None:
    unit = bitext.units[3]
    ann.type_over(unit, "Everybody came.")
    core = ann.parts["docProps/core.xml"]
    ann.parts["docProps/core.xml"] = core.replace(b"lastModifiedBy>toolkit<", b"lastModifiedBy>Bo<")
    assert ann.parts["docProps/core.xml"] != core
    (change,) = read(ann).changes
    assert (change.target, change.author, change.at) == ("Everybody came.", "Bo", "")


def test_an_empty_cell_filled_and_a_new_paragraph(ann: Editor, bitext: Bitext) -> None:
    unit = bitext.units[4]
    paragraph = ann.cell(unit).find(W + "p")
    insertion = ann.change("ins")
    insertion.append(ann.run("The ships came too."))
    paragraph.append(insertion)
    mark = etree.SubElement(etree.SubElement(paragraph.find(W + "pPr"), W + "rPr"), W + "ins")
    mark.set(W + "author", "Ann")
    second = etree.Element(W + "p")
    later = ann.change("ins")
    later.append(ann.run("And more."))
    second.append(later)
    paragraph.addnext(second)
    assert edits(read(ann)) == {unit.segment.id: "The ships came too.\nAnd more."}
    assert cell_text(ann.cell(unit)).original == ""


def test_a_deleted_paragraph_mark_joins_paragraphs(ann: Editor, bitext: Bitext) -> None:
    cell = ann.cell(bitext.units[3])
    first = cell.find(W + "p")
    first.addnext(deepcopy(first))
    properties = etree.SubElement(first.find(W + "pPr"), W + "rPr")
    properties.append(ann.change("del"))
    assert (cell_text(cell).original, cell_text(cell).final) == ("All came.\nAll came.", "All came.All came.")


def test_what_was_inserted_and_deleted_again_is_in_neither_text(ann: Editor, bitext: Bitext) -> None:
    paragraph = ann.cell(bitext.units[3]).find(W + "p")
    insertion, deletion = ann.change("ins"), ann.change("del")
    deletion.append(ann.run(" Nearly.", deleted=True))
    insertion.append(deletion)
    paragraph.append(insertion)
    assert read(ann).changes == ()


def test_a_move_inside_a_cell(ann: Editor, bitext: Bitext) -> None:
    unit = bitext.units[3]
    paragraph = ann.cell(unit).find(W + "p")
    for run in paragraph.findall(W + "r"):
        paragraph.remove(run)
    away, here = ann.change("moveFrom"), ann.change("moveTo")
    away.append(ann.run("All "))
    here.append(ann.run(" all"))
    paragraph.extend([away, ann.run("came"), here])
    cell = cell_text(ann.cell(unit))
    assert (cell.original, cell.final) == ("All came", "came all")
    assert edits(read(ann)) == {unit.segment.id: "came all"}


def test_formatting_and_invisible_signs_are_no_edit(ann: Editor, bitext: Bitext) -> None:
    unit = bitext.units[1]
    run = next(run for run in ann.cell(unit).iter(W + "r"))
    run.find(W + "rPr").insert(0, etree.Element(W + "b"))
    change = etree.SubElement(run.find(W + "rPr"), W + "rPrChange", {W + "author": "Ann", W + "id": "1"})
    etree.SubElement(change, W + "rPr")
    text = run.find(W + "t")
    text.text = "\u200d" + text.text.replace(" ", "\xa0", 1) + " "
    assert read(ann).changes == ()


def test_inline_codes_come_back_as_tags(ann: Editor, bitext: Bitext) -> None:
    unit = bitext.units[2]
    ann.track_all(unit, "The ‹a1›port's website‹/a1› has more.")
    assert edits(read(ann)) == {unit.segment.id: "The ‹a1›port's website‹/a1› has more."}


def test_comments_answers_and_what_is_done(ann: Editor, bitext: Bitext) -> None:
    unit = bitext.units[0]
    first = ann.remark(unit, "Is this the official name?", done=True)
    ann.name = "Bo"
    ann.remark(unit, "Yes.", answer_to=first)
    ann.remark(bitext.units[1], "Check the figure", column=1)
    review = read(ann)
    assert {change.unit_id: change.comments for change in review.changes} == {
        unit.segment.id: (
            Note("Is this the official name?", "Ann", WHEN, resolved=True),
            Note("Yes.", "Bo", WHEN, answer=True),
        ),
        bitext.units[1].segment.id: (Note("Check the figure", "Bo", WHEN),),
    }
    assert not any(change.edited for change in review.changes)


def test_findings_of_the_checks_are_no_remarks_of_people(ann: Editor, bitext: Bitext) -> None:
    ann.name = "toolkit"
    ann.remark(bitext.units[0], "[term-missing] …")
    assert read(ann).changes == ()


def test_a_comment_outside_of_the_rows_is_set_aside(ann: Editor) -> None:
    paragraph = next(ann.body.iter(W + "p"))
    run = etree.SubElement(paragraph, W + "r")
    etree.SubElement(run, W + "commentReference", {W + "id": "100"})
    comment = etree.SubElement(ann.comments, W + "comment", {W + "id": "100", W + "author": "Ann"})
    etree.SubElement(comment, W + "p").append(ann.run("Fine work"))
    (quarantined,) = read(ann).quarantined
    assert (quarantined.text, quarantined.reason) == ("Fine work", "a comment by Ann outside of the rows")


def test_edited_chinese_is_set_aside(ann: Editor, bitext: Bitext) -> None:
    unit = bitext.units[1]
    next(ann.cell(unit, 1).iter(W + "t")).text = "港口去年投资5亿元。"
    ann.track_all(unit, "The port invested RMB 500 million last year.")
    review = read(ann)
    assert review.changes == ()
    (found,) = review.quarantined
    assert (found.unit_id, found.reason) == (unit.segment.id, "the Chinese was edited")
    assert found.text == "The port invested RMB 500 million last year."


@pytest.mark.parametrize("tracked", [True, False])
def test_a_deleted_row_is_missing_and_nothing_more(ann: Editor, bitext: Bitext, tracked: bool) -> None:
    ann.delete_row(bitext.units[1], tracked)
    review = read(ann)
    assert (review.changes, review.quarantined) == ((), ())
    assert review.missing == (bitext.units[1].segment.id,)


def test_a_row_that_libreoffice_deleted_has_every_cell_deleted(ann: Editor, bitext: Bitext) -> None:
    for column in range(4):
        for paragraph in ann.cell(bitext.units[1], column).iter(W + "p"):
            for run in paragraph.findall(W + "r"):
                deletion = ann.change("del")
                run.addprevious(deletion)
                deletion.append(run)
    review = read(ann)
    assert (review.changes, review.quarantined, review.missing) == ((), (), (bitext.units[1].segment.id,))


def test_a_stray_row_is_unknown(ann: Editor, bitext: Bitext) -> None:
    row = deepcopy(ann.row(bitext.units[1]))
    for mark in (*row.iter(W + "bookmarkStart"), *row.iter(W + "bookmarkEnd")):
        mark.getparent().remove(mark)
    for text in row.iter(W + "t"):
        text.text = "\u200d"
    next(row.findall(W + "tc")[2].iter(W + "t")).text = "An idea"
    ann.row(bitext.units[1]).addnext(row)
    (found,) = read(ann).quarantined
    assert (found.reason, found.text) == ("unknown row", "An idea")


def test_a_pasted_copy_is_set_aside_and_the_row_itself_counts(ann: Editor, bitext: Bitext) -> None:
    unit = bitext.units[1]
    ann.copy_row(unit)
    ann.track_all(unit, "New English.")
    review = read(ann)
    assert edits(review) == {unit.segment.id: "New English."}
    assert [(found.unit_id, found.reason) for found in review.quarantined] == [
        (unit.segment.id, "a copy of another row")
    ]


def test_two_rows_that_are_equally_sure_are_both_set_aside(ann: Editor, bitext: Bitext) -> None:
    ann.copy_row(bitext.units[1], suffix="")
    review = read(ann)
    assert review.changes == ()
    assert len(review.quarantined) == 2


def test_merged_cells_are_set_aside(ann: Editor, bitext: Bitext) -> None:
    unit = bitext.units[1]
    properties = ann.cell(unit, 2).find(W + "tcPr")
    etree.SubElement(properties, W + "gridSpan").set(W + "val", "2")
    ann.row(unit).remove(ann.cell(unit, 3))
    (found,) = read(ann).quarantined
    assert found.reason == "merged cells"


def test_order_and_place_of_rows_do_not_matter(ann: Editor, bitext: Bitext) -> None:
    ann.track_all(bitext.units[3], "Everybody came.")
    rows = ann.rows()
    table = rows[0].getparent()
    for row in rows:
        table.append(rows[0] if row is rows[-1] else row)
    other = deepcopy(table)
    for row in other.findall(W + "tr")[1:]:
        other.remove(row)
    other.append(ann.row(bitext.units[3]))
    table.addnext(other)
    assert edits(read(ann)) == {bitext.units[3].segment.id: "Everybody came."}


def test_columns_are_told_by_their_heads(ann: Editor, bitext: Bitext) -> None:
    ann.track_all(bitext.units[3], "Everybody came.")
    for row in ann.rows()[0].getparent().findall(W + "tr"):
        cells = row.findall(W + "tc")
        cells[0].addprevious(deepcopy(cells[3]))
        cells[0].addprevious(cells[2])
    review = read(ann)
    assert edits(review) == {bitext.units[3].segment.id: "Everybody came."}
    assert review.quarantined == ()


def head(editor: Editor) -> etree._Element:
    return editor.rows()[0].getparent().find(W + "tr")


def rename(editor: Editor, place: int, title: str) -> None:
    cell = head(editor).findall(W + "tc")[place]
    first, *rest = cell.iter(W + "t")
    first.text = title
    for text in rest:
        text.text = ""


@pytest.mark.parametrize(
    "titles",
    [
        {2: "ENGLISH (Ann)"},
        {0: "序号", 1: "原文", 2: "译文"},
        {0: "Nr", 1: "Source", 2: "Target", 3: "Remarks"},
        {0: "", 1: "", 2: "", 3: ""},
    ],
    ids=["added to", "in Chinese", "other words", "emptied"],
)
def test_heads_may_be_renamed(ann: Editor, bitext: Bitext, titles: dict[int, str]) -> None:
    ann.track_all(bitext.units[3], "Everybody came.")
    for place, title in titles.items():
        rename(ann, place, title)
    review = read(ann)
    assert edits(review) == {bitext.units[3].segment.id: "Everybody came."}
    assert (review.quarantined, review.missing) == ((), ())


def test_a_head_row_may_be_lost(ann: Editor, bitext: Bitext) -> None:
    ann.track_all(bitext.units[3], "Everybody came.")
    head(ann).getparent().remove(head(ann))
    review = read(ann)
    assert edits(review) == {bitext.units[3].segment.id: "Everybody came."}
    assert (review.quarantined, review.missing) == ((), ())


@pytest.mark.parametrize("place", [0, 2, 3, 4])
def test_an_added_column_is_not_taken_for_ours(ann: Editor, bitext: Bitext, place: int) -> None:
    ann.track_all(bitext.units[3], "Everybody came.")
    for row in head(ann).getparent().findall(W + "tr"):
        added = etree.Element(W + "tc")
        etree.SubElement(added, W + "p").append(ann.run("English comments" if row is head(ann) else "looks good"))
        row.insert([*row].index(row.find(W + "tc")) + place, added)
    review = read(ann)
    assert edits(review) == {bitext.units[3].segment.id: "Everybody came."}
    assert (review.quarantined, review.missing) == ((), ())


def test_what_is_written_beside_the_english_is_a_remark(ann: Editor, bitext: Bitext) -> None:
    paragraph = ann.cell(bitext.units[1], 3).find(W + "p")
    for text in ("see ", "page 3"):
        insertion = ann.change("ins")
        insertion.append(ann.run(text))
        paragraph.append(insertion)
    (change,) = read(ann).changes
    assert not change.edited
    assert change.comments == (Note("see page 3", "Ann", WHEN),)


def test_a_remark_on_a_row_that_is_set_aside_counts(ann: Editor, bitext: Bitext) -> None:
    unit = bitext.units[1]
    next(ann.cell(unit, 1).iter(W + "t")).text = "港口去年投资5亿元。"
    ann.remark(unit, "It was last year", column=1)
    ann.delete_row(bitext.units[3], tracked=True)
    ann.remark(bitext.units[3], "No need for this")
    review = read(ann)
    remarks = {change.unit_id: [note.text for note in change.comments] for change in review.changes}
    assert remarks == {unit.segment.id: ["It was last year"], bitext.units[3].segment.id: ["No need for this"]}
    assert not any(change.edited for change in review.changes)
    assert [found.reason for found in review.quarantined] == ["the Chinese was edited"]


def test_an_unknown_row_is_shown_in_full(ann: Editor, bitext: Bitext) -> None:
    row = etree.Element(W + "tr")
    for text in ("", "", "", "only a note"):
        cell = etree.SubElement(row, W + "tc")
        etree.SubElement(cell, W + "p").append(ann.run(text))
    ann.row(bitext.units[1]).addnext(row)
    (found,) = read(ann).quarantined
    assert (found.reason, found.text) == ("unknown row", "only a note")


@pytest.mark.parametrize("lost", ["bookmarks", "label", "both"])
def test_witnesses_may_be_lost(ann: Editor, bitext: Bitext, lost: str) -> None:
    unit = bitext.units[1]
    ann.track_all(unit, "New English.")
    if lost in ("bookmarks", "both"):
        for mark in list(ann.body.iter(W + "bookmarkStart", W + "bookmarkEnd")):
            mark.getparent().remove(mark)
    if lost in ("label", "both"):
        for text in [t for t in ann.body.iter(W + "t") if t.text == unit.segment.id]:
            text.text = ""
    assert edits(read(ann)) == {unit.segment.id: "New English."}


def test_repeated_sentences_are_told_apart() -> None:
    bitext = bitext_of(("船来了。", "Ships came."), ("船来了。", "The ships came."))
    ann = Editor(exported(bitext))
    ann.track_all(bitext.units[1], "The boats came.")
    assert edits(read(ann)) == {bitext.units[1].segment.id: "The boats came."}


def test_dates_that_are_none_are_dropped(ann: Editor, bitext: Bitext) -> None:
    ann.track_all(bitext.units[3], "Everybody came.")
    for change in ann.body.iter(W + "ins", W + "del"):
        change.set(W + "date", "<yesterday>")
    (change,) = read(ann).changes
    assert change == replace(change, author="Ann", at="")
