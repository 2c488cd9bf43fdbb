from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from strategies import bitexts

from toolkit.bitext import write_xliff
from toolkit.bitext.foreign import read_bilingual
from toolkit.bitext.foreign.xliff12 import read_xliff12_bitext
from toolkit.errors import InputError
from toolkit.model import Bitext, CodeKind, Note, State, Unit
from toolkit.safe.xml import parse_xml

EXAMPLE = Path(__file__).with_name("examples") / "port-1.2.xlf"


@pytest.fixture(scope="module")
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
    assert example.units[1].origin == "leveraged-mt"


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


def test_what_is_not_to_be_translated_is_inherited() -> None:
    inherited = '<group><trans-unit id="1"><source>港口</source></trans-unit></group>'
    stated = '<trans-unit id="2" translate="yes"><source>港口</source></trans-unit>'
    body = f'<group translate="no">{inherited}{stated}</group>'
    assert [unit.segment.id for unit in read_bilingual(xliff(body), "a.xlf").units] == ["2"]


def test_several_other_pairs_are_refused_with_their_names() -> None:
    one = xliff(UNIT.format("a", "", "b"), 'source-language="de" target-language="fr"').decode()
    two = one.replace('"fr"', '"it"')
    both = one.removesuffix("</xliff>") + two[two.index("<file") :]
    with pytest.raises(InputError, match=r"de to fr, de to it; .*--from LANGUAGE --to LANGUAGE"):
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
        '<trans-unit id="1"><source>一。二。</source><seg-source><mrk mtype="seg" mid="1">一。</mrk><g id="2">'
        '<mrk mtype="seg" mid="2">二。</mrk></g></seg-source><target><mrk mtype="seg" mid="1">One.</mrk><g id="2">'
        '<mrk mtype="seg" mid="2">Two.</mrk></g></target><s:seg-defs xmlns:s="http://sdl.com/FileTypes/SdlXliff/1.0">'
        '<s:seg id="1" conf="ApprovedSignOff"/><s:seg id="2" conf="Draft"/></s:seg-defs></trans-unit>'
    )
    units = read_bilingual(xliff(body), "a.sdlxliff").units
    assert [(unit.target, unit.state) for unit in units] == [("One.", State.FINAL), ("Two.", State.DRAFT)]


REFUSED = {
    "broken XML": (xliff("<trans-unit>"), r"a.xlf line 1: broken XML"),
    "no source": (xliff('\n<trans-unit id="1"/>'), r"a.xlf line 2: a <trans-unit> without <source>"),
    "no file": (b'<xliff version="1.2"/>', "without a <file>"),
    "nothing in it": (xliff(UNIT.format("", "", "")), "none of its units holds a text"),
    "not XLIFF": (b"<html/>", "not XLIFF 1 or 2 .*<html> in no namespace"),
    "no namespace": (b'<xliff version="2.0"/>', "not XLIFF 1 or 2 .*<xliff> in no namespace"),
    "an element inside": (xliff(UNIT.format("<p>港口</p>", "", "")), r"line 1: an element .*<p>"),
    "entities": (b'<!DOCTYPE xliff [<!ENTITY e "x">]>' + xliff(UNIT.format("&e;", "", "")), "declares entities"),
    "empty": (b"", "broken XML"),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_bilingual(content, "a.xlf")


def test_an_ending_that_says_nothing() -> None:
    with pytest.raises(InputError, match="not a bilingual file by its ending"):
        read_bilingual(b"", "a.txt")
