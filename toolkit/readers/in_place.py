"""A source with the English of its bitext in the place of the Chinese: same layout, same pictures, same format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from toolkit.errors import InputError
from toolkit.model import Bitext
from toolkit.readers.wording import unready

__all__ = ["FORMATS", "in_place", "unready"]

FORMATS = {
    ".html": "toolkit.readers.html.in_place",
    ".htm": "toolkit.readers.html.in_place",
    ".md": "toolkit.readers.markdown_in_place",
    ".markdown": "toolkit.readers.markdown_in_place",
    ".docx": "toolkit.readers.docx.in_place",
}
"""The ending of a file → the module whose ``in_place(content, bitext, place)`` writes it."""


def in_place(content: bytes, bitext: Bitext, suffix: str, place: str) -> bytes:
    """The source `content`, a file with this ending, with the English of `bitext` for its Chinese.

    Units without reviewed English (`unready`) keep their Chinese: whoever wants none of it refuses
    them before. Raises `InputError` where the format has no layout to keep, or the source is
    not the one that the bitext was made of.
    """
    if suffix.lower() not in FORMATS:
        known = ", ".join(FORMATS)
        raise InputError(
            place, f"“{suffix}” files are not translated in place", f"use one of {known}, or another edition"
        )
    writer: Callable[[bytes, Bitext, str], bytes] = import_module(FORMATS[suffix.lower()]).in_place
    return writer(content, bitext, place)
