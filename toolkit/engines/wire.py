"""Posts JSON to one service: with patience, within its limits, and without telling its key.

The only module that knows httpx.
"""

from __future__ import annotations

import json
import math
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from toolkit.engines.keys import Key, missing_extra
from toolkit.errors import EngineError
from toolkit.events import tell

if TYPE_CHECKING:
    import httpx

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
"""What a service says that may be another a little later."""

_ENDING = frozenset({301, 302, 307, 308, 401, 402, 403, 404, 405, 410})
"""What a service says that it will say to every other request too."""

_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")

_ATTEMPTS = 4
FIRST_PAUSE = 1.0
"""Seconds after a first failure; each pause is twice the one before, unless the service says how long."""

_LONGEST_WAIT = 120.0
_LARGEST_REPLY = 4 << 20


class Pace:
    """Lets calls of all threads through one after another, `interval` seconds apart, and all of them wait when told."""

    def __init__(self, interval: float, sleep: Callable[[float], None], clock: Callable[[], float]) -> None:
        self._interval, self._sleep, self._clock = interval, sleep, clock
        self._lock = threading.Lock()
        self._free = clock()

    def wait(self) -> None:
        """Returns when the next call may be made."""
        with self._lock:
            now = self._clock()
            turn = max(self._free, now)
            self._free = turn + self._interval
        if turn > now:
            self._sleep(turn - now)

    def hold(self, seconds: float) -> None:
        """Lets nobody through for `seconds` from now."""
        with self._lock:
            self._free = max(self._free, self._clock() + seconds)


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why a call was not answered as it should be; ``wait`` is how long the service asks for, ``None`` unsaid."""

    problem: str
    remedy: str
    passing: bool
    ends: bool
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Wire:
    """The way to one service. `sleep` and `clock` are given by tests."""

    name: str
    url: str
    key: Key
    timeout: float
    client: httpx.Client
    pace: Pace
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    headers: Mapping[str, str] = field(default_factory=dict)

    def post(self, path: str, payload: Mapping[str, Any]) -> str:
        """The body of the reply to `payload`; raises `EngineError` once all attempts have failed."""
        attempt = 0
        while True:
            attempt += 1
            self.pace.wait()
            outcome = self._try(path, payload)
            tell("asked", engine=self.name, attempt=attempt, answered=isinstance(outcome, str))
            if isinstance(outcome, str):
                return outcome
            pause = FIRST_PAUSE * 2 ** (attempt - 1) if outcome.wait is None else outcome.wait
            if not outcome.passing or attempt == _ATTEMPTS or pause > _LONGEST_WAIT:
                raise EngineError(self.name, self.key.hide(outcome.problem), outcome.remedy, outcome.ends)
            self.pace.hold(pause)

    def _try(self, path: str, payload: Mapping[str, Any]) -> str | _Refusal:
        import httpx

        address = self.url.rstrip("/") + path
        content = json.dumps(dict(payload)).encode("ascii")  # with escapes: halves of characters have no other form
        headers = {"Content-Type": "application/json", **self.headers}
        try:
            with self.client.stream("POST", address, content=content, headers=headers) as response:
                body = self._body(response)
        except httpx.TimeoutException:
            problem = f"no answer within {self.timeout:g} seconds"
            return _Refusal(problem, "try later, or set a longer timeout", passing=True, ends=False)
        except httpx.ConnectError as error:
            problem = f"nobody answers at {self.url} ({error})"
            return _Refusal(problem, "start the service, or mend its url in toolkit.toml", passing=True, ends=True)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            problem = f"the connection broke ({type(error).__name__})"
            return _Refusal(problem, "try again later", passing=True, ends=False)
        return body if response.status_code == httpx.codes.OK and isinstance(body, str) else _refusal(response, body)

    def _body(self, response: httpx.Response) -> str | None:
        """The text of a reply, ``None`` where it never ends; one that trickles is a timeout."""
        import httpx

        deadline = self.clock() + (self.timeout or math.inf)
        content = bytearray()
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > _LARGEST_REPLY:
                return None
            if self.clock() > deadline:
                raise httpx.ReadTimeout("the reply trickles")
        return content.decode("utf-8", "replace")


def _refusal(response: httpx.Response, body: str | None) -> _Refusal:
    status = response.status_code
    if body is None:
        return _Refusal("the reply is too long", "look at the service", passing=False, ends=False)
    said = _message(body)
    problem = f"the service answers {status}{f': {said}' if said else ''}"
    wait = _retry_after(response.headers.get("retry-after", ""), response.headers.get("date", ""))
    if wait is not None and wait > _LONGEST_WAIT:
        return _Refusal(f"{problem} (to wait {wait:.0f} seconds)", "run the command again then", True, True, wait)
    remedy = _MOVED if 300 <= status < 400 else _REMEDIES.get(status, "try again later")
    return _Refusal(problem, remedy, status in _PASSING, status in _ENDING, wait)


_MOVED = "write the address to which the service has moved as url in toolkit.toml"
_REMEDIES = {
    400: "look at the engine's options in toolkit.toml: the service may not know one of them",
    401: "look at the key",
    402: "look at the account of the service",
    403: "look at the key and at what it may do",
    404: "look at url and model in toolkit.toml",
    429: "try again later, or set per_minute in toolkit.toml",
}


def _message(body: str) -> str:
    """What a service says in an error, in one short line; the forms are those of the services known."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    for name in ("error", "message", "detail"):
        if isinstance(said, dict) and name in said:
            said = said[name]
    return " ".join(said.split())[:200] if isinstance(said, str) else ""


def _retry_after(value: str, date: str) -> float | None:
    """The seconds of a ``Retry-After``: a number, or a date counted from the reply's own."""
    if _SECONDS.fullmatch(value.strip()):
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - parsedate_to_datetime(date)).total_seconds())
    except (TypeError, ValueError):
        return None


def open_wire(
    name: str,
    url: str,
    key: Key,
    timeout: float,
    per_minute: int,
    headers: Mapping[str, str],
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Wire:
    """The way to the service at `url`; `per_minute` limits the calls, 0 does not."""
    try:
        import httpx
    except ImportError as error:
        raise missing_extra(name, "engines") from error
    pace = Pace(60.0 / per_minute if per_minute else 0.0, sleep, clock)
    return Wire(name, url, key, timeout, httpx.Client(timeout=timeout or None), pace, sleep, clock, headers)
