"""From a request to the draft that is kept: ask, verify, choose, ask again, correct, and never force.

A climb is a generator. It yields the requests that it wants answered and is sent the replies, so
that who runs it decides how: one after another, in batches, on threads, or from what was kept.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, replace

from toolkit.bitext import Draft
from toolkit.checks import corrected
from toolkit.codes import untagged
from toolkit.engines.protocol import Request, UnusableReplyError
from toolkit.errors import EngineError
from toolkit.model import Code, Finding, Severity, State, Unit

MOST_ATTEMPTS = 3
"""How often an engine that listens to complaints is asked for one segment."""

Verify = Callable[[Unit], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Reply:
    """The candidates of an engine that can be English, at least one, the best first; and when they came."""

    candidates: tuple[str, ...]
    at: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A unit with the draft that was chosen for it, not yet recorded in its notes."""

    unit: Unit
    draft: Draft


@dataclass(frozen=True, slots=True)
class _Trial:
    """A candidate as the unit's English, and what counts against it."""

    unit: Unit
    draft: Draft
    findings: tuple[Finding, ...]

    @property
    def weight(self) -> tuple[int, int]:
        """Errors, and everything."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings), len(self.findings)


Climb = Generator[Request, Reply, Drafted]


def climb(unit: Unit, request: Request, engine: str, listens: bool, verify: Verify) -> Climb:
    """Asks the engine with the fingerprint `engine` until a draft has nothing against it or the attempts are used up.

    Returns the best draft, with what is left against it; it may be one that the checks refuse, but
    is never changed where they are not sure. `listens` says whether asking again is of use. Thrown
    into it, an `EngineError` ends the climb with what there is, and is raised where that is nothing.
    """
    best: _Trial | None = None
    problem: EngineError | None = None
    for attempt in range(1, (MOST_ATTEMPTS if listens else 1) + 1):
        try:
            reply = yield request
        except UnusableReplyError as error:
            problem = error
            request = replace(
                request, complaints=(*request.complaints, f"The reply could not be used: {error.problem}")
            )
            continue
        except EngineError as error:
            problem = error
            break
        draft = Draft("", engine, attempt, tuple(term.source for term in request.terms), reply.at)
        last = _choose(unit, draft, reply.candidates, verify)
        best = last if best is None or last.weight < best.weight else best
        answered, request = request, _complaining(request, last)
        if not best.findings or request == answered:  # it would say the same again
            break
    if best is None:
        raise problem or UnusableReplyError(engine, "there was no reply", "run the command again")
    return _settled(best, verify)


def _complaining(request: Request, trial: _Trial) -> Request:
    """The request with what is wrong with a draft."""
    complaints = tuple(dict.fromkeys(finding.message for finding in trial.findings))
    return replace(request, refused=trial.draft.text, complaints=complaints)


def _choose(unit: Unit, draft: Draft, candidates: Iterable[str], verify: Verify) -> _Trial:
    """The candidate with the least against it, the earliest of equal ones; none is tried after one without fault."""
    best: _Trial | None = None
    for text in candidates:
        target, codes = untagged(text)
        tried = replace(unit, target=target, codes=_detailed(codes, unit), state=State.DRAFT, origin=draft.engine)
        trial = _Trial(tried, draft._replace(text=text), _against(verify(tried)))
        best = trial if best is None or trial.weight < best.weight else best
        if not best.findings:
            break
    assert best is not None, "a reply has a candidate"
    return best


def _detailed(codes: Iterable[Code], unit: Unit) -> tuple[Code, ...]:
    """The codes with the addresses and names that those of the Chinese have."""
    details = {(code.kind, code.id): code.detail for code in unit.segment.codes}
    return tuple(replace(code, detail=details.get((code.kind, code.id), "")) for code in codes)


def _against(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What counts against a draft: not mere information, and not what is wrong with the Chinese."""
    return tuple(one for one in findings if one.severity is not Severity.INFO and not one.code.startswith("source-"))


def _settled(trial: _Trial, verify: Verify) -> Drafted:
    """The trial with what the checks are sure of put right, each correction verified."""
    unit, done = corrected(trial.unit, trial.findings, verify)
    left = _against(verify(unit)) if done else trial.findings
    codes = tuple(dict.fromkeys(finding.code for finding in left))
    return Drafted(unit, trial.draft._replace(left=codes, corrected=tuple(sorted(set(done)))))
