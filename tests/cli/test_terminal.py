"""The command as it is seen in a real terminal."""

from __future__ import annotations

from pathlib import Path

from terminal import seen_in_terminal


def test_progress_is_shown_and_erased_and_colours_are_used(project: Path) -> None:
    seen = seen_in_terminal("build", "--project", project)
    assert "Building 1/1: harbour" in seen
    assert seen.index("\r\x1b[K", seen.index("Building 1/1")) < seen.index("4 segments")
    assert "\x1b[33m4 warnings\x1b[0m" in seen


def test_what_is_missing_is_asked_for(project: Path) -> None:
    seen = seen_in_terminal("terms", "add", "船", "ship", "--project", project, typed=b"places\nhouse style\n")
    assert "Family (the file's name without .csv):" in seen
    assert "added to glossary/places.csv" in seen
    assert "船,ship,,,,,house style" in (project / "glossary" / "places.csv").read_text(encoding="utf-8")


def test_a_whole_term_is_asked_for(project: Path) -> None:
    typed = "船\nship\nplaces\nhouse style\n".encode()
    seen = seen_in_terminal("terms", "add", "--project", project, typed=typed)
    assert "Chinese:" in seen
    assert "English:" in seen
    assert "船,ship,,,,,house style" in (project / "glossary" / "places.csv").read_text(encoding="utf-8")


def test_no_progress_when_quiet(project: Path) -> None:
    assert seen_in_terminal("build", "-q", "--project", project) == ""


def test_no_colour_where_it_is_not_wanted(project: Path) -> None:
    seen_in_terminal("build", "--project", project)
    for place in (project, project / "none"):
        assert "\x1b[3" in seen_in_terminal("check", "--project", place)
        assert "\x1b[3" not in seen_in_terminal("check", "--project", place, NO_COLOR="1")
