"""The machines of a dask cluster as an executor. The only module that knows dask."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from typing import Any
from urllib.parse import urlsplit

from toolkit.errors import ClusterError

_SECONDS_TO_CONNECT = 10
_SECONDS_TO_FETCH = 5
_AHEAD = 2
"""Documents that wait at a worker for each that it is at work on, so that it need not wait for the next."""

_INSTALL = "install it here and on the workers: pip install 'bilingual-toolkit[cluster]'"


class Workers(Executor):
    """The workers of the scheduler at `address` (``tcp://…``, ``tls://…``).

    A worker that is lost has its documents done by others. Where several were lost in turn over one
    document (dask's setting ``distributed.scheduler.allowed-failures``) the executor is broken, as one of
    processes is: those who share out the work find out which document it was.
    """

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise ClusterError(address, "dask is not installed", _INSTALL) from error
        problem = _refusal(address)
        if not problem:
            try:
                connect: Any = distributed.Client
                self._client = connect(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
            except (OSError, ValueError) as error:
                problem = _first_line(error)
        if problem:
            gc.collect()  # a client that has failed waits for itself if it is cleared away while another begins
            remedy = "start one there (dask scheduler), or correct the address"
            raise ClusterError(address, f"no scheduler answers ({problem})", remedy)
        self.address = address
        self.room = _AHEAD * max(sum(self._client.nthreads().values()), 1)

    def submit(self, fn: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """As of any executor; whoever is lost meanwhile, the future has a result or says what it was."""
        promised: Future[Any] = Future()
        promised.set_running_or_notify_cancel()
        inner = self._client.submit(fn, *given, pure=False, **named)
        inner.add_done_callback(lambda done: _settle(promised, done, self.address))
        return promised

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Lets go of the scheduler; what was not begun is not done."""
        self._client.close()


def _refusal(address: str) -> str:
    """Why nothing can be reached at an address such as ``tcp://host:8786``, empty where something can."""
    found = urlsplit(address)
    if found.scheme not in ("tcp", "tls", ""):
        return ""
    try:
        socket.create_connection((found.hostname or "", found.port or 0), _SECONDS_TO_CONNECT).close()
    except (OSError, ValueError) as error:
        return _first_line(error)
    return ""


def _settle(promised: Future[Any], done: Any, address: str) -> None:
    """Keeps the promise; where a result was lost with its worker, once another has made it again.

    That is not waited for here: all clients of a process have one thread for this, and a client that is closed
    meanwhile would hold it for ever.
    """
    from distributed.client import FutureCancelledError
    from distributed.comm.core import CommClosedError
    from distributed.scheduler import KilledWorker

    try:
        promised.set_result(done.result(_SECONDS_TO_FETCH))
    except KilledWorker:
        promised.set_exception(BrokenExecutor())
    except (FutureCancelledError, CommClosedError, CancelledError, OSError) as error:
        is_late = isinstance(error, TimeoutError) and done.status != "error"
        if is_late and done.client.status not in ("closing", "closed"):
            done.add_done_callback(lambda again: _settle(promised, again, address))
            return
        remedy = "see that it runs, and build again: what was done is kept"
        promised.set_exception(ClusterError(address, f"the scheduler was lost ({_first_line(error)})", remedy))
    except Exception as error:  # noqa: BLE001  whatever it is, it is raised where it is waited for
        promised.set_exception(error)


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
