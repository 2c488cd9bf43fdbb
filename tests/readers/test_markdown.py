"""Markdown: what is text, what is a code, and what is neither."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from blocks import shown
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.model import Document
from toolkit.readers.markdown import read_document

TEXTS = sorted((Path(__file__).parent / "markdown").glob("*.md"))


def read(text: str) -> Document:
    return read_document(text.encode("utf-8", "surrogatepass"), "port.md", "source/port.md")


def blocks(text: str) -> list[str]:
    """The blocks as the example files show them, without title and notices."""
    return [line for line in shown(read(text)).splitlines() if not line.startswith(("title |", "notice |"))]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_example_texts(path: Path) -> None:
    found = shown(read_document(path.read_bytes(), path.name, path.name))
    expected = path.with_suffix(".blocks.txt")
    if os.environ.get("TOOLKIT_ACCEPT"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_there_are_example_texts() -> None:
    assert len(TEXTS) >= 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 一\n## 二\n# 三\n#### 四", ["headline | 一", "heading 1 | 二", "heading 1 | 三", "heading 3 | 四"]),
        ("一\n===\n二\n---\n", ["headline | 一", "heading 1 | 二"]),
        ("> # 引\n\n# 题", ["heading 1 | 引", "headline | 题"]),
        ("- 一\n  1. 二\n\n     三\n- 四", [f"list-item | {text}" for text in "一二三四"]),
        ("> 一\n>\n> - 二", ["quote | 一", "list-item | 二"]),
        ("|一|二|\n|-|-|\n|三|**四**|", ["table-cell | 一", "table-cell | 二", "table-cell | 三", "table-cell | 四"]),
        ("一\n二\nAI\n三", ["paragraph | 一二 AI 三"]),
        ("一**二**\n**三**四", ["paragraph | 一<b1>二三</b1>四"]),
        ("一  \n二\\\n三<br/>四", ["paragraph | 一⏎二⏎三⏎四"]),
        ("一*二**三***四", ["paragraph | 一<i1>二<b2>三</b2></i1>四"]),
        ("一~~二~~三", ["paragraph | 一<s1>二</s1>三"]),
        ("[一](a.md '名')和<https://b.cn>", ['paragraph | <a1 "a.md">一</a1>和<a2 "https://b.cn">https://b.cn</a2>']),
        ("一[二][r]\n\n[r]: c.md", ['paragraph | 一<a1 "c.md">二</a1>']),
        ("一![图名](a/b.png)二![](a/c.png?x=1)", ['paragraph | 一<img1 "图名"/>二<img2 "c.png"/>']),
        ("![只有图](a.png)\n\n一", ["paragraph | 一"]),
        ("用`x < 1`比", ['paragraph | 用<code1 "x < 1"/>比']),
        ("一<b>二</b>", ['paragraph | 一<x1 "<b>"/>二<x2 "</b>"/>']),
        ("一[^1]。\n\n[^1]: 二\n\n    三", ['paragraph | 一<fn1 "1"/>。', "footnote | 二", "footnote | 三"]),
        ("一^[二]。", ['paragraph | 一<fn1 "1"/>。', "footnote | 二"]),
        ("```\n码\n```\n\n    码\n\n<div>\n码\n</div>\n\n一", ["paragraph | 一"]),
        ("&lt;一&gt;&amp;\\*", ["paragraph | <一>&*"]),
        ("记者 王港\n\n▲图中是船。\n\n---\n\n一", ["byline | 记者 王港", "caption | ▲图中是船。", "paragraph | 一"]),
        ("---\n\n一\n\n---\n\n二", ["paragraph | 一", "paragraph | 二"]),
        ("---\n---\n一", ["paragraph | 一"]),
        ("\ufeff---\r\na: b\r\n---\r\n一\r\n二", ["paragraph | 一二"]),
        ("+++\na = 1\n+++\n一", ["paragraph | 一"]),
    ],
)
def test_blocks_and_codes(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: 前\n---\n# 题**目**", "题目"),
        ("---\na: b\ntitle: '前'\n---\n一", "前"),
        ('+++\ntitle = "前"\n+++\n一', "前"),
        ("---\ntitle: '前\"\n---\n一", "'前\""),
        ("---\ntitle: ''\n---\n一", "''"),
        ("---\ntitle: \t \n---\n一", "port"),
        ("一", "port"),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert read(text).title == title


def test_what_is_not_read_is_said() -> None:
    text = "---\na: b\n---\n一\n\n```\n码\n```\n\n    码\n\n<div>码</div>\n"
    assert read(text).notices == (
        "read as UTF-8",
        "the front matter is not read as text",
        "program code left out in 2 places",
        "HTML left out in 1 place",
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no text"),
        (" \n\n", "no text"),
        ("---\ntitle: 题\n---\n", "no text"),
        ("```\n码\n```", "no text"),
        ("![图](a.png)", "no text"),
        ("一\0二", "binary"),
        ("一\x01二", "control character"),
        ("一\ud800", "encoding"),
        (">" * 100_000 + "一", "too deep"),
        ("".join("  " * depth + "- 一\n" for depth in range(200)), "too deep"),
        ("一" * 10_000_001, "10 million"),
    ],
    ids=range(11),
)
def test_what_cannot_be_read_is_refused(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as refusal:
        read(text)
    assert refusal.value.place.startswith("source/port.md")
    assert refusal.value.remedy


def test_ten_lists_within_each_other_are_read() -> None:
    assert len(blocks("".join("  " * depth + "- 一\n" for depth in range(10)))) == 10


@pytest.mark.parametrize(
    "unit",
    [
        "*",
        "[",
        ">",
        "`",
        "_a*b ",
        "[a](",
        "![",
        "<a ",
        "<!--",
        "~~a ",
        "[^",
        "\\",
        "|a",
        "- ",
        "[a]: b\n",
        "&",
        "**a",
        "a\n",
    ],
)
def test_a_long_text_of_any_mark_is_read_or_refused(unit: str) -> None:
    with suppress(InputError):
        assert read("港口很好。\n\n" + unit * (20_000 // len(unit))).blocks[0].segments[0].text == "港口很好。"


@given(st.text("#*_[]()!`~<>|-+=\\\n\t &^:1.港口a\"'{}", max_size=60))
def test_any_marks_are_read_or_refused(text: str) -> None:
    with suppress(InputError):
        for segment in read(text).segments():
            assert segment.text
            assert all(0 <= code.start <= code.end <= len(segment.text) for code in segment.codes)


PLAIN = st.text("港口很好，。：“”《》（）AI3 ", min_size=1, max_size=20).map(str.strip).filter(bool)


@given(st.lists(PLAIN, min_size=1, max_size=5))
def test_text_without_markup_reads_back(paragraphs: list[str]) -> None:
    found = [segment.text for segment in read("\n\n".join(paragraphs)).segments()]
    assert found == paragraphs


@given(st.lists(st.text("港口很好，。“”", min_size=1, max_size=9), min_size=1, max_size=5))
def test_chinese_lines_join_without_a_blank(lines: list[str]) -> None:
    assert [segment.text for segment in read("\n".join(lines)).segments()] == ["".join(lines)]


def test_published_texts(shared: Path) -> None:
    for path in sorted((shared / "formats" / "zh_md").glob("*.md")):
        document = read_document(path.read_bytes(), path.name, path.name)
        assert len(document.blocks) > 200
        assert document.title == document.blocks[0].segments[0].text


def test_broken_texts_are_read_or_refused(shared: Path) -> None:
    paths = sorted((shared / "formats" / "malformed").glob("*.md"))
    assert paths
    for path in paths:
        with suppress(InputError):
            assert read_document(path.read_bytes(), path.name, path.name).blocks
