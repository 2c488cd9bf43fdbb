"""Files: read with an explained error, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BufferedReader
from pathlib import Path

from toolkit.errors import InputError, UsageError
from toolkit.events import tell

Parts = Sequence[bytes | memoryview]
"""The content of a file, to be written one after the other: to join what is large takes as long as to write it."""

LARGEST = 256 * 1024 * 1024
"""Bytes; a larger file is refused rather than read into memory."""

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""Of a file that is only there to be locked: a link in its place could make an empty file anywhere."""

_LOCK_WAIT = 10.0
_ABANDONED = 3600.0
"""Seconds after which nobody is still writing the file that lies beside the one it is to replace."""


def read_content(path: Path, place: str) -> bytes:
    """The bytes of a file; `place` names it in the `InputError` raised where it cannot be read, or is too large."""
    with opened_file(path, place) as stream:
        size = os.fstat(stream.fileno()).st_size
        # What is no file on a disk says nothing of its size, and may have no end.
        content = stream.read(LARGEST + 1) if size <= LARGEST else b""
    if max(size, len(content)) > LARGEST:
        raise InputError(place, "larger than 256 MB", "split it into several files")
    return content


@contextlib.contextmanager
def opened_file(path: Path, place: str) -> Iterator[BufferedReader]:
    """A file too large to be read at once; `place` names it in the `InputError` raised where it cannot be."""
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise InputError(place, _reason(error), "check the name and the permissions") from error


def write_atomically(path: Path, content: bytes, place: str, lasting: bool = True) -> bool:
    """Writes `content` so that a crash at any instant leaves the old file or the new one.

    Returns whether anything was written: a file that already has this content is left alone.
    An existing file keeps its permissions, and a link is followed. Unless it is to be `lasting`, a crash of the whole
    machine in the next seconds may leave the old one as well. Raises `InputError`.
    """
    return _write(Path(os.path.realpath(path)), (content,), place, lasting=lasting)


def write_derived(path: Path, content: bytes | Parts, place: str, flush: bool = True) -> bool:
    """As `write_atomically`, for what the program makes by itself, whole or in parts: it takes the place of a link.

    Or a folder that came from elsewhere could lead it to any file of the user. After a crash of the whole machine
    it may be as it was before and, where it was not to be flushed, damaged.
    """
    return _write(path, (content,) if isinstance(content, bytes) else content, place, flush)


def _write(path: Path, parts: Parts, place: str, flush: bool = True, lasting: bool = False) -> bool:
    """`flush` makes the content last before it has its name, `lasting` the name as well."""
    size = sum(map(len, parts))
    try:
        if path.exists() and path.stat().st_size == size and path.read_bytes() == b"".join(parts):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, parts, flush)
        if lasting:
            _flush_folder(path.parent)
    except OSError as error:
        remedy = "make the folder writable, free space on the disk, or close the program that has the file open"
        raise InputError(place, f"cannot be written ({_reason(error)})", remedy) from error
    tell("written", file=place, bytes=size)
    return True


def append(path: Path, content: bytes, place: str) -> None:
    """Adds `content` at the end of a file that several processes add to at a time, and that is no link.

    Raises `InputError`.
    """
    try:
        if path.is_symlink():
            path.unlink()
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            os.write(descriptor, content)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise InputError(place, f"cannot be written ({_reason(error)})", "free space on the disk") from error


def write_parts(path: Path, parts: Iterable[bytes], place: str) -> Path | None:
    """Writes a large file part by part, whole or not at all; returns where one with other content was set aside."""
    from filecmp import cmp

    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    aside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        if path.exists() and not cmp(path, beside, shallow=False):
            aside = set_aside(path, place)
        os.replace(beside, path)
        _flush_folder(path.parent)
    except OSError as error:
        raise InputError(
            place, f"cannot be written ({_reason(error)})", "free space, or choose another place"
        ) from error
    finally:
        beside.unlink(missing_ok=True)
    return aside


def rewrite(path: Path, before: bytes | None, after: bytes, place: str, lasting: bool = True) -> bool:
    """Writes `after` over a file that people write too, and that was read as `before` (``None``: not there).

    As `write_atomically`. Raises `InputError` where it is no longer that: somebody has saved it since.
    """
    now = read_content(path, place) if path.exists() else None
    if now not in (before, after):
        raise InputError(place, "somebody changed it meanwhile; it was left as it is", "run the command again")
    return write_atomically(path, after, place, lasting)


def _replace(path: Path, parts: Parts, flush: bool) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.writelines(parts)
            file.flush()
            if flush:
                os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_folder(path: Path, files: Mapping[str, bytes], place: str) -> None:
    """Puts a folder with these files, and no others, in the place of what the program itself had put there.

    It is written beside and renamed: the old one or the new one is there, or, for the instant
    between two renamings, none; never half of one. Raises `InputError`.
    """
    from shutil import rmtree

    beside, before = (path.with_name(f".{path.name}.{os.getpid()}.{what}.new") for what in ("made", "old"))
    try:
        for name, content in files.items():
            write_atomically(beside / name, content, f"{place}/{name}")
        if path.exists():
            os.replace(path, before)
        os.replace(beside, path)
        _flush_folder(path.parent)
    except OSError as error:
        if before.exists() and not path.exists():
            os.replace(before, path)
        remedy = "free space, make the parent writable, or choose another place"
        raise InputError(place, f"cannot be written ({_reason(error)})", remedy) from error
    finally:
        for folder in (beside, before):
            rmtree(folder, ignore_errors=True)


def clear_away(folder: Path) -> None:
    """Removes from `folder` what commands that were killed had written half, where it may be removed."""
    latest = time.time() - _ABANDONED
    for path in folder.glob(".*.new"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime >= latest:
                continue
            if path.is_dir() and not path.is_symlink():
                from shutil import rmtree

                rmtree(path)
            else:
                path.unlink()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _flush_folder(folder: Path) -> None:
    """Makes the renaming itself durable, where the system can (Windows cannot open folders)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def set_aside(path: Path, place: str) -> Path:
    """Renames a file to a free name beside it (``x.kept-1.docx``) and returns that."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.kept-{number}{path.suffix}")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError as error:
        raise InputError(place, f"cannot be set aside ({_reason(error)})", "move it elsewhere") from error
    return aside


def write_anew(path: Path, content: bytes, place: str) -> Path | None:
    """Writes a file as `write_atomically` does; returns where one with other content was set aside for it."""
    kept = set_aside(path, place) if path.exists() and read_content(path, place) != content else None
    write_atomically(path, content, place)
    return kept


@contextlib.contextmanager
def locked(folder: Path, place: str) -> Iterator[None]:
    """Holds the project's lock in `folder`, waiting some seconds for another command to end."""
    try:
        folder.mkdir(exist_ok=True)
        descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | _NO_LINK, 0o666)
    except OSError as error:
        raise InputError(
            place, f"cannot be written ({_reason(error)})", "make the project's folder writable"
        ) from error
    try:
        _wait_for_lock(descriptor, place)
        tell("locked", folder=place)
        yield
    finally:
        os.close(descriptor)


def _wait_for_lock(descriptor: int, place: str) -> None:
    deadline = time.monotonic() + _LOCK_WAIT
    while not _try_lock(descriptor):
        if time.monotonic() > deadline:
            holder = _holder(descriptor)
            who = f" (process {holder})" if holder else ""
            problem = f"another toolkit command is at work in this project{who}"
            raise UsageError(place, problem, "wait until it has ended")
        time.sleep(0.1)


def _holder(descriptor: int) -> int:
    """The process that has the lock of an open file, 0 where the system does not tell (only Linux does)."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        inode = str(os.fstat(descriptor).st_ino)
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            fields = line.split()
            if fields[1] == "FLOCK" and fields[5].rpartition(":")[2] == inode:
                return int(fields[4])
    return 0


def lock_holder(folder: Path) -> int | None:
    """The process that holds the lock in `folder`: 0 where that cannot be told, None where nobody does."""
    try:
        descriptor = os.open(folder / "lock", os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _try_lock(descriptor) else _holder(descriptor)
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        if os.name == "posix":
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
