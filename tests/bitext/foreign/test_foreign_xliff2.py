from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.bitext.foreign import read_bilingual
from toolkit.errors import InputError
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


SPACE = "urn:oasis:names:tc:xliff:document:2."
UNIT = '<file id="f1"><unit id="u1">{}</unit></file>'
SEGMENT = UNIT.format("<segment>{}</segment>")
SOURCE = SEGMENT.format("<source>{}</source>")


def xliff(files: str, languages: str = 'srcLang="zh" trgLang="en"', version: str = "2.0") -> bytes:
    space = SPACE + ("2" if version == "2.2" else "0")
    return f'<xliff xmlns="{space}" xmlns:x="urn:x" version="{version}" {languages}>{files}</xliff>'.encode()


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


NO_REORDER = 'canCopy="no" canDelete="no" canReorder'
GOOD = {
    "codes of a kind": '<pc id="1" type="fmt" subType="xlf:b">港</pc><ph id="2" type="other" subType="my:own"/>',
    "a pair across segments": '<sc id="1"/>港</source></segment><segment><source>口<ec startRef="1"/>',
    "ends that stand alone": '<sc id="1" isolated="yes"/>港<ec id="2" isolated="yes"/>',
    "a mark in two parts": '<sm id="m1" type="comment" value="sic"/>港<em startRef="m1"/>',
    "a reference to a mark": '<mrk id="m1" type="my:link" ref="#/f=f1/u=u1/m2">港</mrk><mrk id="m2">口</mrk>',
    "a copy": '<ph id="1"/>港<ph id="2" copyOf="1"/>',
    "an order that is kept": (
        f'<ph id="1" {NO_REORDER}="firstNo"/><ph id="2" {NO_REORDER}="no"/></source>'
        f'<target><ph id="1" {NO_REORDER}="firstNo"/><ph id="2" {NO_REORDER}="no"/>Port</target></segment>'
        "<segment><source>港"
    ),
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_allowed(text: str) -> None:
    assert read_bilingual(xliff(SOURCE.format(text)), "a.xlf").document.name == "a.xlf"


PAIR = "<source>{}</source><target>{}</target>"
INLINE = {
    "<sc> must have an <ec>": '<sc id="1"/>港',
    "<ec> must have startRef": '<ec id="1"/>港',
    "ends “1”, which does not begin": '<ec startRef="1"/>港<sc id="1"/>',
    "<sm> without <em>": '<sm id="m1"/>港',
    "<em> ends “m1”": '港<em startRef="m1"/>',
    "<ec> allows other things": '<sc id="1" canDelete="no"/>港<ec startRef="1" canDelete="yes"/>',
    "canReorder=“no” without": f'<ph id="1" {NO_REORDER}="no"/>',
    "canReorder=“firstNo” needs": '<ph id="1" canReorder="firstNo"/>',
    "there is no such original data": '<ph id="1" dataRef="d1"/>',
    "there is no such unit": '<ph id="1" subFlows="u1 u2"/>',
    "there is no such code": '<ph id="1" copyOf="9"/>',
    "which cannot be copied": '<ph id="1" canCopy="no"/><ph id="2" copyOf="1"/>',
    "a comment needs a value": '<mrk id="m1" type="comment">港</mrk>',
    "names no note": '<mrk id="m1" type="comment" ref="#n=n1">港</mrk>',
    "is no reference": '<mrk id="m1" type="my:a" ref="#u=u1/f=f1">港</mrk>',
    "is no kind of mark": '<mrk id="m1" type="own">港</mrk>',
    "is no kind of code": '<ph id="1" type="bold"/>',
    "needs a prefix and a type": '<ph id="1" subType="xlf:b"/>',
    "does not go with": '<ph id="1" type="ui" subType="xlf:b"/>',
    "is no character": '<cp hex="port"/>',
    "a character that XML can hold": '<cp hex="00A0"/>',
    "the id “1” stands twice": '<ph id="1"/><ph id="1"/>',
    "<ph> without id": "<ph/>",
    "id=“/1” is no such value": '<ph id="/1"/>',
    "<pc> cannot have {urn:x}own": '<pc id="1" x:own="1">港</pc>',
    "<source> cannot hold “other": "<x:own/>",
}
FILES = {
    "<xliff> cannot hold “nothing”": "",
    "<file> cannot hold “nothing”": '<file id="f1"/>',
    "<unit> cannot hold “ignorable”": UNIT.format("<ignorable><source> </source></ignorable>"),
    "<segment> cannot hold “target”": SEGMENT.format("<target>Port</target>"),
    "<notes> cannot hold “nothing”": UNIT.format("<notes/><segment><source>港</source></segment>"),
    "<segment> cannot have translate": UNIT.format('<segment translate="no"><source>港</source></segment>'),
    "subState without state": UNIT.format('<segment subState="my:a"><source>港</source></segment>'),
    "state=“done” is no such value": UNIT.format('<segment state="done"><source>港</source></segment>'),
    "a <skeleton> needs": SOURCE.format("港").replace("<unit", "<skeleton/><unit", 1),
    "is fr, and en in <xliff>": SEGMENT.format('<source>港</source><target xml:lang="fr">Port</target>'),
    "different xml:space": SEGMENT.format('<source xml:space="preserve">港</source><target>Port</target>'),
    "cannot be deleted, and is in no target": SEGMENT.format(PAIR.format('<ph id="1" canDelete="no"/>', "Port")),
    "must stay in their order": SEGMENT.format(
        PAIR.format(
            f'<ph id="1" {NO_REORDER}="firstNo"/><ph id="2" {NO_REORDER}="no"/><ph id="3"/>',
            f'<ph id="1" {NO_REORDER}="firstNo"/><ph id="3"/><ph id="2" {NO_REORDER}="no"/>',
        )
    ),
    "a second target with the order 2": UNIT.format(
        '<segment><source>a</source><target order="2">b</target></segment><segment><source>c</source></segment>'
    ),
    "the id “f1” stands twice": SOURCE.format("港") * 2,
    "the id “s1” stands twice": UNIT.format('<segment id="s1"><source>港</source></segment>' * 2),
    "the id “n1” stands twice": UNIT.format(
        '<notes><note id="n1">a</note><note id="n1">b</note></notes><segment><source>港</source></segment>'
    ),
    "among the extensions of <unit>": UNIT.format('<x:a id="1"/><x:a id="1"/><segment><source>港</source></segment>'),
}


@pytest.mark.parametrize(
    ("problem", "files"), [*((problem, SOURCE.format(text)) for problem, text in INLINE.items()), *FILES.items()]
)
def test_refused(problem: str, files: str) -> None:
    with pytest.raises(InputError) as error:
        read_bilingual(xliff(files), "a.xlf")
    assert error.value.place == "a.xlf line 1"
    assert problem in error.value.problem
    assert error.value.remedy


@pytest.mark.parametrize(
    ("languages", "problem"),
    [
        ('srcLang="z" trgLang="en"', "srcLang=“z” is no such value"),
        ('srcLang="zh"', "a <target> without trgLang"),
        ('trgLang="en"', "<xliff> without srcLang"),
    ],
)
def test_refused_languages(languages: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read_bilingual(xliff(SEGMENT.format("<source>港</source><target>Port</target>"), languages), "a.xlf")


def test_the_line_of_what_is_not_allowed() -> None:
    with pytest.raises(InputError, match=r"a.xlf line 3: not valid XLIFF 2"):
        read_bilingual(xliff("\n\n" + SOURCE.format("<ph/>")), "a.xlf")


def test_what_modules_hold_is_no_text_of_the_file() -> None:
    module = '<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match ref="#1">{}</m:match></m:matches>'
    match = module.format('<source xml:lang="fr">a</source><target xml:lang="ja">b</target>')
    content = xliff(UNIT.format(match + "<segment><source>港口</source></segment>"))
    assert [unit.segment.text for unit in read_bilingual(content, "a.xlf").units] == ["港口"]
