"""The desk on the screen, driven by keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desk_project import on_disk
from driving import drawn, drive, text_of, type_in

from toolkit.bitext import write_xliff
from toolkit.desk.session import Session, open_session
from toolkit.model import State
from toolkit.project import Project

pytest.importorskip("textual", reason="needs the extra desk")

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Static

from toolkit.desk.screen.app import Desk
from toolkit.desk.screen.asking import Passages
from toolkit.desk.screen.editor import LONGEST, Editor
from toolkit.desk.screen.keys import KEYS
from toolkit.desk.screen.view import DocumentView


def test_typing_and_confirming_goes_on_to_the_next(session: Session) -> None:
    async def steps(desk: Desk, pilot: Pilot) -> None:
        await type_in(pilot, "Town opens")
        await pilot.press("enter")
        assert session.active == 1
        assert "江港新城开港" in drawn(desk)
        assert "Town opens" in drawn(desk)

    drive(session, steps)
    unit = on_disk(session).units[0]
    assert (unit.target, unit.state) == ("Town opens", State.TRANSLATED)


def test_what_helps_is_put_in_by_its_number(session: Session) -> None:
    async def steps(desk: Desk, pilot: Pilot) -> None:
        assert "江港新城\n 1  Jianggang New Town" in text_of(desk, "helps")
        await pilot.press("alt+1")
        assert desk.query_one(Editor).text == "Jianggang New Town"

    drive(session, steps)


def test_findings_are_shown_while_typing_and_put_right(session: Session) -> None:
    async def steps(desk: Desk, pilot: Pilot) -> None:
        desk.query_one(Editor).put_in("River Port  opens")
        desk._rested()
        assert "River Port" in text_of(desk, "findings")
        await pilot.press("f7")
        assert desk.query_one(Editor).text == "Jianggang New Town opens"

    drive(session, steps)


def test_leaving_keeps_a_draft_and_keys_find_it_again(session: Session) -> None:
    async def steps(desk: Desk, pilot: Pilot) -> None:
        await type_in(pilot, "Port")
        await pilot.press("ctrl+down")
        assert session.units[0].state is State.DRAFT
        await pilot.press("f3")
        assert session.active == 2
        await pilot.press("f4")
        assert session.active == 0
        await pilot.press("f9")
        assert session.units[0].state is State.TRANSLATED
        await pilot.press("alt+z", "alt+z")
        assert session.units[0].target == ""

    drive(session, steps)


def test_the_cursor_leaves_at_the_last_line(session: Session) -> None:
    async def steps(desk: Desk, pilot: Pilot) -> None:
        await pilot.press("down", "down")
        assert session.active == 2
        await pilot.press("up")
        assert session.active == 1

    drive(session, steps)


def test_a_paste_of_several_lines_and_one_of_a_megabyte(session: Session) -> None:
    async def steps(desk: Desk, pilot: Pilot) -> None:
        editor = desk.query_one(Editor)
        desk.post_message(events.Paste("Port\nopens\r\nnow"))
        await pilot.pause()
        assert editor.text == "Port opens now"
        desk.post_message(events.Paste("九江 port " * 125_000))
        await pilot.pause()
        assert len(editor.text) == LONGEST

    drive(session, steps)


def test_no_key_cuts_a_code(project: Path) -> None:
    (project / "source" / "quay.md").write_text("港口**今天**开港。\n", encoding="utf-8")
    session = open_session(Project(project), "quay")

    async def steps(desk: Desk, pilot: Pilot) -> None:
        editor = desk.query_one(Editor)
        await type_in(pilot, "Port ")
        await pilot.press("f2")
        await type_in(pilot, "today")
        assert editor.text == "Port ‹b1›today‹/b1›"
        await pilot.press("left", "left", "x")
        assert "‹b1›" in editor.text
        editor.move_cursor((0, len("Port ‹b")))
        await pilot.press("x")
        assert "‹b1›x" in editor.text
        await pilot.press("home", *["right"] * 6, "backspace")
        assert "‹b1" not in editor.text.replace("‹b1›", "")
        await pilot.press("ctrl+z")
        assert "‹b1›" in editor.text

    drive(session, steps)


def test_a_change_of_another_program_is_shown_before_it_is_overwritten(session: Session) -> None:
    session.confirm(0, "Port opens")

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await type_in(pilot, "!")
        bitext = on_disk(session)
        theirs = replace(bitext.units[0], target="A port opens")
        session.source.bitext.write_bytes(write_xliff(replace(bitext, units=(theirs, *bitext.units[1:]))))
        await pilot.press("enter")
        assert session.active == 0
        assert on_disk(session).units[0].target == "A port opens"
        assert desk.query_one(Editor).text == "Port opens!"
        await pilot.press("enter")
        assert on_disk(session).units[0].target == "Port opens!"

    session.active = 0
    drive(session, steps)


def test_what_cannot_be_written_stays_in_the_editor(session: Session) -> None:
    session.source.bitext.write_bytes(b"<xliff")

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await type_in(pilot, "Port")
        await pilot.press("enter")
        await pilot.press("ctrl+down")
        assert session.active == 0
        assert desk.query_one(Editor).text == "Port"

    drive(session, steps)


def test_a_finding_is_accepted_with_a_reason(session: Session) -> None:
    session.confirm(3, "It moved 60,000 TEU!")
    session.active = 3

    async def steps(desk: Desk, pilot: Pilot) -> None:
        before = len([one for one in session.check(3) if not one.accepted])
        await pilot.press("f8")
        await pilot.pause()
        assert isinstance(desk.focused, Input)
        await type_in(pilot, "rounded")
        await pilot.press("enter")
        await pilot.pause()
        assert len([one for one in session.check(3) if not one.accepted]) < before

    drive(session, steps)
    assert "rounded" in on_disk(session).units[3].notes[-1].text


def test_a_remark_is_made_and_found(session: Session) -> None:
    async def steps(desk: Desk, pilot: Pilot) -> None:
        await pilot.press("ctrl+o")
        await pilot.pause()
        await type_in(pilot, "Which port?")
        await pilot.press("enter")
        await pilot.pause()
        assert "Which port?" in text_of(desk, "helps")
        await pilot.press("down", "f6")
        assert session.active == 0

    drive(session, steps)


def test_what_was_typed_before_a_crash_is_offered(session: Session, project: Path) -> None:
    left = project / ".toolkit" / "desk" / "harbour.txt.999999.typing.json"
    left.parent.mkdir(parents=True)
    left.write_text(f'{{"unit": "{session.units[2].segment.id}", "text": "It inv"}}', encoding="utf-8")

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await pilot.pause()
        assert isinstance(desk.screen, Passages)
        await pilot.press("enter")
        await pilot.pause()
        assert (session.active, desk.query_one(Editor).text) == (2, "It inv")

    drive(session, steps)


def test_a_click_opens_a_row(session: Session) -> None:
    async def steps(desk: Desk, pilot: Pilot) -> None:
        await pilot.click(DocumentView, offset=(12, 4))
        assert session.active == 2

    drive(session, steps)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_every_width_and_a_resize_while_typing(session: Session, width: int) -> None:
    session.confirm(2, "This year the town invested RMB 500 million. " * 30)

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await type_in(pilot, "Por")
        await pilot.resize_terminal(60, 20)
        await type_in(pilot, "t")
        assert desk.query_one(Editor).text == "Port"
        assert "江港新城" in drawn(desk)

    drive(session, steps, width, 24)


def test_a_segment_of_ten_thousand_characters(project: Path) -> None:
    (project / "source" / "quay.txt").write_text("港" * 10_000 + "。\n", encoding="utf-8")
    session = open_session(Project(project), "quay")
    session.confirm(0, "port " * 2_000)

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await type_in(pilot, "x")
        await pilot.press("enter")

    drive(session, steps)
    assert on_disk(session).units[0].target.endswith("x")


def test_search_shows_only_what_has_it_and_replacing_is_looked_at_first(session: Session) -> None:
    for row, text in enumerate(("Town opens", "By our staff", "The Town invested.", "It moved 600,000 TEU!")):
        session.confirm(row, text)

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await pilot.press("ctrl+f")
        await pilot.pause()
        await type_in(pilot, "港口")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert session.active == 3
        assert "江港新城开港" not in drawn(desk)
        await pilot.press("down")
        assert session.active == 3, "the only row that is shown"
        await pilot.press("ctrl+l")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "江港新城开港" in drawn(desk)
        await pilot.press("ctrl+f")
        await pilot.pause()
        await type_in(pilot, "Town")
        await pilot.press("enter")
        await type_in(pilot, "City")
        await pilot.press("enter")
        await pilot.pause()
        assert session.units[0].target == "Town opens", "not before it was looked at"
        await pilot.press("enter")
        await pilot.pause()

    drive(session, steps)
    assert [unit.target for unit in on_disk(session).units][:3] == ["City opens", "By our staff", "The City invested."]
    session.undo()
    assert on_disk(session).units[2].target == "The Town invested."


def test_the_memory_is_looked_up(session: Session) -> None:
    session.confirm(3, "It moved 600,000 TEU!")
    session.close()

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await pilot.press("ctrl+n")
        await pilot.pause()
        await type_in(pilot, "teu")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(desk.screen, Passages)
        assert "It moved 600,000 TEU!" in str(desk.screen.query_one("VerticalScroll Static", Static).content)

    drive(lambda: open_session(session.job.project, "harbour"), steps)


def test_what_was_typed_is_a_draft_when_the_desk_is_ended(session: Session) -> None:
    async def steps(desk: Desk, pilot: Pilot) -> None:
        await type_in(pilot, "Port")
        await pilot.press("ctrl+q")

    drive(session, steps)
    assert (on_disk(session).units[0].target, on_disk(session).units[0].state) == ("Port", State.DRAFT)
    assert session.files.left_over() == []


def test_what_cannot_be_written_at_the_end_is_offered_next_time(session: Session) -> None:
    session.source.bitext.write_bytes(b"<xliff")

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await type_in(pilot, "Port")
        await pilot.press("ctrl+q")

    drive(session, steps)
    assert [kept.text for kept in session.files.left_over()] == ["Port"]


def test_everything_that_has_a_key_is_in_the_palette(session: Session) -> None:
    session.confirm(1, "By our staff")

    async def steps(desk: Desk, pilot: Pilot) -> None:
        desk.open_row(1)
        assert {binding.description for binding in KEYS if binding.description} <= {
            command.title for command in desk.get_system_commands(desk.screen)
        }
        await pilot.press("ctrl+p")
        await pilot.pause()
        await type_in(pilot, "state")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.3)

    drive(session, steps)
    assert session.units[1].state is State.REVIEWED


def test_what_another_program_writes_is_taken_over_while_a_window_is_open(session: Session) -> None:
    session.confirm(0, "Port opens")

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await pilot.press("ctrl+o")
        await pilot.pause()
        bitext = on_disk(session)
        theirs = replace(bitext.units[0], target="A port opens")
        session.source.bitext.write_bytes(write_xliff(replace(bitext, units=(theirs, *bitext.units[1:]))))
        desk._rested()
        desk._look()
        await pilot.resize_terminal(50, 20)
        assert isinstance(desk.focused, Input)
        await pilot.press("escape")
        await pilot.pause()
        assert desk.query_one(Editor).text == "A port opens"

    drive(session, steps)
