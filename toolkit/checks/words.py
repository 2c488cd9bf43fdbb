"""Are small words right: nothing doubled, “a” and “an” by sound?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from toolkit.checks.registry import Scope, check, with_english
from toolkit.expressions import expression
from toolkit.language.articles import sounds_like_vowel
from toolkit.model import Bitext, Finding, Severity

_REPEATED = expression(r"(?<![\w’'-])(?P<first>[^\W\d_]++)[ \u00a0]++(?P<second>(?P=first))(?![\w’'-])", re.IGNORECASE)
_MAY_REPEAT = frozenset("bye ha had is knock long many much no so that very".split())
_PARTICLES = frozenset("in on".split())
_BEFORE_PARTICLE = expression(r"(?:ed|ing|ings|[a-z]n|ut|et|ome|ame|old|ook|ept|eld|ay|go|ent|og|ove|ought)\s*$")

_BETWEEN_BLANKS = expression(r"\S+")
_PHRASE_MARKS = '.,;:!?’”")('
_CHINESE_AGAIN = expression(r"(\w{2,24})[，、,；;和及与]?\1")
_LONG_PHRASE, _LONGEST_PHRASE = 4, 12
"""Of short phrases people repeat one now and then (“step by step”), of longer ones never."""

_FEWEST_AGAIN = 3
"""Words that stand a second time in any of these, one at the border of the phrase with another mark aside."""

_ARTICLE = expression(r"(?P<article>[aA](?<![\w’'.-].)n?)[ \u00a0][“‘\"'(]?(?P<word>\w[\w’'.,&/+-]*)")
_MARKS = ".,'’-+/&"
_NOT_AFTER_ARTICLE = frozenset("a an and are as at etc if in is it of on or to was".split())


@check("repeated-word", Severity.WARNING)
def repeated_word(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """The same word twice in a row; “had had”, “that that” and doubled names are right.

    Bad: 港口的发展 → the development of the the port
    Good: 港口的发展 → the development of the port
    """
    for unit in with_english(bitext):
        words = unit.target.casefold().split()
        may_repeat = any(map(str.startswith, words[1:], words))
        for found in _REPEATED.finditer(unit.target) if may_repeat else ():
            if not _is_right(found):
                message = f"“{found['first'][:24]}” stands twice"
                span = found.span()
                yield Finding("repeated-word", Severity.WARNING, message, unit.segment.id, None, span, found["first"])


def _is_right(found: re.Match[str]) -> bool:
    word = found["first"].lower()
    if word in _MAY_REPEAT or found["second"][0].isupper():
        return True
    return word in _PARTICLES and bool(_BEFORE_PARTICLE.search(found.string, max(0, found.start() - 12), found.start()))


@check("repeated-phrase", Severity.WARNING)
def repeated_phrase(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A phrase again and again, as programs write that have lost the thread; not where the Chinese does so.

    Bad: 港口的发展 → the development of the port of the port of the port
    Good: 港口的发展 → the development of the port
    """
    for unit in with_english(bitext):
        if not _has_enough_twice(unit.target):
            continue
        words = list(_BETWEEN_BLANKS.finditer(unit.target))
        keys = [word[0].casefold().strip(_PHRASE_MARKS) for word in words]
        place = _repetition(keys)
        if place and not _CHINESE_AGAIN.search(unit.segment.text):
            span = words[place[0]].start(), words[place[1] - 1].end()
            message = f"“{unit.target[slice(*span)][:40]}…” says the same again and again"
            yield Finding("repeated-phrase", Severity.WARNING, message, unit.segment.id, None, span)


def _has_enough_twice(text: str) -> bool:
    """A quick look that most sentences do not pass: how many words and pairs of words stood there before."""
    words = text.casefold().split()
    if len(words) - len(set(words)) < _FEWEST_AGAIN:
        return False
    pairs = list(pairwise(words))
    return len(pairs) - len(set(pairs)) >= _FEWEST_AGAIN - 1


def _repetition(words: Sequence[str]) -> tuple[int, int] | None:
    """Where a phrase of two or three words stands three times on end, or a longer one twice."""
    for length in range(2, min(_LONGEST_PHRASE, len(words) // 2) + 1):
        needed = length * (2 if length < _LONG_PHRASE else 1)
        same = 0
        for index in range(len(words) - length):
            same = same + 1 if words[index] == words[index + length] else 0
            if same == needed and len(set(words[index + 1 : index + length + 1])) > 1:
                return index - same + 1, index + length + 1
    return None


@check("article", Severity.WARNING)
def article(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """“a” before the sound of a vowel, or “an” before that of a consonant.

    Bad: 一所大学和一个小时 → an university and a hour
    Good: 一所大学和一个小时 → a university and an hour
    """
    for unit in with_english(bitext):
        for found in _ARTICLE.finditer(unit.target):
            wanted = _wanted(found, unit.segment.text)
            if wanted and found["article"].lower() != wanted:
                start, end = found.span()
                right = wanted.capitalize() if found["article"][0] == "A" else wanted
                right += unit.target[found.end("article") : end].rstrip(_MARKS)
                span = start, start + len(found[0].rstrip(_MARKS))
                message = f"write “{right[:30]}”"
                yield Finding("article", Severity.WARNING, message, unit.segment.id, None, span, right)


def _wanted(found: re.Match[str], chinese: str) -> str:
    """The article that the next word takes, empty where that cannot be told or “a” is no article."""
    word = found["word"].rstrip(_MARKS)
    if word.lower() in _NOT_AFTER_ARTICLE or not word:
        return ""
    if found["article"] == "A" and not _begins_sentence(found.string, found.start(), chinese):
        return ""
    vowel = sounds_like_vowel(word)
    return "" if vowel is None else "an" if vowel else "a"


def _begins_sentence(text: str, place: int, chinese: str) -> bool:
    """Whether a capital A there is a word, and not the letter of a section or a class."""
    before = text[max(0, place - 4) : place].rstrip(" \u00a0“‘\"'(")
    return before[-1] in ".!?:" if before else not chinese.lstrip().startswith(("A", "Ａ"))
