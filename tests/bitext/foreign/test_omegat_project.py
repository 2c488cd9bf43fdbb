"""What OmegaT is given, as it stands in the files of its project."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pytest

from toolkit.bitext import read_xliff
from toolkit.bitext.acceptance import accept
from toolkit.bitext.foreign.omegat import write_drafts, write_glossary, write_project, write_source, write_translations
from toolkit.bitext.foreign.tmx import read_tmx
from toolkit.model import Bitext, Block, Code, CodeKind, Document, Kind, Note, Segment, State, Term, TermStatus, Unit


def bitext(*units: Unit) -> Bitext:
    block = Block(Kind.PARAGRAPH, 0, tuple(unit.segment for unit in units))
    return Bitext(Document("quay", "港口", (block,)), units)


def translated(lines: Iterable[tuple[str, str]], state: State = State.TRANSLATED) -> Bitext:
    """Chinese with its English; where that is empty, a draft stands there that nobody has looked at."""
    return bitext(
        *(
            Unit(Segment(str(number), source), target or "…", state if target else State.DRAFT)
            for number, (source, target) in enumerate(lines, 1)
        )
    )


def told(parts: Iterable[bytes]) -> list[str]:
    """The memory that `parts` make, a line a unit: its languages, texts and properties."""
    units = read_tmx(io.BytesIO(b"".join(parts)), "project_save.tmx")
    return [
        " ".join(
            [
                f"{unit.source_language}:",
                " = ".join(f"{one.text} ({one.language})" for one in unit.variants),
                *(f"{name}={value}" for name, value in unit.properties),
            ]
        )
        for unit in units
    ]


def test_its_settings_name_the_languages_as_it_writes_them() -> None:
    settings = write_project("zh-CN", "en-gb").decode()
    assert "<source_lang>ZH-CN</source_lang>" in settings
    assert "<target_lang>EN-GB</target_lang>" in settings


def test_the_document_has_the_chinese_in_both_places_and_what_is_said_of_it() -> None:
    coded = Segment("1", "江港新城开港", (Code("1", CodeKind.BOLD, 0, 4),))
    asked = Note("Which dock?", "Ann")
    english = Unit(coded, "The port opens", State.REVIEWED, previous="江港新城开了", notes=(asked,))
    changed = accept(english, "term-missing", "Told by the headline.")
    plain = Unit(Segment("2", "港口很忙。"))
    sent = write_source(Bitext(bitext(changed, plain).document, (changed, plain), (changed,)), "quay-7")
    read = read_xliff(sent, "quay.xlf")
    assert [(unit.segment, unit.target, unit.codes) for unit in read.units] == [
        (coded, "江港新城开港", coded.codes),
        (plain.segment, "港口很忙。", ()),
    ]
    assert [unit.notes for unit in read.units] == [
        (Note("The Chinese has changed; it was: 江港新城开了", "toolkit"), asked),
        (),
    ]
    assert sent.count(b'<target state="new">') == 2
    assert b"quay-7" in sent
    assert read.archive == ()


GLOSSARY = [
    (Term("标箱", "TEU", "trade"), "标箱\tTEU\ttrade"),
    (Term("标箱", "TEU", "", alternatives=("TEUs",), note="No plural."), "标箱\tTEU\tNo plural\n标箱\tTEUs\t"),
    (Term("标箱", "TEU", "trade", note="Norm X."), "标箱\tTEU\tNorm X. trade"),
    (Term("新城", "New Town", "", variants=("江港新城",)), "新城\tNew Town\t\n江港新城\tNew Town\t"),
    (Term("新城", "Town", "", variants=("新城",)), "新城\tTown\t"),
    (Term("码头", "wharf", "", TermStatus.PROPOSED), "码头\twharf\tproposed"),
    (Term("码头", "wharf", "", forbidden=("dock", "pier")), "码头\twharf\tnot: dock; pier"),
    (Term("码头", "", "", forbidden=("dock",)), "码头\t\tnot: dock"),
    (Term("#1泊位", "#1 berth", "", note="a\n#b\tc"), " #1泊位\t #1 berth\ta #b c"),
    (Term("码头", "wharf", "", note="\ud800"), "码头\twharf\t?"),
]


@pytest.mark.parametrize(("term", "lines"), GLOSSARY)
def test_terms_stand_between_tabs(term: Term, lines: str) -> None:
    written = write_glossary([term]).decode()
    assert written == f"# Glossary in tab-separated format -*- coding: utf-8 -*-\n{lines}\n"


PORT, BUSY, RAIN = ("开港了。", "It opened."), ("港口很忙。", "The port is busy."), ("下雨了。", "It rained.")
AGAIN, NOT_YET = ("港口很忙。", "Busy again."), ("港口很忙。", "")
MEMORIES = {
    "one English": ([BUSY, RAIN, BUSY], ["港口很忙。 = The port is busy.", "下雨了。 = It rained."]),
    "two, told apart": (
        [BUSY, PORT, RAIN, AGAIN],
        [
            "港口很忙。 = The port is busy. file=quay.xlf next=开港了。",
            "港口很忙。 = Busy again. file=quay.xlf prev=下雨了。",
            "开港了。 = It opened.",
            "下雨了。 = It rained.",
        ],
    ),
    "none yet in one place": (
        [BUSY, PORT, NOT_YET],
        ["港口很忙。 = The port is busy. file=quay.xlf next=开港了。", "开港了。 = It opened."],
    ),
    "two, not told apart": ([RAIN, BUSY, RAIN, AGAIN, RAIN], ["下雨了。 = It rained."]),
    "drafts alone": ([NOT_YET], []),
}


@pytest.mark.parametrize(("lines", "expected"), MEMORIES.values(), ids=MEMORIES)
def test_its_memory_names_places_where_it_must(lines: list[tuple[str, str]], expected: list[str]) -> None:
    found = told(write_translations(translated(lines), "quay.xlf"))
    assert sorted(found) == sorted(_with_languages(line) for line in expected)


def test_the_language_of_the_originals_is_said_once() -> None:
    units = translated([BUSY, PORT, AGAIN])
    for memory in (write_translations(units, "quay.xlf"), write_drafts(translated([NOT_YET]))):
        written = b"".join(memory)
        assert written.count(b"<tu>") == written.count(b"</tu>") > 0
        assert written.count(b'srclang="zh-CN"') == written.count(b"srclang") == 1


def _with_languages(line: str) -> str:
    source, _, rest = line.partition(" = ")
    target, mark, properties = rest.partition(" file=")
    return f"zh-CN: {source} (zh-CN) = {target} (en-GB){mark}{properties}"


def test_places_are_known_by_the_texts_with_their_tags() -> None:
    bold = Segment("2", "江港新城开港", (Code("1", CodeKind.BOLD, 0, 4),))
    units = [Unit(Segment("1", "港口很忙。"), "The port is busy.", State.TRANSLATED), Unit(bold)]
    units.append(Unit(Segment("3", "港口很忙。"), "Busy again.", State.FINAL))
    assert told(write_translations(bitext(*units), "quay.xlf")) == [
        "zh-CN: 港口很忙。 (zh-CN) = The port is busy. (en-GB) file=quay.xlf next=<g0>江港新城</g0>开港",
        "zh-CN: 港口很忙。 (zh-CN) = Busy again. (en-GB) file=quay.xlf prev=<g0>江港新城</g0>开港",
    ]


def test_drafts_are_suggested_for_the_chinese_that_they_were_made_for() -> None:
    picture = (Code("1", CodeKind.IMAGE, 0, 0),)
    units = (
        Unit(Segment("1", "港口很忙。"), "The port is busy.", State.DRAFT),
        Unit(Segment("2", "新码头很忙。"), "The wharf is busy.", State.DRAFT, previous="码头很忙。"),
        Unit(Segment("3", "开港了。"), "It opened.", State.TRANSLATED),
        Unit(Segment("4", "见图", picture), "See figure", State.DRAFT, codes=picture),
        Unit(Segment("5", "下雨了。"), "It rained.", State.DRAFT, codes=picture),
    )
    assert told(write_drafts(bitext(*units))) == [
        "zh-CN: 港口很忙。 (zh-CN) = The port is busy. (en-GB)",
        "zh-CN: 码头很忙。 (zh-CN) = The wharf is busy. (en-GB)",
        "zh-CN: <x0/>见图 (zh-CN) = <x0/>See figure (en-GB)",
    ]
