"""A memory finds what comparing every text finds, by its index and one by one: nothing is lost, nothing is invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from toolkit.language.chinese import fold
from toolkit.memory import MemoryUnit, Query
from toolkit.memory.fuzzy import LONGEST
from toolkit.memory.sqlite import SqliteMemory
from toolkit.model import Segment

ALPHABETS = st.sampled_from(["港", "九江", "九江港", "abcdefgh", "九江港口岸线建设一二三四五六七八九十，。", "𠀀𠀁港"])
EVERYTHING = 10_000


@pytest.fixture(autouse=True, scope="module", params=["one by one", "by index"])
def _way(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "by index":
            patch.setattr("toolkit.memory.finding._SCANNED", 0)
            patch.setattr("toolkit.memory.finding._MOST", 100)
            patch.setattr("toolkit.memory.index.KEYS", 3)
            patch.setattr("toolkit.memory.index._PAIRS", 5)
            patch.setattr("toolkit.memory.index._CHUNK", 4)
        yield


@st.composite
def texts_and_queries(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Texts over one alphabet, and queries that are some of them with edits, or are something else."""
    alphabet = draw(ALPHABETS)
    longest = draw(st.sampled_from([4, 12, 40, 300]))
    text = st.text(alphabet, min_size=1, max_size=longest)
    texts = draw(st.lists(text, min_size=1, max_size=30))
    queries = draw(
        st.lists(st.one_of(text, st.sampled_from(texts).flatmap(lambda one: edited(one, alphabet))), max_size=8)
    )
    return texts, queries


def edited(text: str, alphabet: str) -> st.SearchStrategy[str]:
    place = st.integers(0, len(text))
    edit = st.tuples(place, st.integers(0, 3), st.text(alphabet, max_size=3))
    return st.lists(edit, max_size=max(1, len(text) // 4)).map(lambda edits: apply(text, edits))


def apply(text: str, edits: list[tuple[int, int, str]]) -> str:
    for place, deleted, inserted in edits:
        text = text[:place] + inserted + text[place + deleted :]
    return text


def brute_force(texts: list[str], query: str, threshold: int) -> set[tuple[str, int]]:
    key = fold(query)
    found = set()
    for text in texts:
        longer = max(len(key), len(text))
        distance = Levenshtein.distance(key, fold(text))
        if query and 100 * (longer - distance) >= threshold * longer:
            found.add((text, 100 * (longer - distance) // longer))
    return found


@settings(max_examples=400, deadline=None)
@given(texts_and_queries(), st.integers(50, 100))
def test_the_same_as_brute_force(given_texts: tuple[list[str], list[str]], threshold: int) -> None:
    texts, queries = given_texts
    memory = SqliteMemory(Path(":memory:"))
    memory.replace("a.tmx", "1", [MemoryUnit(text, text) for text in texts])
    found = memory.look_up([Query(Segment("", query)) for query in queries], threshold, EVERYTHING)
    for query, matches in zip(queries, found, strict=True):
        assert {(match.source, match.score) for match in matches} == brute_force(texts, query, threshold)
    memory.close()


ORIGINS = st.sampled_from(["a.tmx", "b.tmx", "source/c.xlf"])


@given(st.lists(st.tuples(ORIGINS, texts_and_queries().map(lambda one: one[0])), min_size=1, max_size=6))
def test_files_that_change_leave_no_trace(changes: list[tuple[str, list[str]]]) -> None:
    changed, fresh = SqliteMemory(Path(":memory:")), SqliteMemory(Path(":memory:"))
    for number, (origin, texts) in enumerate(changes):
        changed.replace(origin, str(number), [MemoryUnit(text, text) for text in texts])
    changed.remove(changes[0][0])
    last = {origin: texts for origin, texts in changes if origin != changes[0][0]}
    for origin, texts in last.items():
        fresh.replace(origin, "", [MemoryUnit(text, text) for text in texts])
    queries = [Query(Segment("", text)) for _, texts in changes for text in texts]
    for ours, theirs in zip(changed.look_up(queries, 60), fresh.look_up(queries, 60), strict=True):
        assert {(match.source, match.score) for match in ours} == {(match.source, match.score) for match in theirs}
    changed.close()
    fresh.close()


def test_the_longest_texts() -> None:
    memory = SqliteMemory(Path(":memory:"))
    sentence = "港口岸线" * (LONGEST // 4)
    memory.replace("a.tmx", "1", [MemoryUnit(sentence, "a"), MemoryUnit(sentence + "港口", "b")])
    (found,) = memory.look_up([Query(Segment("", sentence[:-9] + "九江"))], 70)
    assert [(match.target, match.score) for match in found] == [("a", 99)]
    (found,) = memory.look_up([Query(Segment("", sentence + "港口"))], 50)
    assert [(match.target, match.score) for match in found] == [("b", 100)]
    memory.close()
