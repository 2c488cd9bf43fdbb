"""The memory that a team shares, on a real PostgreSQL server that is started for these tests."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from toolkit.errors import SettingsError, TeamMemoryError
from toolkit.memory import MemoryUnit, Query
from toolkit.memory.sqlite import SqliteMemory
from toolkit.model import Code, CodeKind, MatchKind, Segment, State
from toolkit.project.settings import parse_settings

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed (extra postgres)")

from toolkit.memory import postgres  # noqa: E402
from toolkit.memory.postgres import PostgresMemory, init_team  # noqa: E402

AT = "2026-03-09T10:00:00Z"
BOLD = (Code("1", CodeKind.BOLD, 0, 2),)
PORT = "九江港2020年吞吐量超过1.1亿吨。"
UNITS = (
    MemoryUnit(PORT, "Jiujiang Port handled over 110 million tonnes in 2020.", after="新桥通车。"),
    MemoryUnit("新桥通车。", "The new bridge is open.", before=PORT),
    MemoryUnit("港口", "port", BOLD, BOLD, state=State.REVIEWED),
    MemoryUnit("铁路专用线明年建成投产。", "The railway siding will be finished next year."),
)


class Server:
    """A PostgreSQL of our own, with a database for each test."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs = folder, programs
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._count = 0

    def _run(self, *command: str) -> None:
        """As a user who is not root, which the server insists on."""
        words = [str(self._programs / command[0]), *command[1:]]
        words = ["runuser", "-u", "nobody", "--", *words] if os.geteuid() == 0 else words
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", timeout=60)

    def make(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, "nobody")
        data = str(self.folder / "db")
        self._run("initdb", "-D", data, "-U", "owner", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", str(self.folder / "db"), "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "db"), "-w", "-m", "fast", "stop")

    def url(self, name: str, user: str = "owner") -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{name}"

    def database(self, more: str = "") -> str:
        self._count += 1
        name = f"team{self._count}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} {more}")
        return name


def programs() -> Path | None:
    """Where the server's programs are: Debian keeps them off the PATH."""
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")), *filter(None, [shutil.which("initdb")])]
    return Path(found[-1]).resolve().parent if found else None


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    place = programs()
    if place is None:
        pytest.skip("no PostgreSQL server on this machine (apt install postgresql)")
    # Not among pytest's own folders: those are closed to others anew by each pytest that starts.
    with tempfile.TemporaryDirectory(prefix="toolkit-postgres-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        server = Server(Path(name), place)
        server.make()
        yield server
        server.stop()


@pytest.fixture
def url(server: Server) -> str:
    address = server.url(server.database())
    assert init_team(address) == 1
    return address


@pytest.fixture
def memory(url: str) -> Iterator[PostgresMemory]:
    opened = PostgresMemory(url, "Ann")
    yield opened
    opened.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is next to no pause before a server is tried again."""
    monkeypatch.setattr(postgres, "_PAUSE", 0.001)


def query(text: str, before: str = "", after: str = "") -> Query:
    return Query(Segment("", text), before, after)


# --- The protocol


def test_what_was_put_in_comes_out(memory: PostgresMemory) -> None:
    memory.replace("gazette/port (Ann)", "d1", UNITS, AT)
    assert memory.origins() == {"gazette/port (Ann)": "d1"}
    assert list(memory.units("gazette/port (Ann)")) == [unit._replace(author="Ann", at=AT) for unit in UNITS]
    memory.remove("gazette/port (Ann)")
    assert memory.origins() == {}


def test_it_finds_what_the_memory_in_a_file_finds(memory: PostgresMemory, tmp_path: Path) -> None:
    stamped = [unit._replace(author="Ann", at=AT) for unit in UNITS]
    own = SqliteMemory(tmp_path / "own.sqlite")
    for one in (own, memory):
        one.replace("o", "d", stamped)
    queries = [
        query(PORT),
        query("九江港2021年吞吐量超过1.2亿吨。"),
        query("新桥通车。", before=PORT),
        query("新橋通車。"),
        query("港口"),
        query("铁路专用线今年建成投产。"),
        query("没有的句子，谁也没有译过。"),
        query("a\x00b"),
        query(""),
    ]
    found = memory.look_up(queries)
    assert found == own.look_up(queries)
    assert [len(matches) for matches in found] == [1, 1, 1, 1, 1, 1, 0, 0, 0]
    assert found[2][0].kind is MatchKind.CONTEXT
    own.close()


def test_concordance_in_both_languages(memory: PostgresMemory) -> None:
    memory.replace("o", "d", UNITS, AT)
    assert [unit.target for _, unit in memory.concordance("通車", 5)] == ["The new bridge is open."]
    assert [unit.source for _, unit in memory.concordance("RAILWAY siding", 5)] == [UNITS[3].source]
    assert list(memory.concordance("100%_", 5)) == []


def test_a_unit_keeps_who_wrote_it_and_when(url: str, memory: PostgresMemory) -> None:
    memory.replace("o", "d1", UNITS[:2], AT)
    other = PostgresMemory(url, "Bo")
    other.replace("o", "d2", UNITS[:3], "2026-04-01T08:00:00Z")
    people = [(unit.author, unit.at[:10]) for unit in other.units("o")]
    assert people == [("Ann", "2026-03-09"), ("Ann", "2026-03-09"), ("Bo", "2026-04-01")]
    other.close()


# --- Several at once


def _replace_often(url: str, author: str) -> None:
    memory = PostgresMemory(url, author)
    for number in range(10):
        memory.replace("o", f"{author}{number}", UNITS, AT)
        memory.replace(f"o ({author})", str(number), UNITS, AT)
    memory.close()


def test_many_write_at_once(url: str, memory: PostgresMemory) -> None:
    people = [get_context("spawn").Process(target=_replace_often, args=(url, name)) for name in ("Ann", "Bo", "Cai")]
    for one in people:
        one.start()
    for one in people:
        one.join(60)
        assert one.exitcode == 0
    assert set(memory.origins()) == {"o", "o (Ann)", "o (Bo)", "o (Cai)"}
    assert len(list(memory.units("o"))) == len(UNITS)


def test_an_error_leaves_what_was_there(memory: PostgresMemory) -> None:
    memory.replace("o", "d1", UNITS, AT)
    with pytest.raises(TeamMemoryError):
        memory.replace("o", "d2", [UNITS[0]._replace(target="a\x00b")], AT)
    assert memory.origins() == {"o": "d1"}
    assert len(list(memory.units("o"))) == len(UNITS)


@pytest.mark.usefixtures("impatient")
def test_a_server_that_comes_back(server: Server, memory: PostgresMemory) -> None:
    memory.replace("o", "d1", UNITS, AT)
    server.stop()
    with pytest.raises(TeamMemoryError, match="cannot be used"):
        memory.look_up([query("港口")])
    server.start()
    assert len(memory.look_up([query("港口")])[0]) == 1
    server.stop()
    server.start()
    memory.replace("o", "d2", UNITS, AT)
    assert memory.origins() == {"o": "d2"}


def test_a_server_that_is_about_to_come_back_is_waited_for(server: Server, url: str) -> None:
    server.stop()
    back = threading.Timer(0.1, server.start)
    back.start()
    try:
        PostgresMemory(url, "Ann").close()
    finally:
        back.join()


def test_a_server_that_wants_a_password_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Refused:
        needs_password, used_password = True, False

    asked: list[str] = []

    def connect(address: str, **more: object) -> None:
        asked.append(address)
        raise psycopg.OperationalError("no password supplied", pgconn=Refused())

    monkeypatch.setattr(psycopg, "connect", connect)
    monkeypatch.setattr(postgres, "_PAUSE", 0.001)
    with pytest.raises(TeamMemoryError, match="no password supplied"):
        PostgresMemory("postgresql://localhost/team")
    assert len(asked) == 1


# --- Roles, versions, addresses


def test_readers_writers_and_owners(server: Server, url: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / "team-memory.md").read_text(encoding="utf-8")
    name = url.rpartition("/")[2]
    lines = text.partition("```sql\n")[2].partition("```")[0].split("\n")
    with psycopg.connect(url, autocommit=True) as owner:
        for line in lines:
            if line.startswith(("CREATE ROLE", "GRANT")):
                owner.execute(line)
        owner.execute("CREATE ROLE ann LOGIN IN ROLE memory_writer")
        owner.execute("CREATE ROLE guest LOGIN IN ROLE memory_reader")
    writer = PostgresMemory(server.url(name, "ann"), "Ann")
    writer.replace("o", "d", UNITS, AT)
    writer.close()
    reader = PostgresMemory(server.url(name, "guest"), "Guest")
    assert len(reader.look_up([query("港口")])[0]) == 1
    with pytest.raises(TeamMemoryError, match="you may not do this there; ask the owner"):
        reader.replace("o", "e", UNITS, AT)
    reader.close()
    with pytest.raises(TeamMemoryError, match="you may not make tables there"):
        init_team(server.url(server.database(), "guest"))


def test_tables_that_are_not_there_or_of_another_version(server: Server, url: str) -> None:
    with pytest.raises(TeamMemoryError, match=r"there is no team memory in it yet.*init-team"):
        PostgresMemory(server.url(server.database()))
    assert init_team(url) == 0
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("INSERT INTO toolkit_schema VALUES (99)")
    with pytest.raises(TeamMemoryError, match="newer toolkit"):
        PostgresMemory(url)


def test_a_database_that_knows_no_letters_is_refused(server: Server) -> None:
    name = server.database("LC_CTYPE 'C' TEMPLATE template0")
    with pytest.raises(TeamMemoryError, match="LC_CTYPE"):
        init_team(server.url(name))


@pytest.mark.usefixtures("impatient")
def test_a_server_that_is_not_there() -> None:
    with pytest.raises(TeamMemoryError, match=r"team memory db on 127\.0\.0\.1: the server cannot be used") as caught:
        PostgresMemory("postgresql://somebody@127.0.0.1:1/db")
    assert "somebody" not in caught.value.place


def test_another_machine_must_show_its_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def connect(address: str, **more: object) -> None:
        asked.append(address)
        raise psycopg.OperationalError("no network in tests")

    monkeypatch.setattr(psycopg, "connect", connect)
    monkeypatch.setattr(postgres, "_PAUSE", 0.001)
    for more in ("db.example.org/team", "db.example.org/team?sslmode=require", "/team", "localhost/team"):
        with pytest.raises(TeamMemoryError):
            PostgresMemory(f"postgresql://{more}")
    assert ["verify-full" in one for one in dict.fromkeys(asked)] == [True, False, False, False]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("'postgresql://ann:secret@host/db'", "a password stands in the settings"),
        ("'postgresql://host/db?password=secret'", "a password stands in the settings"),
        ("'sqlite:///x'", "a PostgreSQL database is expected"),
        ("5", "a PostgreSQL database is expected"),
    ],
)
def test_addresses_that_are_refused(value: str, problem: str) -> None:
    with pytest.raises(SettingsError, match=problem) as caught:
        parse_settings(f"[memory]\nurl = {value}\n", "toolkit.toml")
    assert "secret" not in str(caught.value)


# --- The commands


def settings_for(project: Path, url: str, author: str) -> None:
    text = f'[memory]\nurl = "{url}"\nauthor = "{author}"\n'
    (project / "toolkit.toml").write_text(text, encoding="utf-8")


def test_what_one_translates_fills_what_the_other_begins(
    url: str, project: Path, tmp_path: Path, toolkit: Callable
) -> None:
    settings_for(project, url, "Ann")
    (project / "source" / "harbour.txt").write_text("港口\n\n新桥昨天通车。\n", encoding="utf-8")
    toolkit("build", "--project", project)
    path = project / "source" / "harbour.xlf"
    text = path.read_text(encoding="utf-8")
    empty = '<target state="new"></target>'
    assert empty in text
    path.write_text(text.replace(empty, "<target>The bridge opened yesterday.</target>"), "utf-8")
    toolkit("build", "--project", project)
    waits = toolkit("memory", "sync", "--dry-run", "--json", "--project", project)
    assert [one["sent"] for one in json.loads(waits.out)] == [False]
    sent = toolkit("memory", "sync", "--project", project)
    assert sent.code == 0
    assert "1 document sent" in sent.err
    assert "Nothing is new." in toolkit("memory", "sync", "--project", project).err

    other = tmp_path / "other"
    (other / "source").mkdir(parents=True)
    (other / "source" / "news.txt").write_text("要闻\n\n新桥昨天通车。\n", encoding="utf-8")
    settings_for(other, url, "Bo")
    assert toolkit("build", "--project", other).code == 0
    bitext = (other / "source" / "news.xlf").read_text(encoding="utf-8")
    assert "The bridge opened yesterday." in bitext
    assert "(Ann)" in bitext


@pytest.mark.usefixtures("impatient")
def test_work_goes_on_while_the_server_is_away(project: Path, toolkit: Callable) -> None:
    settings_for(project, "postgresql://127.0.0.1:1/team", "Ann")
    (project / "source" / "news.txt").write_text("要闻\n\n新桥昨天通车。\n", encoding="utf-8")
    outcome = toolkit("build", "--project", project)
    assert outcome.code == 0
    assert outcome.err.count("only the project's own memory was asked") == 1
    (project / "source" / "more.txt").write_text("要闻\n\n旧桥昨天关闭。\n", encoding="utf-8")
    (project / "source" / "news.txt").write_text("要闻\n\n新桥今天通车。\n", encoding="utf-8")
    outcome = toolkit("build", "--jobs", "2", "--project", project)
    assert outcome.err.count("only the project's own memory was asked") == 1
    sync = toolkit("memory", "sync", "--project", project)
    assert sync.code == 4
    assert "the server cannot be used" in sync.err
    assert "try again later" in sync.err


def test_without_an_address(project: Path, toolkit: Callable) -> None:
    outcome = toolkit("memory", "sync", "--project", project)
    assert outcome.code == 2
    assert "there is no team memory in the settings" in outcome.err
