from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree
from strategies import bitexts

from toolkit.bitext import read_xliff, write_xliff
from toolkit.errors import InputError
from toolkit.model import Bitext, CodeKind, State

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
    "doubled unit": (SAMPLE.read_bytes().replace(b'id="phx7lxf5"', b'id="paiypzws"'), "stands twice"),
    "no id": (SAMPLE.read_bytes().replace(b' id="phx7lxf5"', b""), "without id"),
}


@pytest.mark.parametrize(("content", "problem"), BAD.values(), ids=BAD.keys())
def test_refused_with_a_reason(content: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read_xliff(content, "source/page.xlf")
    assert caught.value.place.startswith("source/page.xlf")
    assert caught.value.remedy


def test_external_entities_are_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    content = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><xliff>&e;</xliff>'
    with pytest.raises(InputError) as caught:
        read_xliff(content.encode(), "x")
    assert "SECRET" not in str(caught.value)
