"""The engines of a project through the functions that the commands call, and its diagnosis."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit import add_engine, choose_engine, diagnose, find_project, try_engine
from toolkit.diagnosis import Health
from toolkit.errors import SettingsError, UsageError

MODEL = {"folder": str(Path(__file__).resolve().parent / "fixture" / "model")}


def test_an_engine_is_added_chosen_and_tried(project: Path) -> None:
    (project / "toolkit.toml").write_text("# ours", encoding="utf-8")
    found = find_project(project)
    added = add_engine(found, "tiny", "ctranslate2", MODEL)
    assert (project / "toolkit.toml").read_text(encoding="utf-8").startswith("# ours\n\n[engines.tiny]\n")
    assert choose_engine(found) == choose_engine(found, "tiny") == added
    tried = try_engine(found, text="城西港区开港")
    assert tried.candidates[0] == "Chengxi Port Area Opens Its Port"
    assert tried.engine.startswith("tiny")


def test_which_engine_is_meant(project: Path) -> None:
    found = find_project(project)
    with pytest.raises(UsageError, match="no engine is set up"):
        choose_engine(found)
    for name in ("one", "two"):
        add_engine(found, name, "libretranslate", {"url": "http://127.0.0.1:9"})
    with pytest.raises(UsageError, match="which engine"):
        choose_engine(found)
    with pytest.raises(UsageError, match="there is no such engine"):
        choose_engine(found, "three")


@pytest.mark.parametrize(
    ("name", "kind", "options", "problem"),
    [
        ("läufer", "chat", {}, "not a name for an engine"),
        ("local", "oracle", {}, "there is no such kind of engine"),
        ("local", "chat", {"colour": "red"}, "colour"),
    ],
)
def test_what_is_no_engine_is_not_written(
    project: Path, name: str, kind: str, options: dict[str, str], problem: str
) -> None:
    with pytest.raises((UsageError, SettingsError), match=problem):
        add_engine(find_project(project), name, kind, options)
    assert not (project / "toolkit.toml").exists()


def test_a_diagnosis_looks_at_the_project_if_there_is_one(project: Path) -> None:
    assert "none here or above" in {sign.text for sign in diagnose()}
    signs = list(diagnose(find_project(project)))
    assert {sign.text for sign in signs if sign.subject == "engines"} == {"none is described"}
    (project / "toolkit.toml").write_text("[build", encoding="utf-8")
    assert any(sign.health is Health.PROBLEM for sign in diagnose(find_project(project)))
