"""Simplified Chinese in traditional characters, by OpenCC with what it cannot know: names, surnames, quotation marks.

A conversion by program. 范先生 would become 範先生 and 软件 in the name of a firm 軟體: so names are
converted by themselves and character by character, and surnames where they are known to be such.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from toolkit.expressions import expression
from toolkit.language.chinese import HAN, converter, fold
from toolkit.language.romanised import LONG_SURNAMES, TITLES, romanised_names

VARIANTS = {"s2t": "zh-Hant", "s2tw": "zh-Hant-TW", "s2twp": "zh-Hant-TW", "s2hk": "zh-Hant-HK"}
"""OpenCC's conversions and the tags of what they give: its own standard, Taiwan, Taiwan with its words, Hong Kong."""

_WORDS_CHANGE = {"s2twp": "s2tw"}
"""Conversions that change words, and what converts the characters alone."""

_SURNAMES = dict(zip("范余于姜岳郁卜谷涂党曲游松向征钟种", "范余于姜岳郁卜谷涂党曲游松向征鍾种", strict=True))
"""Surnames that are written as another word is, and their own traditional form."""

_SURE = "范余姜岳郁谷涂钟"
"""Those of them that before a title are surnames whatever character stands before them."""

_PERSON = expression(
    rf"(?:(?<![{HAN}])|(?<=[和与及向由对据请为是给跟同、])|(?=[{_SURE}]))"
    rf"([{''.join(_SURNAMES)}])(?=某|先生|女士|小姐|{TITLES})"
)
_EXCEPTIONS = {
    "干事": "幹事",
    "干线": "幹線",
    "干道": "幹道",
    "干流": "幹流",
    "干部": "幹部",
    "干散货": "乾散貨",
}
"""Words that OpenCC takes apart where another word ends before them: 港口干线 holds 口干, a dry mouth."""

_CORNERS = str.maketrans("“”‘’", "「」『』")
_APOSTROPHE = expression(r"(?<=[A-Za-z0-9])’(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Style:
    """How traditional text is wanted.

    ``variant`` is one of `VARIANTS`. With ``corner`` the marks “ ” ‘ ’ become 「 」 『 』. ``exceptions`` are
    simplified words with the traditional form that they are to have.
    """

    variant: str = "s2t"
    corner: bool = True
    exceptions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Traditional:
    """A text in traditional characters; ``edges`` are pairs of offsets, before and after, in order."""

    text: str
    edges: tuple[tuple[int, int], ...] = ((0, 0),)

    def offset(self, place: int) -> int:
        """Where in ``text`` the character stands that was at `place`."""
        before, after = self.edges[max(bisect_right(self.edges, place, key=lambda edge: edge[0]) - 1, 0)]
        return min(after + place - before, len(self.text))


Name = tuple[int, int, str]
"""Where a name stands, and its own traditional form; empty where its characters are to be converted."""


def to_traditional(text: str, style: Style, names: Iterable[Name] = ()) -> Traditional:
    """`text` in traditional characters; of `names` that overlap, the first counts.

    A text that is in traditional characters already keeps them: converted twice, it would be damaged.
    """
    pieces = [(text, text)] if is_traditional(text) else list(_converted(text, style, _apart(text, style, names)))
    edges, before, after = [(0, 0)], 0, 0
    for piece, converted in pieces:
        edges += [(before + start, after + new) for start, new in _edges(piece, converted)]
        before, after = before + len(piece), after + len(converted)
    joined = "".join(converted for _, converted in pieces)
    return Traditional(in_corners(joined) if style.corner else joined, tuple(dict.fromkeys(edges)))


def in_corners(text: str) -> str:
    """`text` with 「 」 『 』 for the quotation marks “ ” ‘ ’; an apostrophe in a Latin word is none."""
    parts = _APOSTROPHE.split(text)
    return "’".join(part.translate(_CORNERS) for part in parts)


def is_traditional(text: str) -> bool:
    """Whether `text` has characters that only traditional writing has, and none that only simplified has."""
    simple, traditional = converter("t2s")(text), converter("s2t")(text)
    return simple != text and not any(
        one != other and fold(one) == one for one, other in zip(text, traditional, strict=False)
    )


def _apart(text: str, style: Style, names: Iterable[Name]) -> Iterator[Name]:
    """What is not converted with the words around it, in order and without overlaps."""
    key = fold(text)
    known = _EXCEPTIONS | dict(style.exceptions)
    found = [*_words(key, known), *((start, end, form) for start, end, form in names), *_people(text)]
    taken: list[Name] = []
    for start, end, form in found:
        if start < end and not any(start < other and begin < end for begin, other, _ in taken):
            taken.append((start, end, form))
    return iter(sorted(taken))


def _words(key: str, known: Mapping[str, str]) -> Iterator[Name]:
    words = re.compile("|".join(map(re.escape, sorted(map(fold, known), key=len, reverse=True))))
    forms = {fold(word): form for word, form in known.items()}
    return ((*found.span(), forms[found[0]]) for found in words.finditer(key))


def _people(text: str) -> Iterator[Name]:
    """Surnames before titles, and whole names after them."""
    for found in _PERSON.finditer(text):
        yield *found.span(1), _SURNAMES[found[1]]
    for name in romanised_names(text):
        shown = text[name.start : name.end]
        if shown[0] in _SURNAMES and not shown.startswith(LONG_SURNAMES):
            yield name.start, name.start + 1, _SURNAMES[shown[0]]


def _converted(text: str, style: Style, apart: Iterable[Name]) -> Iterator[tuple[str, str]]:
    """The pieces of `text`, each with what becomes of it."""
    convert = converter(style.variant)
    convert_name = converter(_WORDS_CHANGE.get(style.variant, style.variant))
    last = 0
    for start, end, form in [*apart, (len(text), len(text), "")]:
        if last < start:
            yield text[last:start], convert(text[last:start])
        if start < end:
            yield text[start:end], form or convert_name(text[start:end])
        last = end


def _edges(before: str, after: str) -> Iterator[tuple[int, int]]:
    """Offsets that belong together: all of them follow from these where the lengths are the same."""
    yield 0, 0
    if len(before) != len(after):
        blocks = SequenceMatcher(None, converter("s2tw")(before), after, autojunk=False).get_matching_blocks()
        yield from ((block.a, block.b) for block in blocks)
