"""Zip archives of unknown origin: bounded, never unpacked to disk, refused with a reason."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from toolkit.errors import InputError

MOST_ENTRIES = 10_000
LARGEST_TOTAL = 128 * 1024 * 1024
"""Bytes that the entries which are read may have together when they are inflated."""

SUSPICIOUS_RATIO = 400
_INNOCENT_SIZE = 8 * 1024 * 1024
"""Bytes; a table of a hundred thousand equal rows shrinks to a hundredth, a bomb to a thousandth."""

_CHUNK = 1024 * 1024
_BROKEN = (BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, ValueError, OSError)
"""What zipfile raises for archives that are cut off, damaged, or packed in an unknown way."""


@dataclass(slots=True)
class Archive:
    """An open archive; ``place`` names it in errors, ``remedy`` says what to do about a broken one."""

    place: str
    remedy: str
    _archive: ZipFile
    _entries: dict[str, ZipInfo]
    _left: int

    def names(self) -> list[str]:
        """The entries' names in small letters, with ``/`` between folders."""
        return list(self._entries)

    def read(self, name: str) -> bytes | None:
        """The bytes of an entry, None where there is none of that name (capitals do not count).

        They are counted while they come: what the archive says of their number may be a lie.
        """
        entry = self._entries.get(name.lower())
        if entry is None:
            return None
        place = f"{self.place}, part {entry.filename}"
        if entry.flag_bits & 1:
            raise InputError(place, "protected by a password", "save it again without a password")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise InputError(place, "packed in an unusual way", self.remedy)
        chunks, size = [], 0
        try:
            with self._archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._refuse_bomb(size, entry, place)
                    chunks.append(chunk)
        except _BROKEN as error:
            raise InputError(place, f"damaged ({error})", self.remedy) from error
        self._left -= size
        return b"".join(chunks)

    def _refuse_bomb(self, size: int, entry: ZipInfo, place: str) -> None:
        if size > self._left:
            megabytes = LARGEST_TOTAL // 1024**2
            raise InputError(place, f"more than {megabytes} MB when unpacked", "split it into several files")
        if size > _INNOCENT_SIZE and size > SUSPICIOUS_RATIO * max(entry.compress_size, 1):
            raise InputError(place, f"unpacks to more than {SUSPICIOUS_RATIO} times its size", self.remedy)


def open_archive(content: bytes, place: str, remedy: str) -> Archive:
    """The archive in `content`; raises `InputError` for what is none, is damaged or has names twice."""
    # The list of entries is read whole when an archive is opened, so it is measured before.
    if content.count(b"PK\x01\x02") > MOST_ENTRIES:
        raise InputError(place, f"more than {MOST_ENTRIES} files in the archive", remedy)
    try:
        archive = ZipFile(BytesIO(content))
    except _BROKEN as error:
        raise InputError(place, f"a damaged zip file ({error})", remedy) from error
    names = [entry.filename.replace("\\", "/").lstrip("/").lower() for entry in archive.infolist()]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise InputError(place, f"{twice[0]} is in the archive twice", remedy)
    return Archive(place, remedy, archive, dict(zip(names, archive.infolist(), strict=True)), LARGEST_TOTAL)
