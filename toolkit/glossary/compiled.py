"""The compiled glossary: bytes from which it is ready in milliseconds, however many terms it has.

Holds the automaton, the forms, the terms, and what is known of the inflection of their English
words, so that neither CSV nor the dictionary of English is read again. Terms are decoded when
they are hit. The bytes are a cache: they fit one version of the code on one kind of machine, and
anything else is refused.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import accumulate
from typing import Any, overload

from toolkit.glossary.match import Forms, Glossary
from toolkit.language.english import inflecting_words
from toolkit.language.inflection import Inflection, inflection, remember
from toolkit.model import Term, TermStatus

_FIELDS = tuple(field.name for field in fields(Term))
# Raise the number with every change of what is compiled, the inflections among it.
_FORMAT = f"toolkit glossary 2 {sys.byteorder} {' '.join(_FIELDS)}\n".encode()
_SECTIONS = 10


def compile_glossary(terms: Iterable[Term]) -> bytes:
    """The glossary of `terms` as bytes for `load_glossary`.

    Raises `InputError` where the terms contradict each other.
    """
    glossary = Glossary(terms)
    forms = glossary.forms
    words = sorted({word for term in glossary.terms for word in _spoken(term)})
    body = _joined(
        [
            forms.automaton.serialize() if forms.automaton else b"",
            _numbers(forms.starts),
            _numbers(forms.owners),
            bytes(forms.plain),
            _numbers([forms.longest]),
            *_records(_encoded([*_values(term)]) for term in glossary.terms),
            _encoded(words),
            *_records(_encoded(_known(word)) for word in words),
        ]
    )
    return b"".join((_FORMAT, zlib.crc32(body).to_bytes(4, "little"), body))


def load_glossary(content: bytes | memoryview) -> Glossary:
    """The glossary in the bytes of `compile_glossary`; raises `ValueError` where they are not whole."""
    view = memoryview(content)
    start = len(_FORMAT) + 4
    if view[: len(_FORMAT)] != _FORMAT or view[len(_FORMAT) : start] != zlib.crc32(view[start:]).to_bytes(4, "little"):
        raise ValueError("not a compiled glossary of this version, or not a whole one")
    automaton, starts, owners, plain, longest, *records = _parted(view[start:])
    forms = Forms(_automaton(automaton), starts.cast("I"), owners.cast("I"), plain, longest.cast("I")[0])
    remember(_StoredWords(records[2], _Records(*records[3:])).known)
    return Glossary.stored(_StoredTerms(_Records(*records[:2])), forms)


class _Records(Sequence[Any]):
    """JSON values one after the other, each decoded when it is asked for."""

    def __init__(self, ends: memoryview, content: memoryview) -> None:
        self._ends, self._content = ends.cast("I"), content

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: Any) -> Any:
        return _decoded(self._content[self._ends[at] : self._ends[at + 1]])


class _StoredTerms(Sequence[Term]):
    """The terms of a compiled glossary, each decoded once, when it is first asked for."""

    def __init__(self, records: _Records) -> None:
        self._records = records
        self._decoded: dict[int, Term] = {}

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, at: int) -> Term: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Term, ...]: ...
    def __getitem__(self, at: int | slice) -> Term | tuple[Term, ...]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        at = range(len(self))[at]
        if at not in self._decoded:
            self._decoded[at] = self._decode(at)
        return self._decoded[at]

    def _decode(self, at: int) -> Term:
        given: dict[str, Any] = dict(zip(_FIELDS, map(_frozen, self._records[at]), strict=True))
        given["status"] = TermStatus(given["status"])
        return Term(**given)


class _StoredWords:
    """What a compiled glossary knows of the inflection of its words, looked into when a word is first asked for."""

    def __init__(self, words: memoryview, records: _Records) -> None:
        self._words, self._records = words, records
        self._places: dict[str, int] | None = None

    def known(self, word: str) -> Inflection | None:
        """What is known of a word, if it is one of them."""
        if self._places is None:
            self._places = {known: at for at, known in enumerate(_decoded(self._words))}
        at = self._places.get(word)
        if at is None:
            return None
        numbers, tenses, only_verb = self._records[at]
        return Inflection(tuple(numbers), tuple(map(tuple, tenses)), only_verb)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _spoken(term: Term) -> list[str]:
    """The words of a term's renderings whose inflection is needed to find them."""
    return list(dict.fromkeys(word for form in (*term.accepted(), *term.forbidden) for word in inflecting_words(form)))


def _known(word: str) -> tuple[object, ...]:
    known = inflection(word)
    return known.numbers, known.tenses, known.only_verb


def _values(term: Term) -> Iterator[object]:
    return (getattr(term, name) for name in _FIELDS)


def _automaton(content: memoryview) -> Any:
    if not content:
        return None
    from daachorse import CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick.deserialize(bytes(content))


def _encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _decoded(content: memoryview) -> Any:
    return json.loads(str(content, "utf-8", "surrogatepass"))


def _numbers(values: Iterable[int]) -> bytes:
    return array("I", values).tobytes()


def _records(encoded: Iterable[bytes]) -> tuple[bytes, bytes]:
    """Where each record ends, and the records."""
    parts = list(encoded)
    return _numbers(accumulate(map(len, parts), initial=0)), b"".join(parts)


def _joined(sections: Sequence[bytes]) -> bytes:
    lengths = array("Q", map(len, sections))
    return b"".join((lengths.tobytes(), *sections))


def _parted(body: memoryview) -> Iterator[memoryview]:
    at = 8 * _SECTIONS
    for length in body[:at].cast("Q"):
        yield body[at : at + length]
        at += length
