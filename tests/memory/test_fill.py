"""The memory in the line: what fills, what that becomes, and when a document is built again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.bitext import read_xliff, write_xliff
from toolkit.errors import SettingsError
from toolkit.memory import MemoryUnit, Query
from toolkit.memory.fill import FillPolicy, fill, suggest
from toolkit.memory.sqlite import SqliteMemory
from toolkit.model import Bitext, Block, Code, CodeKind, Document, Kind, MatchKind, Segment, State, Unit
from toolkit.pipeline import Built, build
from toolkit.project import Project, Settings, parse_settings

OPENING = "港口于今年春天正式开港。"
BEFORE, AFTER = "记者昨日从市里获悉。", "首批货物已经运抵。"

USUAL = FillPolicy()


def bitext(*texts: str) -> Bitext:
    segments = tuple(Segment(str(number), text) for number, text in enumerate(texts, 1))
    document = Document("port", "port", (Block(Kind.PARAGRAPH, 0, segments),))
    return Bitext(document, tuple(Unit(segment) for segment in segments))


def memory(**origins: list[MemoryUnit]) -> SqliteMemory:
    made = SqliteMemory(Path(":memory:"))
    for name, units in origins.items():
        made.replace(f"{name}.tmx", name, units)
    return made


def filled(given: Bitext, held: SqliteMemory, policy: FillPolicy = USUAL) -> list[tuple[str, State, str]]:
    done = fill(given, dict(suggest(given, held, policy.threshold)), policy)
    return [(unit.target, unit.state, unit.origin) for unit in done.units]


def test_an_equal_text_fills_as_a_draft_and_says_where_it_is_from() -> None:
    held = memory(port=[MemoryUnit(OPENING, "The port opened this spring.")])
    assert filled(bitext(OPENING), held) == [("The port opened this spring.", State.DRAFT, "memory:exact:port.tmx")]


def test_traditional_and_simplified_are_the_same_text() -> None:
    held = memory(port=[MemoryUnit("港區今年開港。", "The port area opened this year.")])
    assert filled(bitext("港区今年开港。"), held)[0][0] == "The port area opened this year."


def test_what_a_person_wrote_is_never_filled_over() -> None:
    held = memory(port=[MemoryUnit(OPENING, "Something else.")])
    mine = Unit(Segment("1", OPENING), "The port opened.", State.DRAFT)
    given = Bitext(bitext(OPENING).document, (mine,))
    assert fill(given, dict(suggest(given, held)), FillPolicy()) is given


def test_the_same_neighbours_decide_between_translations() -> None:
    held = memory(
        port=[
            MemoryUnit(OPENING, "It opened.", before="别的句子。", after="另外的。"),
            MemoryUnit(OPENING, "The port opened.", before=BEFORE, after=AFTER),
        ]
    )
    done = filled(bitext(BEFORE, OPENING, AFTER), held)
    assert done[1] == ("The port opened.", State.DRAFT, "memory:context:port.tmx")


def test_where_the_memory_has_several_translations_none_fills() -> None:
    held = memory(port=[MemoryUnit(OPENING, "It opened.")], town=[MemoryUnit(OPENING, "The port opened.")])
    assert filled(bitext(OPENING), held) == [("", State.EMPTY, "")]


def test_what_was_reviewed_goes_before_what_was_not() -> None:
    held = memory(
        port=[MemoryUnit(OPENING, "It opened.")],
        town=[MemoryUnit(OPENING, "The port opened.", state=State.REVIEWED)],
    )
    assert filled(bitext(OPENING), held)[0][0] == "The port opened."


def test_only_the_chosen_files_fill_the_others_suggest() -> None:
    held = memory(port=[MemoryUnit(OPENING, "The port opened.")])
    assert filled(bitext(OPENING), held, FillPolicy(files=("town*",))) == [("", State.EMPTY, "")]
    assert filled(bitext(OPENING), held, FillPolicy(files=("po*",)))[0][1] is State.DRAFT


def test_a_year_may_be_swapped_where_that_is_allowed() -> None:
    held = memory(port=[MemoryUnit("2019年，港口吞吐量创新高。", "In 2019 port throughput was higher than ever.")])
    given = bitext("2020年，港口吞吐量创新高。")
    assert filled(given, held) == [("", State.EMPTY, "")]
    (match,) = fill(given, dict(suggest(given, held)), USUAL).units[0].matches
    assert (match.kind, match.swapped) == (MatchKind.FUZZY, (("2019", "2020"),))
    policy = FillPolicy(fills=("context", "exact", "swapped"), state=State.TRANSLATED)
    assert filled(given, held, policy) == [
        ("In 2020 port throughput was higher than ever.", State.TRANSLATED, "memory:swapped:port.tmx")
    ]


def test_formatting_must_be_the_same_to_be_exact() -> None:
    bold = (Code("1", CodeKind.BOLD, 0, 2),)
    held = memory(port=[MemoryUnit(OPENING, "The port opened.", bold, (Code("1", CodeKind.BOLD, 4, 8),))])
    (found,) = held.look_up([Query(Segment("1", OPENING))])
    assert [(match.kind, match.score) for match in found] == [(MatchKind.FUZZY, 99)]
    (found,) = held.look_up([Query(Segment("1", OPENING, bold))])
    assert [(match.kind, match.score) for match in found] == [(MatchKind.EXACT, 100)]
    assert found[0].codes == (Code("1", CodeKind.BOLD, 4, 8),)


# In a project


def built(root: Path, **settings: object) -> dict[str, Built]:
    done = list(build(Project(root), settings=Settings(**settings)))  # type: ignore[arg-type]
    assert all(isinstance(one, Built) for one in done), done
    return {one.source.name: one for one in done if isinstance(one, Built)}


def write_tmx(root: Path, chinese: str, english: str) -> None:
    folder = root / "glossary" / "memory"
    folder.mkdir(exist_ok=True)
    variants = f'<tuv xml:lang="zh-CN"><seg>{chinese}</seg></tuv><tuv xml:lang="en-GB"><seg>{english}</seg></tuv>'
    (folder / "port.tmx").write_text(
        f'<tmx version="1.4"><header srclang="zh-CN"/><body><tu>{variants}</tu></body></tmx>', encoding="utf-8"
    )


def units(root: Path, name: str = "harbour") -> list[Unit]:
    path = root / "source" / f"{name}.xlf"
    return list(read_xliff(path.read_bytes(), path.name).units)


def translate(root: Path, text: str, english: str, name: str = "harbour") -> None:
    """As a person does in the bitext."""
    path = root / "source" / f"{name}.xlf"
    old = read_xliff(path.read_bytes(), path.name)
    changed = tuple(
        Unit(unit.segment, english, State.TRANSLATED) if unit.segment.text == text else unit for unit in old.units
    )
    path.write_bytes(write_xliff(Bitext(old.document, changed, old.archive, old.target_language)))


THROUGHPUT = "港口全年吞吐量达60万标箱！"


def test_a_file_in_the_memory_fills_and_the_documents_say_so(project: Path) -> None:
    write_tmx(project, THROUGHPUT, "Annual throughput reached 600,000 TEU!")
    assert built(project)["harbour"].filled == 1
    last = units(project)[-1]
    assert (last.target, last.state) == ("Annual throughput reached 600,000 TEU!", State.DRAFT)
    assert last.origin == "memory:exact:glossary/memory/port.tmx"
    page = (project / "output" / "harbour.review.html").read_text(encoding="utf-8")
    assert "From memory, the same text, port.tmx" in page


def test_a_repetition_is_filled_from_the_first_translation(project: Path) -> None:
    (project / "source" / "news.txt").write_text(f"快讯\n\n{THROUGHPUT}另外的消息。{THROUGHPUT}\n", encoding="utf-8")
    built(project)
    translate(project, THROUGHPUT, "Throughput reached 600,000 TEU!")
    built(project)
    repeated = [unit for unit in units(project, "news") if unit.segment.text == THROUGHPUT]
    assert [unit.target for unit in repeated] == ["Throughput reached 600,000 TEU!"] * 2
    assert {unit.origin for unit in repeated} == {"memory:exact:source/harbour.xlf"}


def test_an_unchanged_project_is_left_alone_and_its_memory_unopened(project: Path) -> None:
    write_tmx(project, THROUGHPUT, "Annual throughput reached 600,000 TEU!")
    built(project)
    command = (
        "import sys; from toolkit.cli import run; run(['build', '--json', '--project', sys.argv[1]]);"
        "print(sorted({'numpy', 'sqlite3', 'rapidfuzz', 'lxml'} & set(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", command, str(project)], capture_output=True, text=True, check=True, env=os.environ
    )
    assert '"unchanged": true' in result.stdout
    assert result.stderr.strip() == "[]"


def test_every_build_is_followed_by_one_that_does_nothing(project: Path) -> None:
    write_tmx(project, THROUGHPUT, "Annual throughput reached 600,000 TEU!")
    news = project / "source" / "news.txt"
    news.write_text(f"快讯\n\n另外的消息。{THROUGHPUT}\n", encoding="utf-8")

    def settled() -> bool:
        built(project)
        return all(one.update is None for one in built(project).values())

    assert settled()
    translate(project, "另外的消息。", "Other news.", "news")
    assert settled()
    news.write_text(f"快讯\n\n新的消息。{THROUGHPUT}另外的消息。\n", encoding="utf-8")
    built(project)  # gives sentences of news other neighbours, which harbour could match
    assert settled()
    (project / "glossary" / "memory" / "port.tmx").unlink()
    assert settled()


def test_only_documents_with_empty_units_are_built_again_for_the_memory(project: Path) -> None:
    (project / "source" / "done.txt").write_text("快讯\n", encoding="utf-8")
    built(project)
    translate(project, "快讯", "News in brief", "done")
    built(project)
    assert all(one.update is None for one in built(project).values())
    write_tmx(project, THROUGHPUT, "Annual throughput reached 600,000 TEU!")
    again = built(project)
    assert again["done"].update is None
    assert again["harbour"].update is not None


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\x00" + b"\xff" * 8000, b""])
def test_a_damaged_memory_is_made_anew(project: Path, content: bytes) -> None:
    write_tmx(project, THROUGHPUT, "Annual throughput reached 600,000 TEU!")
    (project / ".toolkit").mkdir()
    (project / ".toolkit" / "memory.sqlite").write_bytes(content)
    built(project)
    assert units(project)[-1].target


def test_a_broken_bitext_elsewhere_does_not_stop_a_document(project: Path) -> None:
    write_tmx(project, THROUGHPUT, "Annual throughput reached 600,000 TEU!")
    (project / "source" / "other.xlf").write_text("<broken", encoding="utf-8")
    built(project)
    assert units(project)[-1].target


def test_the_settings() -> None:
    text = '[memory]\nfills = ["exact", "swapped"]\nfiles = ["glossary/memory/own*"]\nstate = "translated"\n'
    settings = parse_settings(text + "threshold = 80\n", "toolkit.toml")
    assert (settings.memory_fills, settings.memory_files) == (("exact", "swapped"), ("glossary/memory/own*",))
    assert (settings.memory_state, settings.memory_threshold) == (State.TRANSLATED, 80)


@pytest.mark.parametrize(
    "line", ['state = "reviewed"', 'fills = ["fuzzy"]', "threshold = 20", "threshold = true", 'file = "a"']
)
def test_settings_that_cannot_be(line: str) -> None:
    with pytest.raises(SettingsError, match=r"toolkit\.toml line 2"):
        parse_settings(f"[memory]\n{line}\n", "toolkit.toml")


def test_what_only_suggests_stands_in_the_documents(project: Path) -> None:
    write_tmx(project, "港口全年吞吐量达45万标箱！", "Annual throughput reached 450,000 TEU!")
    built(project)
    assert units(project)[-1] == Unit(units(project)[-1].segment)
    page = (project / "output" / "harbour.review.html").read_text(encoding="utf-8")
    assert "85% like one in port.tmx; swapped: 450,000 → 600,000" in page
    assert "Annual throughput reached 600,000 TEU!" in page
