"""What is written as TMX is read as it was."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import XML_TEXT, codes

from toolkit.bitext.foreign.tmx import TranslationUnit, Variant, read_tmx
from toolkit.bitext.foreign.tmx_write import write_tmx
from toolkit.errors import InputError
from toolkit.memory.tmx import tmx_units
from toolkit.model import Code, CodeKind, Note

LANGUAGES = st.sampled_from(["zh-CN", "zh-TW", "en-GB", "en-US", "de"])
DATES = st.sampled_from(["", "20240131T080000Z"])
NOTES = st.lists(st.builds(Note, XML_TEXT), max_size=2).map(tuple)
PROPERTIES = st.lists(st.tuples(st.sampled_from(["prev", "x-file", 'a"<']), XML_TEXT), max_size=2).map(tuple)


@st.composite
def variants(draw: st.DrawFn) -> Variant:
    text = draw(XML_TEXT)
    author = draw(st.sampled_from(["", "wu", '"&<']))
    return Variant(draw(LANGUAGES), text, draw(codes(text)), author, draw(DATES), draw(NOTES), draw(PROPERTIES))


UNITS = st.builds(
    TranslationUnit,
    st.sampled_from(["", "7", '"<&']),
    st.lists(variants(), max_size=4).map(tuple),
    st.sampled_from(["", "zh-CN", "de"]),
    NOTES,
    st.just(1),
    PROPERTIES,
)


@given(st.lists(UNITS, max_size=3), st.sampled_from(["", "zh-CN"]))
def test_read_what_was_written(units: list[TranslationUnit], language: str) -> None:
    content = b"".join(write_tmx(units, language))
    assert [unit._replace(line=1) for unit in read_tmx(io.BytesIO(content), "a.tmx")] == units


def test_the_layout_is_a_line_an_element() -> None:
    unit = TranslationUnit("1", (Variant("zh-CN", "港口"), Variant("en-GB", "port", author="wu")), "zh-CN")
    lines = b"".join(write_tmx([unit], "zh-CN")).decode().splitlines()
    assert lines[4:-2] == [
        '<tu tuid="1">',
        '  <tuv xml:lang="zh-CN">',
        "    <seg>港口</seg>",
        "  </tuv>",
        '  <tuv xml:lang="en-GB" changeid="wu">',
        "    <seg>port</seg>",
        "  </tuv>",
        "</tu>",
    ]


def test_codes_are_those_of_the_standard() -> None:
    codes = (
        Code("3", CodeKind.UNDERLINE, 0, 2),
        Code("1", CodeKind.STRIKE, 1, 2, "<s>"),
        Code("2", CodeKind.BREAK, 2, 2),
        Code("4", CodeKind.REFERENCE, 2, 2, "7"),
    )
    unit = TranslationUnit("", (Variant("zh", "港口", codes),), "")
    lines = b"".join(write_tmx([unit], "")).decode().splitlines()
    assert 'srclang="*all*"' in lines[2]
    assert lines[4:7] == [
        "<tu>",
        '  <tuv xml:lang="zh">',
        '    <seg><bpt i="1" x="3" type="ulined"></bpt>港<bpt i="2" x="1" type="x-strike">&lt;s&gt;</bpt>口'
        '<ept i="2"/><ept i="1"/><ph x="2" type="lb"></ph><ph x="4" type="fnote">7</ph></seg>',
    ]


def test_files_of_other_programs_survive(shared: Path) -> None:
    files = sorted((shared / "formats" / "tmx").glob("*.tmx"))
    assert len(files) > 30
    for path in files:
        units = list(read_tmx(io.BytesIO(path.read_bytes()), path.name))
        content = b"".join(write_tmx(units, "en"))
        again = list(read_tmx(io.BytesIO(content), path.name))
        assert [unit._replace(line=1) for unit in again] == [unit._replace(line=1) for unit in units], path.name


def test_files_in_other_languages_are_refused_with_their_languages(shared: Path) -> None:
    for path in sorted((shared / "formats" / "tmx").glob("*.tmx")):
        with path.open("rb") as stream, pytest.raises(InputError, match=r"no texts from zh to en; it has: [a-zA-Z]"):
            list(tmx_units(stream, path.name, ("zh", "en")))
