"""A thread that answers what the desk asks while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

Answer = TypeVar("Answer")


class Beside:
    """Answers one question after the other; it ends with the program, however long an answer takes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._asked: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: Thread | None = None

    def ask(self, answer: Callable[[], Answer]) -> Future[Answer]:
        """What `answer` will give; what it raises is raised where that is asked for."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()
        future: Future[Answer] = Future()

        def run() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(answer())
                except BaseException as error:  # noqa: BLE001 - whoever asked is told
                    future.set_exception(error)

        self._asked.put(run)
        return future

    def end(self, last: Callable[[], None], patience: float) -> None:
        """Does a last thing and ends; waits for that so many seconds at most."""
        if self._thread is not None:
            self._asked.put(last)
            self._asked.put(None)
            self._thread.join(patience)

    def _work(self) -> None:
        while (run := self._asked.get()) is not None:
            run()
