"""Every regular expression of the package on the text that is worst for it: twice the text is twice the work."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from toolkit.expressions import Expression

PACKAGE = Path(__file__).resolve().parents[2] / "toolkit"
LENGTH = 250_000 if os.environ.get("TOOLKIT_FAULTS") == "many" else 10_000
"""Characters; a text of ten megabytes takes as many times longer as it is longer."""

FAST = 0.015 * LENGTH / 10_000
"""Seconds of processor in which no more than linear work is done on so much text; only slower ones are measured."""

LINEAR = 9.0
"""Four times the text is four times the work, and sixteen times where it is quadratic."""

UNITS = (
"""Seconds of processor in which only linear work is done on so much text; what is slower is measured twice."""
    "…", "one hundred ", "省",
)  # fmt: skip
"""What a text that is meant to hurt says again and again."""

CODES = re.compile(r"\b(?:re\.compile|expression)\(")
WINDOWED = {"_LAST_WORD": "of the twelve characters before a full stop"}
"""Expressions that are looked for in so short a piece of text that its length is no matter."""

ANCHORED = {"match", "fullmatch"}
LOOKED_UP = {"toolkit.bitext.foreign.xliff2_rules.structure", "toolkit.language.variants"}
"""Modules that keep expressions in tables, and match what is looked up from its beginning."""


def modules() -> list[str]:
    """The modules that make an expression; those of the desk read what is typed."""
    paths = (path for path in sorted(PACKAGE.rglob("*.py")) if CODES.search(path.read_text(encoding="utf-8")))
    names = (
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__") for path in paths
    )
    return [name for name in names if not name.startswith("toolkit.desk")]


def expressions(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern | Expression) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from expressions(one)
    elif isinstance(value, dict):
        yield from expressions([*value.values()])


@cache
def sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))


def is_anchored(module: str, name: str) -> bool:
    """Whether an expression is only ever matched from a given place on, and not looked for."""
    used = set(re.findall(rf"\b{name}\.([a-z]+)\(", sources()))
    return module in LOOKED_UP or (bool(used) and used <= ANCHORED)


def seconds(expression: re.Pattern[str], text: str, anchored: bool) -> float:
    """Of the processor, the least of three: what else the machine does meanwhile does not count."""
    spent = []
    for _ in range(3):
        begun = time.process_time()
        if anchored:
            expression.match(text)
            expression.fullmatch(text)
        else:
            for _ in expression.finditer(text):
                pass
        spent.append(time.process_time() - begun)
        if spent[-1] < FAST:
            break
    return min(spent)


@pytest.mark.parametrize("module", modules())
def test_time_grows_no_faster_than_the_text(module: str) -> None:
    found = ((name, value) for name, value in vars(import_module(module)).items() if name not in WINDOWED)
    for name, value in found:
        for expression in expressions(value):
            anchored = is_anchored(module, name)
            for unit in UNITS:
                text = unit * (LENGTH // len(unit))
                least = seconds(expression, f"{text}\x01", anchored)
                if least > FAST:
                    ratio = seconds(expression, f"{text * 4}\x01", anchored) / least
                    assert ratio < LINEAR, f"{name} on {unit!r}: four times the text, {ratio:.0f} times the work"


def test_a_quadratic_expression_would_be_found() -> None:
    slow, text = re.compile(" +\n"), " " * 10_000
    assert seconds(slow, text * 4, anchored=False) / seconds(slow, text, anchored=False) > LINEAR
