from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import SettingsError
from toolkit.model import Severity, State
from toolkit.project import Settings, parse_settings
from toolkit.project.settings import _KEYS

STARTER = Path(__file__).resolve().parents[2] / "toolkit" / "project" / "starter" / "toolkit.toml"


def test_defaults() -> None:
    assert parse_settings("", "toolkit.toml") == Settings()


def test_every_setting() -> None:
    text = """
[languages]
source = "zh-TW"
target = "en-US"
[segmentation]
semicolon = true
ellipsis = true
rules = "my.srx"
[build]
formats = ["html"]
protect = true
[checks]
select = ["empty"]
ignore = ["number-value"]
titles = "title"
extra = ["meaning"]
severity = {empty = "error", "number-value" = "info"}
[review]
state = "translated"
"""
    assert parse_settings(text, "t") == Settings(
        source_language="zh-TW",
        target_language="en-US",
        semicolon=True,
        ellipsis=True,
        rules="my.srx",
        formats=("html",),
        protect=True,
        select=("empty",),
        ignore=("number-value",),
        titles="title",
        extra_checks=("meaning",),
        review_state=State.TRANSLATED,
        severities=(("empty", Severity.ERROR), ("number-value", Severity.INFO)),
    )


def test_the_starter_file_shows_every_setting_with_its_default() -> None:
    text = STARTER.read_text(encoding="utf-8")
    assert parse_settings(text, "t") == Settings()
    lines = [line.removeprefix("# ") if " = " in line else line for line in text.splitlines()]
    assert parse_settings("\n".join(line for line in lines if not line.startswith("#")), "t") == Settings()
    for key in (key for _, key in _KEYS):
        assert f"# {key} = " in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[languages\n", r"not TOML"),
        ('[checks]\ntitles = "loud"\n', r"line 2: unknown style of headings; use one of"),
        ('[checks]\nseverity = {empty = "loud"}\n', r"line 2: a check and its severity are expected"),
        ('[review]\nstate = "empty"\n', r"line 2: a state is expected"),
        ('[checks]\nseverity = "error"\n', r"line 2: a check and its severity are expected"),
        ("[build]\nformat = 1\n", r"toolkit\.toml line 2: unknown key “format” in \[build\]; use one of formats"),
        ("[biuld]\nformats = []\n", r"toolkit\.toml line 1: unknown setting “biuld”"),
        ("formats = []\n", r"unknown setting “formats”"),
        ("[build]\nformats = 'docx'\n", r"line 2: a list of words"),
        ("[build]\nformats = ['odt']\n", r"line 2: unknown format; use one of docx, html"),
        ("[languages]\ntarget = 'English please'\n", r"line 2: a language tag"),
        ("[checks]\nselect = [1]\n", r"line 2: a list of words"),
        ("[segmentation]\nrules = 1\n", r"line 2: a file name is expected"),
        ("[build]\nprotect = 'yes'\n", r"line 2: yes or no is expected; write it as true or false"),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        parse_settings(text, "toolkit.toml")


ENGINE = '[engines.local]\nkind = "chat"\nurl = "http://127.0.0.1:11434/v1"\nmodel = "tiny"\n'


def test_engines() -> None:
    (engine,) = parse_settings(
        ENGINE + 'timeout = 5\n[engines."two"]\nkind = "chat"\nurl = "http://h"\nmodel = "m"', "t"
    ).engines[:1]
    assert (engine.name, engine.kind) == ("local", "chat")
    assert dict(engine.options) == {"url": "http://127.0.0.1:11434/v1", "model": "tiny", "timeout": 5}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("engines = 3", "a name and options are expected"),
        ("[engines]\nlocal = 3", "a name and options are expected"),
        ("[engines.local]", "“kind” is missing or unknown"),
        ("[engines.local]\nkind = ['chat']", "“kind” is missing or unknown"),
        ('[engines.local]\nkind = "chat"\nmodel = "m"', "“url” is missing"),
        (ENGINE + "timeout = true", "a number is expected for “timeout”"),
        (ENGINE + "per_minute = 1.5", "a whole number is expected"),
        (ENGINE + "timeout = -1", "“timeout” cannot be below zero"),
        (ENGINE + "price = inf", "“price” cannot be below zero or without end"),
        (ENGINE + 'modle = "m"', "unknown key “modle”"),
        (ENGINE + 'key = "sk-123456"', "keep the key out of the file"),
    ],
)
def test_engines_that_cannot_be(text: str, problem: str) -> None:
    with pytest.raises(SettingsError, match=problem) as raised:
        parse_settings(text, "toolkit.toml")
    assert "sk-123456" not in str(raised.value)
