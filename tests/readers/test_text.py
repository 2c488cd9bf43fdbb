from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.model import Kind
from toolkit.readers import FORMATS, read
from toolkit.readers.text import read_document

PAGE = """江港新城：迎着江风开新局

港口的清晨，吊机林立。

本版组稿：编辑部

江港新城今年投资5亿元。港口全年吞吐量达60万标箱。

▲新建成的三号码头。

新城的货运列车。

A “通江达海”做强枢纽

一、打通铁路
铁路专用线全长11公里，已经全线贯通，列车直达码头前沿，货物在这里换装。
1. 修站场；
2. 架桥梁。
● 开行班列

B “服务先行”优化环境

审批事项全部进入大厅，群众只进一扇门就能办成事，企业满意度不断提高。

夜色中的江港。
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(str(block.kind), block.segments[0].text) for block in read_document(text.encode(), "p.txt", "p").blocks]


def test_the_structure_of_a_newspaper_page() -> None:
    assert [kind for kind, _ in kinds(PAGE)] == [
        "headline",
        "caption",
        "byline",
        "paragraph",
        "caption",
        "caption",
        "heading",
        "heading",
        "paragraph",
        "list-item",
        "list-item",
        "list-item",
        "heading",
        "paragraph",
        "caption",
    ]


def test_levels_of_headings() -> None:
    blocks = read_document(PAGE.encode(), "p.txt", "p").blocks
    assert [block.level for block in blocks if block.kind is Kind.HEADING] == [1, 2, 1]


def test_a_plain_letter_has_no_captions() -> None:
    text = "来信\n\n港口很好。\n\n船也很好。\n"
    assert [kind for kind, _ in kinds(text)] == ["headline", "paragraph", "paragraph"]


def test_title_name_and_original() -> None:
    document = read_document(PAGE.encode(), "port.news.txt", "p")
    assert (document.name, document.title, document.original) == (
        "port.news",
        "江港新城：迎着江风开新局",
        "port.news.txt",
    )


def test_text_is_verbatim_but_for_the_indent() -> None:
    assert kinds("\u3000\u3000港口 很好 ，真的。\n第二行")[0] == ("paragraph", "港口 很好 ，真的。")


def test_the_encoding_is_said() -> None:
    assert read_document("港口很好。".encode("gb18030"), "p.txt", "p").notices == ("read as GB18030",)
    assert read_document("港口很好。".encode(), "p.txt", "p").notices == ("read as UTF-8",)


@pytest.mark.parametrize("content", [b"", b" \n\n\t", "\u3000\n".encode(), b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="no text"):
        read_document(content, "p.txt", "source/p.txt")


def test_read_by_ending(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("港口很好。", encoding="utf-8")
    assert read(tmp_path / "p.txt").name == "p"
    with pytest.raises(InputError, match="no reader"):
        read(tmp_path / "p.xyz", "source/p.xyz")
    with pytest.raises(InputError, match=r"source/q\.txt"):
        read(tmp_path / "q.txt", "source/q.txt")
    assert ".txt" in FORMATS
