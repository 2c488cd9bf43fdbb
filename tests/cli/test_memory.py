from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit import memories
from toolkit.bitext.foreign.tmx import TranslationUnit, Variant, read_tmx
from toolkit.bitext.foreign.tmx_write import write_tmx

OLD = ("2019年，港口吞吐量达60万标箱。", "In 2019 port throughput reached 600,000 TEU.")
TIDE = ("江水上涨，港口照常作业。", "The river is high; the port works as usual.")


def tmx(path: Path, *pairs: tuple[str, str], author: str = "wu") -> Path:
    units = (
        TranslationUnit("", (Variant("zh-CN", one), Variant("en-GB", other, (), author, "20200110T080000Z")), "zh-CN")
        for one, other in pairs
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(write_tmx(units, "zh-CN")))
    return path


@pytest.fixture
def memory(project: Path) -> Path:
    """A project whose memory has one file."""
    tmx(project / "glossary" / "memory" / "gazette.tmx", OLD, TIDE)
    return project


def test_list(memory: Path, toolkit: Callable) -> None:
    outcome = toolkit("memory", "list", "--project", memory)
    assert (outcome.code, outcome.out) == (0, "glossary/memory/gazette.tmx  2\n")
    assert outcome.err == "2 units in 1 file\n"
    listed = json.loads(toolkit("memory", "list", "--json", "--project", memory).out)
    assert listed == [{"file": "glossary/memory/gazette.tmx", "units": 2}]


def test_a_broken_file_is_named_and_the_others_serve(memory: Path, toolkit: Callable) -> None:
    (memory / "glossary" / "memory" / "bad.tmx").write_text("<tmx><body><tu>", encoding="utf-8")
    outcome = toolkit("memory", "list", "--project", memory)
    assert outcome.code == 3
    assert "glossary/memory/gazette.tmx  2" in outcome.out
    assert "error: glossary/memory/bad.tmx line 1: broken XML" in outcome.err
    assert toolkit("memory", "find", "江水", "--project", memory).out.count("\n") == 3


def test_find_is_a_concordance_with_both_sides(memory: Path, toolkit: Callable) -> None:
    outcome = toolkit("memory", "find", "吞吐量", "--project", memory)
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "glossary/memory/gazette.tmx (wu, 2020-01-10)",
        "    2019年，港口吞吐量达60万标箱。",
        "    In 2019 port throughput reached 600,000 TEU.",
    ]
    assert outcome.err == "1 unit found\n"
    assert "吞吐量" in toolkit("memory", "find", "THROUGHPUT", "--project", memory).out
    assert toolkit("memory", "find", "港區", "--project", memory).out == ""
    assert "江水上涨" in toolkit("memory", "find", "江水上漲", "--project", memory).out
    found = json.loads(toolkit("memory", "find", "江水", "--json", "--project", memory).out)
    assert [(one["source"], one["target"], one["author"]) for one in found] == [(*TIDE, "wu")]


def test_a_long_text_is_shown_around_what_was_looked_for(project: Path, toolkit: Callable) -> None:
    tmx(project / "glossary" / "memory" / "long.tmx", ("水" * 300 + "吞吐量" + "江" * 300, "a" * 300))
    line = toolkit("memory", "find", "吞吐量", "--project", project).out.splitlines()[1]
    assert line == "    …" + "水" * 60 + "吞吐量" + "江" * 60 + "…"


def test_find_like_swaps_what_is_sure_and_says_so(memory: Path, toolkit: Callable) -> None:
    outcome = toolkit("memory", "find", "--like", "2020年，港口吞吐量达75万标箱。", "--project", memory)
    assert outcome.out.splitlines() == [
        "77% fuzzy  glossary/memory/gazette.tmx (wu, 2020-01-10)",
        "    2019年，港口吞吐量达60万标箱。",
        "    In 2020 port throughput reached 750,000 TEU.",
        "    swapped: 2019 → 2020",
        "    swapped: 600,000 → 750,000",
    ]
    (match,) = json.loads(
        toolkit("memory", "find", "--like", "--json", "江水上漲，港口照常作業。", "--project", memory).out
    )
    assert (match["score"], match["kind"], match["target"]) == (100, "exact", TIDE[1])


def test_the_project_is_part_of_its_memory(memory: Path, toolkit: Callable) -> None:
    toolkit("build", "--project", memory)
    path = memory / "source" / "harbour.xlf"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('<target state="new"></target>', '<target state="final">Port opens</target>', 1), "utf-8"
    )
    outcome = toolkit("memory", "find", "port opens", "--project", memory)
    assert outcome.out.splitlines()[:2] == ["source/harbour.xlf", "    江港新城开港"]


def test_import_and_export(project: Path, tmp_path: Path, toolkit: Callable) -> None:
    file = tmx(tmp_path / "from elsewhere.tmx", OLD, TIDE)
    outcome = toolkit("memory", "import", file, "--dry-run", "--project", project)
    assert outcome.err == "2 units would be added as glossary/memory/from elsewhere.tmx\n"
    assert not (project / "glossary" / "memory").exists()
    outcome = toolkit("memory", "import", file, "--name", "gazette", "--project", project)
    assert (outcome.code, outcome.err) == (0, "2 units added as glossary/memory/gazette.tmx\n")
    assert (project / "glossary" / "memory" / "gazette.tmx").read_bytes() == file.read_bytes()

    written = tmp_path / "all.tmx"
    outcome = toolkit("memory", "export", written, "--project", project)
    assert (outcome.code, outcome.err) == (0, f"2 units written to {written}\n")
    units = list(read_tmx(io.BytesIO(written.read_bytes()), "all.tmx"))
    assert [tuple(variant.text for variant in unit.variants) for unit in units] == [OLD, TIDE]
    assert {(unit.variants[1].author, unit.variants[1].date) for unit in units} == {("wu", "20200110T080000Z")}


def test_import_keeps_nothing_of_a_file_that_changed_while_it_was_read(
    project: Path, tmp_path: Path, toolkit: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "old.tmx"
    tmx(file, ("开港", "The port opens"))
    count = memories.count_pairs

    def changed_after(*given: Any) -> int:
        found = count(*given)
        file.write_bytes(file.read_bytes()[:-9])
        return found

    monkeypatch.setattr(memories, "count_pairs", changed_after)
    outcome = toolkit("memory", "import", file, "--project", project)
    assert outcome.code == 3
    assert "somebody changed it while it was read" in outcome.err
    assert not list((project / "glossary" / "memory").iterdir())


def test_import_overwrites_no_other_memory(memory: Path, tmp_path: Path, toolkit: Callable) -> None:
    file = tmx(tmp_path / "gazette.tmx", TIDE)
    before = (memory / "glossary" / "memory" / "gazette.tmx").read_bytes()
    outcome = toolkit("memory", "import", file, "--project", memory)
    assert outcome.code == 2
    assert "another memory of this name" in outcome.err
    assert (memory / "glossary" / "memory" / "gazette.tmx").read_bytes() == before


def test_import_takes_other_bilingual_files(project: Path, tmp_path: Path, toolkit: Callable) -> None:
    file = tmp_path / "messages.po"
    file.write_text(
        'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "港口开港"\nmsgstr "The port opens"\n', encoding="utf-8"
    )
    assert toolkit("memory", "import", file, "--project", project).err.startswith("1 unit added")
    assert "The port opens" in toolkit("memory", "find", "开港", "--project", project).out


FRENCH = "<tmx><body><tu><tuv xml:lang='fr'><seg>port</seg></tuv></tu></body></tmx>"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<tmx><body><tu>", "broken XML"),
        (b"no XML", "broken XML"),
        (
            "<tmx><body><tu><tuv xml:lang='fr'><seg>port</seg></tuv></tu></body></tmx>".encode("utf-16"),
            "no texts from zh",
        ),
    ],
)
def test_import_refuses_with_a_reason(
    project: Path, tmp_path: Path, toolkit: Callable, content: bytes, message: str
) -> None:
    file = tmp_path / "bad.tmx"
    file.write_bytes(content)
    outcome = toolkit("memory", "import", file, "--project", project)
    assert outcome.code == 3
    assert message in outcome.err
    assert not (project / "glossary" / "memory").exists()


def test_export_only_from_some_and_nothing_is_overwritten(memory: Path, tmp_path: Path, toolkit: Callable) -> None:
    tmx(memory / "glossary" / "memory" / "town.tmx", TIDE)
    written = tmp_path / "town.tmx"
    written.write_text("mine", encoding="utf-8")
    outcome = toolkit("memory", "export", written, "--only", "*/town.tmx", "--json", "--project", memory)
    assert json.loads(outcome.out) == {"file": str(written), "units": 1, "from": ["glossary/memory/town.tmx"]}
    assert (tmp_path / "town.kept-1.tmx").read_text(encoding="utf-8") == "mine"
    inside = memory / "glossary" / "memory" / "copy.tmx"
    assert toolkit("memory", "export", inside, "--project", memory).code == 2
