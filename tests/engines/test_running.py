"""Runs of an engine that fails and is limited: every unit has one outcome, and nothing is paid for twice."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.drafting.ladder import Drafted, climb
from toolkit.drafting.running import (
    MOST_FAILURES,
    MOST_UNUSABLE,
    BudgetError,
    Left,
    Limits,
    Outcome,
    Run,
    Spending,
    Unanswered,
)
from toolkit.engines.cache import open_cache
from toolkit.engines.keys import missing_extra
from toolkit.engines.options import EngineSettings
from toolkit.engines.protocol import Request, UnusableReplyError
from toolkit.engines.registry import make_engine
from toolkit.errors import EngineError
from toolkit.model import Segment, Unit

GOOD, UNUSABLE, BROKEN, DOWN = "good", "unusable", "broken", "down"


@dataclass
class Moody:
    """Answers a text by what it begins with."""

    fingerprint: str = "moody@1"
    batch: int = 1
    takes: frozenset[str] = frozenset()
    asked: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def size(self, request: Request) -> int:
        return len(request.text)

    def ask(self, requests: Sequence[Request]) -> list[str]:
        with self.lock:
            self.asked.update(request.text for request in requests)
        for request in requests:
            if request.text.startswith((BROKEN, DOWN)):
                raise EngineError("moody", request.text, "later", ends=request.text.startswith(DOWN))
        return [request.text for request in requests]

    def read(self, reply: str) -> tuple[str, ...]:
        if reply.startswith(UNUSABLE):
            raise UnusableReplyError("moody", "unusable", "again")
        return (f"English of {reply}",)


def run(engine: Moody, texts: Sequence[str], path: Path, limits: Limits, jobs: int) -> tuple[list[Outcome], Run]:
    units = [Unit(Segment(f"s{number}", text)) for number, text in enumerate(texts)]
    climbs = (
        (unit, climb(unit, Request(unit.segment.text, "zh", "en"), engine.fingerprint, False, lambda tried: ()))
        for unit in units
    )
    with open_cache(path, "replies") as cache:
        running = Run(engine, cache, limits, jobs, lambda: "2026-11-25", Spending())
        return list(running.outcomes(climbs)), running


MOODS = st.lists(st.sampled_from([GOOD] * 6 + [UNUSABLE, BROKEN, DOWN]), max_size=24)


@given(MOODS, st.integers(1, 5), st.integers(1, 4), st.none() | st.integers(0, 120), st.data())
def test_every_unit_has_an_outcome(
    moods: list[str], batch: int, jobs: int, budget: int | None, data: st.DataObject
) -> None:
    texts = [f"{mood} {data.draw(st.integers(0, 5))}" for mood in moods]
    engine = Moody(batch=batch)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "replies.sqlite"
        outcomes, running = run(engine, texts, path, Limits(characters=budget), jobs)
        assert sorted(one.unit.segment.id for one in outcomes) == sorted(f"s{number}" for number in range(len(texts)))
        for one in outcomes:
            if isinstance(one, Drafted):
                assert one.unit.target == f"English of {one.unit.segment.text}"
        if budget is not None:
            assert sum(len(text) * count for text, count in engine.asked.items()) <= budget
        assert bool([one for one in outcomes if isinstance(one, Left)]) <= (running.ended is not None)
        good = {one.unit.segment.text for one in outcomes if isinstance(one, Drafted)}
        before = Counter(engine.asked)
        again, _ = run(engine, texts, path, Limits(), jobs)
        assert good <= {one.unit.segment.text for one in again if isinstance(one, Drafted)}
        assert all(engine.asked[text] == before[text] for text in good)


def test_a_service_that_only_fails_is_left_alone(tmp_path: Path) -> None:
    engine = Moody()
    outcomes, running = run(engine, [f"{BROKEN} {n}" for n in range(40)], tmp_path / "r", Limits(), 1)
    assert sum(engine.asked.values()) == MOST_FAILURES
    assert running.ended is not None
    assert Counter(type(one) for one in outcomes) == {Unanswered: MOST_FAILURES, Left: 40 - MOST_FAILURES}


def test_an_engine_that_writes_nothing_but_nonsense_is_left_alone(tmp_path: Path) -> None:
    engine = Moody()
    outcomes, running = run(engine, [f"{UNUSABLE} {n}" for n in range(99)], tmp_path / "r", Limits(), 1)
    assert sum(engine.asked.values()) == MOST_UNUSABLE
    assert isinstance(running.ended, UnusableReplyError)
    assert len(outcomes) == 99


def test_what_is_kept_and_can_no_longer_be_used_is_asked_for_again(tmp_path: Path) -> None:
    engine = Moody()
    run(engine, [f"{GOOD} 1"], tmp_path / "r", Limits(), 1)
    with closing(sqlite3.connect(tmp_path / "r")) as connection, connection:
        connection.execute("UPDATE replies SET reply = 'unusable by now'")
    (outcome,), _ = run(engine, [f"{GOOD} 1"], tmp_path / "r", Limits(), 1)
    assert isinstance(outcome, Drafted)
    assert engine.asked[f"{GOOD} 1"] == 2


def test_failures_between_successes_end_nothing(tmp_path: Path) -> None:
    texts = [f"{BROKEN if n % 2 else GOOD} {n}" for n in range(40)]
    outcomes, running = run(Moody(), texts, tmp_path / "r", Limits(), 1)
    assert running.ended is None
    assert Counter(type(one) for one in outcomes) == {Drafted: 20, Unanswered: 20}


def test_a_budget_of_money(tmp_path: Path) -> None:
    outcomes, running = run(Moody(), [f"{GOOD} {n}" for n in range(9)], tmp_path / "r", Limits(cost=3e-5, price=1.0), 1)
    assert isinstance(running.ended, BudgetError)
    assert sum(isinstance(one, Drafted) for one in outcomes) == 5  # of six characters each


def test_what_an_engine_does_not_expect_is_raised(tmp_path: Path) -> None:
    class Wrong(Moody):
        def ask(self, requests: Sequence[Request]) -> list[str]:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(Wrong(), [GOOD], tmp_path / "r", Limits(), 2)


@pytest.mark.parametrize(
    ("package", "extra", "kind", "options"),
    [
        ("httpx", "engines", "chat", {"url": "http://h", "model": "m"}),
        ("httpx", "engines", "libretranslate", {"url": "http://h"}),
        ("deepl", "deepl", "deepl", {}),
        ("keyring", "keyring", "deepl", {"key_env": "", "keyring": True}),
        ("ctranslate2", "ct2", "ctranslate2", {"folder": str(Path(__file__).parent / "fixture" / "model")}),
        ("huggingface_hub", "hub", "ctranslate2", {"model": "port/tiny"}),
    ],
)
def test_what_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, package: str, extra: str, kind: str, options: dict[str, object]
) -> None:
    monkeypatch.setenv("DEEPL_AUTH_KEY", "k")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(EngineError) as raised:
        make_engine(EngineSettings("mine", kind, tuple(options.items())), Path())
    assert raised.value.remedy == missing_extra("mine", extra).remedy
    assert f"bilingual-toolkit[{extra}]" in raised.value.remedy
