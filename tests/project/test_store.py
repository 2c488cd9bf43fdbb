from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from toolkit.errors import InputError, UsageError
from toolkit.project import (
    clear_away,
    locked,
    read_content,
    set_aside,
    store,
    write_atomically,
    write_derived,
    write_folder,
)


def test_written_whole_and_only_if_different(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "a.txt"
    assert write_atomically(path, b"one", "a.txt") is True
    before = path.stat().st_mtime_ns
    assert write_atomically(path, b"one", "a.txt") is False
    assert path.stat().st_mtime_ns == before
    assert write_atomically(path, b"two", "a.txt") is True
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in path.parent.iterdir()] == ["a.txt"]


def test_pieces_are_written_as_one_and_only_if_different(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert write_derived(path, [b"one", memoryview(b" two")], "a.txt") is True
    assert path.read_bytes() == b"one two"
    assert write_derived(path, [b"one ", b"two"], "a.txt") is False
    assert write_derived(path, [], "a.txt") is True
    assert path.read_bytes() == b""


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"one")
    real.chmod(0o640)
    link.symlink_to(real)
    write_atomically(link, b"two", "link.txt")
    assert link.is_symlink()
    assert real.read_bytes() == b"two"
    assert real.stat().st_mode & 0o777 == 0o640


def test_what_is_derived_takes_the_place_of_a_link_and_is_known_by_who_writes_it(tmp_path: Path) -> None:
    """Not by where it lies: a project may lie below a folder of any name."""
    folder = tmp_path / ".toolkit"
    folder.mkdir()
    real, link = folder / "real.txt", folder / "link.txt"
    real.write_bytes(b"one")
    link.symlink_to(real)
    write_atomically(link, b"two", "link.txt")
    assert (link.is_symlink(), real.read_bytes()) == (True, b"two")
    write_derived(link, b"three", "link.txt")
    assert (link.is_symlink(), link.read_bytes(), real.read_bytes()) == (False, b"three", b"two")


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_failure_at_any_step_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "write":
        monkeypatch.setattr("builtins.open", fail)
    else:
        monkeypatch.setattr(store.os, step, fail)
    with pytest.raises(InputError, match="No space left"):
        write_atomically(path, b"new", "a.txt")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_the_place_and_a_remedy_are_named(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file")
    with pytest.raises(InputError, match=r"output/a\.txt: cannot be written .*; make the folder writable"):
        write_atomically(tmp_path / "output" / "a.txt", b"x", "output/a.txt")
    with pytest.raises(InputError, match="gone: No such file"):
        read_content(tmp_path / "gone", "gone")


def test_set_aside_never_overwrites(tmp_path: Path) -> None:
    for content in ("one", "two"):
        (tmp_path / "a.review.docx").write_text(content)
        set_aside(tmp_path / "a.review.docx", "a")
    assert (tmp_path / "a.review.kept-1.docx").read_text() == "one"
    assert (tmp_path / "a.review.kept-2.docx").read_text() == "two"


def test_what_killed_commands_left_is_cleared_away_once_nobody_writes_it(tmp_path: Path) -> None:
    names = (".a.xlf.17.new", ".b.xlf.18.new", "c.xlf", ".d.new.csv")
    for name in names:
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (time.time() - 7200,) * 2)
    os.utime(tmp_path / names[1])
    clear_away(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])


def test_two_commands_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_LOCK_WAIT", 0.3)
    script = textwrap.dedent(
        f"""
        import sys
        from pathlib import Path
        from toolkit.project import locked
        with locked(Path({str(tmp_path)!r}), "x"):
            print("held", flush=True)
            sys.stdin.read()
        """
    )
    other = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdin is not None
    assert other.stdout.readline() == b"held\n"
    with pytest.raises(UsageError, match="another toolkit command"), locked(tmp_path, ".toolkit"):
        pass
    other.stdin.close()
    other.wait()
    other.stdout.close()
    with locked(tmp_path, ".toolkit"):
        pass


def test_a_folder_gives_way_to_a_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    write_folder(folder, {"a.txt": b"1", "in/b.txt": b"2"}, "package")
    write_folder(folder, {"a.txt": b"3"}, "package")
    assert {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*.txt")} == {
        "package/a.txt": b"3"
    }
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_a_folder_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "package"
    write_folder(folder, {"a.txt": b"1"}, "package")
    replace = os.replace

    def refuse(one: Path, other: Path) -> None:
        if other == folder and one.name.endswith(".made.new"):
            raise OSError(28, "No space left on device")
        replace(one, other)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(InputError, match="No space left"):
        write_folder(folder, {"a.txt": b"2"}, "package")
    assert [path.read_bytes() for path in folder.iterdir()] == [b"1"]
    assert [path.name for path in tmp_path.iterdir()] == ["package"]
