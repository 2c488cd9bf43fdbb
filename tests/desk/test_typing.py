"""Tags in typed text: never broken, always found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.codes import tag_pieces
from toolkit.desk.typing import missing_tags, one_line, retyped, typed, whole_tags
from toolkit.model import Code, CodeKind, Segment, State, Unit

BOLD = Code("1", CodeKind.BOLD, 0, 2)
LINK = Code("1", CodeKind.LINK, 0, 4, "https://example.org/")
TAGGED = st.lists(st.sampled_from(["‹b1›", "‹/b1›", "‹img2›", "port ", "九江", "‹"])).map("".join)


@given(TAGGED, st.integers(0, 60), st.integers(0, 60))
def test_no_replacement_cuts_a_tag(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    low, high = whole_tags(text, start, end)
    tags = [piece for piece, is_tag in tag_pieces(text) if is_tag]
    left = [piece for piece, is_tag in tag_pieces(text[:low]) if is_tag]
    right = [piece for piece, is_tag in tag_pieces(text[high:]) if is_tag]
    inside = [piece for piece, is_tag in tag_pieces(text[low:high]) if is_tag]
    assert left + inside + right == tags
    assert low <= start or (start == end and low == high)


@given(st.text(st.characters(), max_size=80))
def test_what_is_typed_is_one_line_for_ever(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert not set(one_line(text)) & set("\r\n\t\x00")


def test_codes_that_the_english_lacks_are_offered_in_order() -> None:
    image = Code("2", CodeKind.IMAGE, 4, 4)
    unit = Unit(Segment("a", "港口开港", (BOLD, image)))
    assert missing_tags(unit, "The port") == [("‹b1›", "‹/b1›"), ("‹img2›", "")]
    assert missing_tags(unit, "The ‹b1›port‹/b1›") == [("‹img2›", "")]


def test_a_retyped_link_keeps_its_address() -> None:
    unit = Unit(Segment("a", "港口开港", (LINK,)))
    again = retyped(unit, "‹a1›The port‹/a1› opens", State.TRANSLATED)
    assert again.codes[0].detail == "https://example.org/"
    assert typed(again) == "‹a1›The port‹/a1› opens"
