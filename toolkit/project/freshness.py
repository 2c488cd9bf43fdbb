"""What was built from what: the record that lets an unchanged document be left alone."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.project.store import Parts, append, write_derived

_VERSION = 1
_PLACE = ".toolkit/built.json"
_CHUNK = 1 << 20


def digest(*parts: bytes) -> str:
    """A hash of the parts, in which their borders count."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in parts:
        hashed.update(len(part).to_bytes(8, "big"))
        hashed.update(part)
    return hashed.hexdigest()


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """One document as it was last built.

    ``inputs`` is the digest of all that went in, ``outputs`` maps file names to the digests of
    what came out, ``summary`` is what was reported then, ``shown`` the digest of what the outputs show.
    """

    inputs: str
    outputs: dict[str, str]
    summary: dict[str, Any] = field(default_factory=dict)
    shown: str = ""


class Freshness:
    """The records of a project, kept in one file that may be deleted at any time.

    Beside it lies a journal while a command runs: each record is a line that is appended, by
    whichever process built the document. A line that was not written to its end is passed over.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._journal = path, path.with_suffix(".journal")
        self._records = _read(path) | _read_journal(self._journal)

    def record(self, name: str) -> BuildRecord | None:
        """The last build of the document `name`."""
        return self._records.get(name)

    def is_current(self, name: str, inputs: str, folder: Path) -> bool:
        """Whether `name` was built from `inputs` and its outputs in `folder` are as they were written."""
        record = self._records.get(name)
        return record is not None and record.inputs == inputs and not self.touched(name, folder, record.outputs)

    def touched(self, name: str, folder: Path, files: Iterable[str]) -> list[str]:
        """Those of `files` in `folder` that are not, byte for byte, what was last written there."""
        record = self._records.get(name)
        known = record.outputs if record else {}
        return [file for file in files if file_digest(folder / file) != known.get(file)]

    def know(self, name: str, record: BuildRecord | None) -> None:
        """Takes over what is known elsewhere of the last build of `name`, without keeping it."""
        self._records.pop(name, None)
        if record is not None:
            self._records[name] = record

    def remember(self, name: str, record: BuildRecord) -> None:
        """Keeps `record`, whatever happens next; raises `InputError` where nothing can be written."""
        self._records[name] = record
        line = json.dumps({"version": _VERSION, "name": name, "record": _stored(record)}, ensure_ascii=False)
        append(self._journal, f"\n{line}\n".encode("utf-8", "surrogatepass"), _PLACE)

    def close(self) -> None:
        """Brings what was remembered, here and by other processes, into the one file.

        It does not wait for the disk: where the whole machine stops, what is damaged is no record.
        """
        if not self._journal.exists():
            return
        self._records = _read(self._path) | _read_journal(self._journal)
        records = {name: _stored(record) for name, record in sorted(self._records.items())}
        content = json.dumps({"version": _VERSION, "documents": records}, ensure_ascii=False)
        write_derived(self._path, content.encode("utf-8", "surrogatepass"), _PLACE, flush=False)
        self._journal.unlink(missing_ok=True)


def whole_digest(parts: Parts) -> str:
    """The `digest` of the parts as one."""
    hashed = hashlib.blake2b(sum(map(len, parts)).to_bytes(8, "big"), digest_size=16)
    for part in parts:
        hashed.update(part)
    return hashed.hexdigest()


def file_digest(path: Path) -> str | None:
    """The `digest` of what is in a file, ``None`` where none is or can be of that name; raises `InputError`."""
    try:
        with path.open("rb") as file:
            hashed = hashlib.blake2b(os.fstat(file.fileno()).st_size.to_bytes(8, "big"), digest_size=16)
            while chunk := file.read(_CHUNK):
                hashed.update(chunk)
            return hashed.hexdigest()
    except (FileNotFoundError, ValueError):
        return None
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error), "check the permissions") from error


def _read_journal(path: Path) -> dict[str, BuildRecord]:
    """The records in a journal, the last of each document; none where there is no journal."""
    records = {}
    for line in path.read_bytes().splitlines() if path.exists() else ():
        with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
            stored = json.loads(line)
            if stored["version"] == _VERSION:
                records[str(stored["name"])] = _record(stored["record"])
    return records


def _read(path: Path) -> dict[str, BuildRecord]:
    """The records in the file; none where it is missing, damaged or of another version."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        stored = json.loads(path.read_bytes())
        if stored["version"] == _VERSION:
            return {name: _record(record) for name, record in stored["documents"].items()}
    return {}


def _stored(record: BuildRecord) -> dict[str, Any]:
    return {one.name: getattr(record, one.name) for one in fields(record)}


def _record(stored: dict[str, Any]) -> BuildRecord:
    """A record as it was stored; raises `TypeError` where it is none."""
    record = BuildRecord(**stored)
    if not isinstance(record.outputs, dict) or not isinstance(record.summary, dict):
        raise TypeError("outputs and summary are tables")
    return record
