"""Spans of sentences, without the white space around them."""

from __future__ import annotations

Span = tuple[int, int]

BLANKS = " \t\n\r\f\v\u3000\xa0\u200b\ufeff"
"""What is not part of a sentence at its ends."""


def append_trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    """Adds ``text[start:end]`` without the blanks around it to `spans`, if anything is left."""
    while start < end and text[start] in BLANKS:
        start += 1
    while start < end and text[end - 1] in BLANKS:
        end -= 1
    if start < end:
        spans.append((start, end))
