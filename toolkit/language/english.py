"""English text: words, and whether a rendering of a term stands in a sentence.

The only module that knows sacremoses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any, NamedTuple

from toolkit.expressions import expression
from toolkit.language.inflection import Slot, readings

_WORD = expression(r"[^\W_]+(?:[’'.,\-–][^\W_]+)*")
_STRAIGHTEN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u2011": "-", "\xa0": " ", "\u202f": " "})

# A word with what may stand inside it (Ji'an, 3.0, R&D), or a mark that separates. Blanks, hyphens,
# dashes and quotation marks do neither: high-quality and “high quality” are the same words.
_UNIT = expression(r"[^\W_]+(?:['.&/+][^\W_]+)*|[^\w\s\-–—'\"]")


def count_words(text: str) -> int:
    """How many words `text` has; a figure and a hyphenated word count as one."""
    return len(_WORD.findall(text))


def straighten(text: str) -> str:
    """`text` with typographic quotes, hyphens and spaces made plain, of the same length."""
    return text if text.isascii() else text.translate(_STRAIGHTEN)


def find_form(form: str, text: str, case_sensitive: bool = False) -> tuple[int, int] | None:
    """The first place ``(start, end)`` of the rendering `form` in `text`, or ``None``.

    Whole words only, in any form of `toolkit.language.inflection.readings`; blanks and hyphens are
    the same. Case is ignored unless `case_sensitive`.
    """
    return next(find_forms(form, text, case_sensitive), None)


def has_any(forms: Mapping[str, bool], text: str) -> bool:
    """Whether `find_form` finds any of these renderings, each with whether its case matters.

    Most stand as they are given: only where none does are their readings made.
    """
    as_given = any(_stands_as_given(form, text, case_sensitive) for form, case_sensitive in forms.items())
    return as_given or any(find_form(form, text, case_sensitive) for form, case_sensitive in forms.items())


def _stands_as_given(form: str, text: str, case_sensitive: bool) -> bool:
    words, given = _words_of_form(form), _given(text)
    here = (given.words[start : start + len(words)] for start in given.places.get(words[0].key, ())) if words else ()
    return any(_keys(words) == _keys(found) and (not case_sensitive or _in_case(words, found)) for found in here)


def find_forms(form: str, text: str, case_sensitive: bool = False) -> Iterator[tuple[int, int]]:
    """Every place of the rendering `form` in `text`, in order; see `find_form`."""
    wanted = _wanted(form)
    given = _given(text)
    length = len(wanted.words)
    for start in sorted({place for key in wanted.firsts for place in given.places.get(key, ())}):
        here = given.words[start : start + length]
        if len(here) == length and _stands(wanted, here, case_sensitive):
            yield here[0].start, here[-1].end


class _Word(NamedTuple):
    """A word or mark: as written, in small letters, and its place."""

    written: str
    key: str
    start: int
    end: int


class _Given(NamedTuple):
    """The words of a text, and where each stands among them."""

    words: tuple[_Word, ...]
    places: dict[str, list[int]]


class _Wanted(NamedTuple):
    """The words of a rendering, the ways it may stand, and the words that any of them begins with."""

    words: tuple[_Word, ...]
    readings: tuple[tuple[Slot, ...], ...]
    firsts: tuple[str, ...]


def _stands(wanted: _Wanted, here: tuple[_Word, ...], case_sensitive: bool) -> bool:
    if case_sensitive and not _in_case(wanted.words, here):
        return False
    return any(all(word.key in slot for word, slot in zip(here, reading, strict=True)) for reading in wanted.readings)


def _keys(words: Sequence[_Word]) -> list[str]:
    return [word.key for word in words]


def _in_case(wanted: Sequence[_Word], here: Sequence[_Word]) -> bool:
    return all(map(_has_case, wanted, here))


def _has_case(wanted: _Word, here: _Word) -> bool:
    """Whether the beginning that the two words share has the same capitals (TEU and TEUs, not teus)."""
    letters = zip(wanted.written, here.written, strict=False)
    shared = takewhile(lambda pair: pair[0].lower() == pair[1].lower(), letters)
    return all(one == other for one, other in shared)


@lru_cache(maxsize=200_000)
def _wanted(form: str) -> _Wanted:
    words = _words_of_form(form)
    ways = readings([word.key for word in words]) if words else ()
    return _Wanted(words, ways, tuple({key: None for way in ways for key in way[0]}))


@lru_cache(maxsize=200_000)
def _words_of_form(form: str) -> tuple[_Word, ...]:
    """The words of a rendering without the mark that may end it (``Co., Ltd.``)."""
    words = list(_cut(form))
    while words and not words[-1].written[0].isalnum():
        words.pop()
    return tuple(words)


@lru_cache(maxsize=1024)
def _given(text: str) -> _Given:
    words = tuple(_cut(text))
    places: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        places.setdefault(word.key, []).append(index)
    return _Given(words, places)


def _cut(text: str) -> Iterator[_Word]:
    for found in _UNIT.finditer(straighten(text)):
        yield _Word(found[0], found[0].lower(), *found.span())


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
