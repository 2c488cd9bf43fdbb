"""The sentences of both documents as an alignment compares them."""

from __future__ import annotations

import re

from toolkit.align import Sentence
from toolkit.language.chinese import count_han
from toolkit.language.english import count_words, find_form
from toolkit.language.english_sentences import split_sentences
from toolkit.language.quantities import Facts, chinese_facts, english_facts
from toolkit.model import Bitext, Document, TermHit

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&-]+")


def chinese_sentences(bitext: Bitext) -> list[Sentence]:
    """The sentences of the Chinese, each with its length and what can be known again in the English."""
    sentences = []
    blocks = (number for number, block in enumerate(bitext.document.blocks) for _ in block.segments)
    for block, unit in zip(blocks, bitext.units, strict=True):
        text = unit.segment.text
        facts = _values(chinese_facts(text)) | _names(text) | {_term(hit) for hit in unit.hits}
        size = count_han(text) + len(_LATIN.findall(text))
        sentences.append(Sentence(text, block, max(size, 1), frozenset(facts)))
    return sentences


def english_sentences(document: Document, bitext: Bitext) -> list[Sentence]:
    """The sentences of the English; of words and terms those count that the Chinese has."""
    latin = {name for unit in bitext.units for name in _names(unit.segment.text)}
    terms = {hit.term: _term(hit) for unit in bitext.units for hit in unit.hits}
    sentences = []
    for number, block in enumerate(document.blocks):
        text = "\n".join(one.text for one in block.segments)
        for start, end in split_sentences(text):
            sentence = text[start:end]
            facts = _values(english_facts(sentence)) | (_names(sentence) & latin)
            facts |= {
                name
                for term, name in terms.items()
                if any(find_form(form, sentence, term.case_sensitive) for form in term.accepted())
            }
            sentences.append(Sentence(sentence, number, max(count_words(sentence), 1), frozenset(facts)))
    return sentences


def _values(facts: Facts) -> set[str]:
    values = {str(quantity.value.normalize()) for quantity in facts.quantities}
    for moment in facts.moments:
        parts = ("year", moment.year), ("month", moment.month), ("day", moment.day)
        values |= {f"{name} {part}" for name, part in parts if part}
    return values


def _names(text: str) -> set[str]:
    return {word.lower() for word in _LATIN.findall(text)}


def _term(hit: TermHit) -> str:
    return f"term {hit.term.source}"
