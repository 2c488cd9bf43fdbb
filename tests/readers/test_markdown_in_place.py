"""English in the place of the Chinese in Markdown: read again, it has the same blocks and the English."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from placed import codes_of, expected, read, translated

from toolkit.errors import InputError
from toolkit.model import Code, CodeKind, Document, Segment
from toolkit.readers.markdown import read_document
from toolkit.readers.markdown_in_place import in_place

EXAMPLES = sorted((Path(__file__).parent / "markdown").glob("*.md"))
SOURCE = """---
title: 港口
---

标题 `a`
===

## 二级 ##

> 引文一
> 续行
> - 项目**港口**
>   续

1. 第一![船](ship.png "船")项

| 甲 | 乙\\|丙 |
|---|:--|
| ![a](b.png) | `x\\|y` 丁 |

注[^1]和^[行内**注**。]。见[*链*接](http://a.b/(1) "题")与[参考][r]。

```
程序
```

[^1]: 注一

    第二段

[r]: http://r.r/x "R"
"""


def loaded(content: bytes) -> Document:
    return read_document(content, "port.md", "port.md")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_read_again_has_its_english_and_its_codes(path: Path) -> None:
    document = loaded(path.read_bytes())
    bitext = translated(document)
    again = loaded(in_place(path.read_bytes(), bitext, path.name))
    assert [text for _, _, text in read(again)] == [text for _, _, text in expected(bitext)]
    assert codes_of(again) == codes_of(document)
    assert [block.cell for block in again.blocks] == [block.cell for block in document.blocks]


def test_structure_pictures_links_front_matter_and_program_code_stay() -> None:
    document = loaded(SOURCE.encode())
    bitext = translated(document)
    made = in_place(SOURCE.encode(), bitext, "port.md").decode()
    again = loaded(made.encode())
    assert read(again) == expected(bitext)
    assert codes_of(again) == codes_of(document)
    assert again.pictures == document.pictures
    marks = (
        "title: 港口",
        "===",
        "## W",
        " ##",
        "> - W",
        "1. W",
        "|---|:--|",
        "```\n程序\n```",
        "[^1]: W",
        '"题"',
        '"船"',
    )
    assert [kept for kept in marks if kept not in made] == []


def test_line_ends_of_the_source_stay() -> None:
    source = "# 港口\r\n\r\n船来。\r\n货走。\r\n\r\n完。\r\n".encode()
    made = in_place(source, translated(loaded(source)), "port.md").decode()
    assert made.count("\r\n") == made.count("\n") == 5


MARKS = """*a* _a_ #_a -_a 1._a >_a a_|_b <b> &amp; [a](b) ![a](b) `a` ~~a~~ --- ____a a\\ \\| [^1] ^[a] a__b 1)_a ===
+_a :-- || a# ``` <!--_a a⏎b \\* $a$ http://a.b"""


@pytest.mark.parametrize("mark", MARKS.split())
def test_english_that_looks_like_markdown_is_english(mark: str) -> None:
    text = mark.replace("_", " ").replace("⏎", "\n") if mark != "_a_" else mark
    bitext = translated(loaded(SOURCE.encode()), lambda number, segment: (f"{text} {number}{text}", ()))
    again = loaded(in_place(SOURCE.encode(), bitext, "port.md"))
    assert [" ".join(text.split()) for _, _, text in read(again)] == [
        " ".join(text.split()) for _, _, text in expected(bitext)
    ]


_TEXTS = st.text(st.sampled_from("aB1 .*_#[]()<>&|\\`~!-+=:;\"'^$%\n\t港“”"), min_size=1, max_size=14)


@given(st.lists(st.tuples(_TEXTS, st.integers(0, 14), st.integers(0, 14)), min_size=20, max_size=20))
def test_whatever_the_english_is_the_blocks_stay_and_say_it(said: list[tuple[str, int, int]]) -> None:
    def say(number: int, segment: Segment) -> tuple[str, tuple[Code, ...]]:
        text, one, other = said[number % len(said)]
        text = f"x{text}x"
        start, end = sorted((min(one, len(text)), min(other, len(text))))
        kinds = {code.id: code.kind for code in segment.codes}
        return text, tuple(
            Code(name, kind, start, end if kind in (CodeKind.BOLD, CodeKind.ITALIC, CodeKind.LINK) else start)
            for name, kind in kinds.items()
        )

    document = loaded(SOURCE.encode())
    bitext = translated(document, say)
    again = loaded(in_place(SOURCE.encode(), bitext, "port.md"))
    assert [block.kind for block in again.blocks] == [block.kind for block in document.blocks]
    assert [block.cell for block in again.blocks] == [block.cell for block in document.blocks]
    spoken = [" ".join(text.split()) for _, _, text in expected(bitext)]
    assert [" ".join(block.segments[0].text.split()) for block in again.blocks] == spoken
    assert again.pictures == document.pictures


def test_a_bitext_of_another_state_of_the_source_is_refused() -> None:
    with pytest.raises(InputError, match="has changed"):
        in_place("# 码头\n".encode(), translated(loaded("# 港口\n".encode())), "port.md")
