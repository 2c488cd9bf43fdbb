"""``toolkit init``: a new project."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.console import Console, logging_options
from toolkit.errors import Exit
from toolkit.project.starter import make_project
from toolkit.readers import FORMATS

EPILOG = """\b
Examples:
  toolkit init                in the current folder
  toolkit init my-gazette     in a new folder
"""


@click.command("init", epilog=EPILOG)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="[DIR]")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@logging_options
def command(folder: Path, quiet: bool) -> int:
    """Make a project: source/, glossary/ with a few terms, output/, and toolkit.toml.

    Files that are already there are left as they are.
    """
    console = Console(quiet=quiet)
    made = make_project(folder)
    for name in made:
        console.message(f"  {folder / name}")
    if not made:
        console.message(f"{folder} is a project already; nothing was changed.")
        return Exit.DONE
    console.message(f"\nNext: put a Chinese text into source/ ({', '.join(FORMATS)}), then run: toolkit build")
    return Exit.DONE
