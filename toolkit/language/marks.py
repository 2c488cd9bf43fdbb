"""Marks that come in pairs, and those that end a sentence, in both languages."""

from __future__ import annotations

import re

from toolkit.expressions import expression

ENGLISH_QUOTES = {"“": "”"}
ENGLISH_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）"}
CHINESE_PAIRS = {"“": "”", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "【": "】", "〔": "〕", "(": ")"}
"""Single quotation marks are not among them: the closing one is also the apostrophe."""

QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』"}
TITLES = {"《": "》", "〈": "〉"}
BRACKETS = {"(": ")", "（": "）", "[": "]", "{": "}", "【": "】", "〔": "〕"}
"""The same in both languages, to be counted; quotation marks as `curly` makes them."""

CLOSERS = "”’\"')]）】》〉」』〕 \u00a0"
FINAL_MARKS = frozenset("。！？!?.｡")

_NEAR = 30
"""Characters that a word has at most, where places are widened to words."""

_PAIRED = expression(r"[“”‘’「」『』《》〈〉（）【】〔〕()\[\]{}]")
STRAIGHT_QUOTE = expression(r'(?<!\d)"|(?<=\d)"(?!\w)')
_APOSTROPHE = expression(r"(?<=[0-9A-Za-zÀ-ɏ])’(?=[A-Za-zÀ-ɏ])|(?<!\w)[‘’](?=\d0s)")
_SINGLE_OPENING = expression(r"(?<!\w)'(?=[^\W\d])")
_SINGLE_CLOSING = expression(r"(?<=[\w.,!?%)])'(?!\w)")
_SAME = str.maketrans("（）", "()")
_LIST_NUMBER = expression(r"(?:^|(?<=[\s;,:，；：、]))(?:[0-9]{1,2}|[A-Za-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})$")


def unpaired(text: str, pairs: dict[str, str]) -> list[int]:
    """The places in `text` of marks that open nothing or close nothing, in order; see `paired`."""
    return paired(text, pairs)[1]


def paired(text: str, pairs: dict[str, str]) -> tuple[list[tuple[int, int]], list[int]]:
    """The spans in `text` from one mark of a pair to the other, and the places of those without another.

    Both in order. Half and full width are the same. A bracket after a number or a letter, as in
    ``a) b)``, is a list's and needs no other.
    """
    if not _PAIRED.search(text):
        return [], []
    closing = {end.translate(_SAME): start.translate(_SAME) for start, end in pairs.items()}
    openings = set(closing.values())
    waiting: list[tuple[str, int]] = []
    spans: list[tuple[int, int]] = []
    alone: list[int] = []
    for found in _PAIRED.finditer(text):
        place, mark = found.start(), found[0].translate(_SAME)
        if mark in openings:
            waiting.append((mark, place))
        elif mark in closing:
            if waiting and waiting[-1][0] == closing[mark]:
                spans.append((waiting.pop()[1], place + 1))
            elif not (mark == ")" and _LIST_NUMBER.search(text, max(0, place - 4), place)):
                alone.append(place)
    return sorted(spans), sorted([*alone, *(place for _, place in waiting)])


def curly(text: str) -> str:
    """`text` with straight quotation marks as curly ones and curly apostrophes as straight, place by place.

    An apostrophe that ends a word cannot be told from a closing quotation mark, and stays.
    """
    if "'" in text or "’" in text or "‘" in text:
        text = _APOSTROPHE.sub("'", text)
        text = _SINGLE_CLOSING.sub("’", _SINGLE_OPENING.sub("‘", text))
    return _by_turns(text) if '"' in text else text


def _by_turns(text: str) -> str:
    """`text` with its straight double quotation marks as opening and closing ones by turns, inches apart."""
    is_open = False

    def mark(found: re.Match[str]) -> str:
        nonlocal is_open
        if not is_open and text[found.start() - 1 : found.start()].isdigit():
            return found[0]
        is_open = not is_open
        return "“" if is_open else "”"

    return STRAIGHT_QUOTE.sub(mark, text)


def final_mark(text: str) -> str:
    """The mark that ends `text`, quotation marks and brackets around it apart; empty for none."""
    bare = text.rstrip(CLOSERS)
    return bare[-1] if bare and not bare[-1].isalnum() else ""


def with_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the blanks around it, so that what stands there can be read.

    Only so far as people can read: where no blank is near on a side, it stays as it is.
    """
    before = text.rfind(" ", max(0, start - _NEAR), start) + 1
    after = text.find(" ", end, end + _NEAR)
    if before == 0 and start > _NEAR:
        before = start
    if after < 0:
        after = len(text) if len(text) - end < _NEAR else end
    return before, after
