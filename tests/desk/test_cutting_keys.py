"""Going into the Chinese, and sentences split and joined by keys."""

from __future__ import annotations

from pathlib import Path

from desk_project import on_disk
from driving import drawn, drive, text_of, type_in
from textual.pilot import Pilot

from toolkit.desk.lines import LineDesk
from toolkit.desk.screen.app import Desk
from toolkit.desk.session import Session, open_session
from toolkit.model import Code, CodeKind, Segment, Unit
from toolkit.project import Project


def test_a_sentence_is_split_at_the_cursor_and_that_is_taken_back(session: Session) -> None:
    session.confirm(2, "The town invested. This is new.")
    session.active = 2

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await pilot.press("alt+s")
        assert desk.chinese.has_focus
        await pilot.press(*["right"] * 5, "left", "alt+s")
        assert [unit.segment.text for unit in session.units[2:4]] == ["江港新城", "今年投资5亿元。"]
        assert desk.editor.text == "The town invested."
        assert desk.editor.has_focus
        assert "今年投资5亿元。" in drawn(desk)
        await pilot.press("alt+z")
        assert desk.editor.text == "The town invested. This is new."

    drive(session, steps)
    assert len(on_disk(session).units) == 4


def test_the_english_is_split_at_its_cursor(session: Session) -> None:
    session.active = 2

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await type_in(pilot, "ab cd ef")
        await pilot.press(*["left"] * 6, "ctrl+t", *["right"] * 4, "alt+s")

    drive(session, steps)
    assert [unit.target for unit in on_disk(session).units[2:4]] == ["ab", "cd ef"]


def test_two_are_joined_and_paragraphs_are_not(session: Session) -> None:
    async def steps(desk: Desk, pilot: Pilot) -> None:
        await pilot.press("alt+j")
        assert "another paragraph" in str([shown.message for shown in desk._notifications])
        await pilot.press("ctrl+down", "ctrl+down", "alt+j")
        assert "5亿元。港口" in text_of(desk, "chinese")

    drive(session, steps)
    assert len(on_disk(session).units) == 3


def test_places_are_chosen_by_marks_by_clicks_and_to_the_ends(project: Path) -> None:
    (project / "source" / "quay.txt").write_text("码头建成，可停靠大船，也可停靠小船。\n", encoding="utf-8")
    session = open_session(Project(project), "quay")

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await pilot.press("ctrl+t", "ctrl+right")
        assert desk.chinese.cursor == 5
        await pilot.press("ctrl+right", "ctrl+left", "ctrl+left", "shift+right", "shift+right")
        assert desk.chinese.selected_text == "码头"
        await pilot.press("end")
        assert (desk.chinese.cursor, desk.chinese.selected_text) == (18, "")
        await pilot.click("#chinese", offset=(1 + 2 * 3, 1))
        assert desk.chinese.cursor == 3
        await pilot.press("enter")
        assert desk.editor.has_focus

    drive(session, steps)


def test_places_count_no_tags(session: Session) -> None:
    async def steps(desk: Desk, pilot: Pilot) -> None:
        desk.chinese.begin(Unit(Segment("x", "江港新城", (Code("1", CodeKind.BOLD, 0, 2),))))
        await pilot.press("ctrl+t", "right", "right", "shift+right")
        assert desk.chinese.selected_text == "新"

    drive(session, steps)


def test_plain_questions_split_and_join_too(session: Session) -> None:
    said: list[str] = []
    desk = LineDesk(session, said.append, "Ann")
    for line in (":3", ":split 新城|今年", ":join", ":split 没有|的", ":split", ":1", ":join"):
        desk.answer(line)
    assert len(session.units) == 4
    assert [text.partition(":")[0] for text in said] == ["split", "split", "join"]
