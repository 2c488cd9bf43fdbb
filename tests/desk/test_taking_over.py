"""A desk on another machine that has ended without saying so."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from driving import drive
from textual.pilot import Pilot

from toolkit.desk.lines import LineDesk
from toolkit.desk.screen.app import Desk
from toolkit.desk.screen.asking import Passages
from toolkit.desk.session import Session


@pytest.fixture
def left(project: Path, session: Session) -> Path:
    """What a desk on another machine left in the folder that both see."""
    folder = project / ".toolkit" / "desk"
    folder.mkdir(parents=True)
    (folder / "harbour.txt.77.open").write_text("other-machine 77", encoding="utf-8")
    typing = {"unit": session.units[2].segment.id, "text": "Typed there"}
    (folder / "harbour.txt.77.typing.json").write_text(json.dumps(typing), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("key", "text"), [("enter", "Typed there"), ("escape", "")])
def test_its_place_is_taken_only_by_who_says_so(session: Session, left: Path, key: str, text: str) -> None:
    async def steps(desk: Desk, pilot: Pilot) -> None:
        assert isinstance(desk.screen, Passages)
        await pilot.press(key)
        await pilot.pause()
        if isinstance(desk.screen, Passages):
            await pilot.press("enter")
            await pilot.pause()
        assert desk.editor.text == text

    drive(session, steps)
    assert (left / "harbour.txt.77.open").exists() is not bool(text)
    assert (left / "harbour.txt.77.typing.json").exists() is not bool(text)


def test_plain_questions_take_it_too(session: Session, left: Path) -> None:
    said: list[str] = []
    LineDesk(session, said.append, "Ann").answer(":alone")
    assert said == ["Typed there, and not confirmed: Typed there"]
    assert not list(left.glob("*.77.*"))


def test_a_desk_on_this_machine_is_never_put_aside(session: Session) -> None:
    session.files.announce()
    assert not session.files.are_elsewhere()
    assert session.files.take_over() == []
    assert session.files._open.read_text(encoding="utf-8").startswith(socket.gethostname())
