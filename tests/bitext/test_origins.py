"""Where English comes from, in files and as people read it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bitext import describe_origin, is_from_memory, memory_origin
from toolkit.bitext.origins import as_qualifier, from_qualifier


@pytest.mark.parametrize(
    ("origin", "qualifier", "described"),
    [
        ("memory", "leveraged-tm", "from memory"),
        ("memory:exact:port.tmx", "x-memory-exact:port.tmx", "from memory, the same text, port.tmx"),
        (
            "memory:context:glossary/memory/50% port.tmx",
            "x-memory-context:glossary/memory/50%25;%20;port.tmx",
            "from memory, the same text between the same texts, 50% port.tmx",
        ),
        ("memory:swapped:a.tmx", "x-memory-swapped:a.tmx", "from memory, figures or names swapped, a.tmx"),
        ("memory:85%", "x-memory-85%25;", "from memory, 85%"),
        (
            "memory:exact:新 港\u3000.tmx",
            "x-memory-exact:新%20;港%3000;.tmx",
            "from memory, the same text, 新 港\u3000.tmx",
        ),
        ("memory:exact:a:b.tmx", "x-memory-exact:a:b.tmx", "from memory, the same text, a:b.tmx"),
        ("deepl@1a2b", "x-engine-deepl@1a2b", "by deepl@1a2b"),
        ("memoryless@1", "x-engine-memoryless@1", "by memoryless@1"),
    ],
)
def test_files_that_people_have_are_read_as_ever(origin: str, qualifier: str, described: str) -> None:
    assert as_qualifier(origin) == qualifier
    assert from_qualifier(qualifier) == origin
    assert describe_origin(origin) == described
    assert is_from_memory(origin) is described.startswith("from memory")


def test_a_person_is_not_described() -> None:
    assert describe_origin("") == ""


@pytest.mark.parametrize("qualifier", ["", "exact-match", "id-match", "tm-suggestion", "x-other"])
def test_what_others_say_is_no_origin(qualifier: str) -> None:
    assert from_qualifier(qualifier) == ""


def test_an_engine_with_blanks_in_its_name_is_written() -> None:
    assert as_qualifier("my engine\t2") == "x-engine-my_engine_2"


@given(st.sampled_from(["context", "exact", "swapped", "85%"]), st.text(max_size=20))
def test_every_name_of_a_file_comes_back(way: str, file: str) -> None:
    origin = memory_origin(way, file)
    qualifier = as_qualifier(origin)
    assert not any(character.isspace() for character in qualifier)
    assert from_qualifier(qualifier) == origin
