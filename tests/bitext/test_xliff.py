from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree
from strategies import bitexts

from toolkit.bitext import read_xliff, unit_lines, write_xliff
from toolkit.errors import InputError
from toolkit.model import Bitext, Block, Code, CodeKind, Document, Kind, Note, Segment, State, Unit

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / ".tools" / "xliff-core-1.2-strict.xsd"
SAMPLE = ROOT / "source" / "jiujiang-2020.xlf"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The OASIS schema, with the schema of the xml: attributes taken from beside this file."""
    if not SCHEMA.exists():
        pytest.skip("the XLIFF 1.2 schema is not installed (.ci/install-test-tools)")
    text = SCHEMA.read_text(encoding="utf-8")
    local = Path(__file__).with_name("xml.xsd").as_uri()
    text = text.replace("http://www.w3.org/2001/xml.xsd", local)
    return etree.XMLSchema(etree.fromstring(text.encode("utf-8")))


@given(bitexts())
def test_read_back_exactly(bitext: Bitext) -> None:
    assert read_xliff(write_xliff(bitext), "page.xlf") == bitext


FORMAT = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="page.html" source-language="zh-TW" target-language="en-US" datatype="html" xml:space="preserve">
<header><tool tool-id="toolkit" tool-name="Bilingual Toolkit"/>BATCH</header>
<body>
<group restype="x-headline">
<trans-unit id="a1">
  <source>港口&lt;开&gt;港</source>
  <target state="signed-off">Port &amp; "all"&#13;</target>
  <note from="Li&#9;Wen · 2026-11-25">[resolved] Fine &lt;b&gt;</note>
  <note>Which?</note>
</trans-unit>
</group>
<group restype="x-heading" extradata="2">
<trans-unit id="b2">
  <source><g id="1" ctype="bold">船</g>来了</source>
  <target state="needs-review-translation" state-qualifier="x-memory-exact:a%20;b.tmx"><g id="1" ctype="bold">Sh\
<bx id="2" ctype="link" equiv-text="p.html?a=1&amp;b=&quot;2&quot;" rid="2"/>i</g>ps <ex id="2" rid="2"/>co\
<x id="3" ctype="image" equiv-text="港口.png"/><x id="4" ctype="lb"/><g id="5" ctype="x-strike"></g>me in</target>
  <alt-trans alttranstype="previous-version">
    <source>船来</source>
    <target>Ships come in</target>
  </alt-trans>
</trans-unit>
<trans-unit id="c3">
  <source>码头</source>
  <target state="new"></target>
</trans-unit>
</group>
<group restype="x-archive" translate="no">
<trans-unit id="old">
  <source>旧</source>
  <target state="final">Old</target>
</trans-unit>
</group>
</body>
</file>
</xliff>
"""


def test_a_file_looks_as_it_always_did() -> None:
    """Version control shows each change of the format as a change of every file that people have."""
    codes = (
        Code("1", CodeKind.BOLD, 0, 3),
        Code("2", CodeKind.LINK, 2, 6, 'p.html?a=1&b="2"'),
        Code("3", CodeKind.IMAGE, 8, 8, "港口.png"),
        Code("4", CodeKind.BREAK, 8, 8),
        Code("5", CodeKind.STRIKE, 8, 8),
    )
    units = (
        Unit(
            Segment("a1", "港口<开>港"),
            'Port & "all"\r',
            State.REVIEWED,
            notes=(Note("Fine <b>", "Li\tWen", "2026-11-25", resolved=True), Note("Which?")),
        ),
        Unit(
            Segment("b2", "船来了", (Code("1", CodeKind.BOLD, 0, 1),)),
            "Ships come in",
            State.DRAFT,
            "memory:exact:a b.tmx",
            "船来",
            codes=codes,
        ),
        Unit(Segment("c3", "码头")),
    )
    first, *others = (unit.segment for unit in units)
    blocks = (Block(Kind.HEADLINE, 0, (first,)), Block(Kind.HEADING, 2, tuple(others)))
    archive = (Unit(Segment("old", "旧"), "Old", State.FINAL),)
    bitext = Bitext(Document("page", first.text, blocks, "page.html", "zh-TW"), units, archive, "en-US")
    assert write_xliff(bitext).decode() == FORMAT.replace("BATCH", "")
    batch = '<note from="toolkit-batch">0123456789abcdef</note>'
    assert write_xliff(bitext, "0123456789abcdef").decode() == FORMAT.replace("BATCH", batch)
    assert read_xliff(FORMAT.replace("BATCH", batch).encode(), "page.xlf") == bitext


@pytest.mark.parametrize(
    ("original", "datatype"),
    [
        ("page.txt", "plaintext"),
        ("PAGE.HTML", "html"),
        ("a.b.htm", "html"),
        ("page.docx", "x-docx"),
        ("page.md", "x-markdown"),
        ("page.markdown", "x-markdown"),
    ],
)
def test_what_a_file_is_made_from_is_named(original: str, datatype: str) -> None:
    plain = read_xliff(SAMPLE.read_bytes(), "x")
    content = write_xliff(replace(plain, document=replace(plain.document, original=original)))
    assert f' datatype="{datatype}" ' in content.decode()


def test_where_a_unit_stands_is_found_without_reading_it() -> None:
    lines = FORMAT.splitlines()
    found = unit_lines(FORMAT.encode())
    assert {name: lines[number - 1] for name, number in found.items()} == {
        name: f'<trans-unit id="{name}">' for name in ("a1", "b2", "c3", "old")
    }
    doubled = FORMAT.encode().replace(b'id="c3"', b'id="a1"').replace(b'id="old"', b'id="\xff"')
    assert list(unit_lines(doubled).items()) == [("a1", found["a1"]), ("b2", found["b2"]), ("\ufffd", found["old"])]


def test_what_others_leave_out_is_empty() -> None:
    short = (
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.b.html">'
        b'<header><tool tool-id="toolkit"/></header></file></xliff>'
    )
    bitext = read_xliff(short, "x")
    assert (bitext.units, bitext.archive, bitext.target_language, bitext.document.language) == ((), (), "", "")
    assert (bitext.document.name, bitext.document.title, bitext.document.original) == ("a.b", "a.b", "a.b.html")
    nameless = read_xliff(short.replace(b' original="a.b.html"', b""), "x").document
    assert (nameless.name, nameless.title, nameless.original) == ("", "", "")


def test_every_archive_is_read_and_what_stands_in_groups_beside_units_passed_over() -> None:
    group = (
        '<group restype="x-archive"><note>gone</note><trans-unit id="older"><source>旧</source></trans-unit></group>'
    )
    bitext = read_xliff(FORMAT.replace("BATCH", "").replace("</body>", group + "</body>").encode(), "x")
    assert [unit.segment.id for unit in bitext.archive] == ["old", "older"]


@pytest.mark.parametrize(("level", "read"), [("2", 2), ("0", 0), ("", 0), ("-1", 0), ("two", 0), ("²", 0)])
def test_a_level_that_is_no_number_is_none(level: str, read: int) -> None:
    content = FORMAT.replace('extradata="2"', f'extradata="{level}"')
    assert read_xliff(content.encode(), "x").document.blocks[1].level == read


def test_valid_by_the_strict_schema(schema: etree.XMLSchema) -> None:
    @given(bitexts())
    def law(bitext: Bitext) -> None:
        schema.assertValid(etree.fromstring(write_xliff(bitext)))

    law()
    schema.assertValid(etree.fromstring(SAMPLE.read_bytes()))


def test_the_schema_can_refuse(schema: etree.XMLSchema) -> None:
    broken = SAMPLE.read_bytes().replace(b'state="translated"', b'state="done"')
    assert not schema.validate(etree.fromstring(broken))


def test_a_line_for_each_change() -> None:
    content = SAMPLE.read_text(encoding="utf-8")
    before = read_xliff(content.encode(), "x")
    first = replace(before.units[0], target="Another headline", state=State.FINAL)
    after = write_xliff(replace(before, units=(first, *before.units[1:]))).decode()
    changed = [pair for pair in zip(content.splitlines(), after.splitlines(), strict=True) if pair[0] != pair[1]]
    assert len(changed) == 1


def edited(old: str, new: str) -> Bitext:
    content = SAMPLE.read_text(encoding="utf-8")
    assert old in content
    return read_xliff(content.replace(old, new, 1).encode(), "x")


BYLINE = '<target state="signed-off">Page compiled by the Bilingual Toolkit project team</target>'


@pytest.mark.parametrize(
    ("target", "text", "state"),
    [
        ('<target state="final">Compiled</target>', "Compiled", State.FINAL),
        ('<target state="new">Compiled</target>', "Compiled", State.TRANSLATED),
        ("<target>Compiled</target>", "Compiled", State.TRANSLATED),
        ('<target xml:lang="en" state="needs-l10n">Compiled</target>', "Compiled", State.DRAFT),
        ('<target state="signed-off"/>', "", State.EMPTY),
        ("", "", State.EMPTY),
        ('<target state="translated"><![CDATA[R&D]]></target>', "R&D", State.TRANSLATED),
    ],
)
def test_what_other_programs_change_is_read(target: str, text: str, state: State) -> None:
    unit = edited(BYLINE, target).units[2]
    assert (unit.target, unit.state) == (text, state)


@pytest.mark.parametrize(
    ("target", "text", "codes"),
    [
        ("a <g id='1' ctype='bold'>b</g> c", "a b c", [("1", CodeKind.BOLD, 2, 3, "")]),
        ("<g id='1'><g id='2'>b</g></g>", "b", [("1", CodeKind.SPAN, 0, 1, ""), ("2", CodeKind.SPAN, 0, 1, "")]),
        ("a<x id='1' ctype='image' equiv-text='p.png'/>", "a", [("1", CodeKind.IMAGE, 1, 1, "p.png")]),
        ("<bx id='1' ctype='italic'/>b<ex id='1'/>", "b", [("1", CodeKind.ITALIC, 0, 1, "")]),
        ("<bpt id='1' rid='9'>\\i </bpt>b<ept id='2' rid='9'>}</ept>", "b", [("1", CodeKind.SPAN, 0, 1, "\\i ")]),
        ("a<ph id='4'>%s</ph>b", "ab", [("4", CodeKind.OBJECT, 1, 1, "%s")]),
        ("a<bx id='1'/>b", "ab", [("1", CodeKind.OBJECT, 1, 1, "")]),
        ("a<ex id='1'/>b", "ab", [("1", CodeKind.OBJECT, 1, 1, "")]),
        ("a<mrk mtype='term'>b<x id='1'/></mrk><!-- c -->d", "abd", [("1", CodeKind.OBJECT, 2, 2, "")]),
        ("<g id='1' ctype='image'>b</g>", "b", [("1", CodeKind.SPAN, 0, 1, "")]),
    ],
)
def test_inline_elements_of_any_program_are_codes(target: str, text: str, codes: list) -> None:
    unit = edited(BYLINE, f"<target>{target}</target>").units[2]
    assert unit.target == text
    assert [(c.id, c.kind, c.start, c.end, c.detail) for c in unit.codes] == codes


BAD = {
    "not xml": (b"hello", "broken XML"),
    "truncated": (SAMPLE.read_bytes()[:3000], "broken XML"),
    "another vocabulary": (b"<tmx version='1.4'/>", "not a bitext of this toolkit"),
    "XLIFF of another program": (
        SAMPLE.read_bytes().replace(b'tool-id="toolkit"', b'tool-id="other"'),
        "not a bitext of this toolkit",
    ),
    "XLIFF 2": (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>', "not a bitext"),
    "doctype": (b"<!DOCTYPE xliff [<!ENTITY e 'x'>]>" + SAMPLE.read_bytes().partition(b"\n")[2], "document type"),
    "unknown block": (SAMPLE.read_bytes().replace(b"x-byline", b"x-poem"), "unknown kind of block"),
    "foreign inline element": (
        SAMPLE.read_bytes().replace(b">Page compiled by", b">Page <b>compiled</b> by"),
        "cannot stand inside a text",
    ),
    "markup in a note": (
        SAMPLE.read_bytes().replace(b"</target>", b"</target><note>see <g id='1'>there</g></note>", 1),
        "inline markup",
    ),
    "no group": (SAMPLE.read_bytes().replace(b"<body>", b"<body><note>x</note>"), "an element that is not a group"),
    "no kind": (SAMPLE.read_bytes().replace(b' restype="x-byline"', b""), "unknown kind of block, “”"),
    "another root": (
        SAMPLE.read_bytes().replace(b"<xliff ", b"<tmx ").replace(b"</xliff>", b"</tmx>"),
        "not a bitext of this toolkit",
    ),
    "no source": (
        SAMPLE.read_bytes().replace(b"<source>", b"<note>", 1).replace(b"</source>", b"</note>", 1),
        "without id or <source>",
    ),
    "doubled unit": (SAMPLE.read_bytes().replace(b'id="phx7lxf5"', b'id="paiypzws"'), "stands twice"),
    "no id": (SAMPLE.read_bytes().replace(b' id="phx7lxf5"', b""), "without id"),
}


@pytest.mark.parametrize(("content", "problem"), BAD.values(), ids=BAD.keys())
def test_refused_with_a_reason(content: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read_xliff(content, "source/page.xlf")
    assert caught.value.place.startswith("source/page.xlf")
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["unknown block", "foreign inline element", "markup in a note", "no id", "no group"])
def test_the_line_is_told(name: str) -> None:
    """The line of the element that is wrong, where its file has one element a line."""
    content, problem = BAD[name]
    before, good = content.splitlines(), SAMPLE.read_bytes().splitlines()
    changed = next(number for number, pair in enumerate(zip(before, good, strict=False), 1) if pair[0] != pair[1])
    with pytest.raises(InputError, match=problem) as caught:
        read_xliff(content, "source/page.xlf")
    assert caught.value.place == f"source/page.xlf line {changed}"


def test_external_entities_are_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    content = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><xliff>&e;</xliff>'
    with pytest.raises(InputError) as caught:
        read_xliff(content.encode(), "x")
    assert "SECRET" not in str(caught.value)
