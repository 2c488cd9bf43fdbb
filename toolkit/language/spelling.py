"""Which English words are misspelled, and what was meant.

The only module that knows pyspellchecker, and of that only its list, which it takes twice as long
to load itself. 160,000 words cannot be all of trade and technology, so a word is not called wrong
because it is unknown: it must also be one slip away from a common word, and neither a compound nor
a derivation of known ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from toolkit.expressions import expression
from toolkit.language.resources import Lines, compressed_lines
from toolkit.language.variants import american

_COMMON = 700
"""Occurrences in the list's own count from which a word is common: one in about 200,000 is."""
_CLEARLY = 8
"""How many times as common as the next candidate the meant word must be, to be suggested."""
_MILLION = 1_000_000
_SHORTEST, _SHORTEST_NAME, _LONGEST = 5, 7, 24
"""Letters of the words that are judged; in shorter ones only two exchanged letters are looked for."""

_ALPHABET = "abcdefghijklmnopqrstuvwxyz'"
"""All that common words are made of."""

_LETTERS = expression(r"[^\W\d_]+")
_PREFIX = expression(
    r"(?:anti|auto|bio|co|counter|cross|cyber|de|down|eco|electro|extra|fore|geo|hydro|hyper|inter|macro|mega|meta|"
    r"micro|mid|mini|mono|multi|nano|neo|non|off|opto|out|over|photo|poly|post|pre|pseudo|re|retro|semi|sub|super|"
    r"tele|thermo|trans|ultra|un|under|vice)(?=[a-z]{5})"
)
_ENDINGS = (
    ("ization", ""),
    ("isation", ""),
    ("izing", ""),
    ("ized", ""),
    ("ize", ""),
    ("ization", "e"),
    ("izing", "e"),
    ("ability", "able"),
    ("able", ""),
    ("ness", ""),
    ("less", ""),
    ("wise", ""),
    ("ship", ""),
    ("ers", ""),
    ("er", ""),
    ("s", ""),
    ("al", ""),
)
"""What makes a new word of another, and what that one ends in instead."""

_ALSO = frozenset(
    "accessor admin analyte annexe async attache backend baulk bitrate blockchain botnet bundler carcase "
    "centrepiece codec crypto draught draughts dreamt droid extremis facie facto fiance fintech forma frontend "
    "funder generis grata haute hotkey hydrogel intro investee leant leukaemia lookup manga masse materiel maths "
    "memoriam metaverse mitre moult paediatric paediatrics parlour passu payload permittee personam pitot precis "
    "preload pricer prima prise qubit queueing raison rebar redox resorb rouble roubles satcom saute savoir scammer "
    "sceptic sceptics seance seater silico specialities speciality subnet taser terroir texting titre trans uplight "
    "vape vaping venturi versa vitro vocab wakeup webcast woollen".split()
)
"""Words that the list has not and that are one slip away from common ones."""

_INITIALS = ("", *"bpmfdtnlgkhjqxrzcsyw", "zh", "ch", "sh")
_FINALS = (
    "a ai an ang ao e ei en eng er i ia ian iang iao ie in ing iong iu o ong ou u ua uai uan uang ue ui un uo v".split()
)
_SYLLABLES = frozenset(initial + final for initial in _INITIALS for final in _FINALS)
_LONGEST_SYLLABLE = max(map(len, _SYLLABLES))


def _is_pinyin(word: str) -> bool:
    """Whether a word is nothing but syllables of pinyin, wherever one of them ends and the next begins."""
    ends = {0}
    for end in range(1, len(word) + 1):
        lengths = range(1, min(end, _LONGEST_SYLLABLE) + 1)
        if any(end - length in ends and word[end - length : end] in _SYLLABLES for length in lengths):
            ends.add(end)
    return len(word) in ends


class Speller:
    """Knows the words of its list and ``own`` ones: names and terms of the project.

    They are asked for only where a word looks misspelled, since a large glossary has many.
    ``texts`` are those of the document. Each word is judged once.
    """

    def __init__(self, own: Callable[[], frozenset[str]], texts: tuple[str, ...] = ()) -> None:
        self._own, self._texts = own, texts
        self._verdicts: dict[str, str | None] = {}

    @cached_property
    def seen(self) -> frozenset[str]:
        """Every word of the document, in small letters."""
        return words_of(self._texts)

    def meant(self, word: str) -> str | None:
        """What was meant by a misspelled `word`, empty where it may be several; ``None`` where nothing is wrong.

        A word with a capital letter may be a name: it is wrong only where what was meant stands
        in the document too.
        """
        if word not in self._verdicts:
            self._verdicts[word] = self._judge(word.lower(), word[:1].isupper())
        return self._verdicts[word]

    def _judge(self, word: str, capital: bool) -> str | None:
        if not 3 <= len(word) <= _LONGEST or _is_word(word):
            return None
        if capital and (len(word) < _SHORTEST_NAME or _is_pinyin(word)):
            return None
        near = _candidates(word, self.seen if capital else None)
        if not near or word in self._own() or word.removesuffix("s") in self._own():
            return None
        clear = len(near) == 1 or near[0][0] >= _CLEARLY * near[1][0]
        return near[0][1] if clear else ""


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Every word in `texts`, in small letters."""
    return frozenset(word for text in texts for word in _LETTERS.findall(text.lower()))


@lru_cache(maxsize=50_000)
def _is_word(word: str) -> bool:
    """Whether `word`, in small letters, is in the list, or made of words that are."""
    if _usage(word) or _usage(american(word)) or word in _ALSO:
        return True
    prefix = _PREFIX.match(word)
    return bool(prefix and _is_word(word[prefix.end() :])) or _is_derived(word) or _is_compound(word)


def _is_derived(word: str) -> bool:
    for ending, other in _ENDINGS:
        stem = word.removesuffix(ending) + other if word.endswith(ending) else ""
        if len(stem) >= 5 and _usage(stem) >= _COMMON:
            return True
    return False


def _is_compound(word: str) -> bool:
    """Whether two common words make up `word`: carmakers, stormwater."""
    cuts = range(4, len(word) - 3)
    return any(_usage(word[:cut]) >= _COMMON and _usage(word[cut:]) >= _COMMON // 7 for cut in cuts)


def _candidates(word: str, among: frozenset[str] | None) -> list[tuple[int, str]]:
    """Common words that one slip makes `word`, the most common first, each with its occurrences.

    A slip is a letter too many, too few, wrong, or exchanged with its neighbour; in a short word,
    where most letters give some word, only the last, and in a very common one. Where words are
    given to choose `among`, nothing else is meant.
    """
    near, common = (_exchanges(word), _MILLION) if len(word) < _SHORTEST else (_slips(word), _COMMON)
    used = ((_usage(other), other) for other in (near if among is None else near & among))
    return sorted((found for found in used if found[0] >= common), reverse=True)


def _exchanges(word: str) -> set[str]:
    """`word` with two neighbouring letters exchanged, in every place."""
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}


def _slips(word: str) -> set[str]:
    """Everything that is one slip away from `word`."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    without = {before + after[1:] for before, after in cuts if after}
    wrong = {before + letter + after[1:] for before, after in cuts if after for letter in _ALPHABET}
    more = {before + letter + after for before, after in cuts for letter in _ALPHABET}
    return _exchanges(word) | without | wrong | more


def _usage(word: str) -> int:
    """How often the list says that `word`, in small letters, is used; 0 where it has it not."""
    return int(next(_words().after(f'"{word}": '), "0").rstrip(","))


@lru_cache(maxsize=1)
def _words() -> Lines:
    """The list: the lines of a JSON object, a word with its occurrences on each."""
    return compressed_lines("spellchecker", "en.json.gz")
