"""Candidates for new terms: what a text quotes, names, and says more often than other texts do."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from toolkit.glossary.match import Glossary
from toolkit.glossary.names import find_names
from toolkit.language.chinese import fold, is_han
from toolkit.language.words import BACKGROUND, Word, available, cut_words, frequency, single_characters

MOST_CONTEXTS = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source with its English, empty where there is none, and where it stands."""

    place: str
    source: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible term: ``kind`` is the rule that found it, ``contexts`` the first sentences that have it.

    ``target`` is what its English could be, empty where nothing is known of that.
    """

    source: str
    kind: str
    count: int
    contexts: tuple[Sentence, ...]
    score: float
    target: str = ""


@dataclass(slots=True)
class _Found:
    """What has been seen of one candidate so far.

    ``kind`` is the one of most weight, ``spots`` are sentences and offsets, ``free`` says whether
    it stood outside of other candidates once.
    """

    source: str
    kind: str
    spots: set[tuple[int, int]] = field(default_factory=set)
    free: bool = False
    contexts: list[Sentence] = field(default_factory=list)


_QUOTED = re.compile(r"“([^“”]{2,30})”")
_TITLE = re.compile(r"《([^《》]{2,60})》")
KINDS: Mapping[str, float] = {
    "title": 4.0,
    "firm": 4.0,
    "place": 3.0,
    "institution": 3.0,
    "slogan": 3.0,
    "policy": 2.0,
    "name": 2.0,
    "phrase": 1.0,
}
"""The kinds of candidates, and how much one occurrence of each says."""

_FINAL = re.compile("[。！？；]")
_TAGS_OF_NAMES = ("nr", "ns", "nt", "nz")
_PHRASE_TAGS = ("n", "vn", "j", "b", "an", "l", "i", "a", "v", "m", "q", "k", "g", "z", "s")
_PHRASE_HEAD = ("n", "vn", "j", "l", "i", "k", "g")
_LONGEST_PHRASE = 4
_LEAST_SURPRISE = 3.0
"""How many times more frequent than elsewhere, as a natural logarithm, a common word must be here."""


def extract(sentences: Sequence[Sentence], glossary: Glossary, with_words: bool = True) -> list[Candidate]:
    """Candidates in `sentences` that `glossary` does not know, the most useful first.

    Quoted slogans and titles, names by their endings, and, `with_words` and where words can be
    cut, names and phrases that are more frequent here than in general Chinese.
    """
    found: dict[str, _Found] = {}
    for number, sentence in enumerate(sentences):
        known = [(hit.start, hit.end) for hit in glossary.find(sentence.source)]
        for kind, start, end, free in _forms(sentence.source, with_words and available()):
            if not any(_cuts(span, start, end) for span in known):
                form = sentence.source[start:end]
                one = found.setdefault(fold(form), _Found(form, kind))
                one.spots.add((number, start))
                one.free |= free
                _note(one, kind, sentence)
    total = sum(len(sentence.source) for sentence in sentences)
    candidates = [_candidate(one, total) for one in found.values() if one.kind != "phrase" or _is_rare(one)]
    return sorted(_maximal(candidates), key=lambda one: (-one.score, one.source))


def _cuts(known: tuple[int, int], start: int, end: int) -> bool:
    """Whether the stretch is a known term, lies inside of one or cuts through it; it may hold one whole."""
    overlaps = known[0] < end and start < known[1]
    return overlaps and not (start <= known[0] and known[1] <= end and end - start > known[1] - known[0])


def _note(one: _Found, kind: str, sentence: Sentence) -> None:
    if KINDS[kind] > KINDS[one.kind]:
        one.kind = kind
    if len(one.contexts) < MOST_CONTEXTS and sentence not in one.contexts:
        one.contexts.append(sentence)


def _is_rare(phrase: _Found) -> bool:
    """Whether it stands by itself, and recurs or is a word that general Chinese does not have."""
    known = frequency(phrase.source) or len(cut_words(phrase.source)) > 1
    return phrase.free and (len(phrase.spots) > 1 or not known)


def _candidate(one: _Found, total: int) -> Candidate:
    """The score is the kind's weight, and how much more frequent the form is here than elsewhere."""
    count, worded = len(one.spots), one.kind in ("name", "phrase")
    general = frequency(one.source) if worded else 0
    surprise = math.log(count / max(total, 1) * BACKGROUND / (general + 0.5))
    surprise -= _LEAST_SURPRISE if worded else 0.0
    score = KINDS[one.kind] * (1 + math.log(count)) * max(surprise, 0.0)
    return Candidate(one.source, one.kind, count, tuple(one.contexts), round(score, 3))


def _maximal(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Without what is no more frequent here than elsewhere, and phrases that only stand inside longer ones."""
    inner: dict[str, int] = {}
    for one in candidates:
        for start in range(len(one.source)):
            for end in range(start + 2, len(one.source) + 1):
                part = one.source[start:end]
                if len(part) < len(one.source):
                    inner[part] = max(inner.get(part, 0), one.count)
    return (
        one for one in candidates if one.score > 0 and (one.kind != "phrase" or inner.get(one.source, 0) < one.count)
    )


def _forms(text: str, with_words: bool) -> Iterator[tuple[str, int, int, bool]]:
    """Everything in `text` that could be a term: kind, start, end, and whether it stands outside of the others."""
    words = cut_words(text) if with_words else single_characters(text)
    covered = bytearray(len(text))
    for kind, start, end in chain(_quoted(text), find_names(text, words)):
        covered[start:end] = b"\1" * (end - start)
        yield kind, start, end, True
    if with_words:
        for kind, start, end in _worded(words):
            yield kind, start, end, not any(covered[start:end])


def _quoted(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in (("slogan", _QUOTED), ("title", _TITLE)):
        for found in pattern.finditer(text):
            if not _FINAL.search(found[1]):
                yield kind, found.start(1), found.start(1) + len(found[1].rstrip("，,"))


def _worded(words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    """Names by the tags of their words, and runs of words that can be the name of a thing."""
    for first, word in enumerate(words):
        if word.tag in _TAGS_OF_NAMES and len(word.text) > 1 and is_han(word.text):
            yield "name", word.start, word.end
        for last in range(first, min(first + _LONGEST_PHRASE, len(words))):
            if _is_phrase(words[first : last + 1]):
                yield "phrase", word.start, words[last].end


def _is_phrase(words: Sequence[Word]) -> bool:
    return (
        words[-1].tag.startswith(_PHRASE_HEAD)
        and all(word.tag.startswith(_PHRASE_TAGS) and is_han(word.text) for word in words)
        and sum(len(word.text) for word in words) > 1
    )
