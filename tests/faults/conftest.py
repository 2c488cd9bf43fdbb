from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from command_server import Server, command_server
from loopback import serve, translation, translator
from scenarios import Rehearsed, make_project, rehearse, scenarios


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
def rehearsed(server: Server, engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Rehearsed]:
    """A scenario by its name, played once to its end."""
    folder = tmp_path_factory.mktemp("faults")
    base = folder / "base"
    make_project(server, base)
    known = {one.name: one for one in scenarios(engine_url)}
    return cache(lambda name: rehearse(server, known[name], base, folder))
