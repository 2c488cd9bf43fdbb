"""A term added from what is selected in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import drive, text_of, type_in
from textual.pilot import Pilot
from textual.widgets import Input

from toolkit.desk.screen.app import Desk
from toolkit.desk.session import Session
from toolkit.errors import UsageError


def test_a_term_is_added_from_what_is_selected(session: Session, project: Path) -> None:
    session.active = 3

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await type_in(pilot, "the throughput")
        await pilot.press(*["shift+left"] * 10, "ctrl+t", *["right"] * 4, *["shift+right"] * 3, "alt+a")
        await pilot.pause()
        assert [one.value for one in desk.screen.query(Input)] == ["places", "吞吐量", "throughput", ""]
        await pilot.press("enter")
        await pilot.pause()
        assert "吞吐量\n 1  throughput" in text_of(desk, "helps")
        assert desk.editor.text == "the throughput"

    drive(session, steps)
    rows = (project / "glossary" / "places.csv").read_text(encoding="utf-8").splitlines()
    assert rows[-1] == "吞吐量,throughput,,,,proposed,"


def test_a_term_that_is_there_already_is_refused_and_nothing_is_written(session: Session, project: Path) -> None:
    before = (project / "glossary" / "places.csv").read_bytes()
    with pytest.raises(UsageError, match="江港新城 is there already"):
        session.add_term("firms", "江港新城", "Port City", "website")
    assert (project / "glossary" / "places.csv").read_bytes() == before
    assert not (project / "glossary" / "firms.csv").exists()


def test_a_new_term_counts_for_the_checks(session: Session) -> None:
    session.confirm(3, "It handled much!")
    assert "term-missing" not in [one.code for one in session.check(3) if "吞吐量" in one.message]
    session.add_term("trade", "吞吐量", "throughput", "port statistics")
    assert [one.code for one in session.check(3) if "吞吐量" in one.message] == ["term-missing"]
