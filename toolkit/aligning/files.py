"""Finished documents read for an alignment, and what it gives written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.aligning.joining import DOUBTFUL, Aligned, align_documents
from toolkit.bitext import write_xliff
from toolkit.bitext.foreign import is_bilingual, read_bilingual
from toolkit.bitext.foreign.tmx import TranslationUnit, Variant
from toolkit.bitext.foreign.tmx_write import write_tmx
from toolkit.building.job import NO_TERMS, read_glossary, read_style
from toolkit.errors import InputError, UsageError
from toolkit.language.chinese import count_han
from toolkit.model import Document, Segment, Unit
from toolkit.project import Project, Settings, read_content, write_anew
from toolkit.readers import read
from toolkit.segmentation import Style, segment


def align_files(
    chinese: Path | str, english: Path | str, project: Project | None = None, by_meaning: bool | None = None
) -> Aligned:
    """Reads a Chinese document and its finished English, and aligns them.

    Of a `project` the glossary, the target language and the rules for sentences count. `by_meaning` compares
    the meanings of sentences with a sentence encoder, which it does of itself where the package is installed;
    else length, figures, names and terms have to do. Of a bilingual file (XLIFF, TMX, PO) the originals are
    the Chinese, and the translations the English. Raises `ToolkitError` where a file cannot be read or the
    languages are not those two.

    >>> zh, en = Path("speech.txt"), Path("speech.en.txt")
    >>> size = zh.write_text("港口开港。全年投资5亿元。", encoding="utf-8")
    >>> size = en.write_text("The port opened. RMB 500 million was invested over the year.", encoding="utf-8")
    >>> for chinese, english, confidence in align_files(zh, en, by_meaning=False).pairs():
    ...     print(chinese, english)
    港口开港。 The port opened.
    全年投资5亿元。 RMB 500 million was invested over the year.
    """
    settings = project.settings() if project else Settings()
    style = read_style(project, settings) if project else Style()
    glossary = read_glossary(project.families(), project.cache) if project else NO_TERMS
    sources = segment(_read_side(Path(chinese), _originals), style)
    targets = _read_side(Path(english), _translations)
    _refuse_other_languages(sources, targets, str(chinese), str(english))
    return align_documents(sources, targets, glossary, settings.target_language, by_meaning)


@dataclass(frozen=True, slots=True)
class WrittenAlignment:
    """Where an alignment was written: its bitext, its memory of so many units, and what was set aside for them."""

    bitext: Path
    memory: Path
    units: int
    kept: tuple[tuple[Path, Path], ...] = ()


def write_alignment(
    aligned: Aligned,
    chinese: Path | str,
    project: Project | None = None,
    bitext: Path | None = None,
    memory: Path | None = None,
    force: bool = False,
) -> WrittenAlignment:
    """Writes the bitext of an alignment as XLIFF, and what is not doubtful of it as TMX.

    Both go beside the `chinese` document unless told otherwise, but the memory of a source of the `project`
    to its output. Raises `UsageError` where there is another file of such a name; with `force` it is set aside.

    >>> zh, en = Path("speech.txt"), Path("speech.en.txt")
    >>> size = zh.write_text("港口开港。", encoding="utf-8")
    >>> size = en.write_text("The port opened.", encoding="utf-8")
    >>> written = write_alignment(align_files(zh, en, by_meaning=False), zh)
    >>> written.bitext.name, written.memory.name, written.units
    ('speech.xlf', 'speech.tmx', 1)
    """
    bitext = bitext or Path(chinese).with_suffix(".xlf")
    memory = memory or _memory_place(project, Path(chinese))
    units = _translation_units(aligned)
    tmx = b"".join(write_tmx(units, aligned.bitext.document.language))
    contents = {bitext: write_xliff(aligned.bitext), memory: tmx}
    for path, content in contents.items():
        if not force and path.exists() and read_content(path, str(path)) != content:
            remedy = "name another with --bitext or --tmx, or set it aside with --force"
            raise UsageError(str(path), "there is such a file already", remedy)
    kept = [(path, write_anew(path, content, str(path))) for path, content in contents.items()]
    return WrittenAlignment(bitext, memory, len(units), tuple((path, aside) for path, aside in kept if aside))


def _memory_place(project: Project | None, chinese: Path) -> Path:
    """Beside the Chinese, but among what can be made again where that is a source of the project."""
    is_source = project is not None and chinese.resolve().parent == project.source.resolve()
    return (project.output if project and is_source else chinese.parent) / f"{chinese.stem}.tmx"


def _translation_units(aligned: Aligned) -> list[TranslationUnit]:
    """The pairs that are not doubtful, for a translation memory."""
    languages = aligned.bitext.document.language, aligned.bitext.target_language
    return [
        TranslationUnit(
            str(number),
            (Variant(languages[0], chinese), Variant(languages[1], english)),
            languages[0],
            properties=(("x-confidence", f"{confidence:.2f}"),),
        )
        for number, (chinese, english, confidence) in enumerate(aligned.pairs(), 1)
        if confidence >= DOUBTFUL
    ]


def _read_side(path: Path, texts: Callable[[Sequence[Unit]], str]) -> Document:
    """A document, or one side of a bilingual file: a paragraph of it is one of the document."""
    if not is_bilingual(path.name):
        return read(path)
    bitext = read_bilingual(read_content(path, str(path)), str(path))
    units = iter(bitext.units)
    blocks = []
    for block in bitext.document.blocks:
        text = texts([next(units) for _ in block.segments])
        if text:
            blocks.append(replace(block, segments=(Segment("", text),)))
    return Document(path.stem, path.stem, tuple(blocks), path.name, bitext.document.language)


def _originals(units: Sequence[Unit]) -> str:
    return "".join(unit.segment.text for unit in units).strip()


def _translations(units: Sequence[Unit]) -> str:
    return " ".join(unit.target for unit in units if unit.target.strip()).strip()


def _refuse_other_languages(sources: Document, targets: Document, chinese: str, english: str) -> None:
    for document, place, wanted in ((sources, chinese, "Chinese"), (targets, english, "English")):
        text = "".join(one.text for one in document.segments())
        letters = sum(character.isalpha() for character in text)
        if not letters:
            raise InputError(place, "there is no text in it", "give the finished document")
        if (2 * count_han(text) > letters) is (wanted == "English"):
            raise InputError(place, f"this is not {wanted}", "give the Chinese document first, then the English one")
