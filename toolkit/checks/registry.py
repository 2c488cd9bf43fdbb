"""How a check is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.model import Bitext, Finding, Severity, State, Term, Unit

Runner = Callable[[Bitext, Sequence[Term]], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its permanent code, its severity, and the generator that yields its findings."""

    code: str
    severity: Severity
    run: Runner

    @property
    def summary(self) -> str:
        """The first line of the check's docstring."""
        return (self.run.__doc__ or "").strip().partition("\n")[0]


REGISTERED: dict[str, Check] = {}


def check(code: str, severity: Severity) -> Callable[[Runner], Runner]:
    """Registers a generator over ``(bitext, terms)`` as the check `code`.

    Its docstring says in one line what it finds, then shows a ``Bad:`` and a ``Good:`` example.
    """

    def register(run: Runner) -> Runner:
        REGISTERED[code] = Check(code, severity, run)
        return run

    return register


def with_english(bitext: Bitext) -> Iterator[Unit]:
    """The units that have English to check."""
    return (unit for unit in bitext.units if unit.state is not State.EMPTY)
