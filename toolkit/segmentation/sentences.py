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
5. ``……`` and ``；`` break only where a project's style says so, ``：`` never; nor do decimals, URLs
   and Latin abbreviations, since a full stop ``.`` is not a Chinese sentence mark.
6. A project's own rules come first: see `toolkit.segmentation.srx`.
7. Where people split or joined sentences of a document themselves, that holds: see
   `toolkit.segmentation.breaks`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from toolkit.codes import share_out
from toolkit.expressions import expression
from toolkit.model import Block, Code, Document, Segment
from toolkit.segmentation.breaks import Break, apply_breaks
from toolkit.segmentation.spans import Span, append_trimmed
from toolkit.segmentation.srx import apply_rules
from toolkit.segmentation.style import PLAIN, Style

LONGEST_QUOTATION = 200
"""Characters; a quotation of more than this is a speech and is cut into its sentences."""

_ENDERS = "。！？｡!?"
_QUOTATION_ENDS = _ENDERS + "”’」』 "
_CLOSERS = "”’》〉）】」』〕］\\])\"'"
_SPACE = r"[^\S\n]|\u200b"
_WITHIN = f"{{0,{LONGEST_QUOTATION}}}"


@lru_cache(maxsize=4)
def _events(more_enders: str) -> re.Pattern[str]:
    """Everything that can decide about a break; `more_enders` are marks that also end a sentence.

    The first character is one class, so that the search skips plain text at the speed of C; what
    it begins is then told by looking back at it.
    """
    enders = _ENDERS + more_enders
    return re.compile(
        rf"""[“「『"（(【《{enders}\nhw](?:
          (?P<quoted>(?<=“)[^“”\n]{_WITHIN}” | (?<=「)[^「」\n]{_WITHIN}」
                    |(?<=『)[^『』\n]{_WITHIN}』 | (?<=")[^"\n]{_WITHIN}")
        | (?P<bracketed>(?<=（)[^（）\n]{_WITHIN}） | (?<=\()[^()\n]{_WITHIN}\) | (?<=【)[^【】\n]{_WITHIN}】)
        | (?P<title>(?<=《)[^《》\n]{_WITHIN}》)
        | (?P<end>(?<=[{enders}])(?:(?:{_SPACE})*[{enders}…])*(?:(?:{_SPACE})*[{_CLOSERS}])*
            (?:(?:{_SPACE})*\n\s*)?)
        | (?P<line>(?<=\n)\s*)
        | (?P<url>(?<=h)ttps?://[!-~]*[\w/]|(?<=w)ww\.[!-~]*[\w/])
        )""",
        re.VERBOSE,
    )


_SPEAKER = expression(
    r"[^，。！？；：、,!?;:“”「」\n]{0,12}?"
    r"(?:[说說道称稱问問答喊叫讲講]|表示|指出|强调|強調|介绍|介紹|坦言|感慨|感叹|感嘆|回忆|回憶|告诉|告訴|认为|認為)"
)
_CONTINUES = expression(rf"(?:{_SPACE})*[，、；：,;:。！？｡!?的地得和与與及等]")
_HAN_OR_FULLWIDTH = expression(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff”’）】」』》\d%)]")


def split(text: str, style: Style = PLAIN) -> list[Span]:
    """Spans ``(start, end)`` of the sentences of `text`, in order and without overlap.

    What lies between the spans is white space only, so that the spans and the gaps rebuild the
    text. A text of white space has no spans.
    """
    spans: list[Span] = []
    start = 0
    for event in _events("；" * style.semicolon + "…" * style.ellipsis).finditer(text):
        if _BREAKS[event.lastgroup or "line"](text, start, event):
            end = event.end()
            append_trimmed(spans, text, start, end)
            start = end
    append_trimmed(spans, text, start, len(text))
    return apply_rules(text, spans, style.rules) if style.rules else spans


def _mark_breaks(text: str, start: int, event: re.Match[str]) -> bool:
    """A half-width mark after Latin letters may belong to a name (Yahoo!公司)."""
    place = event.start()
    if text[place] not in "!?" or text[event.end() - 1].isspace():
        return True
    before, after = text[max(place - 1, 0) : place], text[event.end() : event.end() + 1]
    return not after or after.isspace() or bool(_HAN_OR_FULLWIDTH.match(before))


def _bracket_breaks(text: str, start: int, event: re.Match[str]) -> bool:
    return text[event.end() - 2] in "。｡" and not _CONTINUES.match(text, event.end())


def _quotation_breaks(text: str, start: int, event: re.Match[str]) -> bool:
    if text[event.end() - 2] not in _QUOTATION_ENDS:
        return False
    last = event[0][:-1].rstrip("”’」』 ")[-1:]
    if last not in _ENDERS or len(event[0]) < 3 or _CONTINUES.match(text, event.end()):
        return False
    before = text[start : event.start()].rstrip()[-1:]
    if before and before in "：，:,":
        return True
    if _SPEAKER.match(text, event.end()):
        return False
    return not before or last in "。｡"


_BREAKS: dict[str, Callable[[str, int, re.Match[str]], bool]] = {
    "end": _mark_breaks,
    "quoted": _quotation_breaks,
    "bracketed": _bracket_breaks,
    "title": lambda text, start, event: False,
    "url": lambda text, start, event: False,
    "line": lambda text, start, event: True,
}
"""Whether the sentence that began at ``start`` ends after an event of each kind."""


def segment(document: Document, style: Style = PLAIN, breaks: Sequence[Break] = ()) -> Document:
    """The document with each block's text cut into segments that have stable IDs.

    An ID is a hash of the segment's text, with ``-2``, ``-3`` … for its repetitions, so that it
    does not change when the text around it does. One of the `breaks` that changes nothing is told in the
    document's notices.

    >>> document = segment(read("source/harbour.txt"))
    >>> [one.text for one in document.segments()]
    ['江港新城开港', '江港新城今年投资5亿元。']
    """
    cutting = _Cutting(style, breaks)
    blocks = tuple(map(cutting.segmented, document.blocks))
    idle = (one for one in breaks if one not in cutting.used)
    notices = (f"{one.place}: “{one}” changes nothing (any more); delete it, or mend its text" for one in idle)
    return replace(document, blocks=blocks, notices=(*document.notices, *notices))


class _Cutting:
    """What is known while the blocks of a document are cut: the texts so far, and the breaks that were needed."""

    def __init__(self, style: Style, breaks: Sequence[Break]) -> None:
        self._style, self._breaks = style, breaks
        self._seen: dict[str, int] = {}
        self.used: set[Break] = set()

    def segmented(self, block: Block) -> Block:
        """The block with its text cut into segments."""
        segments = [self._identified(*piece) for whole in block.segments for piece in self._pieces(whole)]
        return Block(block.kind, block.level, tuple(segments), block.cell)

    def _pieces(self, whole: Segment) -> Iterator[tuple[str, tuple[Code, ...]]]:
        spans = split(whole.text, self._style)
        if self._breaks:
            spans, used = apply_breaks(whole.text, spans, self._breaks)
            self.used |= used
        shares = share_out(whole.codes, spans) if whole.codes else [()] * len(spans)
        for (start, end), codes in zip(spans, shares, strict=True):
            yield whole.text[start:end], codes

    def _identified(self, text: str, codes: tuple[Code, ...]) -> Segment:
        key = segment_hash(text)
        self._seen[key] = count = self._seen.get(key, 0) + 1
        return Segment(key if count == 1 else f"{key}-{count}", text, codes)


_BASE_32 = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [one + other for one in _BASE_32 for other in _BASE_32]
"""Ten bits at a time: the standard library's base 32 takes as long as everything else that is done to a segment."""


def segment_hash(text: str) -> str:
    """Eight letters and digits that stand for `text` (40 bits of BLAKE2b, base 32)."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).digest()
    number = int.from_bytes(digest, "big")
    return _PAIRS[number >> 30] + _PAIRS[number >> 20 & 1023] + _PAIRS[number >> 10 & 1023] + _PAIRS[number & 1023]
