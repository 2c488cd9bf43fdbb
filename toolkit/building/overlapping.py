"""Work that waits for the disk, or needs no Python, done while the next is got ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from threading import Thread
from typing import Generic, TypeVar

Result = TypeVar("Result")


def one_behind(works: Iterable[Callable[[], Result]]) -> Iterator[Result]:
    """What each of the works gives, in their order: it is done on a thread while the next of them is made.

    There are never two at a time, and no other is begun after one that raises, which is raised here. Where making the
    next raises, the one at work is waited for.
    """
    begun: _Begun[Result] | None = None
    try:
        for work in works:
            if begun:
                yield begun.result()
            begun = _Begun(work)
        if begun:
            yield begun.result()
    finally:
        if begun:
            begun.join()


class _Begun(Thread, Generic[Result]):
    """Work on a thread of its own; an executor would load logging, which takes as long as the document of a page."""

    def __init__(self, work: Callable[[], Result]) -> None:
        super().__init__()
        self._work = work
        self._raised: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Called by the thread."""
        try:
            self._given = self._work()
        except BaseException as error:  # noqa: BLE001 - whoever asks for the result is told
            self._raised = error

    def result(self) -> Result:
        """What the work gives, or raises, once it is done."""
        self.join()
        if self._raised:
            raise self._raised
        return self._given
