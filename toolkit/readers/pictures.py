"""Reads the pictures of a source: from its folder, its package or its own text, and from nowhere else."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes

from toolkit.errors import InputError
from toolkit.readers import read_bytes
from toolkit.readers.docx.package import open_package

LARGEST_PICTURE = 32 * 1024 * 1024
"""Bytes; a larger picture is refused."""

_FORMATS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.S), "image/webp"),
    (re.compile(rb"BM....\0\0\0\0", re.S), "image/bmp"),
    (re.compile(rb"II\*\0|MM\0\*"), "image/tiff"),
    (re.compile(rb"\x01\0\0\0.{36} EMF", re.S), "image/emf"),
    (re.compile(rb"\xd7\xcd\xc6\x9a|\x01\0\x09\0\0[\x01\x03]"), "image/wmf"),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<(?:\?xml|!DOCTYPE|!--)[^>]{0,2000}>\s*){0,8}<(?:svg:)?svg[\s/>]"),
        "image/svg+xml",
    ),
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_DATA = re.compile(r"data:([^,]{0,200}),", re.I)
_PUT = "put the picture beside the document and refer to it by its name"
_SMALLER = "make the picture smaller"


def media_type(content: bytes) -> str:
    """The media type of a picture, told by its first bytes; empty for what is none that is known."""
    return next((name for pattern, name in _FORMATS if pattern.match(content)), "")


def read_picture(source: Path, address: str) -> bytes:
    """The bytes of the picture at `address` (`Picture.address`) in the document at `source`.

    Raises `InputError` for what is not in the folder or the package of the source, is missing, is
    larger than `LARGEST_PICTURE`, or is no picture. Nothing is loaded from the network.
    """
    return open_pictures(source)(address)


def open_pictures(source: Path, place: str = "") -> Callable[[str], bytes]:
    """`read_picture` for many pictures of one document, which is opened once; `place` names it in errors."""
    place = place or str(source)
    load = _from_package(source, place) if source.suffix.lower() == ".docx" else _beside(source, place)

    def read(address: str) -> bytes:
        content = load(address)
        if len(content) > LARGEST_PICTURE:
            raise InputError(_named(place, address), "larger than 32 MB", _SMALLER)
        if not media_type(content):
            raise InputError(_named(place, address), "this is no picture", "save it as PNG, JPEG or SVG")
        return content

    return read


def _from_package(source: Path, place: str) -> Callable[[str], bytes]:
    package = open_package(read_bytes(source, place), place)

    def load(address: str) -> bytes:
        content = package.content(address)
        if content is None:
            remedy = "insert the picture itself into the document instead of a link to it"
            raise InputError(_named(place, address), "the picture is not in the document", remedy)
        return content

    return load


def _beside(source: Path, place: str) -> Callable[[str], bytes]:
    def load(address: str) -> bytes:
        if found := _DATA.match(address):
            return _decoded(found[1], address[found.end() :], place)
        return _read_file(_inside(source.parent, address, place), place, address)

    return load


def _decoded(parameters: str, written: str, place: str) -> bytes:
    """What a ``data:`` address holds."""
    if len(written) > 2 * LARGEST_PICTURE:
        raise InputError(f"{place}, picture data:…", "larger than 32 MB", _SMALLER)
    content = unquote_to_bytes(written)
    if not parameters.lower().replace(" ", "").endswith(";base64"):
        return content
    try:
        return base64.b64decode(b"".join(content.split()), validate=True)
    except binascii.Error as error:
        raise InputError(f"{place}, picture data:…", f"damaged ({error})", _PUT) from error


def _inside(folder: Path, address: str, place: str) -> Path:
    """The file that an address names in `folder`; what would lead out of it is refused."""
    named = _named(place, address)
    path = unquote(re.split("[?#]", address)[0])
    if _SCHEME.match(address) or _SCHEME.match(path):
        raise InputError(named, "the picture is not beside the document, and nothing is loaded from elsewhere", _PUT)
    if not path or "\0" in path or "\\" in path or path.startswith("/") or ".." in PurePosixPath(path).parts:
        raise InputError(named, "the picture's address leads out of the document's folder", _PUT)
    try:
        file = (folder / path).resolve(strict=True)
        within = file.is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(named, "there is no such picture", _PUT) from error
    if not within:
        raise InputError(named, "the picture is a link that leads out of the document's folder", _PUT)
    return file


def _read_file(file: Path, place: str, address: str) -> bytes:
    named = _named(place, address)
    try:
        if not file.is_file():
            raise InputError(named, "this is no file", _PUT)
        with file.open("rb") as stream:
            return stream.read(LARGEST_PICTURE + 1)
    except OSError as error:
        raise InputError(named, error.strerror or str(error), "check the permissions") from error


def _named(place: str, address: str) -> str:
    return f"{place}, picture {address[:80]}{'…' if len(address) > 80 else ''}"
