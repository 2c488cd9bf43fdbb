"""``toolkit memory import`` and ``export``: translation memories from other programs, and for them."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.console import Console, common_options, plural, show_error
from toolkit.cli.memory.opening import opened
from toolkit.errors import Exit
from toolkit.memories import import_memory
from toolkit.project import find_project


@click.command(
    "import",
    epilog="\b\nExamples:\n  toolkit memory import gazette-2019.tmx\n"
    "  toolkit memory import handoff.sdlxliff --name gazette-2020\n  toolkit memory import old.tmx --dry-run\n",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="What the memory is called; the file's name if not given.")
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
@common_options()
def import_file(
    file: Path, name: str | None, dry_run: bool, project: Path | None, as_json: bool, quiet: bool, verbose: bool
) -> int:
    """Add a TMX, XLIFF or PO file to the memory.

    It is read to its end first and refused if it is broken or in other languages. TMX is kept
    byte for byte as glossary/memory/NAME.tmx, other formats as what TMX holds of them. A memory
    of that name with other content is not overwritten. The index follows when the memory is first
    looked into, by a build or by `toolkit memory list`.
    """
    console = Console(as_json, quiet, verbose)
    found = find_project(project)
    imported = import_memory(found, file, name, dry_run)
    place = found.relative(imported.path)
    if as_json:
        console.result_json({"file": place, "units": imported.count, "written": not dry_run})
    else:
        would = "would be " if dry_run else ""
        console.message(f"{plural(imported.count, 'unit')} {would}added as {place}")
    return Exit.DONE


@click.command(
    "export",
    epilog="\b\nExamples:\n  toolkit memory export everything.tmx\n  toolkit memory export own.tmx --only 'source/*'\n",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--only", "patterns", multiple=True, metavar="FILE", help="Only from this file; * stands for anything.")
@common_options()
def export_file(
    file: Path, patterns: tuple[str, ...], project: Path | None, as_json: bool, quiet: bool, verbose: bool
) -> int:
    """Write the memory as a TMX file for other programs.

    It holds every unit with its inline codes, author and time, and the texts around it as OmegaT keeps
    them. A file of that name with other content is set aside, not overwritten.
    """
    console = Console(as_json, quiet, verbose)
    with opened(find_project(project), console) as memory:
        exported = memory.export(file, patterns)
    for error in memory.refused.values():
        show_error(error)
    if exported.kept:
        console.message(f"{file} was set aside as {exported.kept.name}")
    if as_json:
        console.result_json({"file": str(file), "units": exported.count, "from": list(exported.files)})
    else:
        console.message(f"{plural(exported.count, 'unit')} written to {file}")
    return Exit.INPUT if memory.refused else Exit.DONE
