"""The report page: what the checks found in a whole project, by kind and by document, as plots and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.model import Checked, Finding, Severity
from toolkit.writers.html.frame import content_policy, environment, resource

_PLOT_WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a bar that one severity takes, in thousandths of the longest bar."""

    severity: Severity
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a plot: a check or a document, how often each severity was found there, and how much was accepted."""

    name: str
    summary: str
    parts: tuple[Part, ...]
    accepted: int

    @property
    def total(self) -> int:
        """How many findings stand, of all severities."""
        return sum(part.count for part in self.parts)


def render(checked: Sequence[Checked], checks: Mapping[str, str]) -> str:
    """The page for the findings of `checked`; `checks` gives the summary of each check by its code."""
    from markupsafe import Markup

    style = resource("base.css") + resource("report.css")
    by_code = {code: [f for one in checked for f in one.findings if f.code == code] for code in checks}
    by_document = {one.place: one.findings for one in checked}
    standing = Counter(f.severity for one in checked for f in one.findings if not f.accepted)
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            style=Markup(style),
            policy=content_policy(style),
            totals={severity: standing[severity] for severity in Severity},
            accepted=sum(bool(f.accepted) for one in checked for f in one.findings),
            segments=sum(len(one.bitext.units) for one in checked),
            documents=len(checked),
            kinds=sorted(_bars(by_code, checks), key=lambda bar: (-bar.total, bar.name)),
            places=_bars(by_document, {}),
            clean=[(code, checks[code]) for code, found in by_code.items() if not found],
        )
    )


def _bars(findings: Mapping[str, Iterable[Finding]], summaries: Mapping[str, str]) -> list[Bar]:
    """A bar for each name with findings, all on one scale."""
    counts = {name: Counter(f.severity for f in found if not f.accepted) for name, found in findings.items()}
    accepted = {name: sum(bool(f.accepted) for f in found) for name, found in findings.items()}
    longest = max((counted.total() for counted in counts.values()), default=0) or 1
    return [
        Bar(name, summaries.get(name, ""), _parts(counted, longest), accepted[name])
        for name, counted in counts.items()
        if counted or accepted[name] or not summaries
    ]


def _parts(counted: Counter[Severity], longest: int) -> tuple[Part, ...]:
    parts, start = [], 0.0
    for severity in Severity:
        width = round(_PLOT_WIDTH * counted[severity] / longest, 2)
        parts.append(Part(severity, counted[severity], round(start, 2), width))
        start += width
    return tuple(parts)
