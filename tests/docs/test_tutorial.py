"""The tutorial, as somebody follows it: every command is run, and answers as the page says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from editing import Editor

from toolkit.bitext import read_xliff

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ANN_WRITES = "From 1 August the library will stay open until 10 pm every evening."


def steps(page: str) -> Iterator[tuple[str, str]]:
    """What the page has to be typed or saved: a command with what it answers, or a file with its text."""
    for kind, name, text in BLOCK.findall((DOCS / page).read_text(encoding="utf-8")):
        if kind == "text":
            yield name, text
        elif kind == "console":
            for exchange in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, answer = exchange.partition("\n")
                yield f"$ {command}", answer


def is_answered(expected: str, said: str) -> bool:
    """Whether `said` is what the page shows, where … stands for anything."""
    shown = re.sub(r"^> .*\n", "> ", expected, flags=re.MULTILINE)  # what is typed is not echoed through a pipe
    return re.fullmatch(re.escape(shown).replace("…", r"[\s\S]*?"), said) is not None


def ann_works(project: Path) -> None:
    """Ann changes row 3 in the Word document, and it comes back."""
    editor = Editor((project / "output" / "library.review.docx").read_bytes(), "Ann")
    unit = read_xliff((project / "source" / "library.xlf").read_bytes(), "x").units[2]
    editor.track_all(unit, ANN_WRITES)
    (project / "returned").mkdir()
    (project / "returned" / "library.review.docx").write_bytes(editor.saved())


def test_the_chinese_page_has_the_same_steps() -> None:
    assert list(steps("tutorial.zh.md")) == list(steps("tutorial.md"))


def test_every_step_answers_as_the_page_says(tmp_path: Path) -> None:
    folder = tmp_path
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "NO_COLOR": "1",
        "PYTHONUNBUFFERED": "1",
    }
    for step, text in steps("tutorial.md"):
        if not step.startswith("$ "):
            (folder / step).write_text(text, encoding="utf-8")
            continue
        command = shlex.split(step[2:])
        if command[0] == "cd":
            folder /= command[1]
            continue
        if command[1] == "review":
            ann_works(folder)
        typed = "".join(f"{line}\n" for line in re.findall(r"^> (.*)$", text, re.MULTILINE))
        done = subprocess.run(
            command, cwd=folder, env=environment, input=typed, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert is_answered(text, done.stdout), f"{step}\n{done.stdout}"
