"""What was built from what: the record that lets an unchanged document be left alone."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.project.store import write_atomically

_VERSION = 1


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
    what came out, ``summary`` is what was reported then.
    """

    inputs: str
    outputs: dict[str, str]
    summary: dict[str, Any] = field(default_factory=dict)


class Freshness:
    """The records of a project, kept in one file that may be deleted at any time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._records = _read(path)

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
        return [file for file in files if _content_digest(folder / file) != known.get(file)]

    def remember(self, name: str, record: BuildRecord, place: str) -> None:
        """Keeps `record` and writes the file."""
        self._records[name] = record
        records = {key: asdict(value) for key, value in sorted(self._records.items())}
        content = json.dumps({"version": _VERSION, "documents": records}, ensure_ascii=False, indent=1)
        write_atomically(self._path, content.encode("utf-8"), place)


def _content_digest(path: Path) -> str | None:
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error), "check the permissions") from error


def _read(path: Path) -> dict[str, BuildRecord]:
    """The records in the file; none where it is missing, damaged or of another version."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        stored = json.loads(path.read_bytes())
        if stored["version"] == _VERSION:
            return {name: BuildRecord(**record) for name, record in stored["documents"].items()}
    return {}
