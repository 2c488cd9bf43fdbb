"""``toolkit memory list`` and ``find``: look into the translation memory."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from toolkit.cli.console import Console, columns, common_options, plural, show_error, visible
from toolkit.cli.memory.opening import opened
from toolkit.errors import Exit
from toolkit.language.chinese import fold
from toolkit.memory import MemoryUnit
from toolkit.model import Match
from toolkit.project import find_project

_AROUND = 60
"""Characters shown on each side of what was looked for."""


@click.command("list", epilog="\b\nExamples:\n  toolkit memory list\n  toolkit memory list --json\n")
@common_options()
def list_files(project: Path | None, as_json: bool, quiet: bool, verbose: bool) -> int:
    """List the files that the memory is made of, with the number of their units.

    A file that cannot be read is named with the reason, and the exit code is 3.
    """
    console = Console(as_json, quiet, verbose)
    with opened(find_project(project), console) as memory:
        sizes, refused = memory.sizes(), memory.refused
    if as_json:
        errors = [{"file": name, "problem": error.problem, "place": error.place} for name, error in refused.items()]
        console.result_json([{"file": name, "units": size} for name, size in sizes.items()] + errors)
        return Exit.INPUT if refused else Exit.DONE
    rows = [(name, f"{size:,}") for name, size in sizes.items()]
    for line in columns(rows, right=frozenset([1])) if rows else ():
        console.result(line)
    console.message(f"{plural(sum(sizes.values()), 'unit')} in {plural(len(sizes), 'file')}")
    for error in refused.values():
        show_error(error)
    return Exit.INPUT if refused else Exit.DONE


@click.command(
    "find",
    epilog="\b\nExamples:\n  toolkit memory find 吞吐量\n  toolkit memory find throughput --limit 5\n"
    "  toolkit memory find --like 2020年，港口吞吐量创新高。\n  toolkit memory find - --like --json < sentence.txt\n",
)
@click.argument("text", metavar="TEXT|-")
@click.option("--like", is_flag=True, help="Find the sentences most like TEXT, as `toolkit build` does.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Show so many at most.")
@common_options()
def find_units(
    text: str, like: bool, limit: int, project: Path | None, as_json: bool, quiet: bool, verbose: bool
) -> int:
    """Find TEXT in either language, each time with both sides; `-` reads standard input.

    With --like, TEXT is a Chinese sentence, and those like it are found with their likeness in
    per cent. Figures and names that differ are swapped in the English where that is sure.
    """
    from toolkit.readers.encoding import decode

    console = Console(as_json, quiet, verbose)
    if text == "-":
        text = decode(sys.stdin.buffer.read(), "standard input")[0].strip()
    text = text.encode("utf-8", "replace").decode("utf-8")  # arguments may hold bytes that are no text
    with opened(find_project(project), console) as memory:
        for error in memory.refused.values():
            show_error(error)
        if like:
            _show_matches(console, memory.find_like(text, limit))
        else:
            _show_units(console, memory.find(text, limit), text, limit)
    return Exit.INPUT if memory.refused else Exit.DONE


def _show_matches(console: Console, matches: Sequence[Match]) -> None:
    if console.as_json:
        console.result_json([asdict(match) for match in matches])
        return
    for match in matches:
        console.result(
            f"{click.style(f'{match.score}%', bold=True)} {match.kind}  {_credit(match.origin, match.author, match.at)}"
        )
        console.result(f"    {visible(match.source)}")
        console.result(f"    {visible(match.target)}")
        for there, here in match.swapped:
            console.result(click.style(f"    swapped: {visible(there)} → {visible(here)}", fg="blue"))
    console.message(f"{plural(len(matches), 'sentence')} like it")


def _show_units(console: Console, found: list[tuple[str, MemoryUnit]], text: str, limit: int) -> None:
    if console.as_json:
        console.result_json([_as_json(origin, unit) for origin, unit in found])
        return
    for origin, unit in found:
        console.result(_credit(origin, unit.author, unit.at))
        console.result(f"    {_in_context(unit.source, fold(unit.source), fold(text))}")
        console.result(f"    {_in_context(unit.target, unit.target.lower(), text.lower())}")
    more = " (there may be more: --limit)" if len(found) == limit else ""
    console.message(f"{plural(len(found), 'unit')} found{more}")


def _as_json(origin: str, unit: MemoryUnit) -> dict[str, str]:
    return {
        "source": unit.source,
        "target": unit.target,
        "file": origin,
        "state": unit.state,
        "author": unit.author,
        "at": unit.at,
        "before": unit.before,
        "after": unit.after,
    }


def _credit(origin: str, author: str, at: str) -> str:
    who = ", ".join(part for part in (author, at[:10]) if part)
    return click.style(visible(origin), fg="cyan") + (f" ({visible(who)})" if who else "")


def _in_context(text: str, key: str, wanted: str) -> str:
    """The text around the first place of what was looked for, and every such place marked."""
    first = key.find(wanted)
    if first < 0 or len(key) != len(text):
        return visible(text[: 2 * _AROUND]) + ("…" if len(text) > 2 * _AROUND else "")
    start, end = max(first - _AROUND, 0), first + len(wanted) + _AROUND
    shown, last = list[str](), start
    for place in re.finditer(re.escape(wanted), key[start:end]):
        begin, last, before = start + place.start(), start + place.end(), last
        shown += [visible(text[before:begin]), click.style(visible(text[begin:last]), fg="yellow", bold=True)]
    shown.append(visible(text[last:end]))
    return ("…" if start else "") + "".join(shown) + ("…" if end < len(text) else "")
