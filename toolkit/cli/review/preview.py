"""What came back, as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO

import click

from toolkit.cli.console import plural, visible
from toolkit.cli.wrapping import PLAIN, diff_lines, wrapped
from toolkit.writers.preview import Missing, Outcome, Preview, ReturnedSegment, Version, told_people

_INDENT = "    "
_FAINT = "bright_black"
_COLOURS = {Outcome.CONFLICT: "red", Outcome.GONE: "red", Outcome.ACCEPTED: "green"}


def preview_lines(preview: Preview, segments: Iterable[ReturnedSegment]) -> Iterator[str]:
    """The `segments` for which something came back, then what is not taken and what did not come back."""
    for segment in segments:
        yield from segment_lines(preview, segment)
    for one in preview.set_aside:
        yield f"{one.file} {one.place}: set aside, {click.style(one.reason, fg='yellow')}: {visible(one.text)}"
    for file, missing in groupby(preview.missing, key=lambda one: one.file):
        found = list(missing)
        stays = "its English stays" if len(found) == 1 else "their English stays"
        yield f"{file}: {plural(len(found), 'segment')} did not come back: {_which(found)}; {stays}"


def _which(missing: Sequence[Missing]) -> str:
    """The rows of segments, neighbours as a range, and the IDs of those that have no row any more."""
    rows = sorted({one.row for one in missing if one.row})
    starts = [row for row in rows if row - 1 not in rows]
    ends = [row for row in rows if row + 1 not in rows]
    told = [f"{start}–{end}" if start < end else str(start) for start, end in zip(starts, ends, strict=True)]
    shown = [f"{'row' if len(rows) == 1 else 'rows'} {', '.join(told)}"] if rows else []
    return ", ".join([*shown, *(one.unit_id for one in missing if not one.row)])


def segment_lines(preview: Preview, segment: ReturnedSegment, stream: TextIO | None = None) -> Iterator[str]:
    """Where it stands, the Chinese, and the English with what was done to it; comments below."""
    place = click.style(f"{preview.place} row {segment.row}" if segment.row else preview.place, bold=True)
    yield f"{place}{_told(segment)} {click.style(f'[{segment.unit_id}]', fg=_FAINT)}"
    if segment.chinese:
        yield from wrapped([(visible(segment.chinese), PLAIN)], _INDENT, stream)
    if segment.outcome is Outcome.CONFLICT:
        yield from _versions(segment, stream)
    for version in segment.versions if segment.outcome is not Outcome.CONFLICT else ():
        yield from diff_lines(segment.now or segment.sent, version.text, _INDENT, stream)
    for note in segment.comments:
        does = f"{'answers' if note.answer else 'remarks'}{' (resolved)' if note.resolved else ''}"
        who = f"{visible(note.author) or 'somebody'} {does}: "
        yield from wrapped([(who, {"fg": "cyan"}), (visible(note.text), PLAIN)], _INDENT, stream)


def _told(segment: ReturnedSegment) -> str:
    """What is done, and by whom: `` by Ann on 2026-11-20``, ``: conflict, the reviewers disagree``."""
    if segment.outcome is Outcome.CONFLICT:
        return f": {click.style('conflict', fg='red')}, {segment.reason}"
    who = f" by {_who(segment.versions[0])}" if segment.versions else ""
    if segment.outcome is Outcome.RESTATED:
        return f"{who}: {segment.reason}"
    if segment.outcome in (Outcome.CHANGED, Outcome.COMMENTED):
        return who
    return f"{who}: {click.style(segment.outcome, fg=_COLOURS.get(segment.outcome, 'yellow'))}"


def _who(version: Version) -> str:
    return visible(", ".join(told_people(version.people)))


def _versions(segment: ReturnedSegment, stream: TextIO | None) -> Iterator[str]:
    """The English that stands there as number 0, then each version that came back."""
    indent = _INDENT + "   "
    if segment.sent != segment.now:
        yield _INDENT + click.style("sent out", fg=_FAINT)
        yield from wrapped([(visible(segment.sent), PLAIN)], indent, stream)
    yield f"{_INDENT}{click.style('0', bold=True)}  {click.style('in the bitext', fg=_FAINT)}"
    yield from diff_lines(segment.sent, segment.now, indent, stream)
    for number, version in enumerate(segment.versions, 1):
        who = f"{_who(version)}, {visible(', '.join(version.files))}"
        yield f"{_INDENT}{click.style(str(number), bold=True)}  {click.style(who, fg=_FAINT)}"
        yield from diff_lines(segment.sent, version.text, indent, stream)


def total(preview: Preview, written: bool) -> str:
    """The document and how many segments there are of each kind."""
    parts = [f"{count} {kind}" for kind, count in preview.counts.items() if count]
    name = click.style(preview.name, bold=True)
    before = "" if written else "nothing written; "
    return f"{name}  {plural(len(preview.files), 'file')}: {before}{', '.join(parts) or 'no changes'}"
