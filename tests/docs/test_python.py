"""Python as the manual tells of it: every public name has an example, and the examples run."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from editing import Editor

import toolkit
from toolkit.bitext import update, write_xliff
from toolkit.cli import COMMANDS, cli
from toolkit.model import Note, State, Term
from toolkit.readers import read
from toolkit.segmentation import segment

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "python.md"
PUBLIC = sorted(toolkit._WHERE)
FUNCTIONS = sorted(set(PUBLIC) - {"REVIEW", "Limits", "ToolkitError", "read_engine"})
"""Those that have an example of their own; the others stand in the examples of these."""

CHINESE = "江港新城开港\n\n江港新城今年投资5亿元。\n"
ENGLISH = ("Jianggang New Town Opens Its Port", "Jianggang New Town invested RMB 50 million this year.")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the project that the examples are about, with what an editor sent back."""
    root = tmp_path_factory.mktemp("prepared")
    toolkit.make_project(root)
    (root / "source" / "harbour.txt").write_text(CHINESE, encoding="utf-8")
    (root / "glossary" / "places.csv").write_text("source,target\n江港新城,Jianggang New Town\n", encoding="utf-8")
    bitext = update(None, segment(read(root / "source" / "harbour.txt")))
    pairs = zip(bitext.units, ENGLISH, strict=True)
    units = tuple(replace(unit, target=text, state=State.TRANSLATED) for unit, text in pairs)
    (root / "source" / "harbour.xlf").write_bytes(write_xliff(replace(bitext, units=units)))
    assert [result.summary["segments"] for result in toolkit.build(toolkit.find_project(root))] == [2]
    editor = Editor((root / "output" / "harbour.review.docx").read_bytes(), "Ann")
    editor.track_all(units[1], ENGLISH[1].replace("50", "500"))
    (root / "returned").mkdir()
    (root / "returned" / "ann.docx").write_bytes(editor.saved())
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def here(prepared: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """That project as the current folder."""
    for name, content in prepared.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names() -> dict[str, Any]:
    """What an example may use without importing it."""
    return {name: getattr(toolkit, name) for name in PUBLIC} | {"Path": Path, "date": date, "Note": Note, "Term": Term}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_example_of_a_public_name_runs(here: Path, name: str) -> None:
    found = getattr(toolkit, name)
    example = doctest.DocTestParser().get_doctest(found.__doc__, names(), name, found.__module__, 0)
    assert example.examples, f"toolkit.{name} has no example"
    said: list[str] = []
    failed = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=said.append).failed
    assert not failed, "".join(said)


def test_the_first_example_of_the_page_runs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    exec(compile(code, PAGE.name, "exec"), {})
    assert capsys.readouterr().out == "row 2: 5亿 is 500 million, not “50 million”\n"


def test_the_page_has_every_public_name() -> None:
    listed = re.findall(r"^::: toolkit[\w.]*\.(\w+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(set(listed) - {"model"}) == PUBLIC


def test_importing_the_package_loads_nothing_of_it() -> None:
    script = "import sys, toolkit; print([name for name in sys.modules if name.startswith('toolkit.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_names_are_the_same_for_type_checkers_and_at_run_time() -> None:
    source = Path(toolkit.__file__).read_text(encoding="utf-8")
    typed = {name: module for module, name in re.findall(r"^    from (\S+) import (\w+) as \2$", source, re.MULTILINE)}
    assert typed == toolkit._WHERE
    assert set(PUBLIC) <= set(dir(toolkit))


def verbs() -> Iterator[str]:
    """Every command, those of groups with the group's name."""
    for name in sorted(COMMANDS):
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from (f"{name} {verb}" for verb in command.list_commands(click.Context(command)))
        else:
            yield name


@pytest.mark.parametrize("verb", [verb for verb in verbs() if verb != "completion"])
def test_every_verb_says_which_functions_do_what_it_does(verb: str) -> None:
    """All but ``completion``, which is about the command line itself."""
    rows = re.findall(r"^\| `toolkit ([a-z -]+)` \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    told = [functions for name, functions in rows if re.match(rf"{re.escape(name.partition(' --')[0])}(?: |$)", verb)]
    assert told, f"docs/python.md has no row for toolkit {verb}"
