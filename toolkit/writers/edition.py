"""Which document is to be made of a bitext."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """A kind of document and how it is wanted.

    ``protect`` lets a word processor change nothing but the English.
    """

    name: str = "review"
    protect: bool = False


REVIEW = Edition()
