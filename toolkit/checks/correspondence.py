"""Is as much in the English as in the Chinese, and what must stay as it is?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.registry import Scope, check, is_from_chinese, with_english
from toolkit.expressions import expression
from toolkit.language.addresses import EMAIL, FILE_NUMBER, PHONE, URL, hide, trimmed
from toolkit.language.chinese import count_han
from toolkit.language.initials import stands_for
from toolkit.language.quantities import mask
from toolkit.model import Bitext, Finding, Severity, Unit

_LONG_ENOUGH = 15
"""Chinese characters from which the proportion says something."""
_FEWEST, _MOST = 1.2, 11.0
"""English characters for one of the Chinese: in published translations 4.4 in the median, and 98 in 100
segments between 2.2 and 6.8 (docs/checks/README.md)."""

_SHOWN = 80
"""Characters of an address that a message shows."""

_LATIN_WORD = expression(r"(?<![A-Za-z0-9.@/])[A-Za-z][A-Za-z0-9]*(?:[.&+/-][A-Za-z0-9]+)*(?![A-Za-z0-9@])")
_LETTER = expression("[A-Za-z]")
_MANY_DIGITS = expression("[0-9]{7}|-[0-9]{4}")
_SQUASHED = expression(r"[\W_]+")
_VERSION = expression(r"^v(?=\d)")
_UNITS = frozenset("cm dm ft gb ghz gw ha hz kg khz km km2 kv kw kwh mb mg mhz ml mm mpa mpas mw mwh nm tb vs".split())
_NOT_KEPT = frozenset("app ceo cfo cto etc ktv logo no pc ppt qq vip".split())
"""What Chinese writes with Latin letters and English in other words."""


@check("length", Severity.WARNING)
def length(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """English far too short or too long for its Chinese: something may be left out, or stand in the wrong row.

    Bad: 九江港全年集装箱吞吐量越过60万标箱大关。 → Jiujiang Port.
    Good: 九江港全年集装箱吞吐量越过60万标箱大关。 → Container throughput at Jiujiang Port passed 600,000 TEU.
    """
    for unit in with_english(bitext):
        characters = len(unit.segment.text)
        proportion = len(unit.target) / max(1, characters)
        if not _FEWEST <= proportion <= _MOST and count_han(unit.segment.text) >= _LONG_ENOUGH:
            message = f"far too much English for {characters} characters of Chinese: is it another row’s?"
            if proportion < _FEWEST:
                message = f"far too little English for {characters} characters of Chinese: is something left out?"
            yield Finding("length", Severity.WARNING, message, unit.segment.id)


@check("kept", Severity.WARNING)
def kept(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """An address, a telephone or document number of the Chinese that the English lacks; info for a Latin word.

    An abbreviation may be written out (GDP: gross domestic product), and what stands within a
    term is left to the term checks.

    Bad: 详见 www.example.com。 → See the website for details.
    Good: 详见 www.example.com。 → See www.example.com for details.
    """
    for unit in with_english(bitext):
        chinese = unit.segment.text
        if "号" in chinese or _MANY_DIGITS.search(chinese):
            yield from _numbers_missing(unit, chinese)
        if _LETTER.search(chinese):
            yield from _addresses_missing(unit, chinese)
            yield from _words_missing(unit, chinese) if is_from_chinese(bitext) else ()


def _addresses_missing(unit: Unit, chinese: str) -> Iterator[Finding]:
    english = unit.target.casefold()
    for pattern, kind in ((URL, "address"), (EMAIL, "e-mail address")):
        for found in pattern.finditer(chinese):
            address = trimmed(found[0])
            if address.casefold() not in english:
                yield _missing(unit, f"the {kind} {address}", (found.start(), found.start() + len(address)))


def _numbers_missing(unit: Unit, chinese: str) -> Iterator[Finding]:
    numbers = re.findall(r"\d+", unit.target)
    digits, there = "".join(numbers), set(numbers)
    for found in PHONE.finditer(chinese):
        if re.sub(r"\D", "", found[0]).lstrip("0")[-10:] not in digits:
            yield _missing(unit, f"the telephone number {found[0]}", found.span())
    for found in FILE_NUMBER.finditer(chinese):
        if not {found["year"], found["number"]} <= there:
            yield _missing(unit, f"the document number {found[0]}", found.span())


def _words_missing(unit: Unit, chinese: str) -> Iterator[Finding]:
    squashed = ""
    known: set[str] = set()
    for found in _LATIN_WORD.finditer(mask(hide(chinese), ((hit.start, hit.end) for hit in unit.hits))):
        word = found[0]
        key = _VERSION.sub("", _SQUASHED.sub("", word).casefold())
        if len(key) < 2 or key in _UNITS or key in _NOT_KEPT or key in known:
            continue
        known.add(key)
        squashed = squashed or _SQUASHED.sub("", unit.target).casefold()
        if key not in squashed and not stands_for(word, unit.target):
            message = f"“{word[:_SHOWN]}” of the Chinese is not in the English"
            yield Finding("kept", Severity.INFO, message, unit.segment.id, source_span=found.span())


def _missing(unit: Unit, what: str, span: tuple[int, int]) -> Finding:
    message = f"{what[:_SHOWN]} is not in the English"
    return Finding("kept", Severity.WARNING, message, unit.segment.id, source_span=span)
