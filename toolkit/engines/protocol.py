"""What an engine is: something that is asked for the English of segments and gives a raw reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from toolkit.errors import EngineError
from toolkit.model import Term


@dataclass(frozen=True, slots=True)
class Request:
    """What an engine is told about one segment.

    ``text`` is the Chinese with its codes as tags (``港口‹b1›开港‹/b1›``). ``terms`` are those that occur
    in it. ``complaints`` say what was wrong with ``refused``, the last draft of the same segment.
    """

    text: str
    source_language: str
    target_language: str
    title: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    refused: str = ""
    complaints: tuple[str, ...] = ()


CONTEXT = frozenset({"title", "before", "after"})
TERMS = frozenset({"terms"})
COMPLAINTS = frozenset({"refused", "complaints"})
"""What engines may make use of; see `Engine`."""


class UnusableReplyError(EngineError):
    """A service answered, but not with a translation: cut off, empty, of another form."""


class Engine(Protocol):
    """An engine, ready to be asked."""

    @property
    def fingerprint(self) -> str:
        """A name for people, and digits for all that the answers depend on: model, parameters, prompt, version."""

    @property
    def batch(self) -> int:
        """How many requests are best asked at once."""

    @property
    def takes(self) -> frozenset[str]:
        """The fields of `Request` that it makes use of beside text and languages; only those are given."""

    def size(self, request: Request) -> int:
        """How many characters are sent for a request."""

    def ask(self, requests: Sequence[Request]) -> list[str]:
        """The raw reply to each request, called on any thread; raises `EngineError`, then for all of them."""

    def read(self, reply: str) -> tuple[str, ...]:
        """The candidates in a raw reply, the best first, codes as tags; raises `UnusableReplyError`."""
