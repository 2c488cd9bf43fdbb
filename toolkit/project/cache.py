"""What was derived and can be derived again, kept in ``.toolkit/`` to save the time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from toolkit.errors import InputError
from toolkit.project.store import write_derived


def kept(path: Path, key: str) -> memoryview | None:
    """What was kept at `path` under `key`, the digest of all that it was derived from; else ``None``."""
    with contextlib.suppress(OSError):
        content = memoryview(path.read_bytes())
        if content[: len(key)] == key.encode("ascii"):
            return content[len(key) :]
    return None


def forget_others(folder: Path, names: Iterable[str]) -> None:
    """Deletes what is kept in `folder` under other names than these: nobody will ask for it again."""
    wanted = set(names)
    for path in folder.glob("*"):
        if path.name not in wanted:
            with contextlib.suppress(OSError):
                path.unlink()


def keep(path: Path, key: str, *parts: bytes | memoryview) -> None:
    """Keeps what is in `parts` at `path` under `key`, if the folder can be written to: nothing depends on it.

    Whoever reads it has to know what is damaged: it does not wait for the disk.
    """
    with contextlib.suppress(InputError):
        write_derived(path, (key.encode("ascii"), *parts), path.name, flush=False)
