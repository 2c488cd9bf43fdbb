"""What axe-core says against a page."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(
    os.environ.get("AXE_CORE", Path(__file__).parents[2] / ".tools" / "node_modules" / "axe-core" / "axe.min.js")
)
_RUN = """
axe.run({ rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(
    ({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary}`)))
"""
"""Its experimental and optional rules for WCAG 2.2 with it; what is right is not told, which would be megabytes."""


@cache
def _program() -> str:
    if not AXE.exists():
        pytest.skip(f"no axe-core at {AXE} (npm install --prefix .tools axe-core)")
    return AXE.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What is said against the page as it is now, or a skip."""
    if page.evaluate("!window.axe"):
        page.evaluate(f"{{ {_program()} }}")
    said: list[str] = page.evaluate(_RUN)
    return said
