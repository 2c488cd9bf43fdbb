"""What is shown of the open segment: its Chinese, what helps with it, remarks and findings, as styled text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.text import Text

from toolkit.bitext import describe_origin, is_remark
from toolkit.codes import tagged
from toolkit.desk.helping import Help, differing
from toolkit.desk.screen.wrapping import breaks
from toolkit.model import Finding, Severity, Unit

_MARKS = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.INFO: "i"}
_KEYS = 9
"""Helps that have a key of their own."""

_INDENT = 4


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


@dataclass(frozen=True, slots=True)
class Laid:
    """Texts beneath each other, each with the columns by which its lines after the first stand further in."""

    texts: Sequence[tuple[Text, int]]

    def __str__(self) -> str:
        return "\n".join(text.plain for text, _ in self.texts)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(1, options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        for text, indent in self.texts:
            for line in text.split("\n"):
                yield from _lines(line, options.max_width, indent)


def _lines(text: Text, width: int, indent: int) -> Iterator[Text]:
    """A text in lines of at most `width` columns, as Chinese and English are broken."""
    room = max(width - indent, 8)
    first, *rest = breaks(text.plain, width) or [len(text.plain)]
    head, tail = text[:first], text[first:]
    yield _trimmed(head)
    for line in tail.divide(breaks(tail.plain, room)) if rest or tail.plain else ():
        yield _trimmed(Text(" " * indent).append_text(line))


def _trimmed(text: Text) -> Text:
    text.rstrip()
    return text


def helping_text(unit: Unit, helps: Sequence[Help], draft: Help | None = None, waiting: bool = False) -> Laid:
    """All that helps with a unit, numbered by the keys that put it in, and what people remarked.

    An engine's `draft` has the number 0. `waiting` says that the memory has not answered yet.
    """
    before = [None, *helps]
    pieces: list[tuple[Text, int]] = []
    for number, (last, one) in enumerate(zip(before, helps, strict=False), 1):
        pieces += _help(number, one, last is None or (last.kind, last.chinese) != (one.kind, one.chinese))
    if draft:
        pieces += _help(0, draft, is_new=False)
    if unit.origin:
        pieces.append((Text(f"This English: {describe_origin(unit.origin)}", style="italic"), 2))
    for note in unit.notes:
        if is_remark(note):
            done = " (resolved)" if note.resolved else ""
            pieces.append((Text(f"“ {note.author or 'somebody'}{done}: {note.text}"), 2))
    if waiting:
        pieces.append((Text("The memory is being asked …", style="italic"), 0))
    return Laid(pieces or [(Text("Nothing is known of this segment.", style="italic"), 0)])


def _help(number: int, one: Help, is_new: bool) -> Iterator[tuple[Text, int]]:
    """The help under its number; what it is the English of where that is `is_new`."""
    if is_new:
        chinese = Text(one.chinese)
        for start, end in one.differing:
            chinese.stylize("reverse", start, end)
        yield chinese, 0
    text = Text()
    text.append(f" {number} " if number <= _KEYS else "   ", "reverse" if number <= _KEYS else "")
    yield text.append(f" {one.english}", "bold"), _INDENT
    for line in one.remark.splitlines():
        yield Text(f"    {line}", "italic"), _INDENT


def findings_text(findings: Sequence[Finding], chosen: int | None = None) -> Laid:
    """What the checks find, an entry each; the `chosen` one is marked, and near the top so that it is in sight."""
    first = max((chosen or 0) - 1, 0)
    texts = []
    for number, finding in enumerate(findings[first:], first):
        mark = "▸" if number == chosen else _MARKS[finding.severity]
        suggested = f" → {finding.suggestion}" if finding.suggestion else ""
        texts.append((Text(f"{mark} {finding.message}{suggested}", "bold" if number == chosen else ""), 2))
    if chosen is not None and len(findings) > 1:
        texts[chosen - first][0].append(f" ({chosen + 1} of {len(findings)})", "italic")
    return Laid(texts)
