"""How findings and corrections are shown in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from toolkit.cli.console import SEVERITY_COLOURS, display_width, visible
from toolkit.cli.wrapping import diff_lines
from toolkit.model import Checked

_INDENT = "    "
_FAINT = "bright_black"


def finding_lines(checked: Checked, with_accepted: bool = False) -> Iterator[str]:
    """A finding is its place and message, then the Chinese and the English with carets under what is meant."""
    rows = {unit.segment.id: (row, unit) for row, unit in enumerate(checked.bitext.units, 1)}
    for finding in checked.findings:
        if finding.accepted and not with_accepted:
            continue
        row, unit = rows[finding.unit_id]
        severity = click.style(finding.severity, fg=SEVERITY_COLOURS[finding.severity])
        accepted = click.style(f" (accepted: {finding.accepted})", fg=_FAINT) if finding.accepted else ""
        yield f"{checked.place} row {row}: {severity} {finding.code}: {finding.message}{accepted}"
        yield from _pointed(unit.segment.text, finding.source_span)
        if unit.target:
            yield from _pointed(unit.target, finding.target_span)


def _pointed(text: str, span: tuple[int, int] | None) -> Iterator[str]:
    """`text` on one line, and carets under the characters of `span`, a Chinese one taking two."""
    shown = visible(text)
    yield _INDENT + shown
    if span:
        before, meant = display_width(shown[: span[0]]), display_width(shown[span[0] : span[1]])
        yield _INDENT + " " * before + click.style("^" * max(meant, 1), fg="cyan")


def correction_lines(place: str, old: str, new: str) -> Iterator[str]:
    """The place, and the English before and after in one, with the words that differ set off."""
    yield f"{place}:"
    yield from diff_lines(old, new, _INDENT)
