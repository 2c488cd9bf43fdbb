"""Texts of both languages in lines, as wide as the terminal."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.cli import wrapping
from toolkit.cli.console import display_width
from toolkit.cli.wrapping import PLAIN, diff_lines, wrapped


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    monkeypatch.delenv("NO_COLOR", raising=False)


def lines(text: str) -> list[str]:
    return list(wrapped([(text, PLAIN)], "", Terminal()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port opened in the spring.", ["The port opened in the", "spring."]),
        ("港口全年吞吐量达六十万标箱，", ["港口全年吞吐量达六十万标", "箱，"]),
        ("港口全年吞吐量达六十万标。好", ["港口全年吞吐量达六十万", "标。好"]),
        ("Chinese 港口全年吞吐量达六十万", ["Chinese 港口全年吞吐量达", "六十万"]),
        ("W" * 30 + " end", ["W" * 30, "end"]),
        ("", [""]),
    ],
)
def test_where_lines_end(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


@given(st.text("ab港，。 𠀀", max_size=80))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str) -> None:
    found = lines(text)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    # Only what may not be broken is wider: a word, or marks that may not begin a line.
    for line in found:
        assert display_width(line) <= 24 or set(line.rstrip("，。")) <= set("ab") or line.rstrip("，。") != line


def test_one_line_where_nobody_looks_on() -> None:
    assert list(wrapped([("long " * 20, PLAIN)], "  ", io.StringIO())) == ["  " + "long " * 20]


def test_a_very_long_text_is_left_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapping, "_LONGEST", 50)
    assert len(lines("long " * 11)) == 1


def test_a_window_too_narrow_to_keep_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    assert len(lines("The port opened in the spring.")) == 1


def test_looks_and_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(diff_lines("The old port", "The new port", "", io.StringIO())) == ["The [-old-]{+new+} port"]
    (seen,) = diff_lines("The old port", "The new port", "", Terminal())
    assert "\x1b[31m\x1b[9mold\x1b[0m\x1b[32m\x1b[1m\x1b[4mnew\x1b[0m port" in seen
    monkeypatch.setenv("NO_COLOR", "1")
    assert list(diff_lines("The old port", "The new port", "", Terminal())) == ["The [-old-]{+new+} port"]


def test_nothing_in_a_text_is_obeyed() -> None:
    (seen,) = diff_lines("a\x1b[2Jb", "a\nb", "", io.StringIO())
    assert "\x1b" not in seen
    assert "\n" not in seen
    assert os.linesep not in seen
