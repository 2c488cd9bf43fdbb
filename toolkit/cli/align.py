"""``toolkit align``: a finished translation and its Chinese become a bitext and a memory."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.aligning import DOUBTFUL, Aligned, WrittenAlignment, align_files, write_alignment
from toolkit.cli.console import Console, common_options, plural
from toolkit.cli.surroundings import project_if_any
from toolkit.errors import Exit

EPILOG = """\b
Examples:
  toolkit align report.docx report-english.docx
  toolkit align gazette.txt gazette-en.txt --bitext source/gazette.xlf --tmx glossary/memory/gazette.tmx
  toolkit align zh.html en.html --method length --json
"""

METHODS = {"auto": None, "meaning": True, "length": False}


@click.command("align", epilog=EPILOG)
@click.argument("chinese", metavar="ZH", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("english", metavar="EN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--bitext", type=click.Path(dir_okay=False, path_type=Path), help="Where the bitext goes; ZH.xlf by itself."
)
@click.option("--tmx", type=click.Path(dir_okay=False, path_type=Path), help="Where the memory goes; ZH.tmx by itself.")
@click.option(
    "--method",
    type=click.Choice(list(METHODS)),
    default="auto",
    help="Compare meanings (extra align), or length, figures, names and terms; meanings where they can be compared.",
)
@click.option("--force", is_flag=True, help="Set files aside that are there already.")
@common_options()
def command(
    chinese: Path,
    english: Path,
    bitext: Path | None,
    tmx: Path | None,
    method: str,
    force: bool,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Find which sentences of a finished English text belong to which of its Chinese.

    Both may be in any format that sources have, or one side of an XLIFF, TMX or PO file. The
    bitext has a unit for each Chinese sentence, the memory one for each pair that goes together.
    What is doubtful is a draft with a note, and English that belongs to no Chinese is kept in a
    note.
    """
    console = Console(as_json, quiet, verbose)
    found = project_if_any(project)
    aligned = align_files(chinese, english, found, METHODS[method])
    written = write_alignment(aligned, chinese, found, bitext, tmx, force)
    for path, kept in written.kept:
        console.message(f"{path} was set aside as {kept.name}")
    if as_json:
        console.result_json([_pair(*pair) for pair in aligned.pairs()])
    else:
        _tell(console, aligned, written)
    return Exit.DONE


def _pair(chinese: str, english: str, confidence: float) -> dict[str, object]:
    return {"source": chinese, "target": english, "confidence": round(confidence, 2)}


def _tell(console: Console, aligned: Aligned, written: WrittenAlignment) -> None:
    pairs = list(aligned.pairs())
    doubtful = sum(confidence < DOUBTFUL for _, _, confidence in pairs)
    alone = sum(not bead.is_paired and bead.source[0] < bead.source[1] for bead in aligned.beads)
    parts = [plural(len(pairs), "pair")]
    parts += [f"{doubtful} of them doubtful"] if doubtful else []
    parts += [f"{plural(alone, 'Chinese sentence')} without English"] if alone else []
    parts += [f"{plural(len(aligned.left), 'English sentence')} without Chinese"] if aligned.left else []
    console.message(", ".join(parts))
    console.message(f"  {written.bitext}")
    console.message(f"  {written.memory}  ({plural(written.units, 'unit')})")
