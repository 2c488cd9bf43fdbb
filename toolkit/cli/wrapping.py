"""Texts in both languages broken into lines for a terminal, with what is set off in them."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, TextIO

import click

from toolkit.cli.console import coloured, display_width, visible
from toolkit.language.revision import Part, is_rewritten, revised

Look = Mapping[str, Any]
"""How a stretch looks, as `click.style` takes it."""
Run = tuple[str, Look]
"""A stretch of text, and its look."""

PLAIN: Look = {}
_LOOKS: Mapping[Part, Look] = {
    Part.KEPT: PLAIN,
    Part.GONE: {"fg": "red", "strikethrough": True},
    Part.ADDED: {"fg": "green", "underline": True, "bold": True},
}
_MARKS = {Part.KEPT: ("", ""), Part.GONE: ("[-", "-]"), Part.ADDED: ("{+", "+}")}
_NOT_FIRST = frozenset("，。、；：？！）》”’」』】〉…—％")
_LONGEST = 20_000
"""Characters beyond which a text is left to the terminal to break."""
_NARROWEST = 20


def diff_lines(old: str, new: str, indent: str, stream: TextIO | None = None) -> Iterator[str]:
    """Both versions in one text, or one after the other where hardly anything stayed; what differs is set off.

    What is gone and what is new are told apart by colour, a stroke and a line where `stream`
    (standard output unless given) shows these, else by marks as in ``[-gone-]{+new+}``.
    """
    out = stream or sys.stdout
    parts = list(revised(old, new))
    for left_out in (Part.ADDED, Part.GONE) if is_rewritten(old, new) else ("",):
        shown = [(part, visible(text)) for part, text in parts if part != left_out]
        runs = [(text, _LOOKS[part]) if coloured(out) else (text.join(_MARKS[part]), PLAIN) for part, text in shown]
        yield from wrapped(runs, indent, out)


def wrapped(runs: Iterable[Run], indent: str, stream: TextIO | None = None) -> Iterator[str]:
    """The lines of a text, each after the `indent`.

    Only a terminal has a width to keep to; anywhere else a text is one line, which can be searched.
    """
    out, found = stream or sys.stdout, list(runs)
    width = shutil.get_terminal_size().columns - display_width(indent) if out.isatty() else 0
    short = sum(len(text) for text, _ in found) <= _LONGEST
    lines = _lines(found, width) if width >= _NARROWEST and short else [found]
    for line in lines:
        yield indent + "".join(click.style(text, **look) if look else text for text, look in line)


def _lines(runs: Iterable[Run], width: int) -> Iterator[list[Run]]:
    """The runs broken where they reach `width`: at blanks, and beside the characters of Chinese."""
    line: list[tuple[str, Look]] = []
    taken = 0
    for word in _words([(character, look) for text, look in runs for character in text]):
        length = display_width("".join(character for character, _ in word))
        if line and taken + display_width("".join(character for character, _ in word).rstrip()) > width:
            yield _joined(line)
            line, taken = [], 0
        line += word
        taken += length
    yield _joined(line)


def _words(characters: Iterable[tuple[str, Look]]) -> Iterator[list[tuple[str, Look]]]:
    """What may not be broken: a word with the blanks after it, a Chinese character with the marks after it."""
    word: list[tuple[str, Look]] = []
    for character, look in characters:
        if word and _may_break(word[-1][0], character):
            yield word
            word = []
        word.append((character, look))
    if word:
        yield word


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    return (_is_wide(before) or _is_wide(after)) and after not in _NOT_FIRST and after != " "


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _joined(line: list[tuple[str, Look]]) -> list[Run]:
    """The line with neighbours of one look in one run, and without blanks at its end."""
    runs = [("".join(c for c, _ in same), look) for look, same in groupby(line, key=lambda pair: pair[1])]
    return [*runs[:-1], (runs[-1][0].rstrip(" "), runs[-1][1])] if runs else []
