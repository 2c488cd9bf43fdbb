"""translate-toolkit, as a program of its own, edits what was handed off and reads what goes with it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from handed import english

from toolkit.model import State

EDIT = """
import sys
from translate.storage import factory
store = factory.getobject(sys.argv[1])
for unit in store.units:
    if unit.source == "港口很忙。":
        unit.target = "The port is busy."
        unit.addnote("Very busy?", origin="translator")
    if unit.source and unit.source.startswith("记者"):
        unit.target = "Our reporter saw a forest of cranes."
        unit.markfuzzy(False)
store.save()
"""
READ = """
import json, sys
from translate.storage import factory
print(json.dumps([[unit.source, unit.target] for unit in factory.getobject(sys.argv[1]).units]))
"""


def run(python: Path, script: str, file: Path) -> str:
    done = subprocess.run([python, "-c", script, file], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("fmt", "file"), [("xliff", "quay.xlf"), ("po", "quay.po")])
def test_what_it_edits_comes_back(quay: Path, toolkit: Callable, translate_toolkit: Path, fmt: str, file: str) -> None:
    toolkit("handoff", "quay", "--for", fmt, "--project", quay)
    folder = quay / "output" / f"quay-for-{fmt}"
    before = english(quay)
    run(translate_toolkit, EDIT, folder / file)
    outcome = toolkit("review", folder, "--project", quay)
    assert outcome.code == 0, outcome.err
    found = english(quay)
    assert found["港口很忙。"] == ("The port is busy.", State.TRANSLATED)
    assert found["记者在现场看到，塔吊林立。"] == ("Our reporter saw a forest of cranes.", State.TRANSLATED)
    assert "Very busy?" in (quay / "source" / "quay.xlf").read_text(encoding="utf-8")
    edited = {"港口很忙。", "记者在现场看到，塔吊林立。"}
    assert {text: one for text, one in found.items() if text not in edited} == {
        text: one for text, one in before.items() if text not in edited
    }
    after = (quay / "source" / "quay.xlf").read_bytes()
    assert toolkit("review", folder, "--project", quay).code == 0
    assert (quay / "source" / "quay.xlf").read_bytes() == after


@pytest.mark.parametrize(
    ("file", "pair"),
    [("memory.tmx", ["江港新城开港", "Jianggang New Town port opens"]), ("glossary.tbx", ["标箱", "TEU"])],
)
def test_it_reads_the_memory_and_the_terms(
    quay: Path, toolkit: Callable, translate_toolkit: Path, file: str, pair: list[str]
) -> None:
    toolkit("handoff", "quay", "--for", "xliff", "--project", quay)
    found = json.loads(run(translate_toolkit, READ, quay / "output" / "quay-for-xliff" / file))
    assert pair in found
