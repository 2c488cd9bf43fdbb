"""``toolkit handoff``: a package for somebody's own CAT tool."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.completion import document_names
from toolkit.cli.console import Console, common_options, plural
from toolkit.errors import Exit
from toolkit.model import State
from toolkit.project import find_project
from toolkit.roundtrip.packaging import PACKERS, hand_off

EPILOG = """\b
Examples:
  toolkit handoff jiujiang-2020 --for omegat
  toolkit handoff jiujiang-2020 --for xliff -o ~/to-send/jiujiang.zip
  toolkit review output/jiujiang-2020-for-omegat     bring it back: the folder,
  toolkit review returned.zip                        its zip file, or the file alone
"""


@click.command("handoff", epilog=EPILOG)
@click.argument("name", shell_complete=document_names)
@click.option("--for", "format_name", type=click.Choice(list(PACKERS)), required=True, help="What it is to open in.")
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path), metavar="FOLDER|ZIP", help="Where; output/ by itself."
)
@common_options()
def command(
    name: str, format_name: str, folder: Path | None, project: Path | None, as_json: bool, quiet: bool, verbose: bool
) -> int:
    """Pack the document NAME for somebody who works in another program.

    `omegat` is an OmegaT project, `xliff` an XLIFF 1.2 file for any CAT tool, `po` a gettext file;
    each comes in a folder, or a zip file, with the glossary, the translation memory and a README.
    `toolkit review` brings back what was done there. A folder in which somebody has worked is set aside, not
    overwritten.
    """
    console = Console(as_json, quiet, verbose)
    found = find_project(project)
    done = hand_off(found, name, format_name, folder)
    place = found.relative(done.folder)
    states = {str(state): sum(unit.state is state for unit in done.bitext.units) for state in State}
    if as_json:
        console.result_json(
            {
                "document": done.source.name,
                "for": format_name,
                "folder": place,
                "batch": done.batch,
                "segments": len(done.bitext.units),
                "states": states,
                "files": sorted(done.files),
                "kept": found.relative(done.kept) if done.kept else None,
            }
        )
        return Exit.DONE
    if done.kept:
        console.message(f"someone had worked in {place}; theirs is kept as {found.relative(done.kept)}")
    told = ", ".join(f"{count} {state}" for state, count in states.items() if count)
    console.message(f"{click.style(done.source.name, bold=True)}  {plural(len(done.bitext.units), 'segment')}: {told}")
    console.result(place)
    for file in sorted(done.files) if console.verbose else ():
        console.message(f"  {file}")
    console.message(f"Send it; when it is back: toolkit review {place}")
    return Exit.DONE
