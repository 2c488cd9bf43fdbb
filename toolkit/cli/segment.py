"""``toolkit segment``: cut any Chinese text into segments."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import Console, logging_options
from toolkit.errors import Exit, UsageError
from toolkit.readers import read
from toolkit.segmentation import segment

EPILOG = """\b
Examples:
  toolkit segment source/jiujiang-2020.txt
  pbpaste | toolkit segment - --json
"""


@click.command("segment", epilog=EPILOG)
@click.argument("file", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Write an array of strings.")
@logging_options
def command(file: str, as_json: bool) -> int:
    """Print the segments of a text, a line each; `-` reads standard input."""
    if file == "-":
        from toolkit.readers.text import read_document

        document = read_document(sys.stdin.buffer.read(), "-", "standard input")
    else:
        if not Path(file).exists():
            raise UsageError(file, "no such file", "check the name, or use - for standard input")
        document = read(Path(file))
    texts = [found.text for found in segment(document).segments()]
    console = Console(as_json)
    if as_json:
        console.result_json(texts)
    else:
        console.result("\n".join(texts))
    return Exit.DONE
