from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from strategies import bitexts

from toolkit.bitext import write_xliff
from toolkit.bitext.foreign import read_bilingual
from toolkit.bitext.foreign.xliff12 import read_xliff12_bitext
from toolkit.errors import InputError
from toolkit.model import Bitext, CodeKind, Document, Note, State, Unit
from toolkit.safe.xml import parse_xml

EXAMPLE = Path(__file__).with_name("examples") / "port-1.2.xlf"


@pytest.fixture
def example() -> Bitext:
    return read_bilingual(EXAMPLE.read_bytes(), "port-1.2.xlf")


@given(bitexts())
def test_reads_what_the_toolkit_writes_as_the_toolkit_does(bitext: Bitext) -> None:
    read = read_xliff12_bitext(parse_xml(write_xliff(bitext), "page.xlf", ""), "page.xlf", ("zh", "en"))

    def essence(unit: Unit) -> tuple[object, ...]:
        return unit.segment, unit.target, unit.state, unit.origin if unit.target else "", unit.notes, unit.codes

    assert list(map(essence, read.units)) == list(map(essence, bitext.units))


def test_a_bitext_of_the_toolkit_is_read_with_all_it_knows() -> None:
    sample = Path(__file__).resolve().parents[3] / "source" / "jiujiang-2020.xlf"
    bitext = read_bilingual(sample.read_bytes(), "jiujiang-2020.xlf")
    assert bitext.document.name == "jiujiang-2020"
    assert bitext.document.blocks[0].kind == "headline"


def test_files_in_the_languages_asked_for(example: Bitext) -> None:
    assert (example.document.language, example.target_language) == ("zh-CN", "en-GB")
    assert example.document.name == "port-1.2.xlf"
    assert [unit.segment.id for unit in example.units] == [
        "port.docx#1",
        "port.docx#2",
        "port.docx#3/0",
        "port.docx#3/1",
        "port.docx#4",
        "notice.docx#1",
        "notice.docx#1~2",
    ]


def test_states(example: Bitext) -> None:
    states = [State.REVIEWED, State.DRAFT, State.TRANSLATED, State.EMPTY, State.FINAL, State.DRAFT, State.EMPTY]
    assert [unit.state for unit in example.units] == states
    assert [unit.origin for unit in example.units] == ["", "leveraged-mt", "", "", "", "", ""]


def test_notes_codes_and_segments(example: Bitext) -> None:
    assert example.units[0].notes == (Note("Figure confirmed.", "Editor"),)
    kinds = [CodeKind.BOLD, CodeKind.OBJECT, CodeKind.SPAN]
    assert [code.kind for code in example.units[1].segment.codes] == kinds
    assert [code.detail for code in example.units[1].segment.codes] == ["", "{0}", "[b]"]
    assert [code.id for code in example.units[1].codes] == ["1", "2"]
    assert [(unit.segment.text, unit.target) for unit in example.units[2:5]] == [
        ("第一句。", "The first sentence."),
        ("第二句。", ""),
        ("研发<R&D>", "R&D"),
    ]


def test_another_pair_of_the_same_file() -> None:
    bitext = read_bilingual(EXAMPLE.read_bytes(), "port-1.2.xlf", "de", "en")
    assert [unit.target for unit in bitext.units] == ["Notice"]


def xliff(body: str, languages: str = 'source-language="zh" target-language="en"', root: str = "") -> bytes:
    root = root or 'version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"'
    return (
        f'<xliff {root}><file original="a" datatype="plaintext" {languages}><body>{body}</body></file></xliff>'.encode()
    )


UNIT = '<trans-unit id="1"><source>{}</source><target{}>{}</target></trans-unit>'


@pytest.mark.parametrize(
    "root",
    [
        'xmlns="urn:oasis:names:tc:xliff:document:1.2"',
        'version="1.1" xmlns="urn:oasis:names:tc:xliff:document:1.1"',
        'version="1.0"',
    ],
)
def test_earlier_versions(root: str) -> None:
    unit = UNIT.format('港口<x id="1"/>', "", 'Port<x id="1"/>')
    (read,) = read_bilingual(xliff(unit, root=root), "a.xlf").units
    assert (read.segment.text, read.target, len(read.codes)) == ("港口", "Port", 1)


def test_from_english_into_chinese_is_turned_round() -> None:
    content = xliff(UNIT.format("The port", "", "港口"), 'source-language="en-US" target-language="zh-CN"')
    bitext = read_bilingual(content, "a.xliff")
    assert (bitext.document.language, bitext.target_language) == ("zh-CN", "en-US")
    assert [(unit.segment.text, unit.target) for unit in bitext.units] == [("港口", "The port")]


def test_other_languages_are_read_as_they_are() -> None:
    content = xliff(UNIT.format("Der Hafen", "", "Le port"), 'source-language="de" target-language="fr"')
    assert [(unit.segment.text, unit.target) for unit in read_bilingual(content, "a.xlf").units] == [
        ("Der Hafen", "Le port")
    ]


def test_files_and_units_without_a_name_are_numbered() -> None:
    unit = "<trans-unit><source>港口</source></trans-unit>"
    file = f'<file source-language="zh"><body>{unit * 2}</body></file>'
    assert [one.segment.id for one in read_bilingual(f"<xliff>{file}</xliff>".encode(), "a.xlf").units] == ["1", "2"]
    two = read_bilingual(f"<xliff>{file * 2}</xliff>".encode(), "a.xlf")
    assert [one.segment.id for one in two.units] == ["1#1", "1#2", "2#1", "2#2"]
    assert (two.document.language, two.target_language) == ("zh", "")


def test_files_without_texts_or_languages() -> None:
    unit = UNIT.format("港口", "", "Port")
    content = f"<xliff><file/><file><body>{unit}</body></file></xliff>".encode()
    bitext = read_bilingual(content, "a.xlf")
    assert (bitext.document.language, bitext.target_language) == ("", "")
    assert [one.target for one in bitext.units] == ["Port"]


def test_the_languages_are_those_of_a_file_that_says_both() -> None:
    file = '<file source-language="zh"{}><body>' + UNIT.format("港口", "", "Port") + "</body></file>"
    stated = file.format(' target-language="en-US"')
    bitext = read_bilingual(f"<xliff>{file.format('')}{stated}</xliff>".encode(), "a.xlf")
    assert (bitext.document.language, bitext.target_language) == ("zh", "en-US")


def test_a_note_with_elements_in_it() -> None:
    unit = UNIT.format("港口", "", "Port").replace("</trans-unit>", "<note>Which <b>port</b>?</note></trans-unit>")
    assert read_bilingual(xliff(unit), "a.xlf").units[0].notes == (Note("Which port?"),)


def test_what_is_not_to_be_translated_is_inherited() -> None:
    inherited = '<group><trans-unit id="1"><source>港口</source></trans-unit></group>'
    stated = '<trans-unit id="2" translate="yes"><source>港口</source></trans-unit>'
    body = f'<group translate="no">{inherited}{stated}</group>'
    assert [unit.segment.id for unit in read_bilingual(xliff(body), "a.xlf").units] == ["2"]


def test_several_other_pairs_are_refused_with_their_names() -> None:
    one = xliff(UNIT.format("a", "", "b"), 'source-language="de" target-language="fr"').decode()
    two = one.replace('"fr"', '"it"')
    both = one.removesuffix("</xliff>") + two[two.index("<file") :]
    with pytest.raises(InputError, match=r"^a.xlf: .*de to fr, de to it; .*--from LANGUAGE --to LANGUAGE"):
        read_bilingual(both.encode(), "a.xlf")
    assert len(read_bilingual(both.encode(), "a.xlf", "de", "it").units) == 1


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ("", State.TRANSLATED),
        (' state="needs-adaptation"', State.DRAFT),
        (' state="x-own"', State.TRANSLATED),
        (' state-qualifier="fuzzy-match"', State.DRAFT),
        (' state="translated" state-qualifier="fuzzy-match"', State.TRANSLATED),
        (' state="signed-off"', State.REVIEWED),
    ],
)
def test_what_a_target_says_of_itself(attributes: str, state: State) -> None:
    (unit,) = read_bilingual(xliff(UNIT.format("港口", attributes, "Port")), "a.xlf").units
    assert unit.state is state


def test_what_trados_says_beside_a_unit() -> None:
    body = (
        '<trans-unit id="1"><source>一。二。三。</source><seg-source><mrk mtype="seg" mid="1">一。</mrk><g id="2">'
        '<mrk mtype="seg" mid="2">二。</mrk></g><mrk mtype="seg" mid="3">三。</mrk></seg-source><target>'
        '<mrk mtype="seg" mid="1">One.</mrk><g id="2"><mrk mtype="seg" mid="2">Two.</mrk></g>'
        '<mrk mtype="seg" mid="3">Three.</mrk></target><s:seg-defs xmlns:s="http://sdl.com/FileTypes/SdlXliff/1.0">'
        '<s:seg id="1" conf="ApprovedSignOff"/><s:seg id="2" conf="Draft"/><s:seg id="3"/></s:seg-defs></trans-unit>'
    )
    units = read_bilingual(xliff(body), "a.sdlxliff").units
    assert [(unit.target, unit.state) for unit in units] == [
        ("One.", State.FINAL),
        ("Two.", State.DRAFT),
        ("Three.", State.DRAFT),
    ]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("NotStarted", State.DRAFT),
        ("Pretranslated", State.DRAFT),
        ("PartiallyEdited", State.DRAFT),
        ("Rejected", State.DRAFT),
        ("ManuallyConfirmed", State.TRANSLATED),
        ("ConfirmedTranslator", State.TRANSLATED),
        ("Reviewer1Confirmed", State.REVIEWED),
        ("ConfirmedReviewer1", State.REVIEWED),
        ("Proofread", State.REVIEWED),
    ],
)
def test_what_memoq_says_at_a_unit(status: str, state: State) -> None:
    unit = f'<trans-unit id="{{}}" xmlns:mq="MQXliff" mq:status="{status}"><source>{{}}</source><target>{{}}</target>'
    body = "".join(f"{unit.format(*given)}</trans-unit>" for given in ((1, "港口", "Port"), (2, "码头", "")))
    filled, empty = read_bilingual(xliff(body), "a.mqxliff").units
    assert (filled.state, empty.state) == (state, State.EMPTY)


@pytest.mark.parametrize(
    ("step", "state"),
    [("", State.DRAFT), ("0", State.DRAFT), ("1", State.TRANSLATED), ("2", State.REVIEWED), ("3", State.REVIEWED)],
)
def test_what_phrase_says_at_a_unit(step: str, state: State) -> None:
    """By the step of the work in which it was confirmed, whatever the target says."""
    body = (
        f'<trans-unit id="1" xmlns:m="http://www.memsource.com/mxlf/2.0" m:confirmed="{step}">'
        '<source>港口</source><target state="translated">Port</target></trans-unit>'
    )
    (unit,) = read_bilingual(xliff(body), "a.mxliff").units
    assert unit.state is state


def test_what_trados_has_taken_out_is_not_read() -> None:
    target = (
        'The <mrk mtype="x-sdl-deleted" s:revid="1">harbour <g id="1">was</g></mrk>'
        '<mrk mtype="x-sdl-added" s:revid="2">port is</mrk> busy'
        '<mrk mtype="x-sdl-feedback-deleted" s:revid="3"> again</mrk>.'
    )
    body = UNIT.format("港口很忙。", ' xmlns:s="http://sdl.com/FileTypes/SdlXliff/1.0"', target)
    (unit,) = read_bilingual(xliff(body), "a.sdlxliff").units
    assert (unit.target, unit.codes) == ("The port is busy.", ())


SEGMENTED = (
    '<trans-unit id="1"><source>一。二。</source><seg-source><mrk mtype="seg" mid="1">一。</mrk>'
    '<mrk mtype="seg" mid="2">二。</mrk></seg-source><target>{}</target></trans-unit>'
)


@pytest.mark.parametrize(
    ("target", "units"),
    [
        ('<mrk mtype="seg" mid="2">Two.</mrk>', [("1/1", "一。", ""), ("1/2", "二。", "Two.")]),
        (' <x id="1"/> ', [("1/1", "一。", ""), ("1/2", "二。", "")]),
        ("One. Two.", [("1", "一。二。", "One. Two.")]),
        (
            '<mrk mtype="seg" mid="1">One.</mrk><mrk mtype="seg" mid="3"> Three.</mrk>',
            [("1", "一。二。", "One. Three.")],
        ),
        ('<mrk mtype="seg" mid="2">Two</mrk><mrk mtype="seg" mid="2"> more.</mrk>', [("1", "一。二。", "Two more.")]),
        ('<mrk mtype="term" mid="2">Two</mrk>', [("1", "一。二。", "Two")]),
    ],
)
def test_a_target_that_is_segmented_otherwise_loses_nothing(target: str, units: list[tuple[str, str, str]]) -> None:
    read = read_bilingual(xliff(SEGMENTED.format(target)), "a.xlf").units
    assert [(unit.segment.id, unit.segment.text, unit.target) for unit in read] == units


def test_segments_without_marks() -> None:
    source = '<source>一。 </source><seg-source><mrk mtype="seg">一。</mrk> </seg-source>'
    body = f'<trans-unit id="1">{source}<target><mrk mtype="seg">One.</mrk> </target></trans-unit>'
    (unit,) = read_bilingual(xliff(body), "a.xlf").units
    assert (unit.segment.id, unit.segment.text, unit.target) == ("1", "一。", "One.")


@pytest.mark.parametrize(
    ("qualifier", "text", "origin"),
    [
        ("exact-match", "Port", "memory"),
        ("exact-match", "", ""),
        ("leveraged-mt", "Port", "leveraged-mt"),
        ("x-own", "Port", ""),
        ("", "Port", ""),
    ],
)
def test_where_a_text_is_from(qualifier: str, text: str, origin: str) -> None:
    (unit,) = read_bilingual(xliff(UNIT.format("港口", f' state-qualifier="{qualifier}"', text)), "a.xlf").units
    assert unit.origin == origin


REFUSED = {
    "broken XML": (xliff("<trans-unit>"), r"a.xlf line 1: broken XML"),
    "no source": (xliff('\n<trans-unit id="1"/>'), r"a.xlf line 2: a <trans-unit> without <source>"),
    "no file": (b'<xliff version="1.2"/>', "without a <file>"),
    "nothing in it": (xliff(UNIT.format("", "", "")), "none of its units holds a text"),
    "not XLIFF": (b"<html/>", "not XLIFF 1 or 2 .*<html> in no namespace"),
    "no namespace": (b'<xliff version="2.0"/>', "not XLIFF 1 or 2 .*<xliff> in no namespace"),
    "another namespace": (
        b'<html xmlns="http://www.w3.org/1999/xhtml"/>',
        r"first element is <html> in http://www.w3.org/1999/xhtml\)",
    ),
    "the toolkit's own, damaged": (
        write_xliff(Bitext(Document("port", "", ()), ())).replace(b"<body>", b"<body><group/>"),
        "^a.xlf line 5: an unknown kind of block",
    ),
    "an element inside": (xliff(UNIT.format("<p>港口</p>", "", "")), r"line 1: an element .*<p>"),
    "an element inside a target": (xliff(UNIT.format("港口", "", "<p>Port</p>")), r"line 1: an element .*<p>"),
    "entities": (b'<!DOCTYPE xliff [<!ENTITY e "x">]>' + xliff(UNIT.format("&e;", "", "")), "declares entities"),
    "empty": (b"", "broken XML"),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        read_bilingual(content, "a.xlf")
    assert error.value.place.startswith("a.xlf")
    assert error.value.remedy


def test_an_ending_that_says_nothing() -> None:
    with pytest.raises(
        InputError, match=r"^a.txt: not a bilingual file by its ending; .*: \.xlf, \.xliff, \.sdlxliff, "
    ):
        read_bilingual(b"", "a.txt")
