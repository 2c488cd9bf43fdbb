"""What helps with the open segment, beside it: numbered by the keys that put it in."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial

from textual import work
from textual.message import Message
from textual.widgets import Static

from toolkit.desk.helping import Help, helps, offered
from toolkit.desk.screen.aside import helping_text
from toolkit.desk.session import Session
from toolkit.errors import ToolkitError
from toolkit.model import Match

_AT_ONCE = 0.05
"""Seconds for which the memory is waited for before what is known without it is shown."""

_AHEAD = 3
"""Segments for which an engine is asked: the open one and those after it."""


class Helps(Static):
    """All that helps with the open segment of a session, as soon as it is known."""

    class Failed(Message):
        """The memory could not be asked; or an engine, which stands in nobody's way."""

        def __init__(self, error: ToolkitError, by_engine: bool = False) -> None:
            super().__init__()
            self.error, self.by_engine = error, by_engine

    def __init__(self, session: Session) -> None:
        super().__init__(id="helps")
        self._session = session
        self._matches: Sequence[Match] | None = None
        self._numbered: list[Help] = []
        self._draft: Help | None = None
        self._is_told = False

    def begin(self) -> None:
        """Shows what helps with the segment that is open now."""
        self._matches = None
        found = self._session.look_up(self._session.active)
        try:
            self._matches = found.result(_AT_ONCE)
        except TimeoutError:
            self._wait(found)
        except ToolkitError as error:
            self.post_message(self.Failed(error))
        first, count = self._session.active, len(self._session.units)
        tell = partial(self.call_later, self._answered)
        self._session.offers.want(self._session.bitext, range(first, min(first + _AHEAD, count)), tell)
        self._show()

    @work(exclusive=True)
    async def _wait(self, found: Future[tuple[Match, ...]]) -> None:
        """What the memory has is shown as soon as that is known, unless another segment is asked about by then."""
        import asyncio

        try:
            self._matches = await asyncio.wrap_future(found)
        except ToolkitError as error:
            self.post_message(self.Failed(error))
        self._show()

    def _answered(self) -> None:
        """The engine has answered, with a draft or not."""
        problem = self._session.offers.problem
        if problem and not self._is_told:
            self._is_told = True
            self.post_message(self.Failed(problem, by_engine=True))
        self._show()

    def _show(self) -> None:
        unit = self._session.units[self._session.active]
        drafted = self._session.offers.draft(unit)
        self._numbered = list(helps(unit, self._matches or ()))
        self._draft = offered(drafted) if drafted else None
        self.update(helping_text(unit, self._numbered, self._draft, self._matches is None))

    def numbered(self, number: int) -> Help | None:
        """What stands under a number, counted from 1; the draft under 0."""
        if number == 0:
            return self._draft
        return self._numbered[number - 1] if number <= len(self._numbered) else None
