"""Are the quotation marks, brackets, dashes and ellipses of the English sound?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.registry import Scope, check, with_english
from toolkit.expressions import expression
from toolkit.language.addresses import hide
from toolkit.language.chinese import fold
from toolkit.language.marks import CHINESE_PAIRS, ENGLISH_BRACKETS, ENGLISH_QUOTES, STRAIGHT_QUOTE, unpaired
from toolkit.model import Bitext, Finding, Severity, Unit

_ENOUGH = 2
"""Places in one unit that are reported; where more is wrong, they show it."""

_INCHES = expression(r'\d"')
_HAS_QUOTE = expression('["“”]')

_DOUBLE_HYPHEN = expression(r"-(?<![-!<\w]-)-{1,2}(?![-\w>])|-(?<=\w-)-{1,2}(?=\w)|—{2,}")
_SPACED_HYPHEN = expression(r" -(?= [^\s\d-])(?<=[^\s\d-] -)")
_RANGE = expression(r"(?<![\w.,/+)-])(?P<low>[1-9]\d{0,3})-(?P<high>\d{1,4})(?![\w/-]|\.\d)")
_DIGITS = expression(r"\d-\d")
_NAME = expression(r"[A-Z][\w./]* ?$")
_STYLES = expression(r"(?<=[\w)”’%])(?P<closed>—)(?=[\w(“‘])|(?<=\S) (?P<spaced>—) (?=\S)|(?<=\S) (?P<en>–) (?=\S)")
_STYLE_NAMES = {
    "closed": "an em dash without blanks",
    "spaced": "an em dash with blanks",
    "en": "an en dash with blanks",
}

_ELLIPSIS = expression(r"(?<!\.)\.\.(?![./\\\w])|\.{4,}|…{2,}|…\.{2,}|\.{2,}…")


@check("quotes", Severity.WARNING)
def quotes(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A quotation mark of the English without its other half, where the Chinese has all of its own.

    Bad: 建设“睦邻之家”。 → The county builds “Good Neighbour Homes.
    Good: 建设“睦邻之家”。 → The county builds “Good Neighbour Homes”.
    """
    for unit in with_english(bitext):
        places = _lonely_quotes(unit.target) if _HAS_QUOTE.search(unit.target) else []
        if places and not unpaired(unit.segment.text, CHINESE_PAIRS):
            for place in places[:_ENOUGH]:
                mark = unit.target[place]
                message = f"{mark} has no {'opening' if mark == '”' else 'closing'} quotation mark to it"
                if mark == '"':
                    message = "the number of straight quotation marks is odd"
                yield _finding("quotes", Severity.WARNING, message, unit, (place, place + 1))


def _lonely_quotes(english: str) -> list[int]:
    alone = unpaired(english, ENGLISH_QUOTES)
    straight = [found.start() for found in STRAIGHT_QUOTE.finditer(english)]
    if len(straight) % 2 and not alone and not _INCHES.search(english):
        alone.append(straight[-1])
    return alone


@check("brackets", Severity.WARNING)
def brackets(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A bracket of the English without its other half, where the Chinese has all of its own.

    Bad: 国内生产总值（GDP）增长。 → Gross domestic product (GDP rose.
    Good: 国内生产总值（GDP）增长。 → Gross domestic product (GDP) rose.
    """
    for unit in with_english(bitext):
        places = unpaired(unit.target, ENGLISH_BRACKETS)
        if places and not unpaired(unit.segment.text, CHINESE_PAIRS):
            for place in places[:_ENOUGH]:
                kind = "opening" if unit.target[place] in ")]}）" else "closing"
                message = f"{unit.target[place]} has no {kind} bracket to it"
                yield _finding("brackets", Severity.WARNING, message, unit, (place, place + 1))


@check("dash", Severity.INFO, whole=True)
def dash(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A hyphen where a dash belongs, a doubled one, or dashes written in several ways in a document.

    Bad: 8—10个月 → 8-10 months
    Good: 8—10个月 → 8–10 months
    """
    styles: dict[str, list[tuple[Unit, tuple[int, int]]]] = {}
    for unit in with_english(bitext):
        text = hide(unit.target)
        if "-" in text or "—" in text:
            yield from _wrong_dashes(unit, text)
        for found in _STYLES.finditer(text) if "—" in text or "–" in text else ():
            styles.setdefault(str(found.lastgroup), []).append((unit, found.span(str(found.lastgroup))))
    yield from _mixed_dashes(styles)


def _wrong_dashes(unit: Unit, text: str) -> Iterator[Finding]:
    for found in _SPACED_HYPHEN.finditer(text) if " - " in text else ():
        span = found.end() - 1, found.end()
        yield _finding("dash", Severity.INFO, "a hyphen stands for a dash; write –", unit, span, "–")
    for found in _DOUBLE_HYPHEN.finditer(text) if "--" in text or "——" in text else ():
        message = f"“{found[0][:8]}” stands for a dash; write – or —"
        yield _finding("dash", Severity.INFO, message, unit, found.span(), "—" if "—" in found[0] else "–")
    for found in _RANGE.finditer(text) if _DIGITS.search(text) else ():
        if _is_range(text, found, unit.segment.text):
            right = f"{found['low']}–{found['high']}"
            yield _finding("dash", Severity.INFO, "a range takes an en dash: –", unit, found.span(), right)


def _is_range(text: str, found: re.Match[str], chinese: str) -> bool:
    """Whether two numbers are a range, and not the number of a standard or a model (ISO 9001-9003) or a telephone's."""
    if int(found["low"]) >= int(found["high"]) or len(found["high"]) > len(found["low"]) + 1:
        return False
    before = text[max(0, found.start() - 12) : found.start()]
    return not (_NAME.search(before) and found[0] in fold(chinese))


def _mixed_dashes(styles: dict[str, list[tuple[Unit, tuple[int, int]]]]) -> Iterator[Finding]:
    """The dashes of a document that are not written as most are; where two ways are even, the later one."""
    if len(styles) < 2:
        return
    usual = max(styles, key=lambda style: len(styles[style]))
    for style, places in styles.items():
        for unit, span in places if style != usual else ():
            message = f"{_STYLE_NAMES[style]}; most in this document is {_STYLE_NAMES[usual]}"
            yield _finding("dash", Severity.INFO, message, unit, span)


@check("ellipsis", Severity.WARNING)
def ellipsis(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """An ellipsis in the English that is written as in Chinese, or with two dots or four and more.

    Bad: 铜箔、玻纤…… → Copper foil, glass fibre……
    Good: 铜箔、玻纤…… → Copper foil, glass fibre …
    """
    for unit in with_english(bitext):
        if ".." in unit.target or "…" in unit.target:
            for found in _ELLIPSIS.finditer(hide(unit.target)):
                right, message = "…", f"“{found[0][:8]}” is no English ellipsis; write …"
                if found[0] == "..":
                    right, message = "", "two full stops; write . or …"
                yield _finding("ellipsis", Severity.WARNING, message, unit, found.span(), right)


def _finding(
    code: str, severity: Severity, message: str, unit: Unit, span: tuple[int, int], suggestion: str = ""
) -> Finding:
    return Finding(code, severity, message, unit.segment.id, target_span=span, suggestion=suggestion)
