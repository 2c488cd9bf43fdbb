"""Runs commands of the toolkit in processes of their own, forked from one that has it imported already.

As a program it reads a job a line from standard input, and answers each with a line on standard output.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, or minus the signal that killed it, and the steps it took until then."""

    code: int
    steps: tuple[str, ...]
    said: str

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL


@dataclass
class Server:
    """The process that commands are forked from."""

    process: subprocess.Popen[str]

    def run(
        self,
        arguments: Sequence[object],
        root: Path,
        fatal: int = 0,
        way: str = "",
        after: float | None = None,
        unwritable: Path | None = None,
    ) -> Ended:
        """Runs a command in the project `root`, with a fault.

        That is one as `Layer` has it, a kill from outside `after` seconds, or a folder that is
        `unwritable` while the command runs, which has no right to pass over that, whoever runs it.
        """
        job = {"arguments": [*map(str, arguments)], "root": str(root), "fatal": fatal, "way": way, "after": after}
        job["unwritable"] = str(unwritable or "")
        print(json.dumps(job), file=self.process.stdin, flush=True)
        assert self.process.stdout is not None
        answer = json.loads(self.process.stdout.readline())
        return Ended(answer["code"], tuple(answer["steps"]), answer["said"])


@contextmanager
def command_server(scratch: Path) -> Iterator[Server]:
    """A server; `scratch` is a folder of its own."""
    environment = {"SOURCE_DATE_EPOCH": "1790000000", "NO_COLOR": "1", "OPENBLAS_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        [sys.executable, __file__, str(scratch)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Server(process)
        assert process.stdin is not None
        process.stdin.close()


LOADING = (
    *(["build"], ["build"], ["check"], ["memory", "list"], ["terms", "check"], ["handoff", "port", "--for", "omegat"]),
    *(["review", "--dry-run"], ["publish", "--edition", "interleaved", "--format", "html", "--draft"]),
)
"""What has imported most of what commands import, once it has run over a translated text."""


def serve(scratch: Path) -> None:
    _load(scratch)
    for line in sys.stdin:
        print(json.dumps(_forked(json.loads(line), scratch / "said")), flush=True)


def _load(scratch: Path) -> None:
    """Imports what commands import, by running some: a fork has it, and what they have read once, for nothing."""
    from toolkit.cli import run

    for module in ("httpcore", "toolkit.engines.wire", "toolkit.memory.fill", "toolkit.memory.index"):
        import_module(module)
    project = scratch / "loaded"
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        run(["init", str(project)])
        (project / "source" / "port.txt").write_text("港口开港\n\n港口今年投资5亿元。\n", encoding="utf-8")
        for command in LOADING:
            run([*command, "--project", str(project)])
            for bitext in (project / "source").glob("*.xlf"):
                text = bitext.read_text(encoding="utf-8")
                bitext.write_text(text.replace('"new"><', '"translated">The port opens.<'), encoding="utf-8")
    gc.freeze()


def _forked(job: dict[str, Any], said: Path) -> dict[str, Any]:
    reading, writing = os.pipe()
    unwritable = Path(job["unwritable"]) if job["unwritable"] else None
    if unwritable:
        unwritable.chmod(0o555)
    child = os.fork()
    if not child:
        os.close(reading)
        _command(job, said, writing)
    os.close(writing)
    if job["after"] is not None:
        time.sleep(job["after"])
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if unwritable:
        unwritable.chmod(0o755)
    os.set_blocking(reading, False)  # processes that the command left behind hold the other end open
    with open(reading, encoding="utf-8") as file:
        steps = (file.read() or "").splitlines()
    return {"code": code, "steps": steps, "said": said.read_text("utf-8", "replace")}


def _obey_permissions() -> None:
    """Takes from this process the right of root to write where nobody may (capset(2)); others have none."""
    import ctypes

    if os.geteuid() == 0:
        header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).capset(header, none) == 0


def _command(job: dict[str, Any], said: Path, writing: int) -> None:
    from file_layer import Layer, install

    from toolkit.cli import run

    class Told(list[str]):
        """Steps that are told at once, before they are taken: who is killed cannot tell them later."""

        def append(self, step: str) -> None:
            super().append(step)
            if os.getpid() == own:
                tell(writing, f"{step}\n".encode())

    own, tell = os.getpid(), os.write
    nothing, output = os.open(os.devnull, os.O_RDONLY), os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for descriptor, target in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(descriptor, target)
    os.chdir(job["root"])
    if job["unwritable"]:
        _obey_permissions()
    install(Layer(job["fatal"], job["way"], Told()))
    code = 70
    try:
        code = run(job["arguments"])
    finally:
        if sys.exc_info()[1]:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
