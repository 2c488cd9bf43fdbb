"""Two documents, aligned and joined unit by unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec

from toolkit.align import Bead, Evidence, align
from toolkit.aligning.sentences import chinese_sentences, english_sentences
from toolkit.errors import UsageError
from toolkit.glossary import Glossary, annotate
from toolkit.language import meaning
from toolkit.model import Bitext, Document, Note, State, Unit

DOUBTFUL = 0.5
"""Beads of a lower confidence are drafts that say so."""

SIGNER = "toolkit align"
"""The author of the notes that an alignment leaves."""

_NO_TERMS = Glossary()


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


def align_documents(
    chinese: Document,
    english: Document,
    glossary: Glossary = _NO_TERMS,
    target_language: str = "en-GB",
    by_meaning: bool | None = None,
) -> Aligned:
    """Aligns a Chinese document, which is segmented, with its finished English.

    `by_meaning` compares the meanings of sentences with a sentence encoder, which it does of itself where
    the package is installed; else length, figures, names and terms have to do. Raises `UsageError` where
    the encoder is asked for and not there.
    """
    if by_meaning is None:
        by_meaning = find_spec(meaning.PACKAGE) is not None
    if by_meaning and find_spec(meaning.PACKAGE) is None:
        remedy = "install it: pip install 'bilingual-toolkit[align]', or take --method length"
        raise UsageError("--method meaning", "the sentence encoder is not installed", remedy)
    units = tuple(map(Unit, chinese.segments()))
    bitext = annotate(Bitext(chinese, units, target_language=target_language), glossary)
    here, there = chinese_sentences(bitext), english_sentences(english, bitext)
    vectors = None
    if by_meaning:
        vectors = meaning.meanings([one.text for one in here]), meaning.meanings([one.text for one in there])
    beads = tuple(align(Evidence(here, there, vectors)))
    texts = tuple(sentence.text for sentence in there)
    left = tuple(texts[bead.target[0]] for bead in beads if bead.source[0] == bead.source[1])
    return Aligned(_joined(bitext, beads, texts), beads, texts, left)


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
