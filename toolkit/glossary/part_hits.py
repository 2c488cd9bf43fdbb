"""The terms of a long document, part by part: what a glossary has in a part need not be looked for again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

from toolkit.bitext import Keep, parts
from toolkit.glossary.match import Found, Glossary, annotated
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
        return json.dumps([_row(glossary, found) for found in glossary.places(texts[place])]).encode("ascii")

    term = cache(glossary.terms.__getitem__)
    found = (hits for content in keep(len(texts), made_from, find) for hits in _hits(content, term))
    return replace(bitext, units=tuple(map(annotated, bitext.units, found)))


def _row(glossary: Glossary, hits: Iterable[Found]) -> list[int]:
    """The hits of a text as numbers: three for each, that of the term first."""
    return [number for term, start, end in hits for number in (glossary.number(term), start, end)]


def _hits(content: bytes, term: Callable[[int], Term]) -> Iterator[tuple[TermHit, ...]]:
    for row in json.loads(content):
        yield tuple([TermHit(term(number), start, end) for number, start, end in zip(*[iter(row)] * 3, strict=True)])
