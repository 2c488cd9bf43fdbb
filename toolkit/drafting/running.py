"""Runs climbs: from what was kept, within a budget, several at a time, and on after failures."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from toolkit.drafting.candidates import usable
from toolkit.drafting.ladder import Climb, Drafted, Reply
from toolkit.drafting.workers import Answered, Workers
from toolkit.engines.cache import Cache, cache_key
from toolkit.engines.protocol import Engine, Request, UnusableReplyError
from toolkit.errors import EngineError, Exit
from toolkit.model import Unit

MOST_FAILURES, MOST_UNUSABLE = 5, 30
"""So many calls that fail, or replies that cannot be used, one after another end the work: what is down stays
down, and what writes nonsense goes on."""

_GRACE = 3.0
"""Seconds for which an interrupted run waits for answers that are on their way: they are paid for."""

PER = 1_000_000
"""Prices are for so many characters."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be sent: characters, and what they cost by a price for a million; ``None`` sets no limit."""

    characters: int | None = None
    cost: float | None = None
    price: float = 0.0

    def allow(self, characters: int) -> bool:
        """Whether so many characters in all are within them."""
        return (self.characters is None or characters <= self.characters) and (
            self.cost is None or characters * self.price / PER <= self.cost
        )


@dataclass(slots=True)
class Spending:
    """What a run has sent so far: requests, characters, and how many replies it had already."""

    requests: int = 0
    characters: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A unit for which there is no draft, and why."""

    unit: Unit
    error: EngineError


@dataclass(frozen=True, slots=True)
class Left:
    """A unit for which the engine was not asked, or not to the end, since the work had ended before."""

    unit: Unit


Outcome = Drafted | Unanswered | Left
_Step = Callable[[], Request]
_Result = Reply | EngineError


@dataclass(frozen=True, slots=True)
class _Ascent:
    """A unit with its climb."""

    unit: Unit
    climb: Climb

    def answer(self, result: _Result) -> Request:
        """What the climb asks for next, given what came of its last request."""
        return self.climb.throw(result) if isinstance(result, EngineError) else self.climb.send(result)


class BudgetError(EngineError):
    """What the user allowed to be sent has been sent; nothing has failed."""

    exit_code = Exit.DONE


class _EndedError(EngineError):
    """Thrown into climbs whose requests are not sent any more."""


class Run:
    """One engine at work on any number of units; ``ended`` says why nothing is sent any more.

    `now` gives the time that replies are dated with.
    """

    def __init__(
        self, engine: Engine, cache: Cache, limits: Limits, jobs: int, now: Callable[[], str], spending: Spending
    ) -> None:
        self.engine, self.cache, self.limits, self.now, self.spending = engine, cache, limits, now, spending
        self.ended: EngineError | None = None
        self._workers = Workers(engine, jobs if engine.batch == 1 else 1)
        self._waiting: deque[tuple[_Ascent, Request]] = deque()
        self._flying: dict[Request, list[_Ascent]] = {}
        self._failures = 0

    def outcomes(self, climbs: Iterable[tuple[Unit, Climb]]) -> Iterator[Outcome]:
        """What becomes of each unit, as it comes; every unit has an outcome."""
        fresh = iter(climbs)
        try:
            while True:
                yield from self._send(fresh)
                answered = self._workers.receive()
                if answered is None:
                    return
                yield from self._take(answered)
        except KeyboardInterrupt:
            while (answered := self._workers.receive(_GRACE)) is not None:
                self._results(answered)
            raise

    def _send(self, fresh: Iterator[tuple[Unit, Climb]]) -> Iterator[Outcome]:
        """Begins climbs and sends what they ask for, until the workers are busy or there are no more."""
        while not self._workers.are_busy:
            while len(self._waiting) < self.engine.batch and (begun := next(fresh, None)) is not None:
                ascent = _Ascent(*begun)
                yield from self._go_on(ascent, partial(next, ascent.climb))
            chosen = [self._waiting.popleft() for _ in range(min(self.engine.batch, len(self._waiting)))]
            if not chosen:
                return
            yield from self._send_all(chosen)

    def _send_all(self, chosen: Iterable[tuple[_Ascent, Request]]) -> Iterator[Outcome]:
        sent: list[Request] = []
        for ascent, request in chosen:
            if request in self._flying:
                self._flying[request].append(ascent)
            elif self._may_send(request):
                self._flying[request] = [ascent]
                sent.append(request)
            else:
                yield from self._go_on(ascent, partial(ascent.answer, _EndedError("", "ended", "")))
        if sent:
            self._workers.send(sent)

    def _may_send(self, request: Request) -> bool:
        characters = self.spending.characters + self.engine.size(request)
        if self.ended is None and not self.limits.allow(characters):
            self.ended = BudgetError("budget", "it is used up", "run the command again with a larger one")
        if self.ended is not None:
            return False
        self.spending.characters, self.spending.requests = characters, self.spending.requests + 1
        return True

    def _take(self, answered: Answered) -> Iterator[Outcome]:
        """Gives an answer to the climbs that wait for it."""
        results = self._results(answered)
        self._judge(results[:1] if answered.error else results)
        for request, result in zip(answered.requests, results, strict=True):
            for ascent in self._flying.pop(request):
                yield from self._go_on(ascent, partial(ascent.answer, result))

    def _go_on(self, ascent: _Ascent, step: _Step) -> Iterator[Outcome]:
        """Takes a climb on until it ends or asks for what is not kept."""
        while True:
            try:
                request = step()
            except StopIteration as end:
                yield end.value
                return
            except _EndedError:
                yield Left(ascent.unit)
                return
            except EngineError as error:
                yield Unanswered(ascent.unit, error)
                return
            kept = self._kept(request)
            if kept is None:
                self._waiting.append((ascent, request))
                return
            self.spending.kept += 1
            step = partial(ascent.answer, kept)

    def _judge(self, results: Iterable[_Result]) -> None:
        """Ends the work where it is useless to go on."""
        for result in results:
            self._failures = 0 if isinstance(result, Reply) else self._failures + 1
            most = MOST_UNUSABLE if isinstance(result, UnusableReplyError) else MOST_FAILURES
            if isinstance(result, EngineError) and (result.ends or self._failures >= most):
                self.ended = self.ended or result

    def _results(self, answered: Answered) -> list[_Result]:
        """What came of each request of an answer; usable replies are kept."""
        if isinstance(answered.error, EngineError):
            return [answered.error] * len(answered.requests)
        if answered.error is not None:
            raise answered.error
        at = self.now()
        results = [self._read(*pair, at) for pair in zip(answered.requests, answered.replies, strict=True)]
        for request, reply, result in zip(answered.requests, answered.replies, results, strict=True):
            if isinstance(result, Reply):
                self.cache.keep(cache_key(request, self.engine.fingerprint), reply, at)
        return results

    def _kept(self, request: Request) -> Reply | None:
        """The reply that is kept for a request, if it is usable by the measure of today."""
        kept = self.cache.get(cache_key(request, self.engine.fingerprint))
        result = None if kept is None else self._read(request, *kept)
        return result if isinstance(result, Reply) else None

    def _read(self, request: Request, reply: str, at: str) -> _Result:
        try:
            return Reply(usable(self.engine.read(reply), request.text, self.engine.fingerprint), at)
        except UnusableReplyError as error:
            return error
