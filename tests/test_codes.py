"""Inline codes: beside the text, never crossing, and none lost when a text is cut."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toolkit.codes import cut, nested, numbered, share_out, tag, tagged, untagged
from toolkit.model import Block, Code, CodeKind, Document, Kind
from toolkit.readers.inline import InlineText
from toolkit.segmentation import segment, split

FORMATS = st.sampled_from(
    [(CodeKind.BOLD, ""), (CodeKind.ITALIC, ""), (CodeKind.LINK, "a"), (CodeKind.LINK, "b"), (CodeKind.SUBSCRIPT, "")]
)
OBJECTS = st.sampled_from([CodeKind.IMAGE, CodeKind.REFERENCE, CodeKind.VERBATIM])
PIECES = st.lists(
    st.tuples(st.text("九江港。“” \n", max_size=4), st.frozensets(FORMATS, max_size=3), st.none() | OBJECTS)
)


def built(pieces: list) -> InlineText:
    inline = InlineText()
    for text, formats, thing in pieces:
        inline.add(text, formats)
        if thing:
            inline.place(thing, "x")
    return inline


def looks(text: str, codes: tuple[Code, ...]) -> list[tuple[str, frozenset]]:
    """Each character that is no blank, with its formats."""
    return [
        (character, frozenset((c.kind, c.detail) for c in codes if c.is_paired and c.start <= place < c.end))
        for place, character in enumerate(text)
        if character.strip()
    ]


def crosses(one: Code, other: Code) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


@given(PIECES)
def test_every_character_keeps_its_formats_unless_all_share_one(pieces: list) -> None:
    found = built(pieces).segment()
    given_looks = [(c, formats) for text, formats, _ in pieces for c in text if c.strip()]
    shared = frozenset.intersection(*(f for _, f in given_looks)) if given_looks else frozenset()
    dropped = {name for name in shared if name[0] is not CodeKind.LINK}
    assert {character for character, _ in given_looks} == {c for c, _ in looks(found.text, found.codes)}
    for (character, formats), (kept, kept_formats) in zip(given_looks, looks(found.text, found.codes), strict=True):
        assert character == kept
        assert formats - dropped <= kept_formats <= formats
    assert not [pair for pair in pairwise(found.codes) if crosses(*pair)]


@given(PIECES)
def test_segments_share_all_codes_out(pieces: list) -> None:
    whole = built(pieces).segment()
    document = Document("d", "d", (Block(Kind.PARAGRAPH, 0, (whole,)),))
    segments = segment(document).blocks[0].segments
    assert [one.text for one in segments] == [whole.text[slice(*span)] for span in split(whole.text)]
    assert [look for one in segments for look in looks(one.text, one.codes)] == looks(whole.text, whole.codes)
    objects = [code for one in segments for code in one.codes if not code.is_paired]
    assert len(objects) == (sum(not code.is_paired for code in whole.codes) if segments else 0)
    for one in segments:
        assert [code.id for code in one.codes] == [str(n) for n in range(1, len(one.codes) + 1)]
        assert all(0 <= code.start <= code.end <= len(one.text) for code in one.codes)


@given(PIECES)
def test_tags_are_read_back(pieces: list) -> None:
    whole = built(pieces).segment()
    text, codes = untagged(tagged(whole.text, whole.codes))
    assert (text, codes) == (whole.text, tuple(replace(code, detail="") for code in whole.codes))


def test_broken_tags_are_kept_for_the_checks() -> None:
    text, codes = untagged("‹/b1›a‹b2›b‹img3›‹/i2›")
    assert text == "ab"
    assert [(c.kind, c.id, c.start, c.end) for c in codes] == [
        (CodeKind.BOLD, "1", 0, 0),
        (CodeKind.BOLD, "2", 1, 1),
        (CodeKind.IMAGE, "3", 2, 2),
        (CodeKind.ITALIC, "2", 2, 2),
    ]


def test_formatting_of_a_whole_block_is_its_look() -> None:
    inline = InlineText()
    inline.add("  九江", [(CodeKind.BOLD, ""), (CodeKind.ITALIC, "")])
    inline.add("港 ", [(CodeKind.BOLD, "")])
    found = inline.segment()
    assert (found.text, found.codes) == ("九江港", (Code("1", CodeKind.ITALIC, 0, 2),))


def test_crossing_codes_are_divided() -> None:
    bold, italic = Code("", CodeKind.BOLD, 0, 4), Code("", CodeKind.ITALIC, 2, 6)
    assert list(nested([bold, italic])) == [bold, replace(italic, end=4), replace(italic, start=4)]


def test_the_mark_of_a_footnote_stays_with_its_sentence_and_a_picture_goes_to_the_next() -> None:
    note, picture = Code("1", CodeKind.REFERENCE, 3, 3, "1"), Code("2", CodeKind.IMAGE, 3, 3, "p.png")
    first, second = share_out([note, picture], [(0, 3), (3, 6)])
    assert first == (Code("1", CodeKind.REFERENCE, 3, 3, "1"),)
    assert second == (Code("1", CodeKind.IMAGE, 0, 0, "p.png"),)


def test_cut_and_tag() -> None:
    (code,) = cut([Code("7", CodeKind.LINK, 2, 9)], 4, 6)
    assert (code.start, code.end, tag(code)) == (0, 2, "a7")
    assert numbered([code])[0].id == "1"
