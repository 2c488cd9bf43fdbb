"""What survives a crash, and who else is at work: small files under ``.toolkit/desk/``."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.project import Project, Source, read_content, write_derived


@dataclass(frozen=True, slots=True)
class Typed:
    """English that was being typed in a segment when a desk ended without confirming it."""

    unit_id: str
    text: str


class DeskFiles:
    """The files of one desk on one document."""

    def __init__(self, project: Project, source: Source) -> None:
        self._folder = project.cache / "desk"
        self._me = f"{socket.gethostname()} {os.getpid()}"
        self._typing = self._folder / f"{source.path.name}.{os.getpid()}.typing.json"
        self._open = self._folder / f"{source.path.name}.{os.getpid()}.open"
        self._name = source.path.name
        self._taken: list[Path] = []

    def announce(self) -> list[str]:
        """Says that this desk is open; returns the others on the same document, each a host and a process."""
        others = self.others()
        write_derived(self._open, self._me.encode("utf-8"), ".toolkit/desk")
        return others

    def others(self) -> list[str]:
        """The other desks on the same document that are at work, as far as that can be known."""
        opened = ((path, there) for path, there in self._read("open") if path != self._open)
        return [there for path, there in opened if self._is_at_work(path, there)]

    def are_elsewhere(self) -> bool:
        """Whether a desk of another machine says that it is open, which may have ended without saying so."""
        return any(self._is_elsewhere(there) for _, there in self._read("open"))

    def take_over(self) -> list[Typed]:
        """Takes the place of the desks of other machines, for somebody who knows that they have ended."""
        for path, there in self._read("open"):
            if self._is_elsewhere(there):
                path.unlink(missing_ok=True)
        return self.left_over()

    def _is_elsewhere(self, there: str) -> bool:
        host = there.rpartition(" ")[0]
        return bool(host) and host != socket.gethostname()

    def keep(self, unit_id: str, text: str) -> None:
        """Keeps what is being typed; where nothing can be written the typing goes on."""
        content = json.dumps({"unit": unit_id, "text": text}).encode("ascii")
        with contextlib.suppress(ToolkitError):  # the disk is full: confirming will say so
            write_derived(self._typing, content, ".toolkit/desk")

    def forget(self) -> None:
        """What was being typed is in the bitext now, or given up."""
        self._typing.unlink(missing_ok=True)

    def close(self) -> None:
        """Says that the desk is not open any more; what was typed and is in no bitext stays, to be offered."""
        for path in (self._open, *self._taken):
            path.unlink(missing_ok=True)

    def left_over(self) -> list[Typed]:
        """What desks that are no longer at work left, each once.

        It is taken over under a name of this desk and stays until this one is closed: were it to end now
        as those did, the next would offer it.
        """
        found = []
        for path, content in self._read("typing.json"):
            if path in self._taken:
                continue
            opened = path.with_name(path.name.replace(".typing.json", ".open"))
            there = _text(opened)
            if there and self._is_at_work(opened, there):
                continue
            with contextlib.suppress(
                ValueError, KeyError, TypeError, RecursionError
            ):  # half of a file: nothing to offer
                kept = json.loads(content)
                found.append(Typed(str(kept["unit"]), str(kept["text"])))
            self._take(path)
            opened.unlink(missing_ok=True)
        return found

    def _take(self, path: Path) -> None:
        names = (path.with_name(f"{self._name}.{os.getpid()}-{number}.typing.json") for number in count(1))
        taken = next(name for name in names if not name.exists())
        with contextlib.suppress(OSError):  # another desk has taken it meanwhile
            path.rename(taken)
            self._taken.append(taken)

    def _read(self, ending: str) -> list[tuple[Path, str]]:
        paths = sorted(self._folder.glob(f"*.{ending}")) if self._folder.is_dir() else []
        mine = [path for path in paths if path.name.removesuffix(f".{ending}").rpartition(".")[0] == self._name]
        return [(path, _text(path)) for path in mine]

    def _is_at_work(self, path: Path, there: str) -> bool:
        """Whether the desk that announced itself still runs; of another machine that cannot be known."""
        host, _, number = there.rpartition(" ")
        if host != socket.gethostname() or not number.isdecimal() or os.name != "posix":
            return bool(host)
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            path.unlink(missing_ok=True)
            return False
        except PermissionError:  # somebody else's process, which runs
            return True
        return True


def _text(path: Path) -> str:
    """What a file says, nothing where it is gone or cannot be read."""
    try:
        return read_content(path, ".toolkit/desk").decode("utf-8", "replace")
    except ToolkitError:
        return ""
