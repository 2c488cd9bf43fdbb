"""``toolkit segment``: cut any Chinese text into segments."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import Console, common_options
from toolkit.cli.surroundings import project_if_any
from toolkit.errors import Exit, UsageError
from toolkit.model import Document
from toolkit.readers import read
from toolkit.segmentation import segment

EPILOG = """\b
Examples:
  toolkit segment source/jiujiang-2020.txt
  toolkit segment source/jiujiang-2020.txt --plain   without the project's settings and breaks
  pbpaste | toolkit segment - --json
"""


@click.command("segment", epilog=EPILOG)
@click.argument("file", metavar="FILE|-")
@click.option("--plain", is_flag=True, help="By the toolkit's own rules only, in a project too.")
@click.option("--json", "as_json", is_flag=True, help="Write an array of strings.")
@common_options(json_output=False)
def command(file: str, plain: bool, as_json: bool, project: Path | None, quiet: bool, verbose: bool) -> int:
    """Print the segments of a text, a line each; `-` reads standard input.

    It needs no project. In one, the text is cut as `toolkit build` cuts it: by the project's settings
    and its own rules (SRX), and a source of the project by the breaks in source/NAME.breaks, too.
    """
    console = Console(as_json, quiet, verbose)
    document = _read(file)
    found = None if plain else project_if_any(project)
    if found is None:
        cut = segment(document)
    else:
        from toolkit.inspecting.inspection import segment_in

        cut = segment_in(found, document, None if file == "-" else Path(file))
    for notice in cut.notices if verbose else cut.notices[len(document.notices) :]:
        console.message(notice)
    texts = [one.text for one in cut.segments()]
    if as_json:
        console.result_json(texts)
    else:
        console.result("\n".join(texts))
    return Exit.DONE


def _read(file: str) -> Document:
    if file == "-":
        from toolkit.readers.text import read_document

        return read_document(sys.stdin.buffer.read(), "-", "standard input")
    if not Path(file).exists():
        raise UsageError(file, "no such file", "check the name, or use - for standard input")
    return read(Path(file))
