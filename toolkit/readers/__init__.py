"""Readers: a file becomes a `Document` whose blocks are not yet segmented."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import Document

FORMATS = {
    ".txt": "toolkit.readers.text",
    ".html": "toolkit.readers.html",
    ".htm": "toolkit.readers.html",
    ".md": "toolkit.readers.markdown",
    ".markdown": "toolkit.readers.markdown",
    ".docx": "toolkit.readers.docx",
}
"""The ending of a file → the module whose ``read_document(content, file_name, place)`` reads it."""

LARGEST_SOURCE = 256 * 1024 * 1024
"""Bytes; a larger source is refused rather than read into memory."""


def read(path: Path | str, place: str = "") -> Document:
    """The document in `path`, by the reader for its ending; `place` names it in errors.

    Raises `InputError` where the format is unknown or the file cannot be read as that format.

    >>> document = read("source/harbour.txt")
    >>> document.title, [str(block.kind) for block in document.blocks]
    ('江港新城开港', ['headline', 'paragraph'])
    """
    path, place = Path(path), place or str(path)
    if path.suffix.lower() not in FORMATS:
        known = ", ".join(FORMATS)
        raise InputError(place, f"no reader for “{path.suffix}” files", f"save it as one of {known}")
    return _reader(path.suffix.lower())(read_bytes(path, place), path.name, place)


def read_bytes(path: Path, place: str) -> bytes:
    """The content of a source file, refused where it is missing, too large or not to be read."""
    try:
        if path.stat().st_size > LARGEST_SOURCE:
            raise InputError(place, "larger than 256 MB", "split it into several documents")
        return path.read_bytes()
    except OSError as error:
        raise InputError(place, error.strerror or str(error), "check the name and the permissions") from error


def _reader(suffix: str) -> Callable[[bytes, str, str], Document]:
    reader: Callable[[bytes, str, str], Document] = import_module(FORMATS[suffix]).read_document
    return reader
