"""What an alignment is made of: beads, each some sentences of one text with those of the other."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text to be aligned.

    ``paragraph`` numbers the block it stands in, ``size`` is its length in Chinese characters or
    English words. ``facts`` are what can be told of it without translating: the values of its
    figures, words in Latin letters, the glossary's terms.
    """

    text: str
    paragraph: int
    size: int
    facts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bead:
    """The sentences ``source[start:end]`` with ``target[start:end]``; one of the spans may be empty.

    ``confidence`` is between 0 and 1: how clearly the two sides are each other's translation.
    """

    source: Span
    target: Span
    confidence: float = 0.0

    @property
    def is_paired(self) -> bool:
        """Whether there are sentences on both sides."""
        return self.source[0] < self.source[1] and self.target[0] < self.target[1]
