from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from command_server import Server, command_server
from loopback import serve, translation, translator
from scenarios import Rehearsed, make_project, rehearse, scenarios

MEMORY, ROOM = "/dev/shm", 1 << 29
"""A file system in memory, and how many bytes must be free in it."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with command_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def disturbed(record_property: Callable[[str, object], None]) -> Iterator[Counter[str]]:
    """How often a test disturbs a command, by how it does; the report of the tests (``--junit-xml``) has it."""
    times: Counter[str] = Counter()
    yield times
    for way, number in times.items():
        record_property(way, number)


@pytest.fixture(scope="session")
def engine_url() -> Iterator[str]:
    """A service that translates whatever it is asked for."""
    with serve() as running:
        running.answers(translator({"开发区引进企业12家。": translation("The Zone brought in 12 firms.")}))
        yield running.url


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """In memory if there is room: what is written there outlives a kill as well, and no disk is waited for."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        with TemporaryDirectory(prefix="toolkit-", dir=MEMORY) as made:
            yield Path(made)
    else:
        yield tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="session")
def rehearsed(server: Server, engine_url: str, scratch: Path) -> Callable[[str], Rehearsed]:
    """A scenario by its name, played once to its end."""
    base = scratch / "base"
    make_project(server, base)
    known = {one.name: one for one in scenarios(engine_url)}
    return cache(lambda name: rehearse(server, known[name], base, scratch))
