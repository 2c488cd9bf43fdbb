"""Publications as Word documents: what is in them, and what they make of unusual and of bad input."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.errors import InputError
from toolkit.model import Cell, Code, CodeKind, Kind
from toolkit.writers.docx.publication import open_theme, reference_document, render, unplaceable
from toolkit.writers.publication import EDITIONS, Imprint, Passage, PictureFile, Publication, Text
from toolkit.writers.publication.dimensions import dimensions

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 1200, 800) + b"\x08\x02\0\0\0" + b"x" * 40


def passage(number: int, kind: Kind, chinese: str, english: str = "", **more: object) -> Passage:
    texts = (Text(chinese, "zh-CN"), Text(english or f"English {number}", "en-GB"))
    return replace(Passage(number, kind, 1 if kind is Kind.HEADING else 0, texts), **more)


def publication(passages: Iterable[Passage], edition: str = "interleaved", **more: object) -> Publication:
    """An edition of passages that have both languages."""
    layout, sides = EDITIONS[edition]
    chosen = [("chinese", "traditional", "english").index(side) // 2 for side in sides]
    kept = tuple(replace(one, texts=tuple(one.texts[index] for index in chosen)) for one in passages)
    languages = tuple(("zh-CN", "en-GB")[index] for index in chosen)
    titles = tuple(Text(("港口", "The port")[index], ("zh-CN", "en-GB")[index]) for index in chosen)
    made = Publication("port", edition, layout, languages, titles, kept, "urn:uuid:1", date(2020, 12, 24))
    return replace(made, **more)


def part(content: bytes, name: str) -> etree._Element:
    return etree.fromstring(ZipFile(io.BytesIO(content)).read(f"word/{name}"))


def words(content: bytes, name: str = "document.xml") -> str:
    return "".join(part(content, name).itertext(W + "t"))


def styles_used(content: bytes) -> list[str]:
    return [element.get(W + "val", "") for element in part(content, "document.xml").iter(W + "pStyle")]


ARTICLE = [
    passage(1, Kind.HEADLINE, "港口"),
    passage(2, Kind.BYLINE, "本报记者"),
    *(passage(number, Kind.HEADING, f"第{number}节") for number in range(3, 7)),
    *(passage(number, Kind.PARAGRAPH, "港口很好。" * 60, "The port is good. " * 50) for number in range(7, 20)),
    passage(20, Kind.LIST_ITEM, "（一）项目"),
    passage(21, Kind.LIST_ITEM, "项目"),
    passage(22, Kind.QUOTE, "引文"),
]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_run_says_its_language_and_nothing_of_review_is_there(edition: str) -> None:
    content = render(publication(ARTICLE, edition))
    document = part(content, "document.xml")
    texts = [run for run in document.iter(W + "r") if run.find(W + "t") is not None]
    assert texts
    assert all(run.find(f"{W}rPr/{W}lang") is not None for run in texts)
    for name in ("shd", "highlight", "commentReference", "ins", "del", "sdt"):
        assert document.find(f".//{W}{name}") is None


def test_headings_are_headings_and_listed_with_pages_and_links() -> None:
    content = render(publication(ARTICLE, "english"))
    assert styles_used(content).count("Heading1") == styles_used(content).count("TOC1") == 4
    document = part(content, "document.xml")
    marks = {element.get(W + "name") for element in document.iter(W + "bookmarkStart")}
    assert {element.get(W + "anchor") for element in document.iter(W + "hyperlink")} == marks
    entries = [row for row in document.iter(W + "p") if row.find(f"{W}pPr/{W}pStyle").get(W + "val") == "TOC1"]  # type: ignore[union-attr]
    assert all(re.search(r"\d$", "".join(row.itertext(W + "t"))) for row in entries)


def test_facing_pages_have_chinese_on_even_and_english_on_odd_pages() -> None:
    content = render(publication(ARTICLE, "facing"))
    kinds = [element.get(W + "val") for element in part(content, "document.xml").iter(W + "type")]
    assert kinds[:4] == ["evenPage", "oddPage", "evenPage", "oddPage"]
    assert kinds.count("evenPage") == kinds.count("oddPage")
    assert part(content, "settings.xml").find(W + "mirrorMargins") is not None
    assert (words(content, "header-even.xml"), words(content, "header-default.xml")) == ("港口", "The port")


def test_no_heading_is_the_last_on_facing_pages() -> None:
    long = [
        passage(2, Kind.PARAGRAPH, "港口。" * 330),
        passage(3, Kind.HEADING, "节"),
        passage(4, Kind.PARAGRAPH, "文。" * 400),
    ]
    body = part(render(publication(long, "facing")), "document.xml").find(W + "body")
    assert body is not None
    ends = [one for one in body.iter(W + "pPr") if one.find(W + "sectPr") is not None]
    styles = [one.find(W + "pStyle") for one in ends]
    assert len(styles) > 2
    assert not any("Heading" in one.get(W + "val", "") for one in styles if one is not None)


def test_notes_are_footnotes_in_the_language_that_refers_to_them() -> None:
    mark = (Code("1", CodeKind.REFERENCE, 2, 2, "注"),)
    text = passage(1, Kind.PARAGRAPH, "港口。", "Port.")
    noted = replace(text, texts=tuple(replace(one, codes=mark) for one in text.texts))
    passages = [noted, passage(2, Kind.FOOTNOTE, "标箱。", "A TEU.")]
    both = render(publication(passages))
    assert words(both, "footnotes.xml").split() == ["标箱。", "A", "TEU."]
    assert "TEU" not in words(both)
    more = [*passages, passage(3, Kind.FOOTNOTE, "无主。", "Of nothing.")]
    assert "Of nothing." in words(render(publication(more)))


def test_tables_are_set_from_cells_between_lines() -> None:
    cells = [
        passage(number, Kind.TABLE_CELL, f"格{number}", cell=Cell(1, 1 + number // 3, 1 + number % 3))
        for number in range(9)
    ]
    table = part(render(publication(cells, "chinese")), "document.xml").find(f".//{W}tbl")
    assert table is not None
    rows = [["".join(one.itertext(W + "t")) for one in row.iter(W + "tc")] for row in table.iter(W + "tr")]
    assert rows == [["格0", "格1", "格2"], ["格3", "格4", "格5"], ["格6", "格7", "格8"]]
    assert table.find(f"{W}tblPr/{W}tblStyle") is None


def test_a_table_of_thirty_columns_is_divided_and_a_long_one_too() -> None:
    wide = [passage(n, Kind.TABLE_CELL, f"格{n}", cell=Cell(1, 1 + n // 30, 1 + n % 30)) for n in range(90)]
    tall = [passage(n, Kind.TABLE_CELL, f"格{n}", cell=Cell(2, n, 1)) for n in range(100, 350)]
    document = part(render(publication([*wide, *tall], "side-by-side")), "document.xml")
    tables = list(document.iter(W + "tbl"))
    assert max(len(list(table.iter(W + "gridCol"))) for table in tables) <= 8
    assert max(len(list(table.iter(W + "tr"))) for table in tables) <= 100
    text = "".join(document.itertext(W + "t"))
    assert all(f"格{n}" in text for n in [*range(90), *range(100, 350)])


def test_pictures_are_kept_with_their_captions_and_fit_the_page() -> None:
    pictures = {
        "a.png": PictureFile(PNG, "image/png"),
        "b.png": PictureFile(PNG[:16] + b"\x7f\xff\xff\xff" * 2, "image/png"),
    }
    passages = [
        passage(1, Kind.CAPTION, "图为码头。", pictures=(("a.png", "码头"), ("b.png", ""))),
        passage(2, Kind.PARAGRAPH, "船。", pictures=(("a.png", ""), ("c.webp", ""), ("missing.png", "没有"))),
    ]
    made = publication(passages, pictures=pictures | {"c.webp": PictureFile(b"RIFF", "image/webp")})
    content = render(made)
    extents = list(part(content, "document.xml").iter("{*}extent"))
    assert len(extents) == 3
    assert all(0 < int(one.get("cx", "")) < 5_500_000 and 0 < int(one.get("cy", "")) < 4_500_000 for one in extents)
    assert [name for name in ZipFile(io.BytesIO(content)).namelist() if "media" in name] == [
        "word/media/picture1.png",
        "word/media/picture2.png",
    ]
    assert unplaceable(made) == ["c.webp", "missing.png"]
    assert "Picture missing: 没有" in words(render(replace(made, draft=True)))
    assert "missing" not in words(content)


def test_a_draft_says_so_on_every_page() -> None:
    content = render(publication(ARTICLE, draft=True))
    assert all("Draft 草稿" in words(content, f"header-{kind}.xml") for kind in ("first", "default", "even"))
    assert "Draft" not in words(render(publication(ARTICLE)), "header-default.xml")


def test_the_styles_of_an_institution_are_used() -> None:
    own = reference_document()
    renamed = _changed(own, "styles.xml", b'w:styleId="Heading1"', b'w:styleId="a7"')
    renamed = _changed(renamed, "styles.xml", b'w:name w:val="Byline"', b'w:name w:val="Somebody"')
    renamed = _changed(renamed, "document.xml", b'w:left="1701"', b'w:left="2500"')
    content = render(publication(ARTICLE), open_theme(renamed))
    assert {"a7", "BylineX"} <= set(styles_used(content))
    assert "Heading1" not in styles_used(content)
    defined = {element.get(W + "styleId") for element in part(content, "styles.xml").iter(W + "style")}
    assert set(styles_used(content)) <= defined
    margins = part(content, "document.xml").find(f".//{W}pgMar")
    assert margins is not None
    assert margins.get(W + "left") == "2500"


def _changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(made, "w") as after:
        for entry in before.namelist():
            after.writestr(entry, before.read(entry).replace(old, new) if entry.endswith(name) else before.read(entry))
    return made.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"<html>", _changed(reference_document(), "styles.xml", b"<w:styles", b"<w:st")]
)
def test_a_reference_document_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        open_theme(content)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_publication_gives_the_same_bytes(edition: str) -> None:
    assert render(publication(ARTICLE, edition)) == render(publication(ARTICLE, edition))


@pytest.mark.parametrize("edition", EDITIONS)
def test_one_line_nothing_and_long_headings(edition: str) -> None:
    assert words(render(publication([passage(1, Kind.PARAGRAPH, "船。", "Ship.")], edition)))
    assert words(render(publication([], edition)))
    long = [passage(n, Kind.HEADING, "长" * 400, "long " * 80) for n in range(1, 30)]
    assert words(render(publication(long, edition, imprint=Imprint("出" * 300, ("甲",) * 50, "权" * 300, "说"))))


def test_right_to_left_text_is_set_from_the_right() -> None:
    text = passage(1, Kind.PARAGRAPH, "港口 שלום עולם (2020) 好", "Port مرحبا, and")
    runs = part(render(publication([text])), "document.xml").iter(W + "r")
    turned = ["".join(run.itertext(W + "t")) for run in runs if run.find(f"{W}rPr/{W}rtl") is not None]
    assert turned == ["שלום עולם", "مرحبا"]


def test_a_long_document() -> None:
    passages = [passage(n, Kind.PARAGRAPH, "港口很好。", "The port is good.") for n in range(25_000)]
    content = render(publication(passages, "side-by-side"))
    assert ZipFile(io.BytesIO(content)).read("word/document.xml").count(b"<w:tbl>") == 250


_SAID = st.tuples(st.sampled_from(Kind), st.text(max_size=9), st.text(max_size=9))


def plain(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@given(st.lists(_SAID, max_size=8), st.sampled_from(list(EDITIONS)))
def test_any_text_is_written_whole(said: list[tuple[Kind, str, str]], edition: str) -> None:
    passages = [passage(n, kind, f"始{one}终", f"a{other}z") for n, (kind, one, other) in enumerate(said, 1)]
    made = publication(passages, edition)
    content = render(made)
    shown = words(content)
    skipped = next((one for one in made.passages if one.kind is Kind.HEADLINE), None)
    for one in made.passages:
        for text in one.texts if one is not skipped else ():
            assert plain(text.text) in plain(shown)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (PNG, (1200, 800)),
        (b"GIF89a\x10\0\x20\0", (16, 32)),
        (b"\xff\xd8\xff\xe0\0\x04xx\xff\xc0\0\x11\x08\0\x20\0\x10\x03", (16, 32)),
        (b"<svg xmlns='a' viewBox='0 0 40.5 30'>", (40, 30)),
        (PNG[:16] + b"\0" * 8, None),
        (PNG[:16] + b"\xff" * 8, None),
        (b"\xff\xd8\xff\xe0\0\0", None),
        (b"\xff\xd8" + b"\xff" * 50_000, None),
        (b"<svg viewBox='0 0 1e9 9'>", None),
        (b"", None),
    ],
)
def test_the_size_of_a_picture_is_told_by_its_head(content: bytes, size: tuple[int, int] | None) -> None:
    assert dimensions(content) == size
