"""The code in the guide to extending runs, and does what the guide says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from toolkit.bitext import update
from toolkit.checks import registry
from toolkit.engines.fingerprint import fingerprint
from toolkit.engines.options import read_options
from toolkit.engines.protocol import Request
from toolkit.model import Bitext, Block, Document, Finding, Kind, Segment, Severity, State
from toolkit.segmentation import segment

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "extending.md"
CHECK, ENGINE, WRITERS = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
IMPORTED = {
    "Bitext": Bitext,
    "Finding": Finding,
    "Severity": Severity,
    "Iterator": Iterator,
    "re": re,
    "Scope": registry.Scope,
    "check": registry.check,
    "with_english": registry.with_english,
    "dataclass": dataclass,
    "Request": Request,
    "Sequence": Sequence,
    "Path": Path,
    "fingerprint": fingerprint,
}


def run(code: str) -> dict[str, Any]:
    names = {**IMPORTED, "__name__": __name__}
    exec(compile("from __future__ import annotations\n" + code, PAGE.name, "exec"), names)
    return names


def bitext(chinese: str, english: str) -> Bitext:
    block = Block(Kind.PARAGRAPH, 0, (Segment("", chinese),))
    empty = update(None, segment(Document("hotline", "", (block,))))
    return replace(empty, units=(replace(empty.units[0], target=english, state=State.TRANSLATED),))


def test_the_check_finds_its_bad_example_and_lets_its_good_one_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "REGISTERED", {})
    found = run(CHECK)["hotline_number"]
    (check,) = registry.REGISTERED.values()
    assert check.summary == "A hotline of the Chinese that the English lacks."
    for verdict, chinese, english in re.findall(r"^    (Bad|Good): (.*) → (.*)$", CHECK, re.M):
        findings = list(found(bitext(chinese, english), registry.Scope()))
        assert len(findings) == (verdict == "Bad")
        assert [chinese[slice(*one.source_span)] for one in findings] == ["热线12345"] * len(findings)


def test_the_engine_answers_as_engines_do(tmp_path: Path) -> None:
    names = run(ENGINE)
    options = read_options(names["Options"], {"mark": "!!"}, "[engines.loud]")
    engine = names["make"]("loud", options, tmp_path)
    replies = engine.ask([Request("港口", "zh-CN", "en-GB")] * 2)
    assert [engine.read(reply) for reply in replies] == [("Harbour!!",)] * 2
    assert engine.fingerprint != names["make"]("loud", names["Options"](), tmp_path).fingerprint


def test_the_table_of_writers_is_as_the_guide_shows_it() -> None:
    from toolkit import writers

    assert run(WRITERS)["WRITERS"].items() <= writers.WRITERS.items()
