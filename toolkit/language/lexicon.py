"""The forms of English words, as the tables of lemminflect have them.

The only module that knows them. What the package itself loads beside them, numpy and a model of
words that no table has, takes five times as long.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from toolkit.language.resources import Lines, compressed_lines, word_list

Forms = Mapping[str, tuple[str, ...]]
"""The spellings of a word's forms by the tags of the Penn Treebank: NN, NNS, VBD …"""

_TAGS = {
    "noun": ("NN", "NNS"),
    "adj": ("JJ", "JJR", "JJS"),
    "adv": ("RB", "RBR", "RBS"),
    "verb": ("VB", "VBD", "VBN", "VBG", "VBZ"),
}
"""The tags of the word itself and of the columns after it, by the kind of word that a row is about."""

_AUXILIARIES: Mapping[str, Forms] = {
    "be": {"VB": ("be",), "VBD": ("was", "were"), "VBN": ("been",), "VBG": ("being",), "VBZ": ("is",)},
    "can": {"VB": ("can",), "VBD": ("could",)},
    "dare": {"VB": ("dare",)},
    "may": {"VB": ("may",), "VBD": ("might",)},
    "must": {"VB": ("must",), "VBD": ("must",)},
    "ought": {"VB": ("ought",), "VBD": ("ought",)},
    "shall": {"VB": ("shall",), "VBD": ("should",)},
    "will": {"VB": ("will",), "VBD": ("would",)},
}
"""Words that the table lacks or takes for nouns."""


@lru_cache(maxsize=50_000)
def forms(word: str) -> Forms:
    """The forms of a `word`, all in small letters; none where the table has it not."""
    if word in _AUXILIARIES:
        return _AUXILIARIES[word]
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows().after(f"{word},"):
        kind, *columns = row.lower().split(",")
        spellings = ((word,), *(tuple(column.split("/")) for column in columns))
        found |= {tag: spelt for tag, spelt in zip(_TAGS[kind], spellings, strict=False) if spelt != ("",)}
    return found | _exceptions().get(word, {})


@lru_cache(maxsize=1)
def _rows() -> Lines:
    """The table: a word, a kind of word that it may be, and its forms as that."""
    return compressed_lines("lemminflect", "infl_lu.csv.gz")


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, dict[str, tuple[str, ...]]]:
    """What overrides the table."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in word_list("lemminflect", "infl_overrides.csv").decode().split():
        word, tag, form = line.split(",")
        found.setdefault(word, {})[tag] = (form,)
    return found
