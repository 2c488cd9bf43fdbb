"""A long document in parts: the same parts for the same text, whatever has changed elsewhere."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from operator import attrgetter
from typing import Concatenate, ParamSpec, TypeVar

from toolkit.bitext.xliff_units import written_blocks
from toolkit.model import Bitext, Block, Term

FEWEST_UNITS, MOST_UNITS = 100, 400
"""Units of a part: few enough that what the checks work out of a text is still at hand when the next check asks
for it, and that little has to be done again where one of them has changed."""

_LAST = frozenset("abcd")
"""How the ID of its last segment begins where a block ends a part: one block in eight, wherever it stands."""

Work = Callable[[int], bytes]
"""What is made of the part of that number."""

Keep = Callable[[int, Work, Work], Iterable[bytes]]
"""Given how many parts there are, what each is made from, and the work: what the work makes of each, in order.

What was made from the same before may be given without doing the work again.
"""


def keep_nothing(count: int, made_from: Work, work: Work) -> Iterable[bytes]:
    """Does all the work, here and now."""
    return map(work, range(count))


_SAID = attrgetter(*(one.name for one in fields(Term) if one.name not in ("status", "place")))

Given = TypeVar("Given")
Made = TypeVar("Made")
Helping = ParamSpec("Helping")


def at_hand(work: Callable[Concatenate[Given, Helping], Made]) -> Callable[Concatenate[Given, Helping], Made]:
    """`work`, which keeps what it made of the value that it was given last.

    Checks of a family ask for the same of a bitext one after another, writers for its parts, and all
    documents of a project for the same of its terms. It is the same value only if it is the same object;
    what else is given may only help to make it.
    """
    last: list[tuple[Given, Made]] = []

    def asked(given: Given, /, *help_: Helping.args, **more: Helping.kwargs) -> Made:
        for known, made in last:
            if known is given:
                return made
        made = work(given, *help_, **more)
        last[:] = [(given, made)]
        return made

    return asked


@dataclass(frozen=True)
class Part:
    """Some blocks of a document as a bitext, with the row of their first unit, counted from 1.

    ``names`` holds, by the identity of its object, a hash of each term that was met in the document.
    """

    bitext: Bitext
    row: int
    names: dict[int, str]

    @cached_property
    def text(self) -> str:
        """Its blocks as they stand in an XLIFF file, empty for none."""
        return "\n".join(written_blocks(self.bitext))

    @cached_property
    def content(self) -> bytes:
        """A hash of all that its units hold, and of what glossary and memory have for them."""
        hashed = hashlib.blake2b(digest_size=16)
        document = self.bitext.document
        about = document.name, document.original, document.language, self.bitext.target_language
        hashed.update(repr(about).encode("utf-8", "surrogatepass"))
        hashed.update(self.text.encode("utf-8", "surrogatepass"))
        for found in self._found():
            hashed.update(found)
        return hashed.digest()

    def _found(self) -> Iterator[bytes | array[int]]:
        """How many hits each unit has, which terms they all are and where they stand; the matches of units with any."""
        units, names = self.bitext.units, self.names
        names |= {id(term): _named(term) for term in self.terms if id(term) not in names}
        terms, starts, ends = self._hits
        yield array("I", [len(unit.hits) for unit in units])
        yield "".join(map(names.__getitem__, map(id, terms))).encode("ascii")
        yield array("I", starts)
        yield array("I", ends)
        matches = [(place, unit.matches) for place, unit in enumerate(units) if unit.matches]
        yield repr(matches).encode("utf-8", "surrogatepass")

    @cached_property
    def _hits(self) -> tuple[Sequence[Term], Sequence[int], Sequence[int]]:
        """The terms of all hits, where each starts and where it ends: a book has too many to go through one by one."""
        hits = [hit for unit in self.bitext.units for hit in unit.hits]
        terms, starts, ends = zip(*hits, strict=True) if hits else ((), (), ())
        return terms, starts, ends

    @cached_property
    def terms(self) -> Sequence[Term]:
        """The terms that were found in it, each once, in the order in which they first occur."""
        terms, _, _ = self._hits
        return list(dict(zip(map(id, terms), terms, strict=True)).values())

    def name(self, term: Term) -> str:
        """A hash of all that a term of the document says."""
        return self.names.get(id(term)) or self.names.setdefault(id(term), _named(term))


def _named(term: Term) -> str:
    """All that a term says, but not where its row stands in its file, as a hash."""
    said = repr((str(term.status), *_SAID(term))).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=16).hexdigest()


@at_hand
def parts(bitext: Bitext) -> Sequence[Part]:
    """The bitext in parts of whole blocks, in order; at least one.

    Where they end depends on the texts there and not on their numbers.
    """
    return tuple(_parts(bitext))


def _parts(bitext: Bitext) -> Iterator[Part]:
    names: dict[int, str] = {}
    blocks: list[Block] = []
    start = count = 0
    for block in bitext.document.blocks:
        blocks.append(block)
        count += len(block.segments)
        if count >= MOST_UNITS or (count >= FEWEST_UNITS and _ends_part(block)):
            yield _part(bitext, blocks, start, count, names)
            start, count, blocks = start + count, 0, []
    if blocks or not start:
        yield _part(bitext, blocks, start, count, names)


def _ends_part(block: Block) -> bool:
    return bool(block.segments) and block.segments[-1].id[:1] in _LAST


def _part(bitext: Bitext, blocks: list[Block], start: int, count: int, names: dict[int, str]) -> Part:
    document, units = replace(bitext.document, blocks=tuple(blocks)), bitext.units[start : start + count]
    return Part(replace(bitext, document=document, units=units, archive=()), start + 1, names)
