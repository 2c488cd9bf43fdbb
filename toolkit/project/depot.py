"""A project's files at an address that other machines reach too: a shared folder, or what fsspec knows (s3, gs …)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from toolkit.errors import InputError, UsageError
from toolkit.project.store import write_atomically, write_derived

_MISSING_CLIENT = (
    "install what reaches it: pip install 'bilingual-toolkit[cluster]', and s3fs for s3://, gcsfs for gs://"
)


class Depot:
    """The files of the project at `address`, named from its root: ``source/port.txt``.

    Raises `UsageError` for an address that nothing here can reach, `InputError` for a file that
    cannot be read or written.
    """

    def __init__(self, address: str) -> None:
        try:
            from fsspec.core import url_to_fs

            self._files, root = url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise UsageError(address, f"no way to this place ({error})", _MISSING_CLIENT) from error
        self.address = address
        self._root = PurePosixPath(root)
        self._is_folder = "file" in _protocols(self._files)

    def names(self, folder: str) -> list[str]:
        """The files in `folder`, by name; none where it is not there."""
        with self._explained(folder):
            path = str(self._root / folder)
            found = self._files.ls(path, detail=True) if self._files.isdir(path) else []
        return sorted(PurePosixPath(one["name"]).name for one in found if one["type"] == "file")

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, ``None`` where it is not there."""
        with self._explained(name):
            try:
                return bytes(self._files.cat_file(str(self._root / name)))
            except FileNotFoundError:
                return None

    def fetch(self, name: str, path: Path) -> bytes | None:
        """As `read`, and keeps it at `path` with the time of its last change; what is not there is not kept either."""
        content = self.read(name)
        if content is None:
            path.unlink(missing_ok=True)
            return None
        write_atomically(path, content, name)
        changed = self._changed(name)
        os.utime(path, (changed, changed))
        return content

    def write(self, name: str, content: bytes) -> None:
        """Puts what is derived there: the old file or the new one is seen, and nothing between."""
        self._put(name, content, write_derived)

    def _put(self, name: str, content: bytes, write: Callable[[Path, bytes, str], bool]) -> None:
        if self._is_folder:
            write(Path(str(self._root / name)), content, name)
            return
        with self._explained(name):
            self._files.makedirs(str((self._root / name).parent), exist_ok=True)
            with self._files.transaction, self._files.open(str(self._root / name), "wb") as file:
                file.write(content)

    def rewrite(self, name: str, before: bytes | None, after: bytes) -> None:
        """Writes `after` over a file that people write too, and that was read as `before`; as `project.rewrite`."""
        if self.read(name) not in (before, after):
            raise InputError(name, "somebody changed it meanwhile; it was left as it is", "run the command again")
        if before != after:
            self._put(name, after, write_atomically)

    def _changed(self, name: str) -> float:
        try:
            found: datetime = self._files.modified(str(self._root / name))
        except NotImplementedError:  # such a place has no times: its documents show no day of theirs
            return 0.0
        return found.timestamp()

    @contextmanager
    def _explained(self, name: str) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            problem = f"cannot be read or written at {self.address} ({error})"
            raise InputError(name, problem, "check the address and your rights there") from error


def _protocols(files: Any) -> tuple[str, ...]:
    named = files.protocol
    return (named,) if isinstance(named, str) else tuple(named)
