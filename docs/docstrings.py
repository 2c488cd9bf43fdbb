"""How docstrings are read for the site: examples, from ``>>>`` to the next empty line, are code."""

from __future__ import annotations

import re
from typing import Any

import griffe


class Examples(griffe.Extension):
    """Fences the examples, which Markdown would take for quotations."""

    def on_object(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        """Rewrites the docstring of whatever has one."""
        if obj.docstring:
            obj.docstring.value = re.sub(r"^>>> (?:.+\n?)+", _fenced, obj.docstring.value, flags=re.MULTILINE)


def _fenced(example: re.Match[str]) -> str:
    return f"```pycon\n{example[0].rstrip()}\n```\n"
