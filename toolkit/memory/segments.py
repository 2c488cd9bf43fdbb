"""Segments of a memory's index as files beside it: written whole, and used only where nothing about them is wrong."""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from toolkit.memory.index import Index, read_index, write_index

_HEADER = Struct("<8s16s10QI4x")
"""The format, the mark, first and last, the bytes of each array, and a checksum of all but itself."""

_FORMAT = b"memidx 1"
_ENDING = ".index"
_CHUNK = 1 << 20


class Segment(NamedTuple):
    """The index of the texts numbered `first` + 1 to `last`, as they were after the change with the `mark`."""

    first: int
    last: int
    mark: bytes
    texts: Index


def write_segment(memory: Path, segment: Segment) -> Segment:
    """Keeps a segment beside the memory, if the folder can be written to: it can be made again.

    Returns it as it lies there, so that it takes no memory that nothing else could use.
    """
    if not memory.exists():
        return segment  # a memory that is in no file
    path = memory.with_name(f"{memory.stem}.{segment.first}-{segment.last}{_ENDING}")
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    with contextlib.suppress(OSError):
        try:
            with beside.open("wb") as file:
                file.writelines(_content(segment))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        written = _read(path, is_sure=True)
        return written if written and written.mark == segment.mark else segment
    return segment


def read_segments(memory: Path, known: Iterable[bytes]) -> Iterator[Segment]:
    """The segments beside the memory that together index its texts from the first on.

    They count only with one of the marks that are `known`: the memory has the change after which they were made.
    """
    marks = set(known)
    last = 0
    while ends := sorted(_ends(memory, last), reverse=True):
        found = (_read(path) for _, path in ends)
        segment = next((one for one in found if one and one.first == last and one.mark in marks), None)
        if segment is None:
            return
        yield segment
        last = segment.last


def forget_segments(memory: Path, needed: Iterable[Segment] = ()) -> None:
    """Deletes the segments beside the memory but those that are needed; what is in use elsewhere may stay."""
    names = {f"{memory.stem}.{one.first}-{one.last}{_ENDING}" for one in needed}
    for path in memory.parent.glob(f"{memory.stem}.*{_ENDING}"):
        if path.name not in names:
            with contextlib.suppress(OSError):
                path.unlink()


def _ends(memory: Path, first: int) -> Iterator[tuple[int, Path]]:
    start = f"{memory.stem}.{first}-"
    for path in memory.parent.glob(f"{start}*{_ENDING}"):
        end = path.name[len(start) : -len(_ENDING)]
        if end.isdecimal() and int(end) > first:
            yield int(end), path


def _content(segment: Segment) -> list[bytes | memoryview]:
    arrays = write_index(segment.texts)
    stated = (_FORMAT, segment.mark, segment.first, segment.last, *map(len, arrays))
    checksum = zlib.crc32(_HEADER.pack(*stated, 0))
    for array in arrays:
        checksum = zlib.crc32(array, checksum)
    return [_HEADER.pack(*stated, checksum), *arrays]


def _read(path: Path, is_sure: bool = False) -> Segment | None:
    """The segment in a file; nothing where it cannot be read, is of another format, or is damaged."""
    with contextlib.suppress(OSError, ValueError, struct.error), path.open("rb") as file:
        format_, mark, first, last, *sizes, checksum = _HEADER.unpack(file.read(_HEADER.size))
        if format_ != _FORMAT or os.fstat(file.fileno()).st_size != _HEADER.size + sum(sizes):
            return None
        if is_sure or _checksum(file, _HEADER.pack(format_, mark, first, last, *sizes, 0)) == checksum:
            content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            return Segment(first, last, mark, read_index(content[_HEADER.size :], sizes))
    return None


def _checksum(file: BufferedReader, blank: bytes) -> int:
    """The checksum of a header and what is left of a file: read, so that what is mapped of it is what is looked up."""
    checksum = zlib.crc32(blank)
    while chunk := file.read(_CHUNK):
        checksum = zlib.crc32(chunk, checksum)
    return checksum
