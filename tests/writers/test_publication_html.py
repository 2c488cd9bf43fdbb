"""The HTML edition: everything of the text is in it, and nothing of it is obeyed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html
from published import bitext_of, block, png, published, report, table, unit

from toolkit.model import Code, CodeKind, Kind, Picture
from toolkit.writers.html.languages import script_tag
from toolkit.writers.publication import EDITIONS, Passage, PictureFile, Theme, compose, inspect
from toolkit.writers.publication.html import render
from toolkit.writers.publication.markup import safe_address

ALL = [edition for edition in EDITIONS if edition != "traditional"]


def page(edition: str, **options: object) -> html.HtmlElement:
    return html.document_fromstring(render(published(edition, **options), Theme()).decode())


def text_of(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content())


@pytest.mark.parametrize("edition", ALL)
def test_every_text_is_printed_in_its_language(edition: str) -> None:
    made = published(edition)
    root = html.document_fromstring(render(made, Theme()).decode())
    assert len(root.xpath("//@id")) == len(set(root.xpath("//@id")))
    for passage in made.passages:
        for text in passage.texts:
            assert bare(text.text) in printed(root, passage, script_tag(text.language))


def printed(root: html.HtmlElement, passage: Passage, language: str) -> list[str]:
    """What stands in a language where a passage is, marks of notes aside."""
    place = f"//*[@id='p{passage.number}']"
    where = f"{place}/parent::li[@id='n1']" if passage.kind is Kind.FOOTNOTE else place
    found = root.xpath(f"{where}/descendant-or-self::*[@lang='{language}']")
    return [bare("".join(one.xpath(".//text()[not(ancestor::a[@role])]"))) for one in found]


def bare(text: str) -> str:
    return re.sub(r"[\s\0\ufffd\ud800]+", "", text)


def test_marks_lead_to_their_notes_and_back() -> None:
    root = page("side-by-side")
    marks = root.xpath("//a[@role='doc-noteref']")
    assert [mark.get("href") for mark in marks] == ["#n1", "#n1"]
    backs = root.xpath("//li[@id='n1']/a[@role='doc-backlink']/@href")
    assert backs == ["#" + mark.get("id") for mark in marks]


def test_contents_lead_to_every_heading() -> None:
    root = page("english")
    links = root.xpath("//nav[@role='doc-toc']//a/@href")
    assert len(links) == 8
    for link in links:
        (heading,) = root.xpath(f"//*[@id='{link[1:]}']")
        assert heading.tag in ("h2", "h3")


def test_a_short_text_has_no_contents() -> None:
    short = bitext_of(block(Kind.PARAGRAPH, unit("港口开港。", "The port opened.")))
    root = page("english", bitext=short)
    assert not root.xpath("//nav")
    assert root.xpath("//h1/span/text()") == ["港口"]


def test_pictures_have_their_captions_and_lost_ones_their_labels() -> None:
    root = page("english")
    (figure,) = root.xpath("//figure[img]")
    assert figure.xpath("img/@alt") == ["The port"]
    assert text_of(figure.find("figcaption")) == "▲ The port."
    assert root.xpath("//figure/p[@class='absent']/text()") == ["[Picture: A ship]"]


def test_tables_have_rows_and_heads() -> None:
    first, second = page("side-by-side").xpath("//table")
    assert [len(row.xpath("*")) for row in first.iter("tr")] == [3, 3, 3]
    assert len(first.xpath(".//th[@scope='col']")) == 3
    assert [len(row.xpath("*")) for row in second.iter("tr")] == [12, 12]


def test_hostile_text_is_text() -> None:
    content = render(published("side-by-side"), Theme()).decode()
    root = html.document_fromstring(content)
    assert not root.xpath("//script")
    assert content.count("</style>") == 1
    assert "javascript:" not in content
    assert [one.text for one in root.xpath("//bdi")] == ["مرفأ", "مرفأ"]
    assert "https://example.org/%E6%B8%AF%E5%8F%A3?a=1&amp;b=2" in content


def test_a_mark_within_a_link_is_no_link_of_its_own() -> None:
    link, mark = Code("1", CodeKind.LINK, 0, 4, "https://example.org"), Code("2", CodeKind.REFERENCE, 2, 2, "1")
    bitext = bitext_of(
        block(Kind.PARAGRAPH, unit("港口开港。", "Open.", link, mark, english_codes=(link, mark))),
        block(Kind.FOOTNOTE, unit("注。", "A note.")),
    )
    root = page("english", bitext=bitext)
    assert [text_of(one) for one in root.xpath("//a[@href='https://example.org']")] == ["Op1en"]
    assert not root.xpath("//a//a")


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ('http://例子.测试/港 口?q="x"', "http://xn--fsqu00a.xn--0zwm56d/%E6%B8%AF%20%E5%8F%A3?q=%22x%22"),
        ("mailto:port@example.org", "mailto:port@example.org"),
        *(
            (bad, "")
            for bad in ("javascript:x", "data:text/html,x", "//x", "port.html", "http://", "http://a:b/", "http://[x")
        ),
    ],
)
def test_only_addresses_that_lead_somewhere_harmless_are_followed(address: str, safe: str) -> None:
    assert safe_address(address) == safe


def test_a_theme_cannot_end_its_element() -> None:
    content = render(published("english"), Theme(css="p::after { content: '</style><script>x</script>' }")).decode()
    assert content.count("</style>") == 1
    assert "<\\/style>" in content


def test_a_draft_says_so_and_what_is_missing() -> None:
    empty = bitext_of(block(Kind.PARAGRAPH, unit("港口开港。", "")))
    root = page("side-by-side", bitext=empty, draft=True)
    assert [text_of(one) for one in root.xpath("//p[@class='draft-mark']")] == ["Draft 草稿"]
    assert root.xpath("//span[@class='untranslated']/text()") == ["[Not yet translated]"]
    assert "Draft 草稿" in root.xpath("//style/text()")[0]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert render(published("facing"), Theme()) == render(published("facing"), Theme())


def test_what_is_not_shown_is_said() -> None:
    made = published("english")
    assert [(notice.code, notice.passage) for notice in inspect(made, Theme(), "html")] == [("picture-missing", 4)]
    codes = [notice.code for notice in inspect(made, Theme(css='@import "http://x"; a { src: url(a.woff2) }'), "pdf")]
    assert codes == ["theme-remote", "theme-file", "picture-missing", "table-divided"]


def test_a_huge_picture_is_not_decoded_and_a_strange_file_is_none() -> None:
    bitext = bitext_of(
        block(Kind.PARAGRAPH, unit("一。", "One.")), pictures=(Picture("a.png", "A", 0), Picture("b.png", "B", 0))
    )
    files = {"a.png": PictureFile(png(30_000, 30_000), "image/png"), "b.png": PictureFile(b"GIF?", "image/gif")}
    made = replace(compose(bitext, "english", published("english").day), pictures=files)
    assert [notice.code for notice in inspect(made, Theme(), "html")] == ["picture-too-large", "picture-format"]
    root = html.document_fromstring(render(made, Theme()).decode())
    assert not root.xpath("//img")
    assert len(root.xpath("//p[@class='absent']")) == 2


def test_a_table_of_thirty_columns_and_a_heading_of_four_hundred_characters() -> None:
    long = "港" * 400
    bitext = bitext_of(block(Kind.HEADING, unit(long, "port " * 80), level=1), *table(1, 2, 30))
    root = page("side-by-side", bitext=bitext)
    assert long in text_of(root.find(".//h2"))
    assert len(root.xpath("//thead//th")) == 30


def test_a_bitext_of_the_report_is_whole() -> None:
    assert len(report().units) == sum(len(made.segments) for made in report().document.blocks)
