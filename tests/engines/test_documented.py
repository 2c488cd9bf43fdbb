"""docs/engines.md tells of every kind of engine, every option, and shows the prompt as it is."""

from __future__ import annotations

from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from toolkit.engines.registry import KINDS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_options(kind: str) -> None:
    assert f"| `{kind}` |" in PAGE
    for field in fields(import_module(KINDS[kind]).Options):
        assert f"**{field.name}**" in PAGE, f"{kind}: {field.name}"


def test_the_prompt() -> None:
    prompt = (ROOT / "toolkit" / "engines" / "prompts" / "chat.txt").read_text(encoding="utf-8")
    assert prompt.strip() in PAGE
