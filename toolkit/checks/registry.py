"""How a check is declared, what it may know, and which of them are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from toolkit.bitext.partition import at_hand
from toolkit.model import Bitext, Block, Finding, Severity, State, Term, Unit


class Scope(NamedTuple):
    """What checks may know beside the bitext itself.

    ``terms`` are all the glossary's terms, ``titles`` the style of headings (``sentence``,
    ``title``, or empty for any), ``others`` the other bitexts of the project.
    """

    terms: Sequence[Term] = ()
    titles: str = ""
    others: tuple[Bitext, ...] = ()


class Policy(NamedTuple):
    """Which checks run and how much they matter.

    ``select`` names the codes of the only checks to run, all of them where it is empty;
    ``ignore`` those to leave out; ``severities`` pairs of code and severity that stand in for
    the check's own; ``extra`` the codes of checks to run that run only on request;
    ``baseline`` the findings not to show, see `toolkit.checks.baseline`.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    extra: tuple[str, ...] = ()
    baseline: frozenset[tuple[str, str, str, str]] = frozenset()

    def wants(self, one: Check) -> bool:
        """Whether the check runs: one that runs only on request where it is named."""
        chosen = one.code in self.select or (not self.select and (not one.on_request or one.code in self.extra))
        return chosen and one.code not in self.ignore


Runner = Callable[[Bitext, Scope], Iterator[Finding]]


class Check(NamedTuple):
    """A check: its permanent code, its severity, and the generator that yields its findings.

    ``on_request`` says that it runs only where it is named, since it doubts much that is right or
    needs a package of its own: ``needs``, empty where it needs none. ``whole`` says that it compares
    units with each other, and so has to see the whole document at once.
    """

    code: str
    severity: Severity
    run: Runner
    needs: str = ""
    on_request: bool = False
    whole: bool = False

    @property
    def summary(self) -> str:
        """The first line of the check's docstring."""
        return (self.run.__doc__ or "").strip().partition("\n")[0]


REGISTERED: dict[str, Check] = {}


def check(
    code: str, severity: Severity, needs: str = "", on_request: bool = False, whole: bool = False
) -> Callable[[Runner], Runner]:
    """Registers a generator over ``(bitext, scope)`` as the check `code`.

    One that needs a package runs only on request, and one that is not `whole` is given a long
    document in parts. Its docstring says in one line what it finds, then shows a ``Bad:`` and a
    ``Good:`` example.
    """

    def register(run: Runner) -> Runner:
        REGISTERED[code] = Check(code, severity, run, needs, on_request or bool(needs), whole)
        return run

    return register


@at_hand
def with_english(bitext: Bitext) -> Sequence[Unit]:
    """The units that have English to check."""
    return [unit for unit in bitext.units if unit.state is not State.EMPTY]


@at_hand
def rows_with_english(bitext: Bitext) -> Sequence[tuple[Block, Unit]]:
    """The units that have English to check, each with the block it stands in."""
    return [(block, unit) for block, unit in bitext.rows() if unit.state is not State.EMPTY]


def is_from_chinese(bitext: Bitext) -> bool:
    """Whether the source is Chinese: files of other programs may hold any pair of languages."""
    return bitext.document.language.lower().startswith("zh")
