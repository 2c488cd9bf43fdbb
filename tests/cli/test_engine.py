"""``toolkit engine list``, ``add`` and ``test``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.project import parse_settings

MODEL = Path(__file__).resolve().parents[1] / "engines" / "fixture" / "model"


def test_an_engine_is_added_listed_and_tried(project: Path, toolkit: Callable) -> None:
    outcome = toolkit("engine", "list", "--project", project)
    assert outcome.code == 0
    assert "0 engines" in outcome.err
    assert "Kinds: chat, libretranslate, ctranslate2, deepl" in outcome.err
    settings = project / "toolkit.toml"
    settings.write_text("# Ours.\n[build]\nformats = ['html']\n", encoding="utf-8")
    outcome = toolkit(
        "engine", "add", "tiny", "--kind", "ctranslate2", "--set", f"folder={MODEL}", "--project", project
    )
    assert outcome.code == 0
    assert settings.read_text(encoding="utf-8").startswith("# Ours.\n[build]\nformats = ['html']\n\n[engines.tiny]\n")
    assert toolkit("engine", "list", "--project", project).out == f"tiny  ctranslate2  {MODEL}\n"
    outcome = toolkit("engine", "test", "tiny", "城西港区开港", "--project", project)
    assert outcome.out == "Chengxi Port Area Opens Its Port\n"
    outcome = toolkit("engine", "test", "--json", "--project", project)
    assert len(json.loads(outcome.out)["candidates"]) == 4


def test_options_are_written_as_what_they_are(project: Path, toolkit: Callable) -> None:
    values = ("url=http://127.0.0.1:9/v1", 'model=a"b\\c=d', "per_minute=20", "timeout=2.5", "keyring=true")
    options = [word for value in values for word in ("--set", value)]
    assert toolkit("engine", "add", "odd", "--kind", "chat", *options, "--project", project).code == 0
    (engine,) = parse_settings((project / "toolkit.toml").read_text(encoding="utf-8"), "t").engines
    assert dict(engine.options) == {
        "url": "http://127.0.0.1:9/v1",
        "model": 'a"b\\c=d',
        "per_minute": 20,
        "timeout": 2.5,
        "keyring": True,
    }


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["a b", "--kind", "chat"], "not a name for an engine"),
        (["x", "--kind", "oracle"], "kinds are: chat, libretranslate, ctranslate2, deepl"),
        (["x", "--kind", "chat"], "“url” is missing"),
        (["x", "--kind", "chat", "--set", "url"], "an option is written KEY=VALUE"),
        (["x", "--kind", "chat", "--set", "key=sk-123456"], "keep the key out of the file"),
    ],
)
def test_what_cannot_be_added(project: Path, toolkit: Callable, arguments: list[str], problem: str) -> None:
    outcome = toolkit("engine", "add", *arguments, "--project", project)
    assert outcome.code == 2
    assert problem in outcome.err
    assert "sk-123456" not in outcome.err
    assert not (project / "toolkit.toml").exists()


def test_a_name_is_given_once(project: Path, toolkit: Callable) -> None:
    command = ("engine", "add", "a", "--kind", "libretranslate", "--set", "url=http://h", "--project", project)
    assert toolkit(*command).code == 0
    assert "there is an engine of that name" in toolkit(*command).err


def test_an_engine_that_fails_says_so(project: Path, toolkit: Callable) -> None:
    (project / "toolkit.toml").write_text('[engines.gone]\nkind = "ctranslate2"\nfolder = "models/none"\n')
    outcome = toolkit("engine", "test", "--project", project)
    assert outcome.code == 4
    assert "no CTranslate2 model in none" in outcome.err
