"""What the tables of English forms say, held against the package that they belong to."""

from __future__ import annotations

import json
from gzip import decompress

import pytest
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


def test_lines_are_found_by_how_they_begin_whatever_their_order() -> None:
    lines = Lines("b,2\nä,1\na,3\na,1\na b,4".encode())
    assert [list(lines.after(f"{word},")) for word in ("a", "b", "ä", "c", "", "a b")] == [
        ["1", "3"], ["2"], ["1"], [], [], ["4"]
    ]  # fmt: skip


def test_a_package_that_is_not_there_is_named() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        word_list("no_such_package", "words.txt")
