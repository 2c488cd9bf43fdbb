"""What speaks for and against sentences being each other's translation: meaning, facts, length, paragraphs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from toolkit.align.beads import Sentence, Span

if TYPE_CHECKING:
    import numpy

    Matrix = numpy.ndarray[tuple[int, int], numpy.dtype[numpy.float32]]
    Row = numpy.ndarray[tuple[int], numpy.dtype[numpy.float64]]

WORDS_A_CHARACTER = 0.62
"""English words for a Chinese character, as a rule."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts; what speaks for a bead is the sum.

    ``start`` is what a bead has without any, against the likeness of meaning of strangers where
    that is known. ``facts`` is gained where all are on both sides and lost where none is. ``length``
    is lost for each factor of e beyond what is usual, ``paragraph`` gained for each end of a
    paragraph that both sides have, and lost twice for one inside a side. ``join`` is lost for each
    sentence beyond one to one, so that no more are taken together than belong together.
    """

    start: float
    facts: float
    length: float
    paragraph: float
    join: float
    certain: float
    """What has to speak for a bead that is beyond doubt."""


BY_MEANING = Weights(start=-0.30, facts=0.06, length=0.10, paragraph=0.03, join=0.09, certain=0.40)
BY_LENGTH = Weights(start=0.25, facts=0.35, length=0.25, paragraph=0.10, join=0.15, certain=0.60)
"""Found by trying on ten of nineteen published texts; the others served to see that it holds."""

_USUAL_FACTOR = 0.25
"""Natural logarithm of the factor by which a translation is longer or shorter than as a rule."""

_MANY_FACTS = 2


class Evidence:
    """What is known of two texts, asked of stretches of both.

    Beside their sentences these are the vectors of their meanings, a row a sentence and of length
    one, where there are any.
    """

    def __init__(
        self,
        sources: Sequence[Sentence],
        targets: Sequence[Sentence],
        meanings: tuple[Matrix, Matrix] | None = None,
    ) -> None:
        self.sources, self.targets, self._meanings = sources, targets, meanings
        self.weights = BY_MEANING if meanings else BY_LENGTH
        self._likeness = meanings[0] @ meanings[1].T if meanings else None
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for place, sentence in enumerate(targets):
            for fact in sentence.facts:
                self._having[fact].append(place)

    def worth(self, source: Span, target: Span) -> float:
        """What a bead of the two spans is worth: how much speaks for it, times how much text it is."""
        size = (_size(self.sources, source) + _size(self.targets, target) / WORDS_A_CHARACTER) / 2
        return self.strength(source, target) * size

    def confidence(self, source: Span, target: Span) -> float:
        """How sure a bead is, between 0 and 1."""
        return min(max(self.strength(source, target) / self.weights.certain, 0.0), 1.0)

    def strength(self, source: Span, target: Span) -> float:
        """What speaks for a bead of the two spans; less than nothing where they are strangers."""
        weights = self.weights
        joined = source[1] - source[0] + target[1] - target[0] - 2
        return (
            weights.start
            + self._meaning(source, target)
            + weights.facts * self._shared_facts(source, target)
            - weights.length * self._odd_length(source, target)
            + weights.paragraph * self._paragraphs(source, target)
            - weights.join * joined
        )

    def rough(self, place: int) -> Row:
        """About what each target alone is worth with the source at `place`, to find the way by."""
        import numpy

        sentence = self.sources[place]
        sizes = numpy.array([one.size for one in self.targets], dtype=numpy.float64)
        shared = numpy.zeros(len(self.targets))
        for fact in sentence.facts:
            shared[self._having.get(fact, [])] += 1
        odd = numpy.abs(numpy.log(sizes / (sentence.size * WORDS_A_CHARACTER)))
        likeness = 0.0 if self._likeness is None else self._likeness[place]
        strength = self.weights.start + likeness + self.weights.facts * numpy.minimum(shared, 1) - 0.1 * odd
        return numpy.maximum(strength, 0.0) * (sentence.size + sizes / WORDS_A_CHARACTER) / 2

    def _meaning(self, source: Span, target: Span) -> float:
        if self._meanings is None or self._likeness is None:
            return 0.0
        if source[1] - source[0] == target[1] - target[0] == 1:
            return float(self._likeness[source[0], target[0]])
        import numpy

        one, other = self._together(source, 0), self._together(target, 1)
        return float(one @ other / (numpy.linalg.norm(one) * numpy.linalg.norm(other)))

    def _together(self, span: Span, side: int) -> Row:
        """The meaning of several sentences: that of each, by how long it is."""
        import numpy

        assert self._meanings is not None
        sentences = (self.sources, self.targets)[side][slice(*span)]
        sizes = numpy.array([sentence.size for sentence in sentences], dtype=numpy.float64)
        together: Row = sizes @ self._meanings[side][slice(*span)]
        return together

    def _shared_facts(self, source: Span, target: Span) -> float:
        """From -1 for none of the facts on both sides to 1 for all; 0 where there are none."""
        here = frozenset(chain.from_iterable(one.facts for one in self.sources[slice(*source)]))
        there = frozenset(chain.from_iterable(one.facts for one in self.targets[slice(*target)]))
        every = len(here | there)
        return (2 * len(here & there) / every - 1) * min(1.0, every / _MANY_FACTS) if every else 0.0

    def _odd_length(self, source: Span, target: Span) -> float:
        usual = _size(self.sources, source) * WORDS_A_CHARACTER
        return max(0.0, abs(math.log(_size(self.targets, target) / usual)) - _USUAL_FACTOR)

    def _paragraphs(self, source: Span, target: Span) -> int:
        both_begin = _begins(self.sources, source[0]) and _begins(self.targets, target[0])
        both_end = _begins(self.sources, source[1]) and _begins(self.targets, target[1])
        crossed = _crosses(self.sources, source) + _crosses(self.targets, target)
        return both_begin + both_end - 2 * crossed


def _size(sentences: Sequence[Sentence], span: Span) -> int:
    return sum(sentence.size for sentence in sentences[slice(*span)])


def _begins(sentences: Sequence[Sentence], place: int) -> bool:
    """Whether a paragraph begins at `place`, or the text ends there."""
    inside = 0 < place < len(sentences)
    return not inside or sentences[place].paragraph != sentences[place - 1].paragraph


def _crosses(sentences: Sequence[Sentence], span: Span) -> bool:
    return sentences[span[0]].paragraph != sentences[span[1] - 1].paragraph
