"""An engine's drafts for the segments that somebody is about to translate, asked for ahead of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial

from toolkit.bitext import record_draft
from toolkit.desk.beside import Beside
from toolkit.desk.typing import typed
from toolkit.drafting.ahead import Ahead
from toolkit.drafting.ladder import Drafted
from toolkit.errors import ToolkitError
from toolkit.model import Bitext, State, Unit

_PATIENCE = 0.5
"""Seconds for which the desk waits at its end; a reply that is on its way then is lost."""


class Offers:
    """What an engine offers; without one nothing is ever sent.

    ``problem`` is why there is no draft, the last time that there was none.
    """

    def __init__(self, ahead: Ahead | None) -> None:
        self._ahead = ahead
        self._beside = Beside("engine")
        self._asked: dict[str, Future[Drafted]] = {}
        self.problem: ToolkitError | None = None

    def want(self, bitext: Bitext, rows: Iterable[int], tell: Callable[[], object]) -> None:
        """Has drafts made for those of the `rows` that are empty, the first at first; `tell` is called after each.

        What was wanted before and has not been begun is given up: somebody has gone elsewhere.
        """
        if self._ahead is None:
            return
        wanted = [row for row in rows if not bitext.units[row].target and bitext.units[row].segment.text.strip()]
        ids = {bitext.units[row].segment.id for row in wanted}
        for unit_id, future in list(self._asked.items()):
            failed = future.done() and not future.cancelled() and future.exception()
            if failed or (unit_id not in ids and future.cancel()):
                del self._asked[unit_id]
        for row in wanted:
            unit_id = bitext.units[row].segment.id
            if unit_id not in self._asked:
                future = self._asked[unit_id] = self._beside.ask(partial(self._ahead.draft, bitext, row))
                future.add_done_callback(partial(self._take, tell))

    def _take(self, tell: Callable[[], object], future: Future[Drafted]) -> None:
        if not future.cancelled():
            error = future.exception()
            if isinstance(error, ToolkitError):
                self.problem = error
            tell()

    def draft(self, unit: Unit) -> Drafted | None:
        """The draft for a unit, ``None`` where there is none (yet)."""
        future = self._asked.get(unit.segment.id)
        if future is None or not future.done() or future.cancelled() or future.exception():
            return None
        return future.result()

    def recorded(self, unit: Unit) -> Unit:
        """The unit with a note of where its English is from, if that is what was offered for it."""
        drafted = self.draft(unit)
        if drafted is None or typed(unit) != typed(drafted.unit):
            return unit
        origin = drafted.unit.origin if unit.state is State.DRAFT else ""
        return record_draft(replace(unit, origin=origin), drafted.draft)

    def close(self) -> None:
        """Ends the work."""
        if self._ahead is not None:
            self._beside.end(self._ahead.close, _PATIENCE)
