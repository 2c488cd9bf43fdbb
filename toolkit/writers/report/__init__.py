"""Reports: the findings of checks, for programs and for people who look after a whole project."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from toolkit.model import Checked

__all__ = ["REPORTS", "render_report"]

Reporter = Callable[[Sequence[Checked], Mapping[str, str]], str]

REPORTS = {
    "json": "toolkit.writers.report.plain",
    "sarif": "toolkit.writers.report.sarif",
    "junit": "toolkit.writers.report.junit",
    "html": "toolkit.writers.html.report",
}
"""Format → the module whose ``render(checked, checks)`` writes it."""


def render_report(checked: Sequence[Checked], fmt: str, checks: Mapping[str, str]) -> str:
    """The text of a report on `checked`; `checks` gives the summary of every check by its code."""
    reporter: Reporter = import_module(REPORTS[fmt]).render
    return reporter(checked, checks)
