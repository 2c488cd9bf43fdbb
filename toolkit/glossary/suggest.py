"""What the English of a candidate could be, told from the sentences that have both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from toolkit.glossary.extract import Candidate, Sentence
from toolkit.language.pinyin import names_part

_CAPITALISED = re.compile(
    r"[A-Z][\w'’.-]*(?:,? \(?(?:(?:of|and|for|&|on) (?:the )?)?[A-Z][\w'’.-]*\)?)*(?:,? (?:Co\.|Ltd\.?|Inc\.))*"
)
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,80}?)[,.]?[”\"]")
_CHINESE_QUOTED = re.compile(r"“([^“”]*)”")
_WORD = re.compile(r"[A-Z][^\W\d_]*(?:['’][a-z]{2,})?")
_BETWEEN = re.compile(r"(?<!Co\.), (?!Ltd|Inc)| and |['’]s ")
_MOST_PARTS = 8
_OPENERS = re.compile(r"(?:The|A|An|In|At|On|This|These|Its|It|And|With|By|For|From|To|Since|As) ")
_NAMES = frozenset(("firm", "place", "institution", "name", "phrase"))


class Suggester:
    """Knows how often each capitalised phrase stands in the English of a set of sentences."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._everywhere = Counter(phrase for one in sentences for phrase in set(_phrases(one.target)))

    def english(self, candidate: Candidate) -> str:
        """The likely English of `candidate`, empty where its sentences do not tell.

        Of a slogan the quotation at the same place; else the capitalised phrase that holds its
        name in pinyin, or that stands in all of its sentences and in no others.
        """
        contexts = [one for one in candidate.contexts if one.target]
        if candidate.kind == "slogan":
            return next(filter(None, (_same_quotation(candidate.source, one) for one in contexts)), "")
        counts = Counter(phrase for one in contexts for phrase in dict.fromkeys(_phrases(one.target)))
        evidence = {phrase: self._evidence(candidate, phrase, count) for phrase, count in counts.items()}
        best = max(counts, key=lambda phrase: (evidence[phrase], counts[phrase], len(phrase), phrase), default="")
        return best if evidence.get(best, 0) >= 1 else ""

    def _evidence(self, candidate: Candidate, phrase: str, count: int) -> float:
        """From 0 to 2: how much speaks for `phrase`, which stands in `count` of the candidate's contexts."""
        if len(_WORD.findall(phrase)) > len(candidate.source):
            return 0
        first = _WORD.findall(_BETWEEN.split(phrase)[0])
        spelt = candidate.kind in _NAMES and any(names_part(candidate.source, word) for word in first)
        recurs = count > 1 and count == len(candidate.contexts) and self._everywhere[phrase] == candidate.count
        return spelt + 0.5 * count / self._everywhere[phrase] + 0.5 * recurs


def _phrases(english: str) -> Iterator[str]:
    """The capitalised and the quoted phrases of a sentence, those with commas and “and” also in their parts."""
    for found in _CAPITALISED.finditer(english):
        borders = list(_BETWEEN.finditer(found[0]))[:_MOST_PARTS]
        starts, ends = [0, *(one.end() for one in borders)], [*(one.start() for one in borders), len(found[0])]
        parts = (_bare(found[0][start:end]) for start in starts for end in ends if start < end)
        yield from filter(None, parts)
    yield from _QUOTED.findall(english)


def _bare(phrase: str) -> str:
    """A phrase without the article before it, and the mark or possessive after it."""
    phrase = _OPENERS.sub("", phrase + " ").rstrip(" ,").removesuffix("'s").removesuffix("’s")
    return phrase if phrase.endswith(("Ltd.", "Co.", "Inc.")) else phrase.rstrip(".")


def _same_quotation(form: str, sentence: Sentence) -> str:
    """What the English quotes where the Chinese quotes `form`, if both quote equally often."""
    chinese, english = _CHINESE_QUOTED.findall(sentence.source), _QUOTED.findall(sentence.target)
    if len(chinese) != len(english):
        return ""
    return next((right for left, right in zip(chinese, english, strict=True) if left.rstrip("，,") == form), "")
