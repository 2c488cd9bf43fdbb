"""Work shared out among processes: the same results in the same order, whoever dies."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.building.processes import Killed, forked, share_out

FOLDER: list[Path] = []


def take(folder: Path | None = None) -> None:
    FOLDER[:] = [folder] if folder else []


def squared(number: int) -> int:
    return number * number


def deadly(number: int) -> int:
    """Dies of 3, and the first time of 1."""
    begun = FOLDER[0] / str(number)
    if number == 3 or (number == 1 and not begun.exists()):
        begun.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def writing(number: int) -> None:
    """Is stopped while a thread writes, and once more."""

    def write() -> None:
        time.sleep(0.1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.1)
        (FOLDER[0] / "written").touch()

    threading.Thread(target=write).start()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(9)


def divided(number: int) -> float:
    return 1 / number


@given(st.lists(st.integers(0, 99), max_size=60), st.integers(1, 5), st.integers(1, 9))
def test_any_number_of_workers_gives_the_same_in_the_same_order(tasks: list[int], jobs: int, most: int) -> None:
    begun: list[int] = []
    results = share_out(squared, tasks, jobs, ThreadPoolExecutor, begun.append, most)
    assert list(results) == list(map(squared, tasks))
    assert begun == list(range(len(tasks)))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_what_kills_its_process_is_known_and_the_rest_is_done(tmp_path: Path, jobs: int) -> None:
    results = list(share_out(deadly, range(8), jobs, forked(take, tmp_path), lambda place: None))
    assert isinstance(results.pop(3), Killed)
    assert results == [0, 1, 2, 4, 5, 6, 7]


def test_of_tasks_given_together_one_alone_is_to_blame(tmp_path: Path) -> None:
    begun: list[int] = []
    results = list(share_out(deadly, range(80), 2, forked(take, tmp_path), begun.append, 32))
    assert isinstance(results.pop(3), Killed)
    assert results == [number for number in range(80) if number != 3]
    assert begun[:10] == list(range(10))  # five for each of two


def test_many_are_given_at_first_and_one_at_last() -> None:
    given: list[int] = []

    class Counted(ThreadPoolExecutor):
        def submit(self, fn: Callable, /, *arguments: Any) -> Future:
            given.append(len(arguments[1]))
            return super().submit(fn, *arguments)

    assert len(list(share_out(squared, range(500), 2, Counted, lambda place: None, 20))) == 500
    assert given[0] == 20
    assert given == sorted(given, reverse=True)
    assert given[-8:] == [1] * 8
    assert sum(given) == 500 > 5 * len(given)


def test_what_a_thread_writes_is_written_before_its_process_ends(tmp_path: Path) -> None:
    (result,) = share_out(writing, [0], 1, forked(take, tmp_path), lambda place: None)
    assert isinstance(result, Killed)
    assert (tmp_path / "written").exists()


def test_an_exception_ends_the_work_and_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(share_out(divided, [1, 0, 2], 2, forked(take), lambda place: None))
