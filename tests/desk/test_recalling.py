"""The memory at the desk: nobody waits for it, and what is confirmed is found."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from driving import drive, text_of, type_in
from textual.pilot import Pilot

from toolkit.desk import recalling
from toolkit.desk.screen.app import Desk
from toolkit.desk.session import Session, open_session
from toolkit.errors import InputError
from toolkit.model import State
from toolkit.project import Project


@pytest.fixture
def quay(project: Path) -> Path:
    (project / "source" / "quay.txt").write_text(
        "码头扩建今年开工。码头扩建明年开工。码头扩建今年开工。\n", encoding="utf-8"
    )
    return project


def test_what_is_confirmed_is_found_for_the_next_segments(quay: Path) -> None:
    session = open_session(Project(quay), "quay")
    assert session.matches(1) == ()
    session.confirm(0, "Work on the quay starts this year.")
    assert [(one.target, one.score < 100) for one in session.matches(1)] == [
        ("Work on the quay starts this year.", True)
    ]
    assert [one.score for one in session.matches(2)] == [100]
    assert session.matches(0) == ()
    session.undo()
    assert session.matches(1) == ()


def test_what_was_confirmed_anew_takes_the_place_of_what_the_memory_has(quay: Path) -> None:
    session = open_session(Project(quay), "quay")
    session.confirm(0, "First version.")
    session.close()
    again = open_session(Project(quay), "quay")
    again.confirm(0, "Second version.")
    assert [one.target for one in again.matches(1)] == ["Second version."]


def test_typing_does_not_wait_for_a_slow_memory(
    session: Session, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.confirm(3, "It moved 600,000 TEU!")
    session.close()
    (project / "source" / "quay.txt").write_text("港口全年吞吐量达60万标箱！\n码头\n", encoding="utf-8")
    opened = Event()

    def slow(*arguments: object) -> object:
        assert opened.wait(10)
        return real(*arguments)

    real: Callable[..., object] = recalling.Recall._remembered
    monkeypatch.setattr(recalling.Recall, "_remembered", slow)

    async def steps(desk: Desk, pilot: Pilot) -> None:
        assert "The memory is being asked" in text_of(desk, "helps")
        assert "标箱\n 1  TEU" in text_of(desk, "helps")
        await type_in(pilot, "typed")
        assert desk.editor.text == "typed"
        opened.set()
        end = time.monotonic() + 10
        while "It moved 600,000 TEU!" not in text_of(desk, "helps") and time.monotonic() < end:
            await pilot.pause(0.05)
        assert "It moved 600,000 TEU!" in text_of(desk, "helps")
        assert desk.editor.text == "typed"

    drive(lambda: open_session(Project(project), "quay", filled=False), steps)


def test_the_memory_fills_what_is_empty_and_not_what_is_typed_meanwhile(session: Session, project: Path) -> None:
    session.confirm(3, "It moved 600,000 TEU!")
    session.close()
    (project / "source" / "quay.txt").write_text("码头\n港口全年吞吐量达60万标箱！\n", encoding="utf-8")
    quay = open_session(Project(project), "quay", filled=False)
    assert [unit.target for unit in quay.units] == ["", ""]

    async def steps(desk: Desk, pilot: Pilot) -> None:
        end = time.monotonic() + 10
        while not quay.units[1].target and time.monotonic() < end:
            await pilot.pause(0.05)
        assert quay.units[1].target == "It moved 600,000 TEU!"
        assert quay.units[1].state is State.DRAFT

    drive(quay, steps)


def test_a_memory_that_fails_says_so_to_who_asked(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> object:
        raise InputError("memory.sqlite", "cannot be used", "free space")

    monkeypatch.setattr(recalling.Recall, "_remembered", fail)
    with pytest.raises(InputError, match="free space"):
        session.matches(0)
    assert session.confirm(0, "Port opens").written
