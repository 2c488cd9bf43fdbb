"""The manual that is made of the commands: man pages, and pages of the site."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import manual
import pytest

from toolkit.cli import COMMANDS


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("man")
    (folder / "toolkit-gone.1").touch()
    command = [sys.executable, manual.__file__, str(folder)]
    subprocess.run(command, check=True)
    return folder


def test_every_command_has_a_page_and_one_that_is_gone_has_none(pages: Path) -> None:
    names = {path.name for path in pages.iterdir()}
    assert {"toolkit.1", "toolkit-terms-import.1", *(f"toolkit-{verb}.1" for verb in COMMANDS)} <= names
    assert "toolkit-gone.1" not in names


def printed(page: Path) -> str:
    """A page as it is read in a terminal, without bold and with plain hyphens; groff has nothing to warn of."""
    command = ["groff", "-man", "-Tutf8", "-k", "-ww", "-rLL=120n", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == "", page.name
    return re.sub(r".\x08|\x1b\[[\d;]*m", "", done.stdout).translate({ord(hyphen): "-" for hyphen in "−‐"})


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_a_page_has_all_that_the_help_has(pages: Path) -> None:
    for context in manual.contexts():
        text = printed(pages / f"{context.command_path.replace(' ', '-')}.1")
        assert context.command_path in text
        for name, _ in manual.options(context):
            assert name in text
        for example in manual.examples(context).splitlines():
            assert example.strip() in text


def test_the_reference_has_every_command_with_what_its_help_says() -> None:
    text = "\n".join(manual.reference())
    for context in manual.contexts():
        assert re.search(rf"^##+ {context.command_path}$", text, re.MULTILINE)
        for parameter in context.command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[-1] in text


def test_the_overview_has_a_line_for_each_verb_in_another_language_where_there_is_one() -> None:
    rows = list(manual.overview({"build": "主要命令"}))
    assert len(rows) == len(COMMANDS)
    assert "| [`toolkit build`](reference.md#toolkit-build) | 主要命令 |" in rows
    assert f"| [`toolkit init`](reference.md#toolkit-init) | {COMMANDS['init'][1]} |" in rows


def test_marks_of_roff_and_markdown_are_text() -> None:
    assert manual._roff(".a\\b-c") == "\\&.a\\eb\\-c"
    assert manual._markdown("a|b <c> --jobs N") == r"a\|b \<c\> `--jobs N`"
