"""The EPUB edition: a package that holds everything, each time the same."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest
from lxml import etree
from published import bitext_of, block, published, unit

from toolkit.model import Bitext, Kind
from toolkit.writers.html.languages import script_tag
from toolkit.writers.publication import EDITIONS, Theme
from toolkit.writers.publication.epub import render

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


@cache
def book(edition: str, draft: bool = False) -> dict[str, bytes]:
    return files(render(published(edition, draft=draft), Theme()))


def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(made: dict[str, bytes]) -> list[etree._Element]:
    return [etree.fromstring(content) for name, content in made.items() if name.startswith("OPS/text-")]


def test_a_reader_knows_what_it_is_by_its_first_bytes() -> None:
    content = render(published("english"), Theme())
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    assert content == render(published("english"), Theme())


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_text_is_in_it(edition: str) -> None:
    made = published(edition)
    said = (
        "".join("".join(root.itertext()) for root in texts(book(edition)))
        + book(edition).get("OPS/notes.xhtml", b"").decode()
    )
    for passage in made.passages:
        for text in passage.texts:
            if passage.kind is not Kind.HEADLINE and text.text.isprintable() and not text.codes:
                assert text.text in said
    languages = {script_tag(language) for language in made.languages}
    package = etree.fromstring(book(edition)["OPS/package.opf"])
    assert {one.text for one in package.iter("{http://purl.org/dc/elements/1.1/}language")} == languages


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_leads_somewhere(edition: str) -> None:
    made = book(edition)
    pages = {name: etree.fromstring(content) for name, content in made.items() if name.endswith(".xhtml")}
    places = {f"{name}#{place}" for name, root in pages.items() for place in root.xpath("//@id")}
    for name, root in pages.items():
        for address in root.xpath("//@href"):
            if not address.startswith("https:") and not address.endswith(".css"):
                target = f"OPS/{address}" if not address.startswith("#") else name + address
                assert target in places | set(pages), address


def test_facing_pages_are_left_and_right_in_turn() -> None:
    package = etree.fromstring(book("facing")["OPS/package.opf"])
    sides = [one.get("properties") for one in package.iter(f"{OPF}itemref") if one.get("properties")]
    assert sides
    assert sides == ["page-spread-left", "page-spread-right"] * (len(sides) // 2)


def test_every_page_of_a_draft_says_so() -> None:
    made = book("side-by-side", draft=True)
    for name, content in made.items():
        if name.endswith(".xhtml") and "nav" not in name:
            assert "草稿" in content.decode(), name


def test_a_theme_is_packed_as_far_as_it_is_used() -> None:
    css = (
        '@font-face { font-family: House; src: url("fonts/house one.woff2") }'
        '@import "http://x/y.css"; p { background: url(http://x/z.png) }'
    )
    theme = Theme(css, {"fonts/house one.woff2": b"wOF2", "unused.png": b"x", "logo.svg": b"<svg/>"})
    made = files(render(published("english"), theme))
    assert {"OPS/theme/fonts/house one.woff2", "OPS/theme/logo.svg"} <= set(made)
    assert "OPS/theme/unused.png" not in made
    style = made["OPS/style.css"].decode()
    assert 'url("theme/fonts/house%20one.woff2")' in style
    assert "http://" not in style


def large() -> Bitext:
    sentences = [unit(f"码头{number}很忙。", f"Quay {number} is busy.") for number in range(25_000)]
    paragraphs = [block(Kind.PARAGRAPH, *sentences[start : start + 5]) for start in range(0, 25_000, 5)]
    return bitext_of(*paragraphs)


def test_twenty_five_thousand_segments_are_all_there() -> None:
    from toolkit.writers.publication.html import render as render_page

    made = published("side-by-side", large())
    page = render_page(made, Theme()).decode()
    packed = b"".join(content for name, content in files(render(made, Theme())).items() if "text-" in name).decode()
    for text in (page, packed):
        assert all(
            f"码头{number}很忙。" in text and f"Quay {number} is busy." in text for number in range(0, 25_000, 999)
        )
        assert text.count("is busy.") == text.count("很忙。") == 25_000
