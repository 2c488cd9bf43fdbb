"""Inline codes on their way through engines: what is sent as markup comes back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import XML_TEXT, codes

from toolkit.codes import nested, numbered, tagged, untagged
from toolkit.engines.tags import at_borders, from_elements, to_elements


@given(XML_TEXT, st.data())
def test_there_and_back(text: str, data: st.DataObject) -> None:
    written = tagged(text, numbered(nested(data.draw(codes(text)))))
    assert from_elements(to_elements(written)) == written


def test_as_engines_see_and_return_them() -> None:
    assert to_elements("A & ‹b1›港口‹/b1›‹img2›") == 'A &amp; <g id="b1">港口</g><x id="img2"></x>'
    assert from_elements("<G id='b1'>R&amp;D &quot;port&quot;</G><x id=\"img2\"/>") == '‹b1›R&D "port"‹/b1›‹img2›'
    assert from_elements("a </g> <i>b</i> < c &amp;amp;") == "a  <i>b</i> < c &amp;"


def test_codes_at_borders() -> None:
    text, found = untagged("‹b2›‹img1›港口‹i3›开‹/i3›港‹/b2›‹fn4›")
    kept = tuple(at_borders(found, len(text), len("Opens")))
    assert tagged("Opens", kept) == "‹b2›‹img1›Opens‹/b2›‹fn4›"
