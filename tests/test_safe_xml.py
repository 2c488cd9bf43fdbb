from __future__ import annotations

import io

import pytest

from toolkit.errors import InputError
from toolkit.safe.xml import parse_xml, stream_xml

BOMB = b'<!DOCTYPE b [<!ENTITY a "port"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><b>&b;</b>'
EXTERNAL = b'<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/hostname">]><b>&a;</b>'
PARAMETER = b'<!DOCTYPE b [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]><b/>'
UNKNOWN = b'<!DOCTYPE b SYSTEM "b.dtd">\n<b>&port;</b>'
IN_AN_ATTRIBUTE = b'<!DOCTYPE b SYSTEM "b.dtd">\n<b a="&port;"/>'
HARMLESS = [
    b'<!DOCTYPE b SYSTEM "http://example.org/b.dtd"><b>port</b>',
    b'<!DOCTYPE b PUBLIC "-//EXAMPLE//b" "b.dtd"><b>port</b>',
    b"<!DOCTYPE b [<!ELEMENT b (#PCDATA)>]><b>port</b>",
]


def streamed(content: bytes) -> list[str | None]:
    return [element.text for element in stream_xml(io.BytesIO(content), "b.xml", "", ["b"])]


@pytest.mark.parametrize("content", HARMLESS)
def test_a_document_type_is_accepted_where_it_may_stand(content: bytes) -> None:
    assert parse_xml(content, "b.xml", "", allow_doctype=True).text == "port"
    assert streamed(content) == ["port"]
    with pytest.raises(InputError, match="document type declaration is not allowed"):
        parse_xml(content, "b.xml", "")


@pytest.mark.parametrize("content", [BOMB, EXTERNAL, PARAMETER])
def test_entities_are_refused_everywhere(content: bytes) -> None:
    with pytest.raises(InputError, match="declares entities"):
        parse_xml(content, "b.xml", "", allow_doctype=True)
    with pytest.raises(InputError, match="declares entities"):
        streamed(content)
    with pytest.raises(InputError):
        parse_xml(content, "b.xml", "")


@pytest.mark.parametrize("content", [UNKNOWN, IN_AN_ATTRIBUTE])
def test_an_entity_that_nothing_declares_is_no_text_that_gets_lost(content: bytes) -> None:
    with pytest.raises(InputError, match=r"b.xml line 2: an entity that XML does not know"):
        parse_xml(content, "b.xml", "", allow_doctype=True)
    with pytest.raises(InputError, match="an entity that XML does not know"):
        streamed(content)


def test_the_first_of_several_errors_is_told() -> None:
    with pytest.raises(InputError, match=r"b.xml line 2: broken XML .*Entity 'port' not defined"):
        parse_xml(b"<b>\n&port;</b>", "b.xml", "")
    with pytest.raises(InputError, match=r"b.xml line 2: broken XML .*Entity 'port' not defined"):
        streamed(b"<b>\n&port;</b>")


def test_an_error_in_a_name_is_refused_also_where_a_warning_follows_it() -> None:
    """The parser takes a file whose last complaint is only a warning."""
    content = b'<a>\n<c:/><b xmlns="relative">port</b></a>'
    with pytest.raises(InputError, match=r"b.xml line 2: broken XML \(Failed to parse QName 'c:'\)"):
        parse_xml(content, "b.xml", "")
    with pytest.raises(InputError, match="broken XML"):
        streamed(content)
