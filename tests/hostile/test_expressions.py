"""Every regular expression of the package on the text that is worst for it: twice the text is twice the work.

With ``TOOLKIT_FAULTS=many`` of ten million characters, and what each takes then is told (``-rP``, ``--junit-xml``).
"""

from __future__ import annotations

import ast
import os
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from pumping import openings, pumps

from toolkit import expressions

PACKAGE = Path(__file__).resolve().parents[2] / "toolkit"
MANY = os.environ.get("TOOLKIT_FAULTS") == "many"
LENGTHS = (2_500, 50_000) if MANY else (2_500,)
"""Characters of the texts on which every expression is tried with everything that may hurt it."""

LONGEST = 10_000_000
"""Characters of a text on which it is tried with what hurts it most."""

FAST = 4e-7
"""Seconds of processor for each character in which only linear work is done, however long the text: where an expression
keeps every place to go back to, ten million take 250 MB, which the system needs up to a second to give."""

FEW, ENDLESS = 18, 0.01
"""Repetitions each of which doubles the work of an expression that never ends; seconds that no other needs for them."""

BETWEEN = 0.6
"""The power of the length by which the work for each character may grow: 0 were linear, 1 is quadratic."""

ENDINGS = ("\x01", ",")
"""Few expressions go on with the first, but for those that only leave marks out; these end at the second."""

UNITS = ("a", " ", "0", "一", "“", "(", "1 ")
MORE = (
    "1,", "。", "https://a.", "a b ", "Aa ", "亿", " \n", "'", "<a", "1年", "·", "a@", "…", "one hundred ", "省",
    "<!--", "&#", "\\", "![", "二十", "百分之", "九江",
)  # fmt: skip
"""What a text that is meant to hurt says again and again, beside what the expression itself repeats."""

WINDOWED = {
    "toolkit.language.quantities.english_bounds._BOUND_AFTER": "_BOUND_AFTER.match(text, end, end + _WINDOW)",
    "toolkit.language.quantities.english_bounds._BOUND_NEAR": "_BOUND_NEAR.search(text[window:start])",
    "toolkit.readers.html.charset._DECLARATION": "_DECLARATION.search(content, 0, _DECLARED_WITHIN)",
    "toolkit.writers.publication.dimensions._VECTOR": "_VECTOR.search(content[:10_000])",
    "toolkit.checks.marks._NAME": "text[max(0, found.start() - 12) : found.start()]",
    "toolkit.language.english_sentences._LAST_WORD": "text[max(0, end.start() - 12) : end.start()]",
}
"""Expressions that are looked for in so short a piece of a text that its length is no matter, and the piece."""

ANCHORED = {"match", "fullmatch"}
LOOKED_UP = {"toolkit.bitext.foreign.xliff2_rules.structure", "toolkit.language.variants", "toolkit.readers.pictures"}
"""Modules that keep expressions in tables, and match what is looked up, or the beginning of a file."""


class Text(NamedTuple):
    """A text that says the unit again and again after an opening, and ends in what fits nothing, or hardly anything."""

    opening: str
    unit: str
    ending: str = "\x01"

    def __str__(self) -> str:
        return f"{self.opening!r}, {self.unit!r} again and again, {self.ending!r}"

    def times(self, number: int) -> str:
        return f"{self.opening}{self.unit * number}{self.ending}"


class Expression(NamedTuple):
    """An expression by its place, and whether it is only ever matched from a given place on, and not looked for."""

    name: str
    pattern: re.Pattern[Any]
    anchored: bool = False

    def seconds(self, text: str) -> float:
        """Of the processor, for finding it wherever it is, or for matching it once."""
        given = text if isinstance(self.pattern.pattern, str) else text.encode("utf-8")
        begun = time.process_time()
        if self.anchored:
            self.pattern.match(given)
            self.pattern.fullmatch(given)
        else:
            for _ in self.pattern.finditer(given):
                pass
        return time.process_time() - begun

    def per_character(self, text: Text, length: int) -> float:
        """Seconds for each character of a text of that length."""
        return self.seconds(text.times(length // len(text.unit))) / length


def paths() -> list[Path]:
    """The modules of the package; those of the desk read what is typed."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] != "desk"]


def module(path: Path) -> ModuleType:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return import_module(".".join(parts).removesuffix(".__init__"))


@cache
def methods(path: Path) -> dict[str, set[str]]:
    """What is called of each name in a module, or in all that are in a folder."""
    found = defaultdict(set)
    for one in [path] if path.suffix else path.rglob("*.py"):
        for name, method in re.findall(r"\b([A-Z_]+)\.([a-z]+)\(", one.read_text(encoding="utf-8")):
            found[name].add(method)
    return found


def kept(path: Path) -> Iterator[Expression]:
    """The expressions that a module has under a name, in tables and values too."""
    if not re.search(r"\b(?:re\.compile|expression)\(", path.read_text(encoding="utf-8")):
        return
    own = set(re.findall(r"^([A-Za-z_]+)\b.*=", path.read_text(encoding="utf-8"), re.MULTILINE))
    for name, value in ((name, value) for name, value in vars(module(path)).items() if name in own):
        place = f"{module(path).__name__}.{name}"
        used = methods(path if name.startswith("_") else PACKAGE).get(name, set())
        anchored = module(path).__name__ in LOOKED_UP or (bool(used) and used <= ANCHORED)
        for pattern in patterns(value):
            if place not in WINDOWED:
                yield Expression(place, pattern, anchored)


def patterns(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, expressions.Expression):
        yield re.compile(value.pattern, value.flags)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from patterns(one)
    elif isinstance(value, dict):
        yield from patterns([*value.values()])
    elif is_dataclass(value) and not isinstance(value, type):
        yield from patterns([getattr(value, field.name) for field in fields(value)])


def inline(path: Path) -> Iterator[Expression]:
    """The expressions that stand where they are used: ``re.sub("a+", …)``."""
    for call in calls(ast.parse(path.read_text(encoding="utf-8"))):
        if getattr(call.func, "attr", "compile") != "compile" and isinstance(call.args[0], ast.Constant):
            flags = [ast.unparse(one) for one in call.args[1:] if ast.unparse(one).startswith("re.")]
            pattern = re.compile(call.args[0].value, eval(" | ".join(flags) or "0", {"re": re}))
            yield Expression(f"{path.name}:{call.lineno}", pattern, call.func.attr in ANCHORED)


def calls(tree: ast.AST) -> Iterator[Any]:
    """Where an expression is compiled, or used as it stands."""
    for node in ast.walk(tree):
        used = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        if (used.startswith(("re.", "regex.")) or used == "expression") and not used.endswith(".escape"):
            yield node


def in_work() -> Iterator[Expression]:
    """Expressions as they are made in work, by functions that are named in `MADE`."""
    from toolkit.language import inflection
    from toolkit.language.quantities import meaning
    from toolkit.segmentation import sentences

    any_of_them, respelled = inflection._respelled()
    for name, found in {
        "_events": [sentences._events("；…")],
        "_mention": [meaning._mention("CNY")],
        "_respelled": [any_of_them, *(pattern for _, pattern, _ in respelled)],
        "_places": [re.compile(f"(?={re.escape('港a')}([ \t\n]*){re.escape('a 港')})")],
    }.items():
        for pattern in patterns([*found]):
            yield Expression(name, pattern)


MADE = {
    *("segmentation/sentences.py:_events", "segmentation/breaks.py:_places"),
    *("language/quantities/meaning.py:_mention", "language/inflection.py:_respelled"),
}
PLAIN = {
    "cli/memory/look.py:_in_context": "a text as it was typed",
    "diagnosis/signs.py:without_names": "the name of whoever runs the program",
    "expressions.py:__getattr__": "what a module has under a name",
    "language/chinese.py:__missing__": "one class of characters",
    "language/traditional.py:_words": "a list of words",
    "project/settings.py:_at": "a key, matched from the beginning of a line",
    "readers/html/looks.py:look_of": "the values of a table",
}
"""Functions that make expressions of what repeats nothing; those of a table are measured with it."""

LIMITED = {"segmentation/srx.py:_compiled"}
"""Functions that compile what people wrote; it is stopped when it takes too long."""


@pytest.mark.parametrize("path", paths(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_time_grows_no_faster_than_the_text(path: Path, record_property: Callable[[str, object], None]) -> None:
    found = [*kept(path), *inline(path), *(in_work() if path.name == "sentences.py" else ())]
    for expression in found:
        units = [*UNITS, *(MORE if MANY else ()), *sorted(pumps(expression.pattern))]
        texts = [Text(*one) for one in product(sorted(openings(expression.pattern)), units, ENDINGS)]
        for text in texts:
            assert expression.seconds(text.times(FEW)) < ENDLESS, f"{expression.name} on {text}: no end"
        for length in LENGTHS:
            spent = {text: expression.per_character(text, length) for text in texts}
            for text in (text for text in texts if spent[text] > FAST):  # the others do linear work only
                expect_linear(expression, text, length, length * 4)
        if MANY:
            worst = max(texts, key=spent.__getitem__)
            for longer in (LONGEST // 10, LONGEST):  # what is quadratic takes too long for the longest
                seconds = longer * expect_linear(expression, worst, longer // 10, longer)
            record_property(expression.name, f"{seconds:.2f} s on {worst}")


def expect_linear(expression: Expression, text: Text, shorter: int, longer: int) -> float:
    """The seconds for each character of the longer text, which are hardly more; one disturbance does not count."""
    for _ in range(3):
        before, after = expression.per_character(text, shorter), expression.per_character(text, longer)
        if after < FAST or after / before < (longer / shorter) ** BETWEEN:
            return after
    pytest.fail(f"{expression.name} on {text}: {after / before:.1f} times the work a character of {longer:,}")


def test_expressions_that_are_put_together_are_known() -> None:
    found = {
        f"{path.relative_to(PACKAGE)}:{function.name}"
        for path in paths()
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for call in calls(function)
        if not isinstance(call.args[0], ast.Constant)
    }
    assert found == MADE | set(PLAIN) | LIMITED


def test_pieces_are_as_short_as_is_said() -> None:
    for place, piece in WINDOWED.items():
        module = import_module(place.rpartition(".")[0])
        assert piece in Path(str(module.__file__)).read_text(encoding="utf-8")


def test_an_expression_without_end_would_be_found() -> None:
    endless = Expression("endless", re.compile("(?:a|aa|ai|i)+"), anchored=True)
    assert endless.seconds(f"{'ai' * FEW}\x01") > ENDLESS


def test_a_quadratic_expression_would_be_found() -> None:
    slow = Expression("slow", re.compile("<[^>]*>"))
    assert "<" in pumps(slow.pattern)
    with pytest.raises(pytest.fail.Exception, match="times the work"):
        expect_linear(slow, Text("", "<"), 2_500, 40_000)


def test_an_expression_that_is_quadratic_after_an_opening_would_be_found() -> None:
    slow = Expression("slow", re.compile("^title[:=](.+?) *$", re.MULTILINE))
    assert "title:" in openings(slow.pattern)
    with pytest.raises(pytest.fail.Exception, match="times the work"):
        expect_linear(slow, Text("title:", " "), 1_000, 16_000)
