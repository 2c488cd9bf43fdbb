"""Work shared out among processes: however many there are, the same results in the same order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import chain
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_SHARES = 8
"""A process is given so small a part of its share of the tasks that are left."""

Start = Callable[[int], Executor]
"""Starts so many processes, or what stands for them on other machines."""


class Killed:
    """In place of a result: the process that was at work on it was killed, even when no other was at work."""


def forked(begin: Callable[..., None], *given: Any) -> Start:
    """Processes forked from this one, which have all that is `given` already; `begin` is called in each with it."""

    def start(jobs: int) -> Executor:
        return _Forked(jobs, multiprocessing.get_context("fork"), _begin, (begin, given))

    return start


def share_out(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    jobs: int,
    start: Start,
    begin: Callable[[int], None],
    most: int = 1,
) -> Iterator[Result | Killed]:
    """What `work` gives for each of the tasks, in their order; `begin` is told the place of each when its turn comes.

    Each process has one task at a time, or up to `most` as long as many are left, and as many more wait
    so that none has to. Where a process is killed, all these are begun again, each alone: so the one to
    blame is known, and the rest go on. An exception of `work` is raised here.
    """
    done: dict[int, Result | Killed] = {}
    following = 0
    for place, result in _as_finished(work, tasks, jobs, start, begin, most):
        done[place] = result
        while following in done:
            yield done.pop(following)
            following += 1


def _as_finished(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    jobs: int,
    start: Start,
    begin: Callable[[int], None],
    most: int,
) -> Iterator[tuple[int, Result | Killed]]:
    waiting = list(reversed(range(len(tasks))))
    while waiting:
        for suspect in (yield from _until_broken(work, tasks, waiting, jobs, start, begin, most)):
            killed = yield from _until_broken(work, tasks, [suspect], 1, start, begin)
            if killed:
                yield suspect, Killed()


def _until_broken(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    waiting: list[int],
    jobs: int,
    start: Start,
    begin: Callable[[int], None],
    most: int = 1,
) -> Generator[tuple[int, Result], None, list[int]]:
    """Does what is `waiting`, from its end, and returns what was being done when a process was killed."""
    running: dict[Future[list[Result]], list[int]] = {}
    with _ended(start(min(jobs, len(waiting))), running) as executor:
        try:
            while waiting or running:
                while waiting and len(running) < jobs + (jobs > 1):
                    places = [waiting.pop() for _ in range(_share(len(waiting), jobs, most))]
                    running[executor.submit(_each, work, [tasks[place] for place in places])] = places
                    for place in places:
                        begin(place)
                finished = wait(running, return_when=FIRST_COMPLETED).done
                for future in sorted(finished, key=_is_broken):
                    results = future.result()
                    yield from zip(running.pop(future), results, strict=True)
        except BrokenExecutor:
            pass  # whose fault it was, those who were at work show when they are asked again
    return sorted(chain.from_iterable(running.values()))


def _share(left: int, jobs: int, most: int) -> int:
    """How many tasks a process is given: less and less, so that little is handed over and all are done together."""
    return min(most, max(left // (_SHARES * jobs), 1))


def _each(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    return list(map(work, tasks))


def _is_broken(future: Future[Any]) -> bool:
    return isinstance(future.exception(), BrokenExecutor)


@contextmanager
def _ended(executor: Executor, running: Collection[Any]) -> Iterator[Executor]:
    """Ends the processes; what is still `running` then, because something has ended this one's work, is stopped."""
    try:
        yield executor
    except BaseException:
        for process in multiprocessing.active_children() if running else ():
            process.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


class _Forked(ProcessPoolExecutor):
    """Processes that can be stopped at work, and clear away what they were writing."""

    def submit(self, fn: Callable[..., Result], /, *given: Any, **named: Any) -> Future[Result]:
        return super().submit(_stoppable, fn, *given, **named)


def _begin(begin: Callable[..., None], given: Sequence[Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked, and that one stops this
    end_with_parent()
    begin(*given)


def end_with_parent() -> None:
    """Has this process end when the one that forked it is killed.

    It would wait for work for ever, and hold the project's lock, which it has from there.
    """
    threading.Thread(target=_await_parent, daemon=True).start()


def _await_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(128 + signal.SIGKILL)


def _stoppable(work: Callable[..., Result], *given: Any, **named: Any) -> Result:
    """Only while it works does a process wind up when it is stopped; while it waits for work it just ends."""
    try:
        signal.signal(signal.SIGTERM, _stop)
        return work(*given, **named)
    except _Stopped:
        _await_writers()
        os._exit(128 + signal.SIGTERM)  # or the pool would take it for a result, and go on
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _await_writers() -> None:
    """Lets threads end what they are writing, also one that has only just been started."""
    while any(not one.daemon for one in threading.enumerate() if one is not threading.current_thread()):
        time.sleep(0.005)


class _Stopped(SystemExit):
    """Raised in what a process is at when it is to end."""


_GRACE = 5
"""Seconds after which a process that was stopped is ended, wherever it is."""


def _stop(number: int, frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the pool stops all again as soon as one has ended
    signal.alarm(_GRACE)
    raise _Stopped
