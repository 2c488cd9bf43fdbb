"""The compiled glossary: bytes from which it is ready in milliseconds, however many terms it has.

Holds the automaton, the forms and the terms, so that no CSV is read again. Terms are decoded when
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
from toolkit.model import Term, TermStatus

_FIELDS = tuple(field.name for field in fields(Term))
_STATUS = _FIELDS.index("status")
_LISTS = [place for place, field in enumerate(fields(Term)) if field.default == ()]
# Raise the number with every change of what is compiled.
_FORMAT = f"toolkit glossary 3 {sys.byteorder} {' '.join(_FIELDS)}\n".encode()
_STATUSES = {str(status): status for status in TermStatus}
_SECTIONS = 7
_DECODER = json.JSONDecoder()
"""Asked for what has nothing around it, which `json.loads` would look for as long as it reads a term."""


def compile_glossary(terms: Iterable[Term]) -> bytes:
    """The glossary of `terms` as bytes for `load_glossary`.

    Raises `InputError` where the terms contradict each other.
    """
    glossary = Glossary(terms)
    forms = glossary.forms
    body = _joined(
        [
            forms.automaton.serialize() if forms.automaton else b"",
            _numbers(forms.starts),
            _numbers(forms.owners),
            bytes(forms.plain),
            _numbers([forms.longest]),
            *_records(_encoded([getattr(term, name) for name in _FIELDS]) for term in glossary.terms),
        ]
    )
    return b"".join((_FORMAT, zlib.crc32(body).to_bytes(4, "little"), body))


def load_glossary(content: bytes | memoryview) -> Glossary:
    """The glossary in the bytes of `compile_glossary`; raises `ValueError` where they are not whole."""
    view = memoryview(content)
    start = len(_FORMAT) + 4
    if view[: len(_FORMAT)] != _FORMAT or view[len(_FORMAT) : start] != zlib.crc32(view[start:]).to_bytes(4, "little"):
        raise ValueError("not a compiled glossary of this version, or not a whole one")
    automaton, starts, owners, plain, longest, ends, terms = _parted(view[start:])
    forms = Forms(_automaton(automaton), starts.cast("I"), owners.cast("I"), plain, longest.cast("I")[0])
    return Glossary.stored(_StoredTerms(ends.cast("I"), terms), forms)


class _StoredTerms(Sequence[Term]):
    """The terms of a compiled glossary, each decoded once, when it is first asked for."""

    def __init__(self, ends: memoryview, content: memoryview) -> None:
        self._ends, self._content = ends, content
        self._decoded: dict[int, Term] = {}

    def __len__(self) -> int:
        return len(self._ends) - 1

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
        written = self._content[self._ends[at] : self._ends[at + 1]]
        values, _ = _DECODER.raw_decode(str(written, "utf-8", "surrogatepass"))
        for place in _LISTS:
            values[place] = tuple(values[place])
        values[_STATUS] = _STATUSES[values[_STATUS]]
        return Term(*values)


def _automaton(content: memoryview) -> Any:
    if not content:
        return None
    from daachorse import CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick.deserialize(bytes(content))


def _encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


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
