"""``toolkit terms export``: the glossary for other programs, and as a document for people."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.console import Console, common_options, plural
from toolkit.errors import Exit
from toolkit.glossary.exchange import STYLES
from toolkit.project import find_project
from toolkit.terminology import exporting

EPILOG = """\b
Examples:
  toolkit terms export glossary.docx --title "Terms of the gazette"
  toolkit terms export glossary.html
  toolkit terms export glossary.xlsx
  toolkit terms export termbase.tbx --family firms
"""


@click.command("export", epilog=EPILOG)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--family", "names", multiple=True, metavar="NAME", help="Only this family; may be given again.")
@click.option("--format", "fmt", type=click.Choice(exporting.EXPORTS), help="By the ending if not given.")
@click.option("--title", default="Glossary", metavar="TEXT", help="The title of a document.")
@click.option("--style", type=click.Choice(STYLES), default="dct", help="How TBX names its data categories.")
@common_options(json_output=False)
def export_terms(
    file: Path,
    names: tuple[str, ...],
    fmt: str | None,
    title: str,
    style: str,
    project: Path | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write the glossary for other programs, or as a document.

    The ending of FILE says which: CSV, XLSX or TBX; DOCX or HTML. A document lists the terms by
    category with their sources, and where each is used. A file of that name with other content
    is set aside, not overwritten.
    """
    exported = exporting.export_terms(find_project(project), file, names, fmt, title, style)
    console = Console(quiet=quiet, verbose=verbose)
    if exported.kept:
        console.message(f"{file} was set aside as {exported.kept.name}")
    console.message(f"{plural(exported.count, 'term')} written to {file}")
    return Exit.DONE
