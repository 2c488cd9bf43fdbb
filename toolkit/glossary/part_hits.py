"""The terms of a long document, part by part: what a glossary has in a part need not be looked for again."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import accumulate, chain, pairwise

from toolkit.bitext import Keep, parts
from toolkit.glossary.match import Glossary, annotated
from toolkit.model import Bitext, Term, TermHit


def annotate_parts(bitext: Bitext, glossary: Glossary, keep: Keep) -> Bitext:
    """As `annotate`; `keep` may know what was found in a part.

    That holds while the glossary is the same: who makes `keep` sees to it.
    """
    texts = [[unit.segment.text for unit in part.bitext.units] for part in parts(bitext)]

    def made_from(place: int) -> bytes:
        said = texts[place]
        return "\0".join((repr([len(text) for text in said]), *said)).encode("utf-8", "surrogatepass")

    def find(place: int) -> bytes:
        """How many hits each text has; then of each hit the number of its term, where it starts and where it ends."""
        found = glossary.find_each(texts[place])
        hits = ((glossary.number(term), start, end) for one in found for term, start, end in one)
        numbers = [*map(len, found), *chain.from_iterable(hits)]
        return struct.pack(f"<{len(numbers)}I", *numbers)

    term = cache(glossary.terms.__getitem__)
    kept = zip(texts, keep(len(texts), made_from, find), strict=True)
    found = (hits for said, content in kept for hits in _hits(content, len(said), term))
    return replace(bitext, units=tuple(map(annotated, bitext.units, found)))


def _hits(content: bytes, count: int, term: Callable[[int], Term]) -> list[tuple[TermHit, ...]]:
    """The hits of each of `count` texts."""
    numbers = struct.unpack(f"<{len(content) // 4}I", content)
    terms, starts, ends = (numbers[place::3] for place in range(count, count + 3))
    hits = tuple(map(TermHit._make, zip(map(term, terms), starts, ends, strict=True)))
    return [hits[first:last] for first, last in pairwise(accumulate(numbers[:count], initial=0))]
