"""The progress page: how far every document of a project is, and what is found in it, as plots that are tables too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.model import Severity, State
from toolkit.writers.html.frame import content_policy, environment, resource
from toolkit.writers.labels import STATE_LABELS

_STYLES = ("base.css", "report.css", "progress.css")
_BARS = ("states", "findings")
_WIDTH = 1000
_ORDER = (*reversed(State),)
"""What is done comes first in a bar."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A document with the summary of its build, and whether it is ``built`` as review documents show it."""

    name: str
    summary: Mapping[str, Any]
    built: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a bar that one state or severity takes, in thousandths of the longest bar."""

    kind: str
    label: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """A document with its two bars: states and findings."""

    standing: Standing
    states: tuple[Part, ...]
    findings: tuple[Part, ...]
    done: int
    """Of a hundred segments, how many are reviewed or final."""


def render(standings: Sequence[Standing], day: date) -> bytes:
    """The page in UTF-8; `day` is the date it shows."""
    from markupsafe import Markup

    style = "\n".join(map(resource, _STYLES))
    longest = {key: max((sum(one.summary[key].values()) for one in standings), default=0) for key in _BARS}
    rows = [_row(one, longest) for one in standings]
    total = {state: sum(one.summary["states"][state] for one in standings) for state in _ORDER}
    text = (
        environment()
        .get_template("progress.html.j2")
        .render(
            style=Markup(style),
            policy=content_policy(style),
            rows=rows,
            total=_parts(total, STATE_LABELS, sum(total.values())),
            segments=sum(total.values()),
            done=_share(total),
            sums={key: sum(one.summary[key] for one in standings) for key in ("characters", "words")},
            day=day,
            written_day=f"{day.day} {day:%B} {day.year}",
            severities=list(Severity),
        )
    )
    return text.encode("utf-8", "replace")


def is_progress(content: bytes) -> bool:
    """Whether a file is such a page, which can be written anew."""
    return b'<meta name="generator" content="toolkit status">' in content


def _row(standing: Standing, longest: Mapping[str, int]) -> Row:
    states = {state: standing.summary["states"][state] for state in _ORDER}
    findings = {severity: standing.summary["findings"][severity] for severity in Severity}
    labels = {severity: severity.capitalize() for severity in Severity}
    return Row(
        standing,
        _parts(states, STATE_LABELS, longest["states"]),
        _parts(findings, labels, longest["findings"]),
        _share(states),
    )


def _share(states: Mapping[State, int]) -> int:
    """How many of a hundred segments are reviewed; a hundred only where all are."""
    return 100 * (states[State.REVIEWED] + states[State.FINAL]) // (sum(states.values()) or 1)


def _parts(counts: Mapping[Any, int], labels: Mapping[Any, str], longest: int) -> tuple[Part, ...]:
    parts, before = [], 0
    for kind, count in counts.items():
        start, width = (round(_WIDTH * size / (longest or 1), 2) for size in (before, count))
        parts.append(Part(str(kind), labels[kind], count, start, width))
        before += count
    return tuple(parts)
