from collections.abc import Callable, Iterator
from threading import Event, current_thread, main_thread

import pytest

from toolkit.building.overlapping import one_behind


def test_each_is_done_while_the_next_is_made() -> None:
    made = Event()

    def works() -> Iterator[Callable[[], str]]:
        yield lambda: f"{made.wait(10)} {current_thread() is main_thread()}"
        made.set()
        yield lambda: "second"

    assert list(one_behind(works())) == ["True False", "second"]


def test_what_one_raises_is_raised_and_no_other_is_begun() -> None:
    done: list[int] = []
    with pytest.raises(ZeroDivisionError):
        list(one_behind(iter([lambda: done.append(1), lambda: done.append(1 // 0), lambda: done.append(3)])))
    assert done == [1]


def test_where_the_next_cannot_be_made_the_one_at_work_is_waited_for() -> None:
    failed, done = Event(), list[bool]()

    def works() -> Iterator[Callable[[], None]]:
        yield lambda: done.append(failed.wait(10))
        failed.set()
        raise KeyError

    with pytest.raises(KeyError):
        list(one_behind(works()))
    assert done == [True]


def test_there_may_be_none() -> None:
    assert not list(one_behind([]))
