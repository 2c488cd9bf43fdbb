"""Whole files: whatever editors do to their copies, every edit ends somewhere and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from editing import Editor, W, bitext_of, exported
from hypothesis import given
from hypothesis import strategies as st

from toolkit.codes import tagged
from toolkit.model import Bitext, Note, State, Unit
from toolkit.review import merge, read_review
from toolkit.review.merge import Merged
from toolkit.review.values import Review

SENT = bitext_of(
    ("江港新城开港", "Jianggang New Town opens"),
    ("港口今年投资5亿元。", "The port invested RMB 500 million."),
    ("详见‹a1›港口官网‹/a1›。", "See the ‹a1›website of the port‹/a1›."),
    ("大家都来了。", "All came.\nSome stayed."),
    ("船来了。", ""),
    ("船来了。", "Ships came."),
    ("九江港开港。", "Jiujiang Port opened."),
)
FILE = exported(replace(SENT, units=tuple(replace(unit, notes=(Note("Which?", "Cai"),)) for unit in SENT.units)))
PLACES = range(len(SENT.units))
NEW = ["One port.", "Two ports.", "See ‹a1›it‹/a1› there.", "First.\nSecond.", "港口 & <port>", ""]


@dataclass
class Desk:
    """An editor's file, and what has to be found again: texts and remarks, each with the unit it was written for."""

    editor: Editor
    texts: set[tuple[str, str]] = field(default_factory=set)
    remarks: set[str] = field(default_factory=set)


Edit = Callable[[Desk, Unit, str, int], None]


def retype(desk: Desk, unit: Unit, new: str, number: int) -> None:
    desk.editor.write(unit, *([("", line)] for line in new.split("\n")))
    desk.texts.add((unit.segment.id, new))


def track(desk: Desk, unit: Unit, new: str, number: int) -> None:
    old = tagged(unit.target, unit.codes).split("\n")
    lines = [[("del", line)] for line in old] + [[("ins", line)] for line in new.split("\n")]
    marks = ["del"] * len(old) + ["ins"] * (len(lines) - len(old) - 1)
    desk.editor.write(unit, *lines, marks=marks)
    desk.texts.add((unit.segment.id, new))


def remark(desk: Desk, unit: Unit, new: str, number: int) -> None:
    desk.editor.remark(unit, f"Remark {number}", column=number % 4)
    desk.remarks.add(f"Remark {number}")


def answer(desk: Desk, unit: Unit, new: str, number: int) -> None:
    thread = desk.editor.threads[PLACES.index(SENT.units.index(unit))]
    parent = next(value for name, value in thread.attrib.items() if name.endswith("}paraId"))
    desk.editor.remark(unit, f"Answer {number}", answer_to=parent)
    desk.remarks.add(f"Answer {number}")


def chinese(desk: Desk, unit: Unit, new: str, number: int) -> None:
    track(desk, unit, new, number)
    desk.editor.edit_chinese(unit, "别的话。")


def merge_cells(desk: Desk, unit: Unit, new: str, number: int) -> None:
    retype(desk, unit, new, number)
    desk.editor.merge_cells(unit)


def copy(desk: Desk, unit: Unit, new: str, number: int) -> None:
    retype(desk, unit, new, number)
    desk.editor.copy_row(unit, "_Copy_1" if number % 2 else "")


def delete(desk: Desk, unit: Unit, new: str, number: int) -> None:
    desk.editor.delete_row(unit, tracked=bool(number % 2))


def stray(desk: Desk, unit: Unit, new: str, number: int) -> None:
    if desk.editor.row(unit).find(W + "tc") is not None:
        desk.editor.stray_row(unit, f"Stray {number}")
        desk.texts.add(("", f"Stray {number}"))


def unmark(desk: Desk, unit: Unit, new: str, number: int) -> None:
    track(desk, unit, new, number)
    for mark in list(desk.editor.row(unit).iter(W + "bookmarkStart", W + "bookmarkEnd")):
        mark.getparent().remove(mark)


EDITS: tuple[Edit, ...] = (retype, track, remark, answer, chinese, merge_cells, copy, delete, stray, unmark)
WORK = st.lists(
    st.tuples(st.sampled_from(EDITS), st.sampled_from(PLACES), st.sampled_from(NEW), st.integers(0, 10**6)),
    max_size=len(PLACES),
    unique_by=lambda edit: edit[1],
)


@st.composite
def desks(draw: st.DrawFn, name: str) -> Desk:
    """An editor's copy: edits of different rows, rows in another order, a column moved."""
    desk = Desk(Editor(FILE, name))
    for edit, place, new, number in draw(WORK):
        edit(desk, SENT.units[place], new, number)
    if draw(st.booleans()) and desk.editor.rows():
        chance = Random(draw(st.integers(0, 99)))
        desk.editor.order_rows(lambda rows: chance.sample(rows, len(rows)))
    if draw(st.booleans()) and desk.editor.rows():
        desk.editor.move_column(draw(st.integers(0, 3)), draw(st.integers(0, 3)))
    return desk


@given(desks("Ann"), desks("Bo"), st.lists(st.booleans(), min_size=len(PLACES), max_size=len(PLACES)), st.booleans())
def test_every_edit_ends_somewhere_and_no_text_disappears(
    ann: Desk, bo: Desk, touched: list[bool], turned: bool
) -> None:
    units = (
        replace(unit, target="Ours", codes=(), state=State.TRANSLATED) if ours else unit
        for unit, ours in zip(SENT.units, touched, strict=True)
    )
    now = replace(SENT, units=tuple(units))
    reviews = [read_review(desk.editor.saved(), f"{desk.editor.name}.docx") for desk in (ann, bo)]
    merged = merge(now, reviews[::-1] if turned else reviews)
    for desk, review in zip((ann, bo), reviews, strict=True):
        for unit_id, text in desk.texts:
            assert found(unit_id, text, review, merged), (unit_id, text)
        for text in desk.remarks:
            notes = {note.text for unit in merged.bitext.units for note in unit.notes}
            assert text in notes | {aside.text for aside in review.quarantined}
        ids = {change.unit_id for change in review.changes} | {aside.unit_id for aside in review.quarantined}
        assert set(review.missing) <= review.exported
        assert not set(review.missing) & {change.unit_id for change in review.changes if change.edited}
        assert ids <= review.exported | {""}
    told = {applied.unit_id: {applied.before} for applied in merged.applied}
    for before, after in zip(english(now), english(merged.bitext), strict=True):
        assert before == after or before[1] in told[before[0]]
    again = merge(merged.bitext, reviews)
    assert (again.bitext, again.applied) == (merged.bitext, ())
    other_way = merge(now, reviews if turned else reviews[::-1])
    assert english(other_way.bitext) == english(merged.bitext)


def english(bitext: Bitext) -> list[tuple[str, str]]:
    return [(unit.segment.id, tagged(unit.target, unit.codes)) for unit in bitext.units]


def found(unit_id: str, text: str, review: Review, merged: Merged) -> bool:
    """Whether what somebody left in a row was no edit, applied, in conflict, there already, or set aside in full."""
    if any(text in aside.text for aside in review.quarantined if aside.unit_id in ("", unit_id)):
        return True
    known = {(applied.unit_id, applied.proposal.target) for applied in merged.applied}
    known |= {(open_.unit_id, proposal.target) for open_ in merged.conflicts for proposal in open_.proposals}
    return (unit_id, text) in {*known, *english(SENT)} or unit_id in merged.equal
