"""Bilingual files that other programs wrote, read as bitexts."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from toolkit.bitext.foreign.languages import Pair
from toolkit.errors import InputError
from toolkit.model import Bitext

__all__ = ["BILINGUAL", "is_bilingual", "read_bilingual"]

BILINGUAL = {
    ".xlf": "toolkit.bitext.foreign.xliff",
    ".xliff": "toolkit.bitext.foreign.xliff",
    ".sdlxliff": "toolkit.bitext.foreign.xliff",
    ".mqxliff": "toolkit.bitext.foreign.xliff",
    ".mxliff": "toolkit.bitext.foreign.xliff",
    ".tmx": "toolkit.bitext.foreign.tmx",
    ".po": "toolkit.bitext.foreign.po",
    ".pot": "toolkit.bitext.foreign.po",
}
"""The ending of a file → the module whose ``read_bitext(content, place, languages)`` reads it."""


def is_bilingual(name: str) -> bool:
    """Whether a file of this name can be read as a bitext, by its ending."""
    return PurePath(name).suffix.lower() in BILINGUAL


def read_bilingual(content: bytes, place: str, source_language: str = "zh", target_language: str = "en") -> Bitext:
    """The bitext in a bilingual file; `place` is its path, names it in errors and is the name of its document.

    The languages are those asked for: tags that begin so are meant too. What goes the other way
    is turned round; a file without both is read where it has one pair of languages only. Raises
    `InputError` where the ending is unknown, the file is not what it says, or it has several pairs.

    >>> content = Path("source/harbour.xlf").read_bytes()
    >>> len(read_bilingual(content, "source/harbour.xlf").units)
    2
    """
    if not is_bilingual(place):
        known = ", ".join(BILINGUAL)
        raise InputError(place, "not a bilingual file by its ending", f"give it the one of its format: {known}")
    module = import_module(BILINGUAL[PurePath(place).suffix.lower()])
    read: Callable[[bytes, str, Pair], Bitext] = module.read_bitext
    return read(content, place, (source_language, target_language))
