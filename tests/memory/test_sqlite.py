"""The memory's file: changed in place, damaged, killed, read and written at the same time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.memory import MemoryUnit, Query
from toolkit.memory.database import DamagedMemoryError
from toolkit.memory.sqlite import SqliteMemory
from toolkit.model import Code, CodeKind, Segment, State

UNIT = MemoryUnit(
    "港口今年𠀀开港。",
    "The port <opened> this year.",
    (Code("1", CodeKind.BOLD, 0, 2),),
    (Code("1", CodeKind.BOLD, 4, 8, "x"),),
    "前。",
    "后。",
    State.REVIEWED,
    "wu",
    "2024-01-31T08:00:00Z",
)


def numbered(count: int, word: str = "泊位") -> list[MemoryUnit]:
    return [MemoryUnit(f"九江港第{number}号{word}今年投入使用。", f"Berth {number}.") for number in range(count)]


def found(memory: SqliteMemory, text: str) -> list[tuple[str, int, str]]:
    return [(match.target, match.score, match.origin) for match in memory.look_up([Query(Segment("", text))])[0]]


def test_units_come_back_as_they_were(tmp_path: Path) -> None:
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    memory.replace("a.tmx", "1", [UNIT, UNIT._replace(source="别的。", source_codes=())])
    assert list(memory.units("a.tmx")) == [UNIT, UNIT._replace(source="别的。", source_codes=())]
    assert memory.origins() == {"a.tmx": "1"}
    memory.close()
    assert next(SqliteMemory(tmp_path / "memory.sqlite").units("a.tmx")) == UNIT


def test_one_file_is_replaced_in_place() -> None:
    memory = SqliteMemory(Path(":memory:"))
    memory.replace("a.tmx", "1", numbered(20))
    memory.replace("b.tmx", "1", numbered(3, "码头"))
    memory.replace("a.tmx", "2", [MemoryUnit("九江港第7号泊位今年停用。", "Berth 7 is closed.")])
    assert memory.sizes() == {"a.tmx": 1, "b.tmx": 3}
    assert memory.origins() == {"a.tmx": "2", "b.tmx": "1"}
    assert found(memory, "九江港第7号泊位今年停用。")[0] == ("Berth 7 is closed.", 100, "a.tmx")
    assert {one[0] for one in found(memory, "九江港第5号泊位今年投入使用。")} <= {
        "Berth 7 is closed.",
        "Berth 0.",
        "Berth 1.",
        "Berth 2.",
    }
    memory.remove("b.tmx")
    assert memory.origins() == {"a.tmx": "2"}
    assert found(memory, "九江港第1号码头今年投入使用。") == []


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small memories have an index, too, and keep it."""
    monkeypatch.setattr("toolkit.memory.finding._SCANNED", 0)
    monkeypatch.setattr("toolkit.memory.finding._KEPT", 10)
    monkeypatch.setattr("toolkit.memory.finding._FEW_GONE", 10)


def segments(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.index"))


@pytest.mark.usefixtures("indexed")
def test_what_was_removed_does_not_pile_up(tmp_path: Path) -> None:
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    for round_ in range(8):
        memory.replace("a.tmx", str(round_), numbered(30, f"泊位{round_}"))
        assert found(memory, f"九江港第7号泊位{round_}今年投入使用。")[0][1] == 100
        assert sum(len(one.texts.numbers) for one in memory._finder._segments or ()) <= 2 * 30 + 10
    assert len(segments(tmp_path)) == 1


@pytest.mark.usefixtures("indexed")
def test_additions_are_indexed_in_segments_of_growing_size(tmp_path: Path) -> None:
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    for round_ in range(20):
        memory.replace(f"{round_}.tmx", "1", numbered(12, f"泊位{round_}"))
        again = SqliteMemory(tmp_path / "memory.sqlite")
        for one in range(0, round_ + 1, 5):
            assert found(again, f"九江港第7号泊位{one}今年投入使用。")[0] == ("Berth 7.", 100, f"{one}.tmx")
        again.close()
    assert len(segments(tmp_path)) <= 4


@pytest.mark.usefixtures("indexed")
def test_an_index_is_made_once_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    memory.replace("a.tmx", "1", numbered(30))
    memory.make_ready()
    assert segments(tmp_path) == ["memory.0-30.index"]
    monkeypatch.setattr("toolkit.memory.index.build", lambda *given: pytest.fail("it is there"))
    assert len(found(SqliteMemory(tmp_path / "memory.sqlite"), "九江港第7号泊位今年投入使用。")) == 5


@pytest.mark.usefixtures("indexed")
def test_a_closed_memory_is_opened_again_with_its_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    memory.replace("a.tmx", "1", numbered(30))
    memory.make_ready()
    memory.close()
    monkeypatch.setattr("toolkit.memory.segments.read_segments", lambda *given: pytest.fail("it is known"))
    assert len(found(memory, "九江港第7号泊位今年投入使用。")) == 5
    memory.replace("b.tmx", "1", numbered(1, "码头"))
    memory.close()
    assert found(memory, "九江港第0号码头今年投入使用。")[0] == ("Berth 0.", 100, "b.tmx")


DAMAGE = {
    "a number": lambda content: content[:5000] + bytes([content[5000] ^ 1]) + content[5001:],
    "the mark": lambda content: content[:8] + bytes(16) + content[24:],
    "the end": lambda content: content[:-4],
    "more": lambda content: content + b"more",
    "nothing left": lambda content: b"",
    "only a beginning": lambda content: content[:30],
    "something else": lambda content: b"\xa5" * len(content),
}


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    memory.replace("a.tmx", "1", numbered(60))
    memory.make_ready()
    expected = found(memory, "九江港第7号泊位今年投入使用。")
    memory.close()
    path = tmp_path / "memory.0-60.index"
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(damage(content))
    again = SqliteMemory(tmp_path / "memory.sqlite")
    assert found(again, "九江港第7号泊位今年投入使用。") == expected
    assert len(path.read_bytes()) == len(content)


@pytest.mark.usefixtures("indexed")
def test_an_index_of_another_memory_or_of_a_lost_change_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    memory = SqliteMemory(path)
    memory.replace("a.tmx", "1", numbered(20))
    memory.close()
    before = path.read_bytes()
    for word in ("码头", "仓库"):
        path.write_bytes(before)  # as after a loss of power
        memory = SqliteMemory(path)
        memory.replace("b.tmx", "1", numbered(20, word))
        assert found(memory, f"九江港第7号{word}今年投入使用。")[0] == ("Berth 7.", 100, "b.tmx")
        memory.close()
        assert segments(tmp_path) == ["memory.0-40.index"]


@pytest.mark.usefixtures("indexed")
def test_a_memory_that_is_begun_anew_takes_its_index_along(tmp_path: Path) -> None:
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    memory.replace("a.tmx", "1", numbered(20))
    memory.make_ready()
    memory.forget()
    assert segments(tmp_path) == []
    memory.replace("a.tmx", "1", numbered(20, "码头"))
    assert found(memory, "九江港第7号码头今年投入使用。")[0][1] == 100
    assert max(one[1] for one in found(memory, "九江港第7号泊位今年投入使用。")) == 86


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_killed_while_the_index_is_written_it_is_made_again(tmp_path: Path, call: str) -> None:
    path = tmp_path / "memory.sqlite"
    memory = SqliteMemory(path)
    memory.replace("a.tmx", "1", numbered(30))
    memory.close()
    script = (
        "import os, sys; from pathlib import Path; import toolkit.memory.finding as finding, toolkit.memory.segments;"
        "finding._KEPT = 10; from toolkit.memory.sqlite import SqliteMemory;"
        f"os.{call} = lambda *given: os._exit(9); Path.replace = os.replace;"
        "SqliteMemory(Path(sys.argv[1])).make_ready()"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)], check=False).returncode == 9
    assert segments(tmp_path) == []
    assert len(found(SqliteMemory(path), "九江港第7号泊位今年投入使用。")) == 5
    assert segments(tmp_path) == ["memory.0-30.index"]


def test_a_small_memory_is_searched_without_numpy(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    memory = SqliteMemory(path)
    memory.replace("a.tmx", "1", numbered(30))
    memory.close()
    script = (
        "import sys; from pathlib import Path; from toolkit.memory import Query; from toolkit.model import Segment;"
        "from toolkit.memory.sqlite import SqliteMemory; memory = SqliteMemory(Path(sys.argv[1]));"
        "memory.replace('b.tmx', '1', memory.units('a.tmx')); memory.make_ready();"
        "assert memory.look_up([Query(Segment('', '九江港第7号泊位今年投入使用。'))])[0];"
        "from toolkit.memory.fuzzy import like; assert list(like('九江港开港', ['九江', '九江港开航'], 70)) == [1];"
        "sys.exit('numpy' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)


@pytest.mark.usefixtures("indexed")
def test_without_a_place_for_the_index_it_is_made_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    memory.replace("a.tmx", "1", numbered(30))

    def refuse(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("toolkit.memory.segments.os.fsync", refuse)
    assert len(found(memory, "九江港第7号泊位今年投入使用。")) == 5
    assert sorted(path.name for path in tmp_path.iterdir() if "index" in path.name) == []


@pytest.mark.usefixtures("indexed")
def test_a_damaged_index_that_cannot_be_written_again_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = SqliteMemory(tmp_path / "memory.sqlite")
    memory.replace("a.tmx", "1", numbered(30))
    memory.make_ready()
    memory.close()
    path = tmp_path / "memory.0-30.index"
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[:128] + bytes(len(content) - 128))

    def refuse(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("toolkit.memory.segments.os.fsync", refuse)
    assert len(found(SqliteMemory(tmp_path / "memory.sqlite"), "九江港第7号泊位今年投入使用。")) == 5


def test_a_failing_source_leaves_what_was_there() -> None:
    memory = SqliteMemory(Path(":memory:"))
    memory.replace("a.tmx", "1", numbered(3))

    def failing():  # type: ignore[no-untyped-def]
        yield from numbered(2, "码头")
        raise ValueError("the file broke off")

    with pytest.raises(ValueError, match="broke off"):
        memory.replace("a.tmx", "2", failing())
    assert memory.origins() == {"a.tmx": "1"}
    assert list(memory.units("a.tmx")) == numbered(3)


def test_a_memory_of_another_version_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    memory = SqliteMemory(path)
    memory.replace("a.tmx", "1", numbered(3))
    memory._file.connection.execute("PRAGMA user_version = 99")
    memory.close()
    assert SqliteMemory(path).origins() == {}


def test_damage_in_the_middle_is_told(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    memory = SqliteMemory(path)
    memory.replace("a.tmx", "1", numbered(5000))
    memory.close()
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(bytes(content))
    broken = SqliteMemory(path)
    with pytest.raises(DamagedMemoryError):
        broken.look_up([Query(Segment("", "九江港第7号泊位今年投入使用。"))])
    broken.forget()
    assert broken.origins() == {}


def test_killed_while_indexing_the_old_memory_is_still_there(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    memory = SqliteMemory(path)
    memory.replace("a.tmx", "1", numbered(3))
    memory.close()
    script = (
        "import sys, itertools; from pathlib import Path; from toolkit.memory import MemoryUnit;"
        "from toolkit.memory.sqlite import SqliteMemory; import toolkit.memory.sqlite as s; s._CHUNK = 1000;"
        "units = (MemoryUnit(f'第{n}号码头。', 'x') for n in itertools.count());"
        "print('begun', flush=True); SqliteMemory(Path(sys.argv[1])).replace('a.tmx', '2', units)"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(1)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    again = SqliteMemory(path)
    assert again.origins() == {"a.tmx": "1"}
    assert list(again.units("a.tmx")) == numbered(3)
    again.replace("a.tmx", "3", numbered(5))
    assert again.sizes() == {"a.tmx": 5}


def test_a_reader_sees_whole_states_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    SqliteMemory(path).close()
    ended = threading.Event()
    failures: list[BaseException] = []

    def write() -> None:
        try:
            memory = SqliteMemory(path)
            for number in range(1, 25):
                memory.replace("a.tmx", str(number), numbered(10 * number))
            memory.close()
        except BaseException as error:  # noqa: BLE001 - told by the assertion below
            failures.append(error)
        finally:
            ended.set()

    writer = threading.Thread(target=write)
    writer.start()
    reader = SqliteMemory(path)
    seen = set()
    while not ended.is_set():
        seen.add(reader.sizes().get("a.tmx", 0))
        reader.look_up([Query(Segment("", "九江港第7号泊位今年投入使用。"))])
    writer.join()
    assert not failures
    assert all(size % 10 == 0 for size in seen)
    assert reader.sizes() == {"a.tmx": 240}
