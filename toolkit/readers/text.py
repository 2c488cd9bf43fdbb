"""Reads plain text, and recognises the structure of a newspaper page in it.

A line is a block. Headline, byline, lettered heads (``A “…”…``), captions (``▲…`` and the plain
ones that stand where a picture stood) and list items are told by their form and place.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from toolkit.errors import InputError
from toolkit.expressions import expression
from toolkit.model import Block, Document, Kind, Segment
from toolkit.readers.encoding import decode

_BYLINE = expression(
    r"[（(]?(?:本版组稿|本版組稿|本报记者|本報記者|本报通讯员|记者|記者|通讯员|通訊員|作者|组稿|组版|撰文|撰稿|文/|图/|文/图|摄影|供稿|编辑|责编|来源)"
    r"[：:/ \u3000]?.{0,60}$"
)
_DATELINE = expression(
    r"(?:(?:发布|發布|发表|更新)?(?:时间|時間|日期)[：:] ?)?\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?[ \d:：]*"
    r"(?:(?:来源|來源|作者|字号).{0,60})?$"
)
_LETTERED = expression(r"[A-ZＡ-Ｚ][ \u3000、.．]+\S.{0,58}$")
_NUMBERED = expression(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
_MARKED_CAPTION = expression(r"[▲△▼▽◀◄►▶]|图[：:]|圖[：:]|图\d+[ \u3000：:]")
_LIST_ITEM = expression(r"[●•·◆◇■□○▪–-][ \u3000]*\S|\d{1,2}(?:[、．)）]|\.[ \u3000])|[①-⑳]")
_CAPTION_SIGNS = "▲△▼▽◀◄►▶图圖"
_FINAL_MARKS, _CLOSING_MARKS = tuple("。！？!?；;：:，,…"), "”’」』）)"
_INNER_MARKS = "。！？；"
_LONGEST_HEADING = 40
_LONGEST_PLAIN_CAPTION = 48


class _Line(NamedTuple):
    """A line with text, and how many empty lines stand before it."""

    text: str
    gap: int


def read_document(content: bytes, file_name: str, place: str) -> Document:
    """The document in the bytes of a text file; raises `InputError` where it has no text."""
    text, encoding = decode(content, place)
    lines = _lines(text)
    if not lines:
        raise InputError(place, "the file has no text", "put the Chinese text in, or remove the file")
    kinds = _classify(lines)
    blocks = tuple(
        Block(kind, level, (Segment("", line.text),)) for line, (kind, level) in zip(lines, kinds, strict=True)
    )
    name = file_name.rpartition(".")[0] or file_name
    title = next((line.text for line, (kind, _) in zip(lines, kinds, strict=True) if kind is Kind.HEADLINE), name)
    return Document(name, title, blocks, original=file_name, notices=(f"read as {encoding}",))


def _lines(text: str) -> list[_Line]:
    lines, gap = [], 0
    for raw in text.lstrip("\ufeff").splitlines():
        stripped = raw.strip(" \t\u3000\xa0\u200b\ufeff")
        if stripped:
            lines.append(_Line(stripped, gap))
        gap = 0 if stripped else gap + 1
    return lines


def _classify(lines: list[_Line]) -> list[tuple[Kind, int]]:
    kinds = [kind_by_form(line.text, first=index == 0) for index, line in enumerate(lines)]
    if any(kind in (Kind.BYLINE, Kind.CAPTION) for kind, _ in kinds):
        kinds = [
            (Kind.CAPTION, 0) if _is_plain_caption(lines, kinds, index) else kind for index, kind in enumerate(kinds)
        ]
    return kinds


def kind_by_form(text: str, first: bool) -> tuple[Kind, int]:
    """The kind and level that a line's form tells; only the `first` line can be the headline."""
    if is_byline(text):
        return Kind.BYLINE, 0
    if first and len(text) <= 2 * _LONGEST_HEADING and _is_plain(text):
        return Kind.HEADLINE, 0
    if is_marked_caption(text):
        return Kind.CAPTION, 0
    if _LETTERED.match(text) and _is_plain(text):
        return Kind.HEADING, 1
    if _NUMBERED.match(text) and is_short_line(text):
        return Kind.HEADING, 2
    if _LIST_ITEM.match(text):
        return Kind.LIST_ITEM, 0
    if is_short_line(text) and not re.search("[，,：:/]", text):
        return Kind.HEADING, 2
    return Kind.PARAGRAPH, 0


def is_byline(text: str) -> bool:
    """Whether `text` names the people who wrote: ``记者 …``, ``来源：…``, without a final mark."""
    return bool(_BYLINE.match(text)) and _is_plain(text)


def is_dateline(text: str) -> bool:
    """Whether `text` says when something was published, and perhaps where: ``2020-12-24 来源：…``."""
    return bool(_DATELINE.match(text)) and _is_plain(text)


def is_marked_caption(text: str) -> bool:
    """Whether `text` says by its first mark that it belongs to a picture: ``▲…``, ``图1：…``."""
    return text[:1] in _CAPTION_SIGNS and bool(_MARKED_CAPTION.match(text))


def is_short_line(text: str) -> bool:
    """Whether `text` can be a heading by its length and marks."""
    return len(text) <= _LONGEST_HEADING and _is_plain(text)


def _is_plain(text: str) -> bool:
    return not text.rstrip(_CLOSING_MARKS).endswith(_FINAL_MARKS) and not _has_inner_mark(text)


def _has_inner_mark(text: str) -> bool:
    return any(mark in text for mark in _INNER_MARKS)


def _is_plain_caption(lines: list[_Line], kinds: list[tuple[Kind, int]], index: int) -> bool:
    """A short single sentence where a picture stood.

    That is: straight under the headline, next to a marked caption or at the end of the page, or
    after a wider gap than the page's usual one.
    """
    kind, text = kinds[index][0], lines[index].text
    if kind is not Kind.PARAGRAPH or len(text) > _LONGEST_PLAIN_CAPTION or _has_inner_mark(text[:-1]):
        return False
    usual_gap = sorted(line.gap for line in lines[1:])[len(lines[1:]) // 2] if lines[1:] else 0
    wide_gap = lines[index].gap > max(usual_gap, 1)
    before = kinds[index - 1][0] if index else None
    return before in (Kind.HEADLINE, Kind.CAPTION) or index == len(lines) - 1 or wide_gap
