"""What all tests share: a project to work in, the command line in-process, and the rule about skips."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from toolkit.cli import run

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
SHARED_ABSENT = "the shared test texts are not here"
SLOW = ("browser", "office", "validator", "slow")
"""Marks of tests that take seconds."""


# How long an example takes says something about the machine and nothing about the law.
settings.register_profile("laws", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("few", parent=settings.get_profile("laws"), max_examples=10)
settings.register_profile("many", parent=settings.get_profile("laws"), max_examples=1500)
settings.load_profile(os.environ.get("TOOLKIT_LAWS", "laws"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published texts that stands beside the checkout where they are available."""
    if not SHARED.is_dir():
        pytest.skip(SHARED_ABSENT)
    return SHARED


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project: one text of four segments, three terms."""
    root = tmp_path / "project"
    for folder in ("source", "glossary", "output"):
        (root / folder).mkdir(parents=True)
    (root / "source" / "harbour.txt").write_text(
        "江港新城开港\n\n记者 本报综合\n\n江港新城今年投资5亿元。港口全年吞吐量达60万标箱！\n", encoding="utf-8"
    )
    (root / "glossary" / "places.csv").write_text(
        "source,target,alternatives,forbidden,short,status,origin\n"
        "江港新城,Jianggang New Town,Jianggang,River Port,the Town,,house style\n"
        "标箱,TEU,TEUs,standard box,,,house style\n",
        encoding="utf-8",
    )
    return root


@pytest.fixture(scope="session")
def many_rows() -> int:
    """Rows of the largest glossary that is foreseen, a fifth of them where there is not time for all."""
    return 100_000 if os.environ.get("TOOLKIT_FAULTS") == "many" else 20_000


@dataclass(frozen=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def toolkit(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs the command line in this process: ``toolkit("build", "--project", root)``."""
    monkeypatch.setenv("NO_COLOR", "1")

    def call(*arguments: object) -> Outcome:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Outcome(int(code), captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice, or a skip."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not installed (soffice)")
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long go first: while one of them ran last, the other process would idle."""
    slow = {item.path for item in items if any(map(item.get_closest_marker, SLOW))}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """What is collected by now stays to the end: looking through it for garbage is a tenth of all work."""
    gc.freeze()
    gc.enable()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Where all tests must run (TOOLKIT_TESTS=all), a skip is a failure, but for absent shared texts."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("TOOLKIT_TESTS") == "all":
        reason = str(report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr)
        if SHARED_ABSENT not in reason:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} was skipped where all tests must run: {reason}"
