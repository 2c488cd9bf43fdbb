"""What a grammar checker has to say about an English text.

The only module that knows Harper (package harper-py, import name ``harper``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from harper import Linter

_LEFT_TO_OTHERS = frozenset(
    "Spelling Readability Formatting Capitalization Style Punctuation Repetition Enhancement Regionalism".split()
)
"""Kinds that our own checks know better for this genre, or that are a matter of taste: a government
report has long sentences, and names of places are in no dictionary."""


class Remark(NamedTuple):
    """One remark on ``text[start:end]``; ``suggestion`` replaces it, empty where there are several or none."""

    message: str
    start: int
    end: int
    suggestion: str


def grammar_remarks(text: str, american: bool = False) -> Iterator[Remark]:
    """What is grammatically wrong in `text`, in its order. Raises `ImportError` without the package."""
    from harper import Language, SuggestionKind

    for lint in _linter(american).lint(text, language=Language.PLAINTEXT):
        if lint.lint_kind not in _LEFT_TO_OTHERS:
            only = lint.suggestions[0] if lint.suggestion_count == 1 else None
            replaces = only is not None and only.kind is SuggestionKind.REPLACE
            suggestion = only.replacement_text if only is not None and replaces else ""
            yield Remark(lint.message, lint.span.start, lint.span.end, suggestion)


@lru_cache(maxsize=2)
def _linter(american: bool) -> Linter:
    from harper import Dialect, Linter

    return Linter(Dialect.AMERICAN if american else Dialect.BRITISH)
