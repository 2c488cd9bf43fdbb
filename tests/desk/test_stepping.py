"""Going through findings one by one."""

from __future__ import annotations

from driving import drive, text_of, type_in
from textual.pilot import Pilot

from toolkit.desk.screen.app import Desk
from toolkit.desk.session import Session
from toolkit.desk.surveying import Survey
from toolkit.model import State


def wrong(session: Session) -> Session:
    """Two findings in the third row, which name a place each, and one in the fourth."""
    session.confirm(2, "River Port invested RMB 5 billion ，this year.")
    session.confirm(3, "It moved 60,000 TEU!")
    for _ in session.survey():
        pass
    return session


def test_findings_are_stepped_to_inside_a_segment_and_across(session: Session) -> None:
    wrong(session).active = 2

    async def steps(desk: Desk, pilot: Pilot) -> None:
        count = len(session.found_in(2, desk.editor.text))
        assert count > 2
        seen = []
        for number in range(1, count + 1):
            await pilot.press("f5")
            assert desk.findings.chosen is not None
            seen.append(desk.findings.chosen.code)
            assert f"({number} of {count})" in text_of(desk, "findings")
        assert session.active == 2
        assert len(set(seen)) > 1
        await pilot.press("f5")
        assert session.active == 3
        assert desk.findings.chosen is not None
        await pilot.press("shift+f5")
        assert session.active == 2
        assert (desk.findings.chosen or desk.findings.first).code == seen[-1]

    drive(session, steps)


def test_what_a_finding_is_about_is_selected_and_put_right_alone(session: Session) -> None:
    wrong(session).active = 2

    async def steps(desk: Desk, pilot: Pilot) -> None:
        while True:
            await pilot.press("f5")
            assert session.active == 2
            if desk.findings.chosen and desk.findings.chosen.code == "term-forbidden":
                break
        assert desk.editor.selected_text == "River Port"
        assert desk.chinese.selected_text == "江港新城"
        await pilot.press("f7")
        assert desk.editor.text.startswith("Jianggang New Town invested")
        assert "，" in desk.editor.text

    drive(session, steps)


def test_the_chosen_finding_is_the_one_that_is_accepted(session: Session) -> None:
    wrong(session).active = 2

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await pilot.press("f5", "f5")
        chosen = desk.findings.chosen
        assert chosen is not None
        await pilot.press("f8")
        await pilot.pause()
        await type_in(pilot, "so")
        await pilot.press("enter")
        await pilot.pause()
        left = session.found_in(2, desk.editor.text)
        assert chosen.code not in [one.code for one in left]
        assert left

    drive(session, steps)
    assert session.units[2].state is State.TRANSLATED


def test_rows_that_are_not_begun_are_no_findings(session: Session) -> None:
    for _ in session.survey():
        pass
    assert session.findings(0)
    assert not session.has_finding(0)
    assert session.found_in(0, "") == []


def test_a_survey_knows_nothing_before_it_ran() -> None:
    assert Survey().findings("any") == []
