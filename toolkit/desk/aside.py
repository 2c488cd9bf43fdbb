"""What is shown of the open segment: its Chinese, what helps with it, remarks and findings, as styled text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from toolkit.bitext import describe_origin, is_remark
from toolkit.codes import tagged
from toolkit.desk.helping import Help, differing
from toolkit.model import Finding, Severity, Unit

_MARKS = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.INFO: "i"}
_KEYS = 9
"""Helps that have a key of their own."""


def chinese_text(unit: Unit) -> Text:
    """The Chinese with its terms underlined, and what it was where that has changed."""
    text = Text(tagged(unit.segment.text, unit.segment.codes), style="bold")
    if not unit.segment.codes:  # with tags in it, the places are others
        for hit in unit.hits:
            text.stylize("underline", hit.start, hit.end)
    if unit.previous:
        before = Text(f"\nbefore: {unit.previous}")
        for start, end in differing(unit.previous, unit.segment.text):
            before.stylize("reverse", start + len("\nbefore: "), end + len("\nbefore: "))
        text.append_text(before)
    return text


def helping_text(unit: Unit, helps: Sequence[Help]) -> Text:
    """All that helps with a unit, numbered by the keys that put it in, and what people remarked."""
    before = [None, *helps]
    pieces = [
        _help(number, one, last is None or (last.kind, last.chinese) != (one.kind, one.chinese))
        for number, (last, one) in enumerate(zip(before, helps, strict=False), 1)
    ]
    if unit.origin:
        pieces.append(Text(f"This English: {describe_origin(unit.origin)}", style="italic"))
    for note in unit.notes:
        if is_remark(note):
            done = " (resolved)" if note.resolved else ""
            pieces.append(Text(f"“ {note.author or 'somebody'}{done}: {note.text}"))
    return Text("\n").join(pieces) if pieces else Text("Nothing is known of this segment.", style="italic")


def _help(number: int, one: Help, is_new: bool) -> Text:
    """The help under its number; what it is the English of where that is `is_new`."""
    text = Text()
    if is_new:
        chinese = Text(f"{one.chinese}\n")
        for start, end in one.differing:
            chinese.stylize("reverse", start, end)
        text.append_text(chinese)
    text.append(f" {number} " if number <= _KEYS else "   ", "reverse" if number <= _KEYS else "")
    text.append(f" {one.english}", "bold")
    return text.append(f"\n    {one.remark}", "italic") if one.remark else text


def findings_text(findings: Iterable[Finding]) -> Text:
    """What the checks find in what is typed, a line each."""
    return Text("\n").join(
        Text(
            f"{_MARKS[finding.severity]} {finding.message}" + (f" → {finding.suggestion}" if finding.suggestion else "")
        )
        for finding in findings
        if not finding.accepted
    )
