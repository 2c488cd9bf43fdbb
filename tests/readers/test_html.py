"""Pages: the main text and nothing else, its inline codes, its encoding."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from blocks import shown
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.model import CodeKind, Document
from toolkit.readers.html import read_document

PAGES = sorted((Path(__file__).parent / "html").glob("*.html"))
HOSTILE_SIZE = 1_000_000


def read(page: str | bytes) -> Document:
    content = page if isinstance(page, bytes) else page.encode("utf-8", "surrogatepass")
    return read_document(content, "page.html", "source/page.html")


def blocks(page: str | bytes) -> list[str]:
    """The blocks as the example files show them, without title and notices."""
    return [line for line in shown(read(page)).splitlines() if not line.startswith(("title |", "notice |"))]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_example_pages(path: Path) -> None:
    found = shown(read_document(path.read_bytes(), path.name, path.name))
    expected = path.with_suffix(".blocks.txt")
    if os.environ.get("TOOLKIT_ACCEPT"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_there_are_example_pages() -> None:
    assert len(PAGES) >= 4


SENTENCE = "港口今年建成，船来船往。"


@pytest.mark.parametrize(
    "around",
    [
        "<nav>{}</nav>",
        "<aside><p>{}</p></aside>",
        "<div role=navigation>{}</div>",
        '<div class="related-news">{}</div>',
        '<ul id="commentList">{}</ul>',
        "<p hidden>{}</p>",
        '<p style="color:red; DISPLAY : none">{}</p>',
        "<div aria-hidden=true>{}</div>",
        "<template><p>{}</p></template>",
        "<noscript>{}</noscript>",
        "<script>document.write('{}')</script>",
        "<select><option>{}</select>",
        "<textarea>{}</textarea>",
        "<!-- {} -->",
        "<p>版权所有 {}".replace("{}", "江港新城"),
        "<p>当前位置：首页 &gt; 港口</p>",
    ],
)
def test_what_is_none_of_the_text_is_left_out(around: str) -> None:
    stray = around.format("另有一家商店。")
    page = f"<body>{stray}<div><p>{SENTENCE}</p><p>{SENTENCE}</p></div>{stray}"
    assert blocks(page) == [f"paragraph | {SENTENCE}"] * 2


def test_a_text_is_kept_whatever_its_class_is_called() -> None:
    assert blocks(f'<div class="comment"><p>{SENTENCE}</p><p>{SENTENCE}</p></div>') == [f"paragraph | {SENTENCE}"] * 2


def test_a_lead_and_a_byline_before_the_text_belong_to_it() -> None:
    text = f"<div class=b>{f'<p>{SENTENCE}</p>' * 9}</div>"
    page = f"<h1>港口</h1><div>文/王港</div><div class=a>摘要，在先。</div>{text}"
    assert blocks(page)[:3] == ["headline | 港口", "byline | 文/王港", "paragraph | 摘要，在先。"]
    assert len(blocks(page)) == 12


def test_a_byline_after_the_text_belongs_to_it() -> None:
    page = f"<div><div>{f'<p>{SENTENCE}</p>' * 9}</div><p></p><p>（记者 王港）</p><p>阅读原文</p></div>"
    assert blocks(page)[8:] == [f"paragraph | {SENTENCE}", "byline | （记者 王港）"]


def test_related_links_go_and_the_text_after_them_stays() -> None:
    page = f"<p>{SENTENCE}</p><p>相关阅读：</p><p><a href=1>另一家商店开门</a></p><p>{SENTENCE}</p>"
    assert blocks(page) == [f"paragraph | {SENTENCE}"] * 2


@pytest.mark.parametrize(
    "line", ["关闭落后产能", "打印设备补贴", "字体规范", "网站须有ICP备案", "版权所有者登记", "相关信息", "推荐"]
)
def test_headings_that_resemble_what_goes_stay(line: str) -> None:
    assert blocks(f"<p>{SENTENCE}</p><h3>{line}</h3><p>{SENTENCE}</p>")[1] == f"heading 2 | {line}"


def test_an_article_is_trusted_first() -> None:
    page = f"<div><p>{SENTENCE * 3}</p></div><article><p>{SENTENCE * 2}</p><p>{SENTENCE}</p></article>"
    assert len(blocks(page)) == 2
    assert "the text is what the page marks as <article>" in read(page).notices
    assert (
        "left out around the text (menus, related links, footers): 36 characters, 36 of them in sentences"
        in read(page).notices
    )


def test_an_article_that_is_a_teaser_is_not() -> None:
    assert len(blocks(f"<div>{f'<p>{SENTENCE}</p>' * 9}</div><article>船到了。</article>")) == 9


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>港口开港_九江新闻 - 九江网</title><p>船到了。", "港口开港"),
        ("<title>港口开港-江港日报</title><p>船到了。", "港口开港"),
        ("<title>1-10月港口增长</title><p>船到了。", "1-10月港口增长"),
        ("<title>江港</title><h1>港口<br>开港</h1><p>船到了。", "港口开港"),
        ("<title>港口开港 - 江港</title><h1>江港日报</h1><p>港口开港</p><p>船到了。", "港口开港"),
        ("<p>船到了。", "page"),
    ],
)
def test_titles(page: str, title: str) -> None:
    assert read(page).title == title


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("江港\n    新城", "江港新城"),
        ("AI\n技术", "AI 技术"),
        ("江港  新城", "江港 新城"),
        ("说：“\n好。”\n他", "说：“好。”他"),
        ("<b>江港</b>\n<b>新城</b>好", "<b1>江港新城</b1>好"),
        ("<b>江港</b> <b>新城</b>好", "<b1>江港 新城</b1>好"),
        ("<b>江港 </b>新城", "<b1>江港</b1> 新城"),
        ("江港&nbsp;新城&hellip;&#x4E00;", "江港\xa0新城…一"),
        ("江港\u3000新城", "江港\u3000新城"),
        ("江港 <br>\n 新城", "江港⏎新城"),
        ("第<sup>1</sup>H<sub>2</sub>O", "第<sup1>1</sup1>H<sub2>2</sub2>O"),
        ("<ins>增</ins><del>删</del>改", "<u1>增</u1><s2>删</s2>改"),
        ("<span style='font-weight:700;font-style:italic'>斜</span>正", "<b1><i2>斜</i2></b1>正"),
        ("<a href=javascript:alert(1)>港</a>口", '<a1 "javascript:alert(1)">港</a1>口'),
        ("<a name=x>港</a>口", "港口"),
        ("<a href=1>港<a href=2>口</a>", '<a1 "1">港</a1><a2 "2">口</a2>'),
        ("港<img src='/a/b.png?x=/1' alt=''>口", '港<img1 "b.png"/>口'),
        ("港<img alt='一 只&#10;船'>口", '港<img1 "一 只 船"/>口'),
        ("港<img src='data:image/png;base64,AAAA'>口", "港<img1/>口"),
        ("用 <code>a &lt; b</code> 比", '用 <code1 "a < b"/> 比'),
        ("港<video src=x>放不出</video>口", '港<x1 "video"/>口'),
        ("<ruby>港<rp>(</rp><rt>gǎng</rt><rp>)</rp></ruby>口", "港口"),
        ("<b>一<p>二</b>三", "一"),
        ("<p class=a class=b id=1 id=2>港", "港"),
        ("<b><i>港</b>口</i>很", "<b1><i2>港</i2></b1>口很"),
        ("港&#0;口&#x1F;很&#xD800;好", "港\ufffd口很\ufffd好"),
    ],
)
def test_text_and_codes(inside: str, expected: str) -> None:
    assert blocks(f"<p>{inside}")[0].partition(" | ")[2] == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<div>一。<br>二。<br><br>三。</div>", ["一。⏎二。", "三。"]),
        ("<div>　　一。　　二。<br>　　三。\n　　四。</div>", ["一。", "二。", "三。", "四。"]),
        ("<div>&nbsp;&nbsp;&nbsp;&nbsp;一。<br>&nbsp;&nbsp;&nbsp;&nbsp;二。</div>", ["一。", "二。"]),
        ("<div>张三　　李四</div>", ["张三　　李四"]),
        ("<div>一。<div>二。</div>三。</div>", ["一。", "二。", "三。"]),
        ("<b>一。<div>二。</div></b>三。", ["一。", "二。", "三。"]),
        ("<p>一。<pre>x = 1</pre>二。", ["一。", "二。"]),
        ("<table><tr><td>一。<p>二。</table>", ["一。", "二。"]),
    ],
)
def test_paragraphs(page: str, expected: list[str]) -> None:
    assert blocks(page) == [f"paragraph | {text}" for text in expected]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h1>一</h1><h2>二</h2><h4>四</h4>", ["headline | 一", "heading 1 | 二", "heading 3 | 四"]),
        ("<ul><li>一<ul><li>二</ul><li><p>三</ul>", ["list-item | 一", "list-item | 二", "list-item | 三"]),
        ("<dl><dt>一<dd>二</dl>", ["list-item | 一", "list-item | 二"]),
        ("<blockquote>一<p>二</p></blockquote>", ["quote | 一", "quote | 二"]),
        ("<table><tr><th>一<th>二<tr><td>三<td><p>四</table>", [f"table-cell | {text}" for text in "一二三四"]),
        ("<table><tr><td>甲<tr><td>丙<td><table><tr><td>丁</table></table>", [f"paragraph | {c}" for c in "甲丙丁"]),
        ("<figure><img src=a.png><figcaption>一</figcaption></figure>", ["caption | 一"]),
        (
            "船到了。<center><img src=a.png></center><center>图中是船</center>",
            ["paragraph | 船到了。", "caption | 图中是船"],
        ),
        ("<p align=center><img src=a.png><br>图中是船。", ['caption | <img1 "a.png"/>图中是船。']),
        ("<p><img src=a.png><p>图中是船", ["paragraph | 图中是船"]),
        ("<p>▲图中是船。", ["caption | ▲图中是船。"]),
        ("<p><b>一、港口</b><p>船到了。", ["heading 2 | 一、港口", "paragraph | 船到了。"]),
        ("<p>2021-04-12 10:30 来源：江港日报", ["byline | 2021-04-12 10:30 来源：江港日报"]),
    ],
)
def test_kinds(page: str, expected: list[str]) -> None:
    assert blocks(page) == expected


@pytest.mark.parametrize(
    ("encoding", "declared", "notice"),
    [
        ("gb18030", "gb2312", "read as GB18030, declared as gb2312"),
        ("gbk", "GBK", "read as GB18030, declared as gbk"),
        ("big5", "big5", "read as BIG5HKSCS, declared as big5"),
        ("utf-8", "utf-8", "read as UTF-8, declared as utf-8"),
        ("utf-8", "gb2312", "read as UTF-8, though declared as gb2312"),
        ("gb18030", "utf-8", "read as GB18030, though declared as utf-8"),
        ("gb18030", "iso-8859-1", "read as GB18030, though declared as iso-8859-1"),
        ("utf-8", "utf-16", "read as UTF-8, declared as utf-16"),
        ("utf-8-sig", "gbk", "read as UTF-8 (byte-order mark)"),
        ("utf-16", "gbk", "read as UTF-16-LE (byte-order mark)"),
        ("utf-16-le", "utf-8", "read as UTF-16-LE"),
        ("gb18030", "", "read as GB18030"),
    ],
)
@pytest.mark.parametrize(
    "form", ['<meta charset="{}">', '<META http-equiv=content-type content="text/html; charset={}">']
)
def test_encodings(encoding: str, declared: str, notice: str, form: str) -> None:
    page = f"<html><head>{form.format(declared) if declared else ''}</head><p>江港新城的港口今年完工，船來船往。</p>"
    document = read(page.encode(encoding))
    assert document.blocks[0].segments[0].text == "江港新城的港口今年完工，船來船往。"
    assert document.notices[0] == notice


def test_a_few_damaged_bytes_are_counted() -> None:
    page = f"<meta charset=gbk><p>{'江港新区的港口' * 9}城。</p>".encode("gbk").replace("城".encode("gbk"), b"\xb3\xff")
    assert read(page).notices[0].endswith("; damaged characters, shown as \ufffd: 2")


def test_traditional_chinese_is_said() -> None:
    assert read("<html lang=zh-Hant-TW><p>港口很好。").notices[-1].endswith("(lang=zh-Hant-TW)")


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (b"", "no text"),
        (b"  \n", "no text"),
        (b"<html><body></body></html>", "no text"),
        (b"<script>document.write('x')</script>", "no text"),
        (b"<p><img src=a.png></p>", "no text"),
        (b"PK\x03\x04", "a zip or Office file"),
        (bytes(range(256)) * 9, "binary"),
        (("<div>" * 100_000 + "港口").encode(), "nested more than 2,000 deep"),
        (("<p " + " ".join(f"a{number}" for number in range(99_999)) + ">港口").encode(), "more than 2,000 attributes"),
        (b"<p>" * 500_001, "more than half a million tags"),
        ("<p>港口\ud800".encode("utf-8", "surrogatepass"), "encoding"),
    ],
    ids=range(11),
)
def test_what_cannot_be_read_is_refused(page: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as refusal:
        read(page)
    assert refusal.value.place.startswith("source/page.html")
    assert refusal.value.remedy


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<a",
        "<!--",
        "<script>",
        "&lt;",
        "<br>",
        "<p>",
        "<b>",
        "<b>港</b>口",
        "<img>",
        "<td>",
        "<p a='",
        " ",
        "\u3000",
    ],
)
def test_a_long_page_of_anything_is_read_or_refused(unit: str) -> None:
    page = f"<p>港口很好。{unit * (HOSTILE_SIZE // 40 // len(unit))}船到了。"
    with suppress(InputError):
        assert read(page).blocks[0].segments[0].text.startswith("港口很好。")


def test_great_attributes_and_deep_elements_are_no_matter() -> None:
    great = "x" * (10 * HOSTILE_SIZE)
    document = read(f"<p title={great}><a href={great}>港</a>口</p>")
    assert document.blocks[0].segments[0].codes[0].detail == great
    assert blocks("<div>" * 1900 + "港口很好。" + "</div>" * 1900) == ["paragraph | 港口很好。"]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(InputError):
        assert read(content).blocks


SOUP = st.lists(
    st.sampled_from(
        "<p> </p> <div> </div> <b> </b> <a\xa0href=x> </a> <table> <tr> <td> </table> <ul> <li> <br> <h1> <h2> </h1>"
        " <nav> </nav> <article> <main> <pre> </pre> <img> <!-- --> <script> </script> 港口 好。 a b \u3000\u3000"
        " &nbsp; < > &# 相关阅读".split(" ")
    )
)


@given(SOUP)
def test_any_soup_of_tags_is_read_or_refused(parts: list[str]) -> None:
    with suppress(InputError):
        for segment in read("".join(parts).replace("\xa0", " ")).segments():
            assert segment.text == segment.text.strip() != ""
            assert all(0 <= code.start <= code.end <= len(segment.text) for code in segment.codes)


SENTENCES = st.text("江港新城船来往货", min_size=6, max_size=40).map(lambda text: f"{text}，{text}。")
FORMS = st.sampled_from(["<p>{}</p>", "<div>{}</div>", "<section><p>{}</p></section>", "<div><span>{}</span></div>"])
PARAGRAPHS = st.lists(st.tuples(FORMS, SENTENCES), min_size=1, max_size=12)
FRAME = (
    "<div class=top><a href=1>首页</a><a href=2>新闻</a><a href=3>服务</a></div><table><tr><td><ul>"
    "<li><a href=4>旧闻一则，旧闻。</a><li><a href=5>旧闻二则</a><li><a href=6>旧闻三则</a></ul></td><td>"
    "<div class=content>{}</div></td></tr></table><div>江港在线 版权所有，不得转载</div>"
)


@given(PARAGRAPHS)
def test_a_text_is_read_whole_and_alone(paragraphs: list[tuple[str, str]]) -> None:
    page = FRAME.format("".join(form.format(sentence) for form, sentence in paragraphs))
    assert blocks(page) == [f"paragraph | {sentence}" for _, sentence in paragraphs]


KINDS = {"b": CodeKind.BOLD, "i": CodeKind.ITALIC, "u": CodeKind.UNDERLINE, "sup": CodeKind.SUPERSCRIPT}
TREES = st.recursive(
    st.text("港口很好，AB1。", min_size=1, max_size=5),
    lambda inner: st.tuples(st.sampled_from(sorted(KINDS)), st.lists(inner, min_size=1, max_size=3)),
)


def as_html(tree: object) -> str:
    return tree if isinstance(tree, str) else f"<{tree[0]}>{''.join(map(as_html, tree[1]))}</{tree[0]}>"


def as_looks(tree: object, look: frozenset[CodeKind] = frozenset()) -> list[tuple[str, frozenset[CodeKind]]]:
    if isinstance(tree, str):
        return [(character, look) for character in tree]
    return [pair for inner in tree[1] for pair in as_looks(inner, look | {KINDS[tree[0]]})]


@given(st.lists(TREES, min_size=1, max_size=4))
def test_inline_elements_read_back(trees: list[object]) -> None:
    page = "<p>始" + "".join(map(as_html, trees)) + "终"
    segment = read(page).blocks[0].segments[0]
    expected = [("始", frozenset()), *(pair for tree in trees for pair in as_looks(tree)), ("终", frozenset())]
    found = [
        (character, frozenset(code.kind for code in segment.codes if code.start <= place < code.end))
        for place, character in enumerate(segment.text)
    ]
    assert found == expected


def test_published_pages(shared: Path) -> None:
    pages = sorted((shared / "formats" / "zh_html").glob("*.html"))
    assert len(pages) > 10
    for path in pages:
        document = read_document(path.read_bytes(), path.name, path.name)
        text = "\n".join(segment.text for segment in document.segments())
        assert len(text) > 150
        for stray in ("版权所有", "ICP备", "当前位置", "上一篇", "友情链接", "相关阅读"):
            assert stray not in text, f"{path.name}: {stray}"


def test_broken_pages_are_refused(shared: Path) -> None:
    for path in sorted((shared / "formats" / "malformed").glob("*.html")):
        with pytest.raises(InputError):
            read_document(path.read_bytes(), path.name, path.name)
