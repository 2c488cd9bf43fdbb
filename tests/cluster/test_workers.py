"""Promises that are kept by the one thread that all clients of a process have for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("distributed", reason="dask is not installed (extra cluster)")

from toolkit.cluster.workers import _settle


class Lost:
    """A future of dask whose result is lost with its worker, and made again after so many times of asking."""

    def __init__(self, times: int, status: str = "running") -> None:
        self.times, self.client, self.waiting = times, SimpleNamespace(status=status), list[Callable[[Any], None]]()

    def result(self, timeout: float | None) -> str:
        assert timeout, "the thread would be held for ever"
        self.times -= 1
        if self.times >= 0:
            raise TimeoutError
        return "made again"

    def add_done_callback(self, call: Callable[[Any], None]) -> None:
        self.waiting.append(call)


def test_a_lost_result_is_waited_for_without_holding_the_thread() -> None:
    promised: Future[str] = Future()
    lost = Lost(2)
    _settle(promised, lost, "tcp://here")
    assert not promised.done()
    while lost.waiting:
        lost.waiting.pop()(lost)
    assert promised.result(0) == "made again"


def test_nothing_is_waited_for_once_the_client_is_closed() -> None:
    lost = Lost(1, "closed")
    _settle(Future[str](), lost, "tcp://here")
    assert lost.waiting == []
