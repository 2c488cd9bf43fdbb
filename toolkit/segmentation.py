"""Cuts Chinese text into sentences by one stated policy.

The policy, in the order in which it decides:

1. A line break always breaks.
2. A sentence ends after 。！？ or their half-width forms ``｡ ! ?``; a run of them ends it once,
   and closing quotes and brackets stay with the sentence they close.
3. Nothing breaks inside quotation marks, brackets or title marks, unless a quotation is longer
   than `LONGEST_QUOTATION` characters.
4. A quotation that itself ends with such a mark ends the sentence as well, unless the sentence
   goes on: a comma follows, or a speaker (“……。”市长说), or the quotation is embedded and only
   exclaims or asks (喊着“加油！”的队员).
5. ``……`` and ``；`` and ``：`` never break; nor do decimals, URLs and Latin abbreviations, since
   a full stop ``.`` is not a Chinese sentence mark.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from toolkit.model import Block, Document, Segment

LONGEST_QUOTATION = 200
"""Characters; a quotation of more than this is a speech and is cut into its sentences."""

_ENDERS = "。！？｡!?"
_CLOSERS = "”’》〉）】」』〕］\\])\"'"
_SPACE = r"[^\S\n]|\u200b"

_EVENT = re.compile(
    rf"""
      (?P<url>https?://[!-~]*[\w/]|www\.[!-~]*[\w/])
    | (?P<quoted>“[^“”\n]{{0,{LONGEST_QUOTATION}}}” | 「[^「」\n]{{0,{LONGEST_QUOTATION}}}」
                |『[^『』\n]{{0,{LONGEST_QUOTATION}}}』| "[^"\n]{{0,{LONGEST_QUOTATION}}}")
    | (?P<bracketed>（[^（）\n]{{0,{LONGEST_QUOTATION}}}） | \([^()\n]{{0,{LONGEST_QUOTATION}}}\)
                   |【[^【】\n]{{0,{LONGEST_QUOTATION}}}】)
    | (?P<title>《[^《》\n]{{0,{LONGEST_QUOTATION}}}》)
    | (?P<end>[{_ENDERS}](?:(?:{_SPACE})*[{_ENDERS}…])*(?:(?:{_SPACE})*[{_CLOSERS}])*)
    | (?P<line>\n)
    """,
    re.VERBOSE,
)

_SPEAKER = re.compile(
    r"[^，。！？；：、,!?;:“”「」\n]{0,12}?"
    r"(?:[说說道称稱问問答喊叫讲講]|表示|指出|强调|強調|介绍|介紹|坦言|感慨|感叹|感嘆|回忆|回憶|告诉|告訴|认为|認為)"
)
_CONTINUES = re.compile(rf"(?:{_SPACE})*[，、；：,;:。！？｡!?的地得和与與及等]")
_HAN_OR_FULLWIDTH = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff”’）】」』》\d%)]")


def split(text: str) -> list[tuple[int, int]]:
    """Spans ``(start, end)`` of the sentences of `text`, in order and without overlap.

    What lies between the spans is white space only, so that the spans and the gaps rebuild the
    text. A text of white space has no spans.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for event in _EVENT.finditer(text):
        if event.start() >= start and _breaks(text, start, event):
            _append_trimmed(spans, text, start, event.end())
            start = event.end()
    _append_trimmed(spans, text, start, len(text))
    return spans


def _append_trimmed(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    kept = piece.strip(" \t\n\r\f\v\u3000\xa0\u200b\ufeff")
    if kept:
        begin = start + piece.index(kept[0]) if piece[0] != kept[0] else start
        spans.append((begin, begin + len(kept)))


def _breaks(text: str, start: int, event: re.Match[str]) -> bool:
    kind = event.lastgroup
    if kind == "line":
        return True
    if kind == "end":
        return _mark_breaks(text, event)
    if kind == "quoted":
        return _quotation_breaks(text, start, event)
    if kind == "bracketed":
        return event[0][-2] in "。｡" and not _CONTINUES.match(text, event.end())
    return False


def _mark_breaks(text: str, event: re.Match[str]) -> bool:
    """A half-width mark after Latin letters may belong to a name (Yahoo!公司)."""
    if event[0][0] not in "!?":
        return True
    before, after = text[max(event.start() - 1, 0) : event.start()], text[event.end() : event.end() + 1]
    return not after or after.isspace() or bool(_HAN_OR_FULLWIDTH.match(before))


def _quotation_breaks(text: str, start: int, event: re.Match[str]) -> bool:
    last = event[0][:-1].rstrip("”’」』 ")[-1:]
    if last not in _ENDERS or len(event[0]) < 3 or _CONTINUES.match(text, event.end()):
        return False
    before = text[start : event.start()].rstrip()[-1:]
    if before and before in "：，:,":
        return True
    if _SPEAKER.match(text, event.end()):
        return False
    return not before or last in "。｡"


def segment(document: Document) -> Document:
    """The document with each block's text cut into segments that have stable IDs.

    An ID is a hash of the segment's text, with ``-2``, ``-3`` … for its repetitions, so that it
    does not change when the text around it does.
    """
    seen: dict[str, int] = {}
    return replace(document, blocks=tuple(_segment_block(block, seen) for block in document.blocks))


def _segment_block(block: Block, seen: dict[str, int]) -> Block:
    pieces = (whole.text[start:end] for whole in block.segments for start, end in split(whole.text))
    return replace(block, segments=tuple(_identify(pieces, seen)))


def _identify(texts: Iterator[str], seen: dict[str, int]) -> Iterator[Segment]:
    for text in texts:
        key = segment_hash(text)
        seen[key] = count = seen.get(key, 0) + 1
        yield Segment(key if count == 1 else f"{key}-{count}", text)


def segment_hash(text: str) -> str:
    """Eight letters and digits that stand for `text` (40 bits of BLAKE2b, base 32)."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).digest()
    return base64.b32encode(digest).decode("ascii").lower()
