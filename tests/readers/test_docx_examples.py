"""The files in docx_examples/: markup, then the blocks it is read as. Anybody can add to them.

An example is a line ``= what it shows``, the markup of the body, and a line a block: its kind, its
level, its text with codes as tags, ⏎ for a line break and ⇥ for a tab. A line ``! …`` is a notice.
A part other than the body begins with ``@footnotes``, ``@endnotes``, ``@header`` or ``@styles``.
The styles that stand for themselves are in wordprocessing.py, and ``port`` is a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from wordprocessing import STYLES, docx, loaded, shown

EXAMPLES = Path(__file__).parent / "docx_examples"
LINKS = {"port": "https://example.org/港口?a=1&b=2"}


@dataclass
class Example:
    name: str
    parts: dict[str, str] = field(default_factory=dict)
    blocks: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def examples() -> list[Example]:
    found: list[Example] = []
    for path in sorted(EXAMPLES.glob("*.txt")):
        part = "body"
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                found.append(Example(f"{path.stem}: {line[2:]}"))
                part = "body"
            elif line.startswith("@"):
                part = line[1:]
            elif line.startswith("! "):
                found[-1].notices.append(line[2:])
            elif re.match(r"[a-z-]+(?: \d)? \| ", line):
                found[-1].blocks.append(line)
            elif line and not line.startswith("#"):
                parts = found[-1].parts
                parts[part] = parts.get(part, "") + line.strip()
    return found


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_example(example: Example) -> None:
    stories = {kind: part for kind, part in example.parts.items() if kind not in ("body", "styles")}
    styles = STYLES + example.parts.get("styles", "")
    document = loaded(docx(example.parts["body"], styles=styles, stories=stories, links=LINKS))
    assert [shown(block) for block in document.blocks] == example.blocks
    assert list(document.notices) == example.notices
