"""The PDF edition: what PDF/UA asks as far as programs of free licences can tell, pages, and facing pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from published import bitext_of, block, published, report, table, unit

from toolkit.model import Bitext, Kind
from toolkit.writers.publication import Theme, inspect, lacking
from toolkit.writers.publication.spreads import Step as Measured
from toolkit.writers.publication.spreads import pack, piece, spread_of, steps_of
from toolkit.writers.publication.structure import body

pytestmark = pytest.mark.slow

pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
pytest.importorskip("weasyprint", reason="WeasyPrint is not installed (extra pdf)")


@cache
def pdf(edition: str, make: Callable[[], Bitext] = report, draft: bool = False) -> bytes:
    from toolkit.writers.publication.pdf import render

    return render(published(edition, make(), draft), Theme())


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Any]:
    def open_one(content: bytes) -> Any:
        (tmp_path / "x.pdf").write_bytes(content)
        return pikepdf.open(tmp_path / "x.pdf")

    return open_one


def words(content: bytes, tmp_path: Path) -> list[str]:
    """The text of each page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (poppler-utils)")
    (tmp_path / "x.pdf").write_bytes(content)
    done = subprocess.run(["pdftotext", "-layout", tmp_path / "x.pdf", "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def elements(root: Any) -> Iterator[Any]:
    """Every element of a tree of tags."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            waiting.append(one.get("/K", pikepdf.Array()))


def test_it_is_what_pdf_ua_asks_for(opened: Callable[..., Any]) -> None:
    document = opened(pdf("side-by-side"))
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert str(document.Root.Lang) == "zh-Hans"
    with document.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == "港口年报 · Annual report of the port"
    found = list(elements(document.Root.StructTreeRoot.K))
    kinds = {str(one.S) for one in found}
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Link"} <= kinds
    assert all(str(one.get("/Alt", "")) for one in found if one.S == "/Figure")
    for page in document.pages:
        assert page.get("/Tabs") == "/S" or "/Annots" not in page
        for annotation in page.get("/Annots", []):
            assert "/StructParent" in annotation


def test_fonts_are_embedded_as_subsets_and_have_their_characters(opened: Callable[..., Any]) -> None:
    document = opened(pdf("side-by-side"))
    fonts = {str(font.BaseFont): font for page in document.pages for font in page.Resources.Font.values()}
    assert fonts
    for name, font in fonts.items():
        descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()), name
        assert "/ToUnicode" in font, name
        assert name[7] == "+", name


def test_headings_are_bookmarks(opened: Callable[..., Any]) -> None:
    with opened(pdf("english")).open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        assert titles == [f"Section {number}: the port of the\u00a0river" for number in range(1, 8)] + ["Notes"]
        assert [entry.title for entry in outline.root[-2].children] == ["Deep down"]


def test_the_same_input_gives_the_same_bytes() -> None:
    first = pdf("english")
    pdf.cache_clear()
    assert pdf("english") == first


def test_contents_say_the_pages(tmp_path: Path) -> None:
    pages = words(pdf("english"), tmp_path)
    last = next(number for number, text in enumerate(pages, 1) if "A second" in text)
    assert any(line.split()[-1:] == [str(last)] for line in pages[1].splitlines() if "Deep down" in line)


def test_every_page_of_a_draft_says_so(tmp_path: Path) -> None:
    pages = words(pdf("interleaved", draft=True), tmp_path)
    assert len(pages) > 2
    assert all("Draft" in page and "草稿" in page for page in pages)


def long_report() -> Bitext:
    """Some pages of paragraphs of several sentences, whose English is longer than their Chinese."""
    blocks = [block(Kind.HEADLINE, unit("长报告", "A long report"))]
    for number in range(1, 25):
        if number % 4 == 1:
            blocks.append(block(Kind.HEADING, unit(f"第{number}章", f"Chapter {number}"), level=1))
        sentences = [
            unit(
                f"码头{number}之{part}全年吞吐量为{number}万标箱。",
                f"Quay {number}.{part} " + "handled very much cargo " * 4 + ".",
            )
            for part in range(1, 7)
        ]
        blocks.append(block(Kind.PARAGRAPH, *sentences))
    return bitext_of(*blocks, *table(1, 30, 3))


def test_facing_pages_say_the_same(tmp_path: Path) -> None:
    pages = words(pdf("facing", long_report), tmp_path)
    start = next(number for number, page in enumerate(pages) if "码头1之1" in page.replace(" ", ""))
    assert start % 2 == 1, "Chinese stands on even pages, on the left"
    assert len(pages) > start + 6
    for left, right in zip(pages[start::2], pages[start + 1 :: 2], strict=True):
        for number in range(1, 25):
            for part in range(1, 7):
                here = f"码头{number}之{part}全" in left.replace(" ", "").replace("\n", "")
                assert here == (f"Quay {number}.{part} " in " ".join(right.split()) + " ")
        for row in range(2, 31):
            assert (f"第{row}行1列" in left.replace(" ", "")) == (f"Row {row} column 1" in " ".join(right.split()))


def test_a_passage_is_divided_between_its_sentences() -> None:
    (part,) = body(
        published("facing", bitext_of(block(Kind.PARAGRAPH, unit("一。", "One."), unit("二。", "Two."))))
    ).parts
    assert steps_of(part) == 2
    first, second = piece(part, 0, 1), piece(part, 1, 2)
    assert [text.text for text in first.part.texts] == ["一。", "One."]
    assert [text.text for text in second.part.texts] == ["二。", "Two."]
    assert (first.continues, second.continues) == (False, True)


def test_a_heading_is_not_left_at_the_foot_of_a_page() -> None:
    parts = body(
        published(
            "facing",
            bitext_of(
                block(Kind.PARAGRAPH, unit("一。", "One.")),
                block(Kind.HEADING, unit("二", "Two"), level=1),
                block(Kind.PARAGRAPH, unit("三。", "Three.")),
            ),
        )
    ).parts
    steps = [Measured(number, 0, (40.0, 40.0)) for number in range(3)]
    spreads = [spread_of(one, parts) for one in pack(steps, parts, 100.0, 10.0)]
    assert [len(spread) for spread in spreads] == [1, 2]


def test_what_is_larger_than_a_page_is_printed_whole(tmp_path: Path) -> None:
    words_of_one = " ".join(f"word{number}" for number in range(1500))
    made = bitext_of(
        block(Kind.PARAGRAPH, unit("长" * 3000, words_of_one)),
        block(Kind.HEADING, unit("港" * 400, "H " * 400), level=1),
    )
    assert [notice.code for notice in inspect(published("facing", made), Theme(), "pdf")] == ["sentence-long"]
    printed = " ".join(" ".join(words(pdf("facing", lambda: made), tmp_path)).split())
    assert printed.count("港") >= 400
    assert printed.count("长") == 3000
    for number in (0, 700, 1499):
        assert f"word{number}" in printed


def test_the_environment_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pdf("chinese")
    pdf.cache_clear()
    monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", "1")
    assert pdf("chinese") == first


def test_a_font_that_is_nowhere_is_named() -> None:
    css = """
        @font-face { font-family: "House"; src: url(house.woff2) }
        h1 { font-family: House, "Port Grotesk Nowhere", serif }
    """
    assert [notice.message for notice in lacking(Theme(css), "pdf")] == [
        "theme.css names the font Port Grotesk Nowhere, which is not on this machine"
    ]
    assert lacking(Theme(css), "html") == ()


def test_a_font_of_the_theme_is_embedded(opened: Callable[..., Any]) -> None:
    from toolkit.writers.publication.pdf import render

    path = Path("/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf")
    if not path.exists():
        pytest.skip("the Liberation fonts are not installed (fonts-liberation)")
    css = '@font-face { font-family: House; src: url("house.ttf") } :lang(en) { font-family: House }'
    theme = Theme(css, {"house.ttf": path.read_bytes()})
    document = opened(render(published("english", bitext_of(block(Kind.PARAGRAPH, unit("一。", "One.")))), theme))
    fonts = {str(font.BaseFont)[8:] for page in document.pages for font in page.Resources.Font.values()}
    assert any("Mono" in name or "House" in name for name in fonts), fonts
