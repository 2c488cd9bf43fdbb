"""English text: words, and whether a rendering of a term stands in a sentence.

The only module that knows sacremoses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:[’'.,\-–][^\W_]+)*")
_STRAIGHTEN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u2011": "-", "\xa0": " ", "\u202f": " "})

# A word with what may stand inside it (Ji'an, 3.0, R&D), or a mark that separates. Blanks, hyphens,
# dashes and quotation marks do neither: high-quality and “high quality” are the same words.
_UNIT = re.compile(r"[^\W_]+(?:['.&/+][^\W_]+)*|[^\w\s\-–—'\"]")
_SPELLINGS = (
    (re.compile(r"(cent|met|fib|lit|theat)er(?=s?$)"), r"\1re"),
    (re.compile(r"programme(?=s?$)"), "program"),
    (re.compile(r"(fulfi|enro|insta)ll(?=ment|s?$)"), r"\1l"),
    (re.compile(r"(col|lab|harb|neighb|fav|hon|behavi|endeav|vig)our"), r"\1or"),
    (re.compile(r"(defen|licen|offen|practi)se"), r"\1ce"),
    (re.compile(r"([a-z]{3}i|[a-z]y)s(?=(?:e[sd]?|ing|ations?)$)"), r"\1z"),
)
"""American and British spellings of one word become one."""

_MAY_BE_SPELLED_TWICE = re.compile(r"er|programme|ll|our|se|[iy]s")
"""What every word has that any of the spellings applies to; most words have none of it."""


def count_words(text: str) -> int:
    """How many words `text` has; a figure and a hyphenated word count as one."""
    return len(_WORD.findall(text))


def straighten(text: str) -> str:
    """`text` with typographic quotes, hyphens and spaces made plain, of the same length."""
    return text.translate(_STRAIGHTEN)


def find_form(form: str, text: str, case_sensitive: bool = False) -> tuple[int, int] | None:
    """The first place ``(start, end)`` of the rendering `form` in `text`, or ``None``.

    Whole words only. The last word may stand in the singular, the plural or the possessive;
    blanks and hyphens are the same, and so are British and American spellings. Case is ignored
    unless `case_sensitive`.
    """
    wanted, given = _words_of_form(form), _words_of_text(text)
    if not wanted:
        return None
    length = len(wanted)
    starts = given.places.get(wanted[0].key, ()) if length > 1 else _last_word_places(wanted[0], given)
    for first in starts:
        here = given.words[first : first + length]
        if len(here) == length and _same(wanted, here, case_sensitive):
            return here[0].start, here[-1].end
    return None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or mark in a text: as written, as compared, its place, and its possible base forms."""

    written: str
    key: str
    bases: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, and where each key and each base form stands among them."""

    words: tuple[_Word, ...]
    places: dict[str, list[int]]
    base_places: dict[str, list[int]]


def _last_word_places(word: _Word, given: _Words) -> list[int]:
    return sorted({place for base in word.bases for place in given.base_places.get(base, ())})


def _same(wanted: tuple[_Word, ...], here: tuple[_Word, ...], case_sensitive: bool) -> bool:
    if case_sensitive:
        return all(one.written in (other.written, other.written + "s") for one, other in zip(here, wanted, strict=True))
    inner = all(one.key == other.key for one, other in zip(wanted[:-1], here[:-1], strict=True))
    return inner and bool(wanted[-1].bases & here[-1].bases)


@lru_cache(maxsize=200_000)
def _words_of_form(form: str) -> tuple[_Word, ...]:
    """The words of a rendering without the mark that may end it (``Co., Ltd.``)."""
    words = list(_cut(form))
    while words and not words[-1].written[0].isalnum():
        words.pop()
    return tuple(words)


@lru_cache(maxsize=256)
def _words_of_text(text: str) -> _Words:
    words = tuple(_cut(text))
    places: dict[str, list[int]] = {}
    base_places: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        places.setdefault(word.key, []).append(index)
        for base in word.bases:
            base_places.setdefault(base, []).append(index)
    return _Words(words, places, base_places)


def _cut(text: str) -> Iterator[_Word]:
    for found in _UNIT.finditer(straighten(text)):
        key, bases = _compared(found[0])
        yield _Word(found[0], key, bases, *found.span())


@lru_cache(maxsize=100_000)
def _compared(word: str) -> tuple[str, frozenset[str]]:
    """The key of a word, and the forms of which it may be the plural or the possessive."""
    lowered = word.lower()
    owner = lowered.removesuffix("'s")
    possessive = lowered[len(owner) :]
    if _MAY_BE_SPELLED_TWICE.search(owner):
        for spelling, common in _SPELLINGS:
            owner = spelling.sub(common, owner)
    key = owner + possessive
    bases = {key, owner}
    if len(owner) > 2 and owner.endswith("s"):
        bases |= {owner[:-1], owner[:-2] if owner.endswith("es") else owner}
    if len(owner) > 4 and owner.endswith("ies"):
        bases.add(owner[:-3] + "y")
    return key, frozenset(bases)


def tokens(text: str) -> list[str]:
    """The Moses tokens of `text`, marks apart from words.

    Loading the tokenizer takes a quarter of a second and it does about 2,000 sentences a second,
    so it is asked only where comparing words cannot tell.
    """
    return _tokenize(straighten(text))


@lru_cache(maxsize=4096)
def _tokenize(text: str) -> list[str]:
    return list(_moses().tokenize(text, escape=False))


@lru_cache(maxsize=1)
def _moses() -> Any:
    from sacremoses import MosesTokenizer

    return MosesTokenizer(lang="en")


def has_tokens(form: str, text: str) -> bool:
    """Whether the tokens of `form` stand next to each other in `text`, however they are spaced.

    Finds ``R & D`` for ``R&D``, which are different words to `find_form`.
    """
    wanted = "\x00".join(token.lower() for token in tokens(form))
    given = "\x00".join(token.lower() for token in tokens(text))
    return bool(wanted) and f"\x00{wanted}\x00" in f"\x00{given}\x00"
