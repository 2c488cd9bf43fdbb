"""English in the place of the Chinese in web pages: every example of the reader, read again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from placed import codes_of, expected, read, translated

from toolkit.errors import InputError
from toolkit.model import Code, Document, Kind, Segment
from toolkit.readers.html import read_document
from toolkit.readers.html.in_place import in_place

EXAMPLES = sorted((Path(__file__).parent / "html").glob("*.html"))
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="gbk"><title>九江港开港_九江新闻</title>
<style>p > b { color: red }</style>
<script>if (1 < 2 && "港口") { document.title = "x"; }</script></head><body><nav>导航</nav><article>
<h1>九江港开港</h1>
<p class="a">　　港口<b style="color:red">今天</b>开港，<a href="/a?b=1&amp;c" title="题">船队</a>出发。
货物<i>很<b>多</b></i>。</p>
<figure><img src="a.png" alt="码头"><figcaption>图为<span>码头</span>。</figcaption></figure>
<p>第一行，很好。<br>第二行<img src="b.png">，也好。<br><br>　　另一段，<code>x &lt; y</code>在其中。</p>
<table><tr><th>甲<th colspan=2>乙<tr><td>一<td>二<td>三</table><ul><li>项目，一</ul></article>
<footer>页脚</footer></body></html>
"""


def loaded(content: bytes) -> Document:
    return read_document(content, "port.html", "port.html")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_read_again_has_its_english_and_its_codes(path: Path) -> None:
    document = loaded(path.read_bytes())
    bitext = translated(document)
    again = loaded(in_place(path.read_bytes(), bitext, path.name))
    assert [text for _, _, text in read(again)] == [text for _, _, text in expected(bitext)]
    assert codes_of(again) == codes_of(document)
    assert [block.cell for block in again.blocks] == [block.cell for block in document.blocks]
    assert [one.address for one in again.pictures] == [one.address for one in document.pictures]


def test_everything_around_the_text_stays() -> None:
    source = PAGE.encode("gb18030")
    document = loaded(source)
    bitext = translated(document)
    made = in_place(source, bitext, "port.html").decode()
    again = loaded(made.encode())
    assert read(again) == expected(bitext)
    assert codes_of(again) == codes_of(document)
    assert again.pictures == document.pictures
    kept = ["<!DOCTYPE html>", 'if (1 < 2 && "港口")', "p > b {", "导航", "页脚", 'class="a"', '<b style="color:red">']
    kept += ['<a href="/a?b=1&amp;c" title="题">', 'lang="en-GB"', '<meta charset="utf-8">', 'alt="码头"']
    assert [one for one in kept if one not in made] == []
    text = re.sub(
        "<nav.*?</nav>|<footer.*?</footer>|<script.*?</script>|<title.*?</title>|<[^>]*>", "", made, flags=re.S
    )
    assert not re.search("[\u4e00-\u9fff]", text)


def test_a_break_within_a_sentence_goes_and_one_between_sentences_stays() -> None:
    source = PAGE.encode("gb18030")
    made = in_place(source, translated(loaded(source)), "port.html").decode()
    assert made.count("<br>") == 3


_TEXTS = st.text(st.sampled_from("aB1 .<>&\"'\n\t\xa0港“”;#x"), min_size=1, max_size=14)


@given(st.lists(st.tuples(_TEXTS, st.integers(0, 16), st.integers(0, 16)), min_size=20, max_size=20))
def test_whatever_the_english_is_the_blocks_stay_and_say_it(said: list[tuple[str, int, int]]) -> None:
    def say(number: int, segment: Segment) -> tuple[str, tuple[Code, ...]]:
        text, one, other = said[number % len(said)]
        text = f"X{text}x, x."
        start, end = sorted((min(one, len(text)), min(other, len(text))))
        return text, tuple(Code(one.id, one.kind, start, end if one.is_paired else start) for one in segment.codes)

    source = PAGE.encode("gb18030")
    document = loaded(source)
    bitext = translated(document, say)
    again = loaded(in_place(source, bitext, "port.html"))
    assert [block.cell for block in again.blocks] == [block.cell for block in document.blocks]
    assert [text for _, _, text in read(again)] == [" ".join(text.split()) for _, _, text in expected(bitext)]
    assert [one.address for one in again.pictures] == [one.address for one in document.pictures]
    assert again.blocks[0].kind is Kind.HEADLINE


def test_line_breaks_at_the_end_and_the_beginning_of_formatting_begin_no_paragraph() -> None:
    def say(number: int, segment: Segment) -> tuple[str, tuple[Code, ...]]:
        text = "X1\n\nx, x."
        return text, tuple(Code(one.id, one.kind, 0, 3 if one.is_paired else 0) for one in segment.codes)

    source = PAGE.encode("gb18030")
    document = loaded(source)
    again = loaded(in_place(source, translated(document, say), "port.html"))
    assert [block.cell for block in again.blocks] == [block.cell for block in document.blocks]


def test_a_bitext_of_another_state_of_the_source_is_refused() -> None:
    bitext = translated(loaded(PAGE.encode("gb18030")))
    with pytest.raises(InputError, match="has changed"):
        in_place(PAGE.replace("开港", "通航").encode("gb18030"), bitext, "port.html")
