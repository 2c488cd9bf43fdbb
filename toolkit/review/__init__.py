"""What comes back from editors: review documents are read, and merged into the bitext three ways."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from toolkit.errors import InputError
from toolkit.review.decisions import Decision, Refusal, Refused, decide, is_rejection, remember
from toolkit.review.lessons import Lesson, Repeat, find_repeats, learn, propagate
from toolkit.review.merge import Merged, merge
from toolkit.review.values import Review

__all__ = [
    "FORMATS",
    "Decision",
    "Lesson",
    "Merged",
    "Refusal",
    "Refused",
    "Repeat",
    "decide",
    "find_repeats",
    "is_rejection",
    "learn",
    "merge",
    "propagate",
    "read_review",
    "remember",
]

FORMATS = {
    ".docx": "toolkit.review.docx",
    ".json": "toolkit.review.page",
    ".tsv": "toolkit.review.sheet",
    ".txt": "toolkit.review.sheet",
    ".xlsx": "toolkit.review.sheet",
}
"""The ending of a returned file → the module whose ``read_review(content, name)`` reads it."""

_HANDED_OFF = (".xlf", ".po", ".zip")
"""The endings of hand-offs, which `toolkit.review.handoff` reads."""


def read_review(content: bytes, name: str) -> Review:
    """What the returned review file called `name` holds.

    Raises `InputError` for a file that is none, or that belongs to no export of this toolkit.
    """
    ending = "." + name.rpartition(".")[2].lower()
    if ending not in FORMATS:
        known = ", ".join((*FORMATS, *_HANDED_OFF))
        raise InputError(
            name, f"“{ending}” files are no review files", f"give the file that was sent out, saved as {known}"
        )
    reader: Callable[[bytes, str], Review] = import_module(FORMATS[ending]).read_review
    return reader(content, name)
