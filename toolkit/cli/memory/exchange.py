"""``toolkit memory import`` and ``export``: translation memories from other programs, and for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path
from typing import IO

import click

from toolkit.bitext.foreign import read_bilingual
from toolkit.bitext.foreign.languages import Pair
from toolkit.bitext.foreign.tmx_write import write_tmx
from toolkit.cli.console import Console, common_options, plural, show_error
from toolkit.cli.memory.opening import opened
from toolkit.errors import Exit, InputError, UsageError
from toolkit.memory.bitexts import bitext_units
from toolkit.memory.tmx import as_translation_units, count_pairs
from toolkit.project import Project, find_project, locked, opened_file, read_content, write_parts
from toolkit.remembering import languages

Parts = Callable[[], Iterable[bytes]]
"""Gives the content of a file in parts, each time anew."""

_BLOCK = 1 << 20


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
    path = _place(found, name or file.stem)
    pair = languages(found.settings())
    count, parts = _read(file, pair)
    if not dry_run:
        with locked(found.cache, ".toolkit"):
            _add(path, parts, found.relative(path))
    if as_json:
        console.result_json({"file": found.relative(path), "units": count, "written": not dry_run})
    else:
        would = "would be " if dry_run else ""
        console.message(f"{plural(count, 'unit')} {would}added as {found.relative(path)}")
    return Exit.DONE


def _place(project: Project, name: str) -> Path:
    if not name or name.startswith(".") or Path(name).name != name:
        raise UsageError(name, "not the name of a file", "name the memory as a file without its ending: --name NAME")
    return project.memories / f"{name}.tmx"


def _read(file: Path, pair: Pair) -> tuple[int, Parts]:
    """How many units a file gives to the memory, and what gives the TMX that is kept of it; raises `InputError`."""
    if file.suffix.lower() == ".tmx":
        with opened_file(file, str(file)) as stream:
            known = _state(stream)
            return count_pairs(stream, str(file), pair), lambda: _blocks(file, known)
    units = list(bitext_units(read_bilingual(read_content(file, str(file)), str(file), *pair)))
    if not units:
        raise InputError(str(file), "nothing in it is translated", "give a file with finished translations")
    return len(units), lambda: write_tmx(as_translation_units(units, pair), pair[0])


def _blocks(file: Path, known: tuple[int, ...]) -> Iterator[bytes]:
    """The bytes of a file; raises `InputError` at its end where it is another than it was in the `known` state."""
    with opened_file(file, str(file)) as stream:
        while block := stream.read(_BLOCK):
            yield block
        if _state(stream) != known:
            raise InputError(str(file), "somebody changed it while it was read", "run the command again")


def _state(stream: IO[bytes]) -> tuple[int, ...]:
    """What changes when somebody writes into a file, or puts another in its place."""
    found = os.fstat(stream.fileno())
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _add(path: Path, parts: Parts, place: str) -> None:
    if not path.exists():
        write_parts(path, parts(), place)
    elif not _holds(path, parts(), place):
        problem = "there is another memory of this name"
        raise UsageError(place, problem, "give this one another: --name NAME, or take the other one out")


def _holds(path: Path, parts: Iterable[bytes], place: str) -> bool:
    with opened_file(path, place) as stream:
        return all(stream.read(len(part)) == part for part in parts) and not stream.read(1)


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
    found = find_project(project)
    if file.resolve().parent == found.memories.resolve():
        raise UsageError(str(file), "the memory's own folder", "export to another folder")
    pair = found.settings().source_language, found.settings().target_language
    with opened(found, console) as (memory, refused):
        names = [name for name in memory.origins() if not patterns or any(fnmatchcase(name, one) for one in patterns)]
        count = sum(memory.sizes().get(name, 0) for name in names)
        units = chain.from_iterable(map(memory.units, names))
        aside = write_parts(file, write_tmx(as_translation_units(units, pair), pair[0]), str(file))
    for error in refused.values():
        show_error(error)
    if aside is not None:
        console.message(f"{file} was set aside as {aside.name}")
    if as_json:
        console.result_json({"file": str(file), "units": count, "from": names})
    else:
        console.message(f"{plural(count, 'unit')} written to {file}")
    return Exit.INPUT if refused else Exit.DONE
