"""What the tables of English forms say, held against the package that they belong to."""

from __future__ import annotations

import pytest
from lemminflect import getAllInflections

from toolkit.language.lexicon import forms
from toolkit.language.resources import word_list

WORDS = (
    "port ports city wolf money zinc okay cyclops good well big build builds cut focus broadcast be can will must dare "
    "ought later din clergy r&d teu jiujiang o'er -"
).split()


@pytest.mark.parametrize("word", WORDS)
def test_a_word_has_the_forms_that_the_package_gives(word: str) -> None:
    theirs = {tag: spellings for tag, spellings in getAllInflections(word).items() if tag != "VBP"}
    assert {tag: spellings for tag, spellings in forms(word).items() if tag != "VBP"} == theirs


def test_a_package_that_is_not_there_is_named() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        word_list("no_such_package", "words.txt")
