"""A zip archive whose members are put together of pieces that have been compressed before.

Each piece ends at a byte and refers to nothing before it, so that pieces can stand one after the
other as they are; the checksum of them together follows from theirs.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

_LEVEL = 3
"""How hard it is tried to make content small: the usual 6 takes more than twice as long for a fifth less."""

_POLYNOMIAL = 0xEDB88320
_ONE = 0x80000000
_END = b"\x03\x00"
"""The last block of a deflated stream, with nothing in it."""

_PIECE = struct.Struct("<IQIQ")
_VERSION, _NAME_IS_UTF8, _DEFLATED = 20, 0x800, 8
_DAY = 1 << 5 | 1
"""The first of January 1980: no times are told."""


class Piece(NamedTuple):
    """Compressed content, with the checksum and the length of what it was.

    ``shift`` is what the checksum of what stands before it is multiplied with. To work it out takes ten times as long
    as to use it, and so it is kept.
    """

    content: bytes
    checksum: int
    length: int
    shift: int


def compress(contents: Iterable[bytes]) -> Piece:
    """The contents, one after the other, as a piece."""
    deflate = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    compressed, checksum, length = [], 0, 0
    for content in contents:
        compressed.append(deflate.compress(content))
        checksum, length = zlib.crc32(content, checksum), length + len(content)
    return Piece(b"".join([*compressed, deflate.flush(zlib.Z_FULL_FLUSH)]), checksum, length, _shift(length))


def join(pieces: Iterable[Piece]) -> Piece:
    """The pieces as one."""
    contents, checksum, length, shift = [], 0, 0, _ONE
    for piece in pieces:
        contents.append(piece.content)
        checksum = _product(piece.shift, checksum) ^ piece.checksum
        length, shift = length + piece.length, _product(piece.shift, shift)
    return Piece(b"".join(contents), checksum, length, shift)


def dump(pieces: Sequence[Piece]) -> bytes:
    """The pieces as bytes for `load`."""
    return b"".join(_PIECE.pack(one.checksum, one.length, one.shift, len(one.content)) + one.content for one in pieces)


def load(content: bytes) -> Iterator[Piece]:
    """The pieces in the bytes of `dump`."""
    at = 0
    while at < len(content):
        checksum, length, shift, size = _PIECE.unpack_from(content, at)
        at += _PIECE.size
        yield Piece(content[at : at + size], checksum, length, shift)
        at += size


def archive(members: Iterable[tuple[str, Piece]]) -> bytes:
    """The archive with these members, in their order."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, piece in members:
        encoded = name.encode("utf-8")
        sizes = piece.checksum, len(piece.content) + len(_END), piece.length, len(encoded), 0
        about = struct.pack("<HHHHIIIHH", _NAME_IS_UTF8 * (not name.isascii()), _DEFLATED, 0, _DAY, *sizes)
        directory += (
            b"PK\1\2",
            struct.pack("<HH", _VERSION, _VERSION),
            about,
            struct.pack("<HHHII", 0, 0, 0, 0, at),
            encoded,
        )
        written = (b"PK\3\4", struct.pack("<H", _VERSION), about, encoded, piece.content, _END)
        parts += written
        at += sum(map(len, written))
    listed = b"".join(directory)
    count = len(directory) // 5
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), at, 0)
    return b"".join((*parts, listed, end))


def _product(one: int, other: int) -> int:
    """The product of two polynomials over two elements, modulo that of the checksum; the highest bit is 1."""
    product = 0
    while one:
        if one & _ONE:
            product ^= other
        one = one << 1 & 0xFFFFFFFF
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return product


def _shift(length: int) -> int:
    """What a checksum is multiplied with when so many bytes follow."""
    factor, power = _ONE, 3
    while length:
        if length & 1:
            factor = _product(factor, _doubled(power))
        length >>= 1
        power += 1
    return factor


@cache
def _doubled(power: int) -> int:
    """X to the power of two to that `power`."""
    if not power:
        return _ONE >> 1
    half = _doubled(power - 1)
    return _product(half, half)
