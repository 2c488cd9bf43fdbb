"""An engine's drafts at the desk, over real connections."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_project import on_disk
from driving import drive, text_of, type_in
from loopback import ENGLISH, Service, failure, free_port, serve, source_of, translator
from textual.pilot import Pilot

from toolkit.bitext import recorded_draft
from toolkit.desk.screen.app import Desk
from toolkit.desk.session import Session, open_session
from toolkit.errors import UsageError
from toolkit.model import State
from toolkit.project import Project


@pytest.fixture
def service() -> Iterator[Service]:
    with serve() as running:
        running.answers(translator())
        yield running


def with_engine(project: Path, url: str, name: str = "local") -> Project:
    with (project / "toolkit.toml").open("a", encoding="utf-8") as file:
        file.write(f'[engines.{name}]\nkind = "chat"\nurl = "{url}/v1"\nmodel = "tiny"\ntimeout = 5\n')
    return Project(project)


async def shown(desk: Desk, pilot: Pilot, text: str) -> None:
    end = time.monotonic() + 10
    while text not in text_of(desk, "helps") and time.monotonic() < end:
        await pilot.pause(0.02)
    assert text in text_of(desk, "helps")


def test_a_draft_is_offered_put_in_and_recorded(project: Path, service: Service) -> None:
    session = open_session(with_engine(project, service.url), "harbour")

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await shown(desk, pilot, "0  Jianggang New Town Opens Its Port")
        await pilot.press("alt+0")
        assert desk.editor.text == ENGLISH["江港新城开港"]
        await pilot.press("enter")
        await shown(desk, pilot, "0  Compiled by our reporters")
        await pilot.press("alt+0")
        await type_in(pilot, "!")
        await pilot.press("enter")

    drive(session, steps)
    first, second, *_ = on_disk(session).units
    drafted = recorded_draft(first)
    assert drafted is not None
    assert drafted.engine.startswith("tiny")
    assert first.state is State.TRANSLATED
    assert (second.target, recorded_draft(second)) == ("Compiled by our reporters!", None)
    assert [unit.target for unit in on_disk(session).units[2:]] == ["", ""]


def test_a_draft_that_is_left_unconfirmed_is_the_engines(project: Path, service: Service) -> None:
    session = open_session(with_engine(project, service.url), "harbour")

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await shown(desk, pilot, "0  Jianggang New Town Opens Its Port")
        await pilot.press("alt+0", "ctrl+down")

    drive(session, steps)
    unit = on_disk(session).units[0]
    assert (unit.state, unit.origin.partition("@")[0]) == (State.DRAFT, "tiny")
    session.confirm(0, unit.target)
    assert on_disk(session).units[0].origin == ""


def test_the_next_segments_are_asked_for_ahead_and_nothing_twice(project: Path, service: Service) -> None:
    session = open_session(with_engine(project, service.url), "harbour")
    session.confirm(1, "By staff")

    async def steps(desk: Desk, pilot: Pilot) -> None:
        end = time.monotonic() + 10
        while len(service.calls) < 2 and time.monotonic() < end:
            await pilot.pause(0.02)
        assert [source_of(call) for call in service.calls] == ["江港新城开港", "江港新城今年投资5亿元。"]
        await pilot.press("ctrl+down", "ctrl+up")
        await shown(desk, pilot, "0  Jianggang")

    drive(session, steps)
    assert len({source_of(call) for call in service.calls}) == len(service.calls)


@pytest.mark.parametrize("dead", [True, False])
def test_an_engine_that_is_away_is_said_once_and_stops_nobody(
    project: Path, service: Service, dead: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.engines.wire.FIRST_PAUSE", 0.01)
    service.answers(failure(401, "no"))
    url = f"http://127.0.0.1:{free_port()}" if dead else service.url
    session = open_session(with_engine(project, url), "harbour")

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await type_in(pilot, "a")
        end = time.monotonic() + 10
        while session.offers.problem is None and time.monotonic() < end:
            await type_in(pilot, "a")
        await pilot.press("enter")
        await pilot.press("ctrl+down")
        await pilot.pause(0.2)
        told = [note.message for note in desk._notifications if note.message.startswith("No drafts")]
        assert len(told) == 1

    drive(session, steps)
    assert set(on_disk(session).units[0].target) == {"a"}


def test_nothing_is_sent_where_nobody_set_up_an_engine_or_wants_one(project: Path, service: Service) -> None:
    session = open_session(Project(project), "harbour")
    configured = with_engine(project, service.url)

    async def steps(desk: Desk, pilot: Pilot) -> None:
        await pilot.press("ctrl+down", "ctrl+up")
        await pilot.pause(0.1)

    drive(session, steps)
    drive(open_session(configured, "harbour", engine=""), steps)
    drive(open_session(with_engine(project, service.url, "other"), "harbour"), steps)
    assert service.calls == []


def test_an_unknown_engine_is_refused(project: Path) -> None:
    with pytest.raises(UsageError, match="no such engine"):
        open_session(Project(project), "harbour", engine="local")


def test_a_session_without_a_screen_asks_nobody(project: Path, service: Service) -> None:
    session: Session = open_session(with_engine(project, service.url), "harbour")
    session.confirm(0, "Port opens")
    session.close()
    assert service.calls == []
