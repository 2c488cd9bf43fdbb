from __future__ import annotations

from pathlib import Path

import pytest
from xliff2 import SEGMENT, SOURCE, UNIT, xliff

from toolkit.bitext.foreign import read_bilingual
from toolkit.model import Bitext, Code, CodeKind, Note, State

EXAMPLE = Path(__file__).with_name("examples") / "port-2.0.xlf"


@pytest.fixture
def example() -> Bitext:
    return read_bilingual(EXAMPLE.read_bytes(), "port-2.0.xlf")


def test_segments_of_the_units_that_are_translated(example: Bitext) -> None:
    assert (example.document.language, example.target_language) == ("zh-CN", "en-GB")
    assert [(unit.segment.id, unit.segment.text, unit.state) for unit in example.units] == [
        ("u1/s1", "九江港吞吐量达60万标箱。", State.REVIEWED),
        ("u1/s2", "第二句。", State.DRAFT),
        ("u2", "港口开港见图\ufffd。", State.FINAL),
        ("u4", "附件", State.EMPTY),
    ]
    assert [len(block.segments) for block in example.document.blocks] == [2, 1, 1]
    assert example.units[0].notes == (Note("From the port authority's annual report."),)


def test_codes_with_their_original_data(example: Bitext) -> None:
    assert example.units[2].segment.codes == (
        Code("1", CodeKind.BOLD, 2, 4, "[b]"),
        Code("2", CodeKind.OBJECT, 4, 4, "[br/]"),
        Code("3", CodeKind.SPAN, 5, 7),
    )
    assert [code.id for code in example.units[2].codes] == ["1", "2", "3"]


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2"])
def test_versions(version: str) -> None:
    content = xliff(SEGMENT.format("<source>港口</source><target>Port</target>"), version=version)
    (unit,) = read_bilingual(content, "a.xlf").units
    assert (unit.segment.text, unit.target, unit.state) == ("港口", "Port", State.TRANSLATED)


def test_several_files() -> None:
    file = SOURCE.format("港口")
    units = read_bilingual(xliff(file + file.replace("f1", "f2"), 'srcLang="zh"'), "a.xlf").units
    assert [unit.segment.id for unit in units] == ["f1#u1", "f2#u1"]


def test_from_english_into_chinese_is_turned_round() -> None:
    content = xliff(SEGMENT.format("<source>Port</source><target>港口</target>"), 'srcLang="en" trgLang="zh-Hans"')
    assert [(unit.segment.text, unit.target) for unit in read_bilingual(content, "a.xlf").units] == [("港口", "Port")]


def told(code: Code) -> str:
    return f"{code.id} {code.kind} {code.detail}"


CODES = {
    '<pc id="1" type="fmt" subType="xlf:i">港</pc>': "1 italic ",
    '<pc id="1" type="link" equivStart="[a]">港</pc>': "1 link [a]",
    '<ph id="1" type="image" equiv="[map]"/>': "1 image [map]",
    '<ph id="1" type="fmt" subType="xlf:lb" dataRef="d1" equiv="[br]"/>': "1 break [br/]",
    '<ph id="1" dataRef="d2" equiv="[x]"/>': "1 object [x]",
    '<pc id="1" type="ui" dataRefStart="d1">港</pc>': "1 span [br/]",
}


@pytest.mark.parametrize(("text", "expected"), CODES.items())
def test_what_a_code_is(text: str, expected: str) -> None:
    stored = '<originalData><data id="d1">[b<cp hex="0001"/>r/]</data><data id="d2"/></originalData>'
    content = UNIT.format(f"{stored}<segment><source>{text}口</source></segment>")
    (unit,) = read_bilingual(xliff(content, 'srcLang="zh"'), "a.xlf").units
    assert list(map(told, unit.segment.codes)) == [expected]


def test_what_a_code_is_where_nothing_is_stored() -> None:
    (unit,) = read_bilingual(xliff(SOURCE.format('港<ph id="1" equiv="[x]"/>')), "a.xlf").units
    assert list(map(told, unit.segment.codes)) == ["1 object [x]"]


def test_what_is_not_to_be_translated_is_inherited() -> None:
    unit = '<unit id="{}"{}><segment><source>港口</source></segment></unit>'
    inner = unit.format("u1", "") + unit.format("u2", ' translate="yes"')
    files = f'<file id="f1"><group id="g1" translate="no"><group id="g2">{inner}</group></group></file>'
    bitext = read_bilingual(xliff(files, 'srcLang="zh"'), "a.xlf")
    assert [one.segment.id for one in bitext.units] == ["u2"]
    assert (bitext.document.language, bitext.target_language) == ("zh", "")


def test_segments_without_a_name_are_numbered() -> None:
    segments = "<segment><source>港口</source></segment>" * 2
    units = read_bilingual(xliff(UNIT.format(segments), 'srcLang="zh"'), "a.xlf").units
    assert [one.segment.id for one in units] == ["u1/1", "u1/2"]


@pytest.mark.parametrize(
    ("said", "state"),
    [("", State.TRANSLATED), (' state="initial"', State.DRAFT), (' state="reviewed"', State.REVIEWED)],
)
def test_what_a_segment_says_of_itself(said: str, state: State) -> None:
    segment = f"<segment{said}><source>港口</source><target>Port</target></segment>"
    (unit,) = read_bilingual(xliff(UNIT.format(segment)), "a.xlf").units
    assert unit.state is state


@pytest.mark.parametrize("holder", ["file", "group", "unit"])
def test_what_modules_hold_is_no_text_of_the_file(holder: str) -> None:
    match = '<m:match id="1" ref="#1"><source xml:lang="fr">a</source><target xml:lang="ja">b</target></m:match>'
    module = f'<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0">{match * 2}</m:matches>'
    unit = '<unit id="u1"><segment><source>港口</source></segment></unit>'
    files = f'<file id="f1"><group id="g1">{unit}</group></file>'
    content = xliff(files.replace(f'<{holder} id="{holder[0]}1">', f'<{holder} id="{holder[0]}1">{module}'))
    assert b"ja" in content
    assert [one.segment.text for one in read_bilingual(content, "a.xlf").units] == ["港口"]
