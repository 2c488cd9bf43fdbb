"""Full disks, permissions taken away, files changed under a command: said, nothing lost, and the next run finishes."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_server import Server
from file_layer import REFUSED
from scenarios import HARBOUR, Rehearsed, expect_finished, expect_nothing_lost, scenarios, tree
from test_kills import MANY, NAMES

from toolkit.bitext import read_xliff
from toolkit.errors import Exit


@pytest.mark.parametrize("way", REFUSED)
@pytest.mark.parametrize("name", NAMES)
def test_refused_from_a_step_on(
    name: str, way: str, server: Server, rehearsed: Callable[[str], Rehearsed], disturbed: Counter[str]
) -> None:
    played = rehearsed(name)
    steps = range(1, len(played.steps) + 1)
    for fatal in steps if MANY else random.Random(name + way).sample(steps, 1):
        root, ended = played.again(server, fatal, way)
        disturbed["refused the disk"] += 1
        assert ended.code in set(Exit), f"step {fatal} of {played.steps}: {ended.said}"
        assert "Traceback" not in ended.said, f"step {fatal} of {played.steps}: {ended.said}"
        if ended.code in (Exit.DONE, Exit.FINDINGS):
            expect_the_same(played, root)
        else:
            assert "error:" in ended.said
        expect_nothing_lost(played, root)
        assert not list(root.rglob(".*.new")), "half of a file was left though nobody was killed"
        expect_finished(played, server, root)
        shutil.rmtree(root)


def expect_the_same(played: Rehearsed, root: Path) -> None:
    """Who says that all is well has done all, but for what can be derived again."""
    assert tree(root).keys() == played.after.keys()


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of that size; where this user may mount none, the test is skipped."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"{NO_DISK}: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


NO_DISK = "no file system may be mounted here"


@pytest.mark.parametrize("kilobytes", [4, 64])
def test_a_disk_that_is_really_full(
    kilobytes: int, tmp_path: Path, server: Server, rehearsed: Callable[[str], Rehearsed]
) -> None:
    played = rehearsed("build-again")
    with small_disk(tmp_path / "disk", 4096) as disk:
        root = disk / "project"
        shutil.copytree(played.root, root)
        free = shutil.disk_usage(disk).free
        (disk / "ballast").write_bytes(bytes(max(free - kilobytes * 1024, 0)))
        ended = server.run(["build"], root)
        assert ended.code in (Exit.DONE, Exit.INPUT, Exit.USAGE), ended.said
        assert "Traceback" not in ended.said
        expect_nothing_lost(played, root)
        (disk / "ballast").unlink()
        expect_finished(played, server, root)


@pytest.mark.skipif(not hasattr(os, "chmod") or os.name != "posix", reason="permissions are those of POSIX")
@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("build-again", "output"),
        ("build-again", ".toolkit"),
        ("build", "."),
        ("review", "source"),
        ("terms-add", "glossary"),
    ],
)
def test_a_folder_that_may_not_be_written(
    name: str, folder: str, server: Server, rehearsed: Callable[[str], Rehearsed]
) -> None:
    played = rehearsed(name)
    root = played.root.with_name(f"{played.root.name}-{next(played.number)}")
    shutil.copytree(played.root, root)
    ended = server.run(played.scenario.arguments, root, unwritable=root / folder)
    assert "make the folder writable" in ended.said or "make the project's folder writable" in ended.said, ended.said
    assert ended.code == Exit.INPUT
    expect_nothing_lost(played, root)
    expect_finished(played, server, root)


def test_folders_above_that_may_not_be_looked_into(
    tmp_path: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "is_dir", refused)
    assert "no project here or above" in toolkit("status").err


def command(root: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "toolkit", *arguments],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_commands_at_once(rehearsed: Callable[[str], Rehearsed]) -> None:
    """Six of them: each waits for the others, and what all were asked for is there."""
    root = rehearsed("build").root.with_name("together")
    shutil.copytree(rehearsed("build").root, root)
    terms = [
        ("terms", "add", f"港{number}", f"Port {number}", "--family", "ports", "--origin", "a") for number in "一二三"
    ]
    running = [command(root, *arguments) for arguments in (*terms, ("build",), ("build",), ("check",))]
    for process in running:
        _, said = process.communicate(timeout=60)
        assert process.returncode in (0, 1), said
        assert "Traceback" not in said
    lines = (root / "glossary" / "ports.csv").read_text(encoding="utf-8").splitlines()
    assert sorted(line.split(",")[1] for line in lines[1:]) == ["Port 一", "Port 三", "Port 二"]
    again = command(root, "build")
    assert again.communicate(timeout=60)
    assert again.returncode == 0


def test_files_that_change_under_a_command(server: Server, rehearsed: Callable[[str], Rehearsed]) -> None:
    """Somebody saves the source and the bitext all the time: each save stands, or the command says that it stood."""
    root = rehearsed("build").root.with_name("changing")
    shutil.copytree(rehearsed("build-again").root, root)
    source, bitext = root / "source" / "harbour.txt", root / "source" / "harbour.xlf"
    saved, ended = bitext.read_bytes(), threading.Event()

    def save() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            source.write_text(f"{HARBOUR}\n第{number}天。\n", encoding="utf-8")
            own = saved.replace(b"Opens Its Port", f"Opens Its Port {number}".encode())
            bitext.with_suffix(".mine").write_bytes(own)
            os.replace(bitext.with_suffix(".mine"), bitext)
            ended.wait(0.003)

    saving = threading.Thread(target=save)
    saving.start()
    try:
        codes = {server.run(["build"], root).code for _ in range(6)}
    finally:
        ended.set()
        saving.join()
    assert codes <= {Exit.DONE, Exit.INPUT}
    assert server.run(["build"], root).code == Exit.DONE
    assert any(
        unit.target.startswith("Jianggang New Town Opens") for unit in read_xliff(bitext.read_bytes(), "x").units
    )


def test_every_command_that_writes_is_rehearsed() -> None:
    """A new one gets a scenario, or its reason why it has none."""
    from toolkit.cli import COMMANDS

    elsewhere = {
        "init": "makes what is not there",
        "engine": "adds to toolkit.toml",
        "edit": "tests/desk",
        **dict.fromkeys(("status", "segment", "completion", "doctor"), "writes nothing of the project"),
    }
    assert {str(one.arguments[0]) for one in scenarios("")} | elsewhere.keys() >= COMMANDS.keys()
