"""Threads that ask an engine while the main thread verifies."""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.engines.protocol import Engine, Request

_LOOK_UP = 0.5
"""Seconds after which somebody who waits looks whether he was interrupted."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an engine gave for some requests: as many raw replies, or why there are none."""

    requests: tuple[Request, ...]
    replies: tuple[str, ...]
    error: BaseException | None = None


class Workers:
    """So many threads for one engine. They end with the program, however long a service is silent."""

    def __init__(self, engine: Engine, count: int) -> None:
        self._engine, self._most = engine, count
        self._asked: queue.SimpleQueue[tuple[Request, ...]] = queue.SimpleQueue()
        self._answered: queue.SimpleQueue[Answered] = queue.SimpleQueue()
        self._threads = 0
        self.flying = 0

    @property
    def are_busy(self) -> bool:
        """Whether what is sent now would have to wait."""
        return self.flying >= self._most

    def send(self, requests: Sequence[Request]) -> None:
        """Has the engine asked, on a thread."""
        self.flying += 1
        if self._threads < min(self.flying, self._most):
            self._threads += 1
            threading.Thread(target=self._work, daemon=True).start()
        self._asked.put(tuple(requests))

    def receive(self, patience: float = float("inf")) -> Answered | None:
        """The next answer, whichever comes first; ``None`` where none comes within `patience` seconds."""
        while self.flying and patience > 0:
            try:
                answered = self._answered.get(timeout=_LOOK_UP)
            except queue.Empty:
                patience -= _LOOK_UP
                continue
            self.flying -= 1
            return answered
        return None

    def _work(self) -> None:
        while True:
            requests = self._asked.get()
            try:
                self._answered.put(Answered(requests, tuple(self._engine.ask(requests))))
            except BaseException as error:  # noqa: BLE001 - the main thread raises what it does not expect
                self._answered.put(Answered(requests, (), error))
