"""Chinese words: where they begin and end, and how common they are.

The only module that knows rjieba, which is an extra: ``pip install bilingual-toolkit[extract]``.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rjieba import Jieba

BACKGROUND = 60_000_000
"""Words in the texts that `frequency` counts in."""


class Word(NamedTuple):
    """A word where it stands: ``tag`` is its part of speech in the ICTCLAS set (n, v, ns, nr …)."""

    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def available() -> bool:
    """Whether words can be cut here."""
    return find_spec("rjieba") is not None


def cut_words(text: str) -> list[Word]:
    """The words and marks of `text` in order; joined, they are `text` again."""
    from rjieba import tag

    words, start = [], 0
    for word, kind in tag(text):
        words.append(Word(word, kind, start))
        start += len(word)
    return words


def single_characters(text: str) -> list[Word]:
    """`text` as words of one character each, for where words cannot be cut; marks have the tag ``x``."""
    return [Word(character, "n" if character.isalnum() else "x", start) for start, character in enumerate(text)]


@lru_cache(maxsize=65536)
def frequency(word: str) -> int:
    """How often `word` stands among `BACKGROUND` words of general Chinese; 0 where that is not known."""
    if not available():
        return 0
    dictionary = _dictionary()
    return int(dictionary.suggest_freq(word)) if dictionary.has_word(word) else 0


@lru_cache(maxsize=1)
def _dictionary() -> Jieba:
    from rjieba import Jieba

    return Jieba()
