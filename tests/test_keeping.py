"""What is kept of the parts of a document: whatever has changed since, the build is the one from nothing."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit import pipeline
from toolkit.bitext import Keep, Work
from toolkit.building import keeping
from toolkit.building.keeping import FEWEST_TASKS, Keeping
from toolkit.memory.sqlite import SqliteMemory
from toolkit.pipeline import Built, Failed, build
from toolkit.project import Project

pytestmark = pytest.mark.slow

MEMORY = """<tmx version="1.4"><header srclang="zh-CN" segtype="sentence"/><body>
<tu><tuv xml:lang="zh-CN"><seg>江港新城第7号泊位今年投资300万元。</seg></tuv>
<tuv xml:lang="en-GB"><seg>Berth 7 of Jianggang New Town gets RMB 3 million this year.</seg></tuv></tu>
<tu><tuv xml:lang="zh-CN"><seg>港口明年扩建。</seg></tuv>
<tuv xml:lang="en-GB"><seg>The port grows next year.</seg></tuv></tu>
</body></tmx>
"""
SENTENCES = 60
EMPTY = '<target state="new"></target>'


@pytest.fixture(scope="module", autouse=True)
def _all_are_long() -> Iterator[None]:
    """Also a short document is kept in parts here, and these are short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "FEWEST_KEPT", 1)
        patch.setattr("toolkit.bitext.partition.FEWEST_UNITS", 5)
        patch.setattr("toolkit.bitext.xliff_pieces._LEAST", 500)
        patch.setattr("toolkit.memory.lookups._FEWEST", 5)
        patch.setenv("SOURCE_DATE_EPOCH", "1606700000")
        yield


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one document of many short paragraphs, of which every third has English."""
    root = tmp_path_factory.mktemp("kept") / "book"
    for folder in ("source", "glossary/memory"):
        (root / folder).mkdir(parents=True)
    lines = [f"江港新城第{place}号泊位今年投资{place}万元。" for place in range(1, SENTENCES)]
    (root / "source" / "port.txt").write_text("江港新城新闻\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    (root / "glossary" / "places.csv").write_text("source,target\n江港新城,Jianggang New Town\n", encoding="utf-8")
    (root / "glossary" / "memory" / "old.tmx").write_text(MEMORY, encoding="utf-8")
    built(root)
    translate(root, range(0, SENTENCES, 3))
    built(root)
    return root


@pytest.fixture
def book(printed: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return shutil.copytree(printed, tmp_path / "book")


def built(root: Path, jobs: int = 1) -> Built:
    (result,) = build(Project(root), jobs=jobs)
    assert isinstance(result, Built)
    return result


def translate(root: Path, places: range, english: str = "The  port of {} grew by 4%.") -> None:
    """Fills empty units of the bitext as people do, in places counted among those that are empty."""
    path = root / "source" / "port.xlf"
    pieces = path.read_text(encoding="utf-8").split('<target state="new"></target>')
    written = [
        f'<target state="translated">{english.format(place)}</target>'
        if place in places
        else '<target state="new"></target>'
        for place in range(len(pieces) - 1)
    ]
    text = "".join(part for pair in zip(pieces, [*written, ""], strict=True) for part in pair)
    path.write_text(text, encoding="utf-8")


def left(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "source" / "port.xlf", *(root / "output").iterdir())}


def from_nothing(root: Path, jobs: int = 1) -> dict[str, bytes]:
    """What a build leaves that knows of nothing before it."""
    fresh = root.parent / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns(".toolkit", "output"))
    built(fresh, jobs)
    return left(fresh)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def in_place(path: Path, old: bytes, new: bytes) -> None:
    path.write_bytes(path.read_bytes().replace(old, new))


CHANGES: dict[str, Callable[[Path], None]] = {
    "a sentence": lambda root: edit(root / "source" / "port.txt", "第5号泊位", "第五号泊位"),
    "a sentence more": lambda root: edit(root / "source" / "port.txt", "江港新城第40", "港口明年扩建。\n江港新城第40"),
    "a sentence less": lambda root: edit(root / "source" / "port.txt", "江港新城第41号泊位今年投资41万元。\n", ""),
    "English": lambda root: translate(root, range(20, 21), "Berth by the river."),
    "English that counts for the rest": lambda root: translate(root, range(3, 9), "New words of {}."),
    "a comment that another program left": lambda root: edit(root / "source" / "port.xlf", "<body>", "<body><!-- -->"),
    "line ends of another system": lambda root: in_place(root / "source" / "port.xlf", b"\n", b"\r\n"),
    "a term": lambda root: edit(root / "glossary" / "places.csv", "Jianggang New Town", "Jianggang New City"),
    "a term that occurs now": lambda root: edit(root / "glossary" / "places.csv", "江港", "泊位,berth\n江港"),
    "a term less": lambda root: edit(root / "glossary" / "places.csv", "江港新城,Jianggang New Town\n", ""),
    "the memory": lambda root: edit(root / "glossary" / "memory" / "old.tmx", "gets RMB", "is given RMB"),
    "a setting": lambda root: (root / "toolkit.toml").write_text('[checks]\nignore = ["untranslated"]\n') and None,
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_a_build_leaves_what_one_from_nothing_leaves(book: Path, change: str) -> None:
    CHANGES[change](book)
    built(book)
    assert left(book) == from_nothing(book)


def test_several_processes_leave_the_same(book: Path) -> None:
    CHANGES["a term"](book)
    assert from_nothing(book, 3) == from_nothing(book, 1)


@pytest.mark.parametrize("damage", [b"", b"nothing", None])
def test_what_is_damaged_is_worked_out_again(book: Path, damage: bytes | None) -> None:
    kept = book / ".toolkit" / "kept" / "port.bin"
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 0x10
    kept.write_bytes(content if damage is None else damage)
    CHANGES["a sentence"](book)
    built(book)
    assert left(book) == from_nothing(book)


def test_a_term_that_does_not_occur_writes_nothing(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = left(book)
    edit(book / "glossary" / "places.csv", "江港", "浔阳楼,Xunyang Tower\n江港")
    assert before == from_nothing(book)
    monkeypatch.setattr(SqliteMemory, "look_up", lambda *given: pytest.fail("the memory was asked"))
    monkeypatch.setattr(pipeline, "write", lambda *given: pytest.fail("documents were written"))
    assert built(book).update is None
    assert left(book) == before
    monkeypatch.setattr(pipeline, "build_document", lambda *given: pytest.fail("it was built again"))
    assert built(book).update is None


@pytest.fixture
def worked_on(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many parts of each stage are worked on."""
    parts: Counter[str] = Counter()
    real = Keeping.of

    def counting(keeping: Keeping, stage: str, *given: str, prepare: Callable[[], None] | None = None) -> Keep:
        def keep(count: int, made_from: Work, work: Work) -> Iterable[bytes]:
            def counted(place: int) -> bytes:
                parts[stage] += 1
                return work(place)

            return real(keeping, stage, *given, prepare=prepare)(count, made_from, counted)

        return keep

    monkeypatch.setattr(Keeping, "of", counting)
    return parts


def test_what_nobody_has_changed_is_not_worked_on(book: Path, worked_on: Counter[str]) -> None:
    CHANGES["a sentence"](book)
    built(book)
    most = {
        "bitext": 2,  # of what was read nothing, of what was written that piece, and one where it ends elsewhere
        "hits": 2,
        "matches": 2,
        "findings": 1 + 2,  # the comparison of all units, and the part
        "docx": 2 + 2,  # its rows, and what is exported of it
        "html": 2,
    }
    assert worked_on.keys() == most.keys()
    assert all(worked_on[stage] <= count for stage, count in most.items())


def test_english_with_a_finding_less_is_parsed_and_shown_without_the_rest(book: Path, worked_on: Counter[str]) -> None:
    """Comments keep their numbers, and the memory is given what the parser made of the rest before."""
    edit(book / "source" / "port.xlf", ">The  port", ">The port")
    built(book)
    assert worked_on["bitext"] <= 3  # that piece as the memory is given it, as it is read, and as it is written
    assert worked_on["docx"] <= 1 + 1
    assert left(book) == from_nothing(book)


def test_after_english_has_changed_the_memory_is_asked_for_what_is_like_it(book: Path, worked_on: Counter[str]) -> None:
    """Also where rows are empty: those that are unlike the sentence have the matches that they had."""
    bitext = book / "source" / "port.xlf"
    edit(bitext, ">The  port of 0 grew by 4%.", ">News of Jianggang New Town")
    built(book)
    assert worked_on["bitext"]
    assert not worked_on["matches"]
    assert left(book) == from_nothing(book)
    worked_on.clear()
    edit(bitext, ">The  port of 30 grew by 4%.", ">The berth of 30 grew by 4%.")
    built(book)
    assert worked_on["matches"]
    assert left(book) == from_nothing(book)


def test_a_memory_that_cannot_be_read_is_told_though_what_it_had_is_kept(book: Path) -> None:
    (book / "glossary" / "memory" / "new.tmx").write_text("<tmx>", encoding="utf-8")
    (result,) = build(Project(book), jobs=1)
    assert isinstance(result, Failed)
    assert result.error.place.startswith("glossary/memory/new.tmx")


def test_of_a_document_that_is_gone_nothing_is_kept(book: Path) -> None:
    kept = book / ".toolkit" / "kept"
    (book / "source" / "port.txt").rename(book / "source" / "harbour.txt")
    (book / "source" / "port.xlf").rename(book / "source" / "harbour.xlf")
    built(book)
    assert [path.name for path in kept.iterdir()] == ["harbour.bin"]


FORMS = st.sampled_from(["港口", "港", "口岸", "新城", "泊位", "港口岸"])
ENGLISH = st.sampled_from(["port", "the berth", "new town", "haven"])
GLOSSARIES = st.dictionaries(FORMS, ENGLISH, max_size=4)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(glossaries=st.lists(GLOSSARIES, min_size=2, max_size=3), sentences=st.lists(FORMS, min_size=1, max_size=6))
def test_after_any_glossary_a_build_leaves_what_one_from_nothing_leaves(
    tmp_path_factory: pytest.TempPathFactory, glossaries: list[dict[str, str]], sentences: list[str]
) -> None:
    root = tmp_path_factory.mktemp("law") / "book"
    for folder in ("source", "glossary"):
        (root / folder).mkdir(parents=True)
    text = "".join(f"江港的{form}今年扩建。\n" for form in sentences)
    (root / "source" / "port.txt").write_text(f"新闻\n\n{text}", encoding="utf-8")
    for glossary in glossaries:
        rows = "".join(f"{chinese},{english}\n" for chinese, english in glossary.items())
        (root / "glossary" / "places.csv").write_text(f"source,target\n{rows}", encoding="utf-8")
        built(root)
        translate(root, range(1), "The berth of the new town grew by 5%.")
        built(root)
        assert left(root) == from_nothing(root)


def test_only_what_was_made_from_the_same_is_taken(tmp_path: Path) -> None:
    made: list[int] = []

    def work(place: int) -> bytes:
        made.append(place)
        return b"%d" % place

    def used(rules: str, stage: str, given: str, count: int) -> list[bytes]:
        made.clear()
        kept = Keeping(tmp_path / "kept" / "x.bin", rules, 1)
        results = list(kept.of(stage, given)(count, lambda place: b"" if place == 2 else b"from %d" % place, work))
        kept.close()
        return results

    rules = "0" * 32
    assert used(rules, "rows", "", 4) == [b"0", b"1", b"2", b"3"]
    assert (used(rules, "rows", "", 4), made) == ([b"0", b"1", b"2", b"3"], [2])
    for changed in (("1" * 32, "rows", ""), (rules, "rows", "else")):
        used(*changed, 4)
        assert made == [0, 1, 2, 3]
        used(rules, "rows", "", 4)
        assert made == [0, 1, 2, 3]


def test_of_a_stage_nothing_is_kept_that_was_not_asked_for(tmp_path: Path) -> None:
    path, rules = tmp_path / "kept" / "x.bin", "0" * 32

    def made(stage: str, *contents: bytes) -> int:
        """How many had to be made."""
        missing = []
        kept = Keeping(path, rules, 1)
        list(kept.of(stage)(len(contents), contents.__getitem__, lambda place: bytes(missing.append(place) or 100)))
        kept.close()
        return len(missing)

    assert made("rows", b"1", b"2", b"3") == 3
    size = path.stat().st_size
    assert made("findings", b"1", b"2", b"3") == 3
    assert path.stat().st_size > 1.5 * size
    assert made("findings", b"4", b"5", b"3") == 2
    assert made("findings", b"1", b"2", b"3") == 2
    assert made("rows", b"1", b"2", b"3") == 0
    assert path.stat().st_size < 2 * size


@pytest.mark.parametrize("jobs", [1, 2])
def test_stages_asked_for_before_anything_is_taken_are_made_together(tmp_path: Path, jobs: int) -> None:
    made: list[str] = []

    def stage(name: str, count: int) -> tuple[int, Work, Work]:
        def work(place: int) -> bytes:
            made.append(f"{name}{place}")
            return f"{name}{place} {os.getpid()}".encode()

        return count, lambda place: b"%d" % place, work

    kept = Keeping(tmp_path / "kept" / "x.bin", "0" * 32, jobs)
    rows, terms = (kept.of(name)(*stage(name, count)) for name, count in (("rows", 9), ("terms", 2)))
    assert made == []
    results = [one.split() for one in (*terms, *rows)]
    assert [name.decode() for name, _ in results] == ["terms0", "terms1", *(f"rows{place}" for place in range(9))]
    assert results[0][1] == results[2][1], "another process has made the other stage of the part"
    if jobs == 1:
        assert made[:4] == ["rows0", "terms0", "rows1", "terms1"]


def test_what_is_made_can_be_taken_before_the_rest_is_made(tmp_path: Path) -> None:
    made: list[str] = []
    named: list[int] = []

    def named_by(place: int) -> bytes:
        named.append(place)
        return b"%d" % place

    def opened() -> Iterator[bytes]:
        made.clear()
        named.clear()
        return iter(kept.of("rows")(9, named_by, lambda place: bytes(made.append(str(place)) or place)))

    kept = Keeping(tmp_path / "kept" / "x.bin", "0" * 32, 1)
    results = opened()
    assert next(results) == b""
    assert (made, named) == (["0"], [0])
    assert [len(one) for one in results] == [*range(1, 9)]
    kept.close()
    kept = Keeping(tmp_path / "kept" / "x.bin", "0" * 32, 1)
    assert [len(one) for one in opened()] == [*range(9)]
    assert (made, named) == ([], [*range(9)])


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_asked_for_meanwhile_is_made_next(tmp_path: Path, jobs: int) -> None:
    kept = Keeping(tmp_path / "kept" / "x.bin", "0" * 32, jobs)

    def stage(name: bytes) -> Iterator[bytes]:
        return iter(kept.of(name.decode())(9, lambda place: b"%d" % place, lambda place: name * place))

    rows = stage(b"r")
    assert [next(rows), next(rows)] == [b"", b"r"]
    terms = stage(b"t")
    assert [next(terms), next(terms), next(rows)] == [b"", b"t", b"rr"]
    assert b"".join([*rows, *terms]) == b"r" * sum(range(3, 9)) + b"t" * sum(range(2, 9))


def test_few_parts_are_worked_on_by_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "toolkit.building.processes.share_out", lambda *given: pytest.fail("other processes were started")
    )
    assert list(keeping.shared(4)(FEWEST_TASKS - 1, bytes, bytes)) == [
        bytes(place) for place in range(FEWEST_TASKS - 1)
    ]
