"""What the tables of English forms say, held against the package that they belong to."""

from __future__ import annotations

import json
from gzip import decompress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lemminflect import getAllInflections

from toolkit.language.lexicon import forms
from toolkit.language.resources import Lines, word_list
from toolkit.language.spelling import _usage

WORDS = (
    "port ports city wolf money zinc okay cyclops good well big build builds cut focus broadcast be can will must dare "
    "ought later din clergy r&d teu jiujiang o'er -"
).split()


@pytest.mark.parametrize("word", WORDS)
def test_a_word_has_the_forms_that_the_package_gives(word: str) -> None:
    theirs = {tag: spellings for tag, spellings in getAllInflections(word).items() if tag != "VBP"}
    assert {tag: spellings for tag, spellings in forms(word).items() if tag != "VBP"} == theirs


def test_every_word_of_the_list_is_found_as_often_as_the_list_says() -> None:
    usage = json.loads(decompress(word_list("spellchecker", "en.json.gz")))
    some = dict(list(usage.items())[::20])
    assert {word: _usage(word) for word in some} == some
    assert [_usage(word) for word in ("", "zzzz", 'a"', "port,", "\ud800", "por")] == [0, 0, 0, 0, 0, 0]


def test_lines_are_found_by_how_they_begin() -> None:
    lines = Lines("a b,4\na,1\na,3\nb,2\nä,1".encode())
    assert [list(lines.after(f"{word},")) for word in ("a", "b", "ä", "c", "", "a b")] == [
        ["1", "3"], ["2"], ["1"], [], [], ["4"]
    ]  # fmt: skip
    assert [list(Lines(content).after("a")) for content in (b"", b"a", b"a\n", b"\na\n")] == [[], [""], [""], [""]]


@pytest.mark.parametrize(("package", "name"), [("spellchecker", "en.json.gz"), ("lemminflect", "infl_lu.csv.gz")])
def test_lists_are_in_the_order_in_which_they_are_searched(package: str, name: str) -> None:
    beginning, *lines = decompress(word_list(package, name)).removeprefix(b"{\n").removesuffix(b"\n}").splitlines()
    assert [beginning, *lines] == sorted([beginning, *lines])


@given(st.lists(st.text("abc", min_size=1), min_size=1), st.text("abc", max_size=3), st.integers(1, 800))
def test_lines_in_any_order_are_found(words: list[str], beginning: str, longer: int) -> None:
    padded = [word + "," + "-" * longer for word in words]
    found = Lines("\n".join(sorted(padded)).encode()).after(beginning + ",")
    assert list(found) == [line.removeprefix(beginning + ",") for line in padded if line.startswith(beginning + ",")]


def test_a_package_that_is_not_there_is_named() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        word_list("no_such_package", "words.txt")
