"""What an alignment is made of: beads, each some sentences of one text with those of the other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text to be aligned; ``paragraph`` numbers the block it stands in.

    ``facts`` are what can be told of it without knowing its language's words: the values of its
    figures, its words in Latin letters, and the terms of the glossary as numbers.
    """

    text: str
    paragraph: int
    facts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bead:
    """The sentences ``source[start:end]`` with ``target[start:end]``; one of the spans may be empty.

    ``confidence`` is between 0 and 1: how much better the two fit each other than others near by.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float = 0.0

    @property
    def is_paired(self) -> bool:
        """Whether there are sentences on both sides."""
        return self.source[0] < self.source[1] and self.target[0] < self.target[1]
