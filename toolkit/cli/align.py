"""``toolkit align``: a finished translation and its Chinese become a bitext and a memory."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.aligning import DOUBTFUL, Aligned, align_files
from toolkit.bitext import write_xliff
from toolkit.bitext.foreign.tmx import TranslationUnit, Variant
from toolkit.bitext.foreign.tmx_write import write_tmx
from toolkit.cli.console import Console, common_options, plural
from toolkit.errors import Exit, UsageError
from toolkit.glossary import Glossary
from toolkit.job import read_glossary, read_style
from toolkit.project import Project, Settings, find_project, read_content, set_aside, write_atomically
from toolkit.segmentation import Style

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
    found = _project(project)
    bitext, tmx = bitext or chinese.with_suffix(".xlf"), tmx or _memory_place(found, chinese)
    settings = found.settings() if found else Settings()
    style = read_style(found, settings) if found else Style()
    aligned = align_files(chinese, english, _glossary(found), METHODS[method], settings.target_language, style)
    languages = aligned.bitext.document.language, aligned.bitext.target_language
    contents = {
        bitext: write_xliff(aligned.bitext),
        tmx: b"".join(write_tmx(_units(aligned, *languages), languages[0])),
    }
    others = [path for path, content in contents.items() if _holds_other(path, content)]
    for path in others:
        if not force:
            remedy = "name another with --bitext or --tmx, or set it aside with --force"
            raise UsageError(str(path), "there is such a file already", remedy)
    for path, content in contents.items():
        if path in others:
            console.message(f"{path} was set aside as {set_aside(path, str(path)).name}")
        write_atomically(path, content, str(path))
    if as_json:
        console.result_json([_pair(*pair) for pair in aligned.pairs()])
    else:
        _tell(console, aligned, bitext, tmx)
    return Exit.DONE


def _project(folder: Path | None) -> Project | None:
    """The project around, whose glossary and target language count; none is needed."""
    try:
        return find_project(folder)
    except UsageError:
        if folder is not None:
            raise
        return None


def _holds_other(path: Path, content: bytes) -> bool:
    """Whether there is such a file, and it is not what is to be written: a run that was killed may have left that."""
    return path.exists() and read_content(path, str(path)) != content


def _memory_place(project: Project | None, chinese: Path) -> Path:
    """Beside the Chinese, but among what can be made again where that is a source of the project."""
    is_source = project is not None and chinese.resolve().parent == project.source.resolve()
    return (project.output if project and is_source else chinese.parent) / f"{chinese.stem}.tmx"


def _glossary(project: Project | None) -> Glossary:
    return read_glossary(project.families(), project.cache) if project else Glossary()


def _units(aligned: Aligned, chinese_language: str, english_language: str) -> list[TranslationUnit]:
    """The pairs that are not doubtful, for a translation memory."""
    return [
        TranslationUnit(
            str(number),
            (Variant(chinese_language, chinese), Variant(english_language, english)),
            chinese_language,
            properties=(("x-confidence", f"{confidence:.2f}"),),
        )
        for number, (chinese, english, confidence) in enumerate(aligned.pairs(), 1)
        if confidence >= DOUBTFUL
    ]


def _pair(chinese: str, english: str, confidence: float) -> dict[str, object]:
    return {"source": chinese, "target": english, "confidence": round(confidence, 2)}


def _tell(console: Console, aligned: Aligned, bitext: Path, tmx: Path) -> None:
    pairs = list(aligned.pairs())
    doubtful = sum(confidence < DOUBTFUL for _, _, confidence in pairs)
    alone = sum(not bead.is_paired and bead.source[0] < bead.source[1] for bead in aligned.beads)
    parts = [plural(len(pairs), "pair")]
    parts += [f"{doubtful} of them doubtful"] if doubtful else []
    parts += [f"{plural(alone, 'Chinese sentence')} without English"] if alone else []
    parts += [f"{plural(len(aligned.left), 'English sentence')} without Chinese"] if aligned.left else []
    console.message(", ".join(parts))
    console.message(f"  {bitext}")
    console.message(f"  {tmx}  ({plural(len(pairs) - doubtful, 'unit')})")
