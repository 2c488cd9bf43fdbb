"""How commands speak: results on standard output, messages and errors on standard error."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import click

from toolkit.cli.logs import LOG_FORMATS, start_logging
from toolkit.errors import ToolkitError

_ERASE = "\r\x1b[K"
"""Back to the start of the line, which is emptied."""

SEVERITY_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


class Console(NamedTuple):
    """What the common options ask for."""

    as_json: bool = False
    quiet: bool = False
    verbose: bool = False

    def result(self, text: str) -> None:
        """A line that the command was called for."""
        click.echo(text)

    def result_json(self, value: Any) -> None:
        """The whole result for a program."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))

    def message(self, text: str) -> None:
        """A line about what happens; not with ``-q``."""
        if not self.quiet:
            click.echo(text, err=True)

    @contextmanager
    def progress(self, doing: str) -> Iterator[Callable[[int, int, str], None]]:
        """A line that says how far long work is, where somebody looks on; it is gone at the end.

        Call what it gives with a number, the total and a name.
        """
        if self.quiet or not sys.stderr.isatty():
            yield lambda number, total, name: None
            return
        try:
            yield lambda number, total, name: click.echo(
                f"{_ERASE}{doing} {number}/{total}: {name}", err=True, nl=False
            )
        finally:
            click.echo(_ERASE, err=True, nl=False)


def logging_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds ``--log-format`` and ``--debug``, which commands need not know of: they do the same for all."""
    function = click.option(
        "--debug", is_flag=True, expose_value=False, help="If the toolkit itself fails, keep what a report needs."
    )(function)
    return click.option(
        "--log-format",
        type=click.Choice(LOG_FORMATS),
        is_eager=True,
        expose_value=False,
        callback=_log_so,
        help="Log what happens in this form, to standard error; -v does so as text.",
    )(function)


_LOG_FORMAT = "toolkit.log_format"


def _log_so(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        context.meta[_LOG_FORMAT] = value
        start_logging(value)


def _log_too(context: click.Context, parameter: click.Parameter, value: bool) -> bool:
    """Begins the log of ``-v``, unless ``--log-format`` has begun it."""
    if value and _LOG_FORMAT not in context.meta:
        start_logging(LOG_FORMATS[0])
    return value


def common_options(json_output: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Adds ``--project``, ``-q``, ``-v``, those of the log and, where a program may read the result, ``--json``."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        folder = click.Path(file_okay=False, path_type=Path)
        function = logging_options(function)
        function = click.option(
            "-v", "--verbose", is_flag=True, callback=_log_too, help="Say more, and log what happens."
        )(function)
        function = click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors.")(function)
        if json_output:
            function = click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")(function)
        return click.option("--project", type=folder, metavar="DIR", help="The project's folder.")(function)

    return decorate


def wants_colour() -> bool | None:
    """False where the environment forbids colour (https://no-color.org), None where the terminal decides."""
    return False if os.environ.get("NO_COLOR") else None


def coloured(stream: TextIO) -> bool:
    """Whether what is written there keeps its colours."""
    return stream.isatty() and wants_colour() is None


def show_error(error: ToolkitError) -> None:
    """An error as people read it: where, what, and what to do."""
    start = click.style("error:", fg="red", bold=True)
    click.echo(f"{start} {error.place}: {error.problem}", err=True, color=wants_colour())
    click.echo(f"       {error.remedy}", err=True)


def columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as aligned lines; Chinese characters count as two columns; `right` are numbers' columns."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            _pad(cell, width, i in right) for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


_CONTROLS = str.maketrans({chr(code): chr(0x2400 + code) for code in range(0x20)} | {"\n": "↵", "\x7f": "␡"})


def visible(text: str) -> str:
    """`text` in one line and without anything that a terminal obeys, a character for each of its own."""
    return text.translate(_CONTROLS)


def display_width(text: str) -> int:
    """How many terminal columns `text` takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - display_width(text))
    return blanks + text if right else text + blanks


def plural(count: int, noun: str) -> str:
    """``1 segment``, ``2 segments``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
