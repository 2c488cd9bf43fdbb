"""Promises that are kept by the one thread that all clients of a process have for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("distributed", reason="dask is not installed (extra cluster)")

from toolkit.cluster.workers import _settle
from toolkit.errors import ClusterError


class Lost:
    """A future of dask whose result is lost with its worker, and made again after so many times of asking.

    `status` is its own, ``error`` where what was asked of the worker has raised, and `client` that of its client.
    """

    def __init__(self, times: int, status: str = "lost", client: str = "running") -> None:
        self.times, self.status, self.client = times, status, SimpleNamespace(status=client)
        self.waiting = list[Callable[[Any], None]]()

    def result(self, timeout: float | None) -> str:
        assert timeout, "the thread would be held for ever"
        self.times -= 1
        if self.times >= 0:
            raise TimeoutError
        return "made again"

    def add_done_callback(self, call: Callable[[Any], None]) -> None:
        self.waiting.append(call)


@pytest.mark.parametrize("client", ["running", "connecting"])
def test_a_lost_result_is_waited_for_without_holding_the_thread(client: str) -> None:
    promised: Future[str] = Future()
    lost = Lost(2, client=client)
    _settle(promised, lost, "tcp://here")
    assert not promised.done()
    while lost.waiting:
        lost.waiting.pop()(lost)
    assert promised.result(0) == "made again"


@pytest.mark.parametrize("lost", [Lost(1, client="closed"), Lost(1, status="error")])
def test_what_never_comes_is_told(lost: Lost) -> None:
    promised: Future[str] = Future()
    _settle(promised, lost, "tcp://here")
    assert isinstance(promised.exception(0), ClusterError)
    assert lost.waiting == []
