"""What a printer does to a text: quotation marks, dashes, blanks that do not break, air between scripts.

Texts are typeset when they are published and never in a bitext, and only where it is sure what is
meant. Every function keeps the length of the text, so that offsets into it stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.expressions import expression
from toolkit.language.chinese import HAN

NO_BREAK = "\u00a0"

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS = (
    "million|billion|trillion|thousand|hundred|dozen|per cent|percent|percentage|TEUs?|tonnes?|tons?|kg|km|cm|mm|m|ha|"
    "hectares?|mu|yuan|square|cubic|metres?|kilometres?|kilograms?|litres?|MW|GW|kW|kWh|years?|months?|weeks?|days?|hours?"
)
_AFTER_FIGURE = expression(
    rf"(?<=[0-9]) (?=(?:{_UNITS})\b)|(?<=\b\d) (?=(?:{_MONTHS})\b)|(?<=\b\d\d) (?=(?:{_MONTHS})\b)"
)
_AFTER_MAGNITUDE = expression(r"(?<=[0-9]\u00a0)(million|billion|trillion) (?=(?:TEUs?|tonnes?|tons?|yuan|mu|kg|km)\b)")
_BEFORE_FIGURE = expression(
    r"(?<=\bNo\.) (?=\d)|(?<=\bNos\.) (?=\d)|(?<=\bRMB) (?=\d)|(?<=\bUSD) (?=\d)|(?<=\bp\.) (?=\d)|(?<=\bpp\.) (?=\d)|"
    r"(?<=\bVol\.) (?=\d)|(?<=\bFig\.) (?=\d)|(?<=\bArt\.) (?=\d)|(?<=\bPhase) (?=[IVX\d])|(?<=\bCo\.,) (?=Ltd\b)"
)
_SPACED_HYPHEN = expression(r"(?<=[^\W_] )-(?= [^\W_])")
_RANGE = expression(
    rf"(?<![\w.,/-])(?P<low>\d{{1,4}})-(?P<high>\d{{1,4}})(?![\w/-]|[.,]\d)(?P<unit>(?=%|[ \u00a0](?:{_UNITS})\b))?"
)
_YEAR = expression(r"(?:1[89]|20|21)\d\d")
_APOSTROPHE = expression(r"(?<=[^\W_])'(?=[^\W\d_])|(?<!\w)'(?=\d0s\b)")
_OPENS = expression(r"(?:^|(?<=[\s(\[“‘–—]))\"(?=[^\s\"])")
_CLOSES = expression(r"(?<=[^\s\"(\[])\"(?=$|[\s)\].,;:?!’”–—])")
_INCHES = expression(r"(?<=\d)\"")
_LONGEST_END = 14
"""Characters of a heading's last word that may be bound to the one before it: a longer one fills a line."""

_MEETING = expression(f"(?<=[{HAN}])(?=[A-Za-z0-9À-ɏ])|(?<=[A-Za-z0-9À-ɏ%])(?=[{HAN}])")

_CLOSING, _OPENING = "，。、；：！？）》〉」』】〕”’", "（《〈「『【〔“‘"
_CLOSED_UP = expression(f"[{_CLOSING}](?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])[{_OPENING}]")


def english(text: str) -> str:
    """English as it is printed, a character for each of its own."""
    text = _dashes(_quotes(text))
    text = _AFTER_FIGURE.sub(NO_BREAK, text)
    text = _AFTER_MAGNITUDE.sub(lambda found: found[1] + NO_BREAK, text)
    return _BEFORE_FIGURE.sub(NO_BREAK, text)


def _quotes(text: str) -> str:
    """Straight quotation marks as curly ones where every one of them opens or closes; apostrophes within words."""
    if "'" in text:
        text = _APOSTROPHE.sub("’", text)
    if '"' not in text or _INCHES.search(text):
        return text
    opened = _OPENS.sub("“", text)
    curled = _CLOSES.sub("”", opened)
    return curled if '"' not in curled and _alternate(curled) else text


def _alternate(text: str) -> bool:
    """Whether double quotation marks open and close by turns."""
    marks = re.findall("[“”]", text)
    return marks == ["“", "”"] * (len(marks) // 2)


def _dashes(text: str) -> str:
    """A hyphen between blanks, or between two figures that are surely from – to, as an en rule."""
    if "-" not in text:
        return text
    return _RANGE.sub(_ranged, _SPACED_HYPHEN.sub("–", text))


def _ranged(found: re.Match[str]) -> str:
    low, high = found["low"], found["high"]
    years = _YEAR.fullmatch(low) and _YEAR.fullmatch(high)
    sure = int(low) < int(high) and (years or found["unit"] is not None)
    return f"{low}–{high}" if sure else found[0]


def heading(text: str) -> str:
    """A heading whose last word does not stand alone on a line."""
    before, blank, last = text.rstrip().rpartition(" ")
    if not before or len(last) > _LONGEST_END or " " not in before:
        return text
    return text[: len(before)] + NO_BREAK + text[len(before) + len(blank) :]


def meetings(text: str) -> Iterator[int]:
    """The offsets at which Chinese characters meet Latin letters or figures, where a printer leaves some air.

    Browsers do it themselves (``text-autospace``); formats that do not are told where.
    """
    return (found.start() for found in _MEETING.finditer(text))


def closed_up(text: str) -> Iterator[int]:
    """The offsets of Chinese marks that are set on half their width, since another follows or precedes them."""
    return (found.start() for found in _CLOSED_UP.finditer(text))
