"""Does the Chinese itself look as it was meant?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from toolkit.checks.registry import Scope, check, is_from_chinese
from toolkit.expressions import expression
from toolkit.language.chinese import is_han
from toolkit.language.marks import CHINESE_PAIRS, FINAL_MARKS, final_mark, unpaired
from toolkit.model import Bitext, Block, Finding, Kind, Severity, Unit

_PROSE = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.FOOTNOTE})
_PAIRED = expression("[“”「」『』《》〈〉（）【】〔〕()]")
_NEAR = 60
_BLANK = "[ \u00a0\u3000]"
_MARK = "，。！？；：、）】》〉」』〕％"
_SUSPECT = expression("[ \u00a0\u3000,;?!\u200b\u200c\u2060\ufeff]")
_NOISE = expression(
    rf"(?P<before>{_BLANK}+[{_MARK}])"
    rf"|(?P<after>[（【《〈「『〔]{_BLANK}+)"
    rf"|(?P<split>— —|… …)"
    rf"|(?P<comma>[,;?!])"
    rf"|(?P<between>{_BLANK}+)"
    rf"|(?P<hidden>[\u200b\u200c\u2060\ufeff])"
)
"""What may be noise; see `_is_noise`, which asks only about the characters beside it."""
_WIDE = {",": "，", ";": "；", "?": "？", "!": "！"}


@check("source-quotes", Severity.INFO)
def source_quotes(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A quotation mark or bracket of the Chinese without its other half in the paragraph.

    Bad: 这叫”一次办好”。 → This is “done in one go”.
    Good: 这叫“一次办好”。 → This is “done in one go”.
    """
    for units in _paragraphs(bitext) if is_from_chinese(bitext) else ():
        text = "\n".join(unit.segment.text for unit in units)
        places = unpaired(text, CHINESE_PAIRS) if _PAIRED.search(text) else []
        if places and not (places == [0] and text[0] in "“「『"):
            yield from _located(units, places)


def _paragraphs(bitext: Bitext) -> Iterator[list[Unit]]:
    def identity(row: tuple[Block, Unit]) -> int:
        return id(row[0])

    for _, rows in groupby(bitext.rows(), identity):
        yield [unit for _, unit in rows]


def _located(units: list[Unit], places: list[int]) -> Iterator[Finding]:
    """The findings for `places` in the joined text of `units`, each in its own unit."""
    waiting, start = iter(places), 0
    place = next(waiting, None)
    for unit in units:
        end = start + len(unit.segment.text)
        while place is not None and place < end:
            mark = unit.segment.text[place - start]
            message = f"the Chinese has {mark} without its other half in this paragraph"
            span = (place - start, place - start + 1)
            yield Finding("source-quotes", Severity.INFO, message, unit.segment.id, source_span=span)
            place = next(waiting, None)
        start = end + 1


@check("source-spaces", Severity.INFO)
def source_spaces(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """Blanks, half-width marks or invisible signs in the Chinese that do not belong there.

    A blank between characters is right where it parts a heading, a byline, a caption or a dateline,
    or the title of one that is named in a sentence.

    Bad: 港口 ，铁路。 → The port and the railway.
    Good: 港口，铁路。 → The port and the railway.
    """
    for block, unit in bitext.rows() if is_from_chinese(bitext) else ():
        text = unit.segment.text
        running = block.kind in _PROSE and final_mark(text) in FINAL_MARKS
        for found in filter(_is_noise, _NOISE.finditer(text)) if _SUSPECT.search(text) else ():
            wanted = found.lastgroup != "between" or (running and not _is_quoted(text, found.start()))
            if wanted and not _at_a_code(unit, found.span()):
                message = _noise(found)
                yield Finding("source-spaces", Severity.INFO, message, unit.segment.id, source_span=found.span())


def _is_quoted(text: str, place: int) -> bool:
    """Whether a title or a quotation is open there, which may be a headline in two halves."""
    before = text[max(0, place - _NEAR) : place]
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in ("《》", "“”", "「」"))


def _at_a_code(unit: Unit, span: tuple[int, int]) -> bool:
    """Whether an inline code without text stands there, which blanks belong to."""
    return any(span[0] <= code.start <= span[1] for code in unit.segment.codes if not code.is_paired)


def _is_noise(found: re.Match[str]) -> bool:
    """Whether what stands on both sides leaves no doubt."""
    left, right = found.string[max(0, found.start() - 1) : found.start()], found.string[found.end() : found.end() + 1]
    match found.lastgroup:
        case "before":
            return is_han(left) or (left.isascii() and left.isalnum()) or (bool(left) and left in f"{_MARK}”’")
        case "comma":
            return is_han(left) and is_han(right)
        case "between":
            return is_han(left) and left not in "电讯摄题" and is_han(right)
        case _:
            return True


def _noise(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "split":
            return f"the Chinese has a blank within {found[0].replace(' ', '')}"
        case "comma":
            return f"the Chinese has a half-width {found[0]}; it would be {_WIDE[found[0]]}"
        case "hidden":
            return f"the Chinese has an invisible sign (U+{ord(found[0]):04X})"
        case "between":
            return "the Chinese has a blank between two characters"
        case _:
            return f"the Chinese has a blank {found.lastgroup} {found[0].strip()}"
