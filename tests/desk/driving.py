"""A desk on a screen, driven by keys."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from toolkit.desk.session import Session

pytest.importorskip("textual", reason="needs the extra desk")

from textual.pilot import Pilot
from textual.widgets import Static

from toolkit.desk.screen.app import Desk
from toolkit.desk.screen.view import DocumentView

Steps = Callable[[Desk, Pilot], Awaitable[None]]


def drive(session: Session | Callable[[], Session], steps: Steps, width: int = 120, height: int = 36) -> None:
    """Opens the desk on a screen of a size, and does the steps there; a session may be opened there, too."""

    async def run() -> None:
        desk = Desk(session if isinstance(session, Session) else session())
        async with desk.run_test(size=(width, height)) as pilot:
            await pilot.pause()
            await steps(desk, pilot)

    # In a thread of its own: where a browser has been driven, this one's event loop is taken.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(run())).result()


def text_of(desk: Desk, name: str) -> str:
    return str(desk.query_one(f"#{name}", Static).content)


def drawn(desk: Desk) -> str:
    view = desk.query_one(DocumentView)
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))


async def type_in(pilot: Pilot, text: str) -> None:
    await pilot.press(*("space" if character == " " else character for character in text))
