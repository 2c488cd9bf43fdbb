"""Inline codes in XML: as they are written, and as any program may have written them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from strategies import XML_TEXT, codes

from toolkit.bitext.inline import (
    UnknownElementError,
    drop_namespace,
    local_name,
    read_inline,
    write_inline,
)
from toolkit.model import Code, CodeKind


def read(content: str) -> tuple[str, list[tuple[str, CodeKind, int, int, str]]]:
    text, found = read_inline(etree.fromstring(f"<source>{content}</source>"))
    return text, [(code.id, code.kind, code.start, code.end, code.detail) for code in found]


@given(st.data())
def test_what_is_written_is_read(data: st.DataObject) -> None:
    text = data.draw(XML_TEXT)
    found = data.draw(codes(text))
    assert read_inline(etree.fromstring(f"<source>{write_inline(text, found)}</source>")) == (text, found)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (CodeKind.BOLD, '<g id="1" ctype="bold">港</g>'),
        (CodeKind.ITALIC, '<g id="1" ctype="italic">港</g>'),
        (CodeKind.UNDERLINE, '<g id="1" ctype="underlined">港</g>'),
        (CodeKind.LINK, '<g id="1" ctype="link">港</g>'),
        (CodeKind.SPAN, '<g id="1" ctype="x-span">港</g>'),
        (CodeKind.SUPERSCRIPT, '<g id="1" ctype="x-superscript">港</g>'),
        (CodeKind.IMAGE, '<x id="1" ctype="image"/>港'),
        (CodeKind.BREAK, '<x id="1" ctype="lb"/>港'),
        (CodeKind.REFERENCE, '<x id="1" ctype="x-reference"/>港'),
    ],
)
def test_every_kind_is_written_as_ever(kind: CodeKind, written: str) -> None:
    code = Code("1", kind, 0, 0)
    assert write_inline("港", [code if "<x" in written else Code("1", kind, 0, 1)]) == written


CROSSING = (
    '<bx id="1" ctype="bold" rid="1"/>a<bx id="2" ctype="italic" rid="2"/>b<ex id="1" rid="1"/>c<ex id="2" rid="2"/>'
)


def test_codes_that_cross_are_written_in_halves() -> None:
    assert write_inline("abc", [Code("1", CodeKind.BOLD, 0, 2), Code("2", CodeKind.ITALIC, 1, 3)]) in (
        CROSSING,
        '<g id="1" ctype="bold">a<bx id="2" ctype="italic" rid="2"/>b</g>c<ex id="2" rid="2"/>',
        '<bx id="1" ctype="bold" rid="1"/>a<g id="2" ctype="italic">b<ex id="1" rid="1"/>c</g>',
    )
    assert read(CROSSING) == ("abc", [("1", CodeKind.BOLD, 0, 2, ""), ("2", CodeKind.ITALIC, 1, 3, "")])


@pytest.mark.parametrize(
    ("character", "written"),
    [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"), ("\n", "\n"), ('"', '"'), ("\x00", "\ufffd")]
    + [(character, "\ufffd") for character in "\x08\x0b\x1f\ud800\udfff\ufffe\uffff"],
)
def test_what_xml_cannot_hold_leaves_a_sign(character: str, written: str) -> None:
    assert write_inline(f"a{character}b", []) == f"a{written}b"
    assert write_inline(f"a{character}b", [Code("1", CodeKind.BREAK, 0, 0)]).endswith(f"a{written}b")


def test_details_are_escaped() -> None:
    code = Code('1"', CodeKind.LINK, 0, 1, 'a="1"\n\t<&>\x00')
    assert write_inline("港", [code]) == (
        '<g id="1&quot;" ctype="link" equiv-text="a=&quot;1&quot;&#10;&#9;&lt;&amp;&gt;\ufffd">港</g>'
    )


OBJECT, SPAN, BOLD = CodeKind.OBJECT, CodeKind.SPAN, CodeKind.BOLD


@pytest.mark.parametrize(
    ("content", "text", "found"),
    [
        ("港", "港", []),
        ("", "", []),
        # Codes of other programs: what they hold is behind the code and no text.
        ("a<ph id='1'>{0}</ph>b", "ab", [("1", OBJECT, 1, 1, "{0}")]),
        ("a<ph id='1'>{<sub>x</sub>}</ph>b", "ab", [("1", OBJECT, 1, 1, "{x}")]),
        ("a<ph id='1' equiv-text='a'>{0}</ph>b", "ab", [("1", OBJECT, 1, 1, "a")]),
        ("a<it id='1' pos='open'>&lt;b></it>b", "ab", [("1", OBJECT, 1, 1, "<b>")]),
        ("<bpt id='1'>&lt;b></bpt>a<ept id='1'>&lt;/b></ept>", "a", [("1", SPAN, 0, 1, "<b>")]),
        ("<bpt id='1' ctype='bold'/>a<ept id='1'/>b", "ab", [("1", BOLD, 0, 1, "")]),
        # Partners are known by their rid, or else by their ID.
        ("<bx id='1' rid='7'/>a<bx id='2' rid='8'/>b<ex id='3' rid='7'/>c<ex id='4' rid='8'/>", "abc",
         [("1", SPAN, 0, 2, ""), ("2", SPAN, 1, 3, "")]),
        ("<bx id='1'/>a<bx id='2'/>b<ex id='2'/>c<ex id='1'/>", "abc", [("1", SPAN, 0, 3, ""), ("2", SPAN, 1, 2, "")]),
        # What has lost its partner stands for something without text.
        ("a<bx id='1' ctype='bold'/>b", "ab", [("1", OBJECT, 1, 1, "")]),
        ("a<ex id='1' ctype='bold'/>b", "ab", [("1", OBJECT, 1, 1, "")]),
        ("<ex id='1'/>a<bx id='1'/>b", "ab", [("1", OBJECT, 0, 0, ""), ("1", OBJECT, 1, 1, "")]),
        # A kind that does not go with the element gives way.
        ("<x id='1' ctype='bold'/>a", "a", [("1", OBJECT, 0, 0, "")]),
        ("<g id='1' ctype='lb'>a</g>", "a", [("1", SPAN, 0, 1, "")]),
        ("<g id='1' ctype='other'>a</g>", "a", [("1", SPAN, 0, 1, "")]),
        # Marks are passed through, comments and instructions hold nothing.
        ("a<mrk mtype='term'>b<g id='1'>c</g></mrk>d", "abcd", [("1", SPAN, 2, 3, "")]),
        # Codes without a number get the first that is free.
        ("<x/>a", "a", [("1", OBJECT, 0, 0, "")]),
        ("<x/>a<x id='1'/>b<x/>c<x id='3'/>", "abc",
         [("2", OBJECT, 0, 0, ""), ("1", OBJECT, 1, 1, ""), ("4", OBJECT, 2, 2, ""), ("3", OBJECT, 3, 3, "")]),
        # An enclosing code comes first.
        ("<g id='1'><g id='2'>a</g>b</g>", "ab", [("1", SPAN, 0, 2, ""), ("2", SPAN, 0, 1, "")]),
        ("<x id='2'/><g id='1'>a</g>", "a", [("1", SPAN, 0, 1, ""), ("2", OBJECT, 0, 0, "")]),
        ("<g id='1'>a<x id='2'/>b</g>c<x id='3'/>d", "abcd",
         [("1", SPAN, 0, 2, ""), ("2", OBJECT, 1, 1, ""), ("3", OBJECT, 3, 3, "")]),
    ],
)  # fmt: skip
def test_codes_of_any_program(content: str, text: str, found: list) -> None:
    assert read(content) == (text, found)


def test_an_element_that_no_text_can_hold_is_named() -> None:
    with pytest.raises(UnknownElementError) as caught:
        read("a<g id='1'>b<table/></g>")
    assert local_name(caught.value.args[0]) == "table"
    with pytest.raises(UnknownElementError):
        read("a<b/>")


def test_names_without_their_namespace() -> None:
    root = etree.fromstring("<a xmlns='urn:one' xmlns:o='urn:two'><b/><!-- c --><o:d/></a>")
    assert [local_name(element) for element in root.iter()] == ["a", "b", "", "d"]
    drop_namespace(root)
    assert [str(element.tag) for element in root.iter() if isinstance(element.tag, str)] == ["a", "b", "{urn:two}d"]
    plain = etree.fromstring("<a><b/></a>")
    drop_namespace(plain)
    assert [element.tag for element in plain.iter()] == ["a", "b"]
