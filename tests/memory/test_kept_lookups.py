"""What was looked up before is taken as long as it is what would be found, whatever has changed in the memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.bitext import Work
from toolkit.language.chinese import fold
from toolkit.memory import MemoryUnit, Query, changes
from toolkit.memory.fuzzy import like, likeness
from toolkit.memory.lookups import KeptLookups
from toolkit.memory.sqlite import SqliteMemory
from toolkit.model import Code, CodeKind, Segment, State

TEXTS = st.text("港口岸Ａa", min_size=1, max_size=6)
BOLD = (Code("1", CodeKind.BOLD, 0, 1),)
UNITS = st.builds(
    MemoryUnit,
    source=TEXTS,
    target=st.sampled_from(["port", "the port", "harbour"]),
    source_codes=st.sampled_from([(), (), BOLD]),
    before=st.sampled_from(["", "港", "口岸"]),
    state=st.sampled_from([State.TRANSLATED, State.FINAL]),
    author=st.sampled_from(["", "wu"]),
    at=st.sampled_from(["", "2024-01-31T08:00:00Z"]),
)
ORIGINS = st.sampled_from(["a.tmx", "source/b.xlf"])
STEPS = st.tuples(ORIGINS, st.lists(UNITS, max_size=6) | st.none())
QUERIES = st.builds(lambda text, before: Query(Segment("a", text), before), TEXTS, st.sampled_from(["", "港"]))


class Kept:
    """Keeps all there ever was by name, and counts what had to be made."""

    def __init__(self) -> None:
        self.known: dict[bytes, bytes] = {}
        self.made = 0

    def __call__(self, count: int, made_from: Work, work: Work) -> Iterator[bytes]:
        for place in range(count):
            name = made_from(place)
            if name not in self.known:
                self.known[name] = work(place)
                self.made += 1
            yield self.known[name]


@pytest.fixture(autouse=True, scope="module")
def _small() -> Iterator[None]:
    """Groups of two, a base for few changes, and few units at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("toolkit.memory.lookups._MOST", 2)
        patch.setattr("toolkit.memory.changes.MOST", 4)
        patch.setattr("toolkit.memory.sqlite.MOST", 4)
        patch.setattr("toolkit.memory.changes._MOST_LEFT", 6)
        patch.setattr("toolkit.memory.sqlite._CHUNK", 3)
        patch.setattr("toolkit.memory.sqlite._FEW", 1)
        yield


def put(memory: SqliteMemory, origin: str, units: Sequence[MemoryUnit] | None) -> None:
    if units is None:
        memory.remove(origin)
    else:
        memory.replace(origin, "", units)


def found(memory: SqliteMemory, kept: Kept, queries: Sequence[Query], threshold: int) -> list[object]:
    return list(KeptLookups(lambda: memory, memory.changes, kept).look_up(queries, threshold, 3))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(STEPS, min_size=1, max_size=12), st.lists(QUERIES, min_size=1, max_size=5), st.sampled_from([60, 75, 100])
)
def test_what_is_kept_is_what_would_be_found(
    steps: list[tuple[str, list[MemoryUnit] | None]], queries: list[Query], threshold: int
) -> None:
    with closing(SqliteMemory(Path(":memory:"))) as memory:
        there: dict[str, list[MemoryUnit]] = {}
        kept = Kept()
        for origin, units in steps:
            put(memory, origin, units)
            there[origin] = units or []
            assert found(memory, kept, queries, threshold) == memory.look_up(queries, threshold, 3)
            assert {name: list(memory.units(name)) for name in there} == there
        with closing(SqliteMemory(Path(":memory:"))) as fresh:
            for origin, units in there.items():
                put(fresh, origin, units)
            assert memory.look_up(queries, threshold, 3) == fresh.look_up(queries, threshold, 3)


EDITS = st.tuples(st.sampled_from(["change", "add", "take", "swap"]), st.integers(0, 9), UNITS)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(UNITS, min_size=1, max_size=8),
    st.lists(EDITS, max_size=12),
    st.lists(QUERIES, min_size=1, max_size=5),
    st.integers(60, 100),
)
def test_so_it_is_after_one_edit_after_the_other(
    units: list[MemoryUnit], edits: list[tuple[str, int, MemoryUnit]], queries: list[Query], threshold: int
) -> None:
    with closing(SqliteMemory(Path(":memory:"))) as memory:
        kept = Kept()
        memory.replace("a.tmx", "", [MemoryUnit("口岸a", "of another file")])
        for edit in (None, *edits):
            if edit is not None:
                units = edited(units, *edit)
            memory.replace("source/b.xlf", "", units)
            assert found(memory, kept, queries, threshold) == memory.look_up(queries, threshold, 3)
            assert list(memory.units("source/b.xlf")) == units
            texts = {fold(unit.source) for unit in [*units, *memory.units("a.tmx")]}
            assert {key for (key,) in memory._file.select_all("SELECT key FROM text")} == texts


def edited(units: list[MemoryUnit], edit: str, place: int, unit: MemoryUnit) -> list[MemoryUnit]:
    place %= len(units) + 1
    before, after = units[:place], units[place:]
    return {
        "change": [*before, unit, *after[1:]],
        "add": [*before, unit, *after],
        "take": [*before, *after[1:]],
        "swap": [*after, *before],
    }[edit]


def sentences(count: int) -> list[MemoryUnit]:
    return [MemoryUnit(f"{'甲乙丙丁戊己庚辛壬癸'[place] * 9}港", f"Port {place}.") for place in range(count)]


def test_only_what_is_like_a_changed_text_is_looked_up_again() -> None:
    with closing(SqliteMemory(Path(":memory:"))) as memory:
        kept, units = Kept(), sentences(8)
        queries = [Query(Segment("z", f"{unit.source}口")) for unit in units]
        memory.replace("source/b.xlf", "1", units)
        found(memory, kept, queries, 70)
        assert kept.made == 4
        for round_ in range(9):
            units[3] = units[3]._replace(target=f"Port in the year {round_}.")
            memory.replace("source/b.xlf", "2", units)
            found(memory, kept, queries, 70)
        assert kept.made == 4 + 9, "the group of the fourth sentence, each time"
        memory.replace("c.tmx", "1", [MemoryUnit("全无相似之处的一句话", "A sentence.")])
        memory.remove("c.tmx")
        memory.replace("source/b.xlf", "3", units)
        found(memory, kept, queries, 70)
        assert kept.made == 13
        memory.replace("c.tmx", "1", [MemoryUnit(unit.source + "岸" * 9, "") for unit in units])
        found(memory, kept, queries, 70)
        assert kept.made == 13 + 4, "more than a base allows"


def test_of_several_changes_the_last_counts() -> None:
    with closing(SqliteMemory(Path(":memory:"))) as memory:
        kept, queries = Kept(), [Query(Segment("z", "九江港开港。"))]
        memory.replace("a.tmx", "1", sentences(9))
        base = memory.changes().base
        for english, text in enumerate(["九江港开工。", "九江港开市。", "九江港开工。"]):
            memory.replace(f"{text}.tmx", "1", [MemoryUnit(text, str(english))])
            assert found(memory, kept, queries, 70) == memory.look_up(queries, 70, 3)
        assert (kept.made, memory.changes().base) == (3, base)


def test_what_moves_has_not_changed() -> None:
    with closing(SqliteMemory(Path(":memory:"))) as memory:
        units = sentences(10)
        memory.replace("source/b.xlf", "1", units)
        base = memory.changes()
        more = MemoryUnit("全无相似之处的一句话", "A sentence.")
        memory.replace("source/b.xlf", "2", [more, *units])
        assert memory.changes().base == base.base
        assert [key for key, _ in memory.changes().since] == [more.source]
        memory.replace("source/b.xlf", "1", units)
        assert [key for key, _ in memory.changes().since] == [more.source]


def test_a_change_that_was_lost_is_not_taken_for_another(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    kept, queries = Kept(), [Query(Segment("z", "九江港开港。"))]
    with closing(SqliteMemory(path)) as memory:
        memory.replace("a.tmx", "1", sentences(3))
    before = path.read_bytes()
    for english in ("The port opens.", "The port is opened."):
        path.write_bytes(before)  # as after a loss of power
        with closing(SqliteMemory(path)) as memory:
            memory.replace("b.tmx", "1", [MemoryUnit("九江港开港。", english)])
            [[match]] = found(memory, kept, queries, 70)
            assert match.target == english


def test_a_memory_made_anew_is_another(tmp_path: Path) -> None:
    with closing(SqliteMemory(tmp_path / "memory.sqlite")) as memory:
        memory.replace("a.tmx", "1", sentences(3))
        before = memory.changes()
        memory.forget()
        memory.replace("a.tmx", "1", sentences(3))
        assert memory.changes().base != before.base


def test_bulk_is_a_base() -> None:
    with closing(SqliteMemory(Path(":memory:"))) as memory:
        assert memory.changes() == changes.Changes()
        memory.replace("a.tmx", "1", sentences(3))
        memory.replace("b.tmx", "1", [MemoryUnit(f"{place}", "") for place in range(99)])
        assert not memory.changes().since


@given(TEXTS, st.lists(TEXTS | st.just(""), max_size=9), st.integers(50, 100))
def test_like_is_as_the_memory_measures(text: str, keys: list[str], threshold: int) -> None:
    from rapidfuzz.distance.Levenshtein import distance

    def is_like(key: str) -> bool:
        return likeness(distance(text, key), len(text), len(key)) >= threshold

    keys.sort(key=len)
    assert sorted(like(text, keys, threshold)) == [place for place, key in enumerate(keys) if is_like(key)]


def test_long_texts_are_taken_to_be_like_those_of_like_length() -> None:
    text = "港口岸线" * 200
    keys: Iterable[str] = ["港口", "甲" * 799, text, "甲" * 4000]
    assert list(like(text, list(keys), 70)) == [1, 2]
