"""A project's own segmentation rules, as Segmentation Rules eXchange 2.0 (LISA, 7 April 2008).

A rule is a pair of regular expressions, what stands before a place and what after it, and says
whether the text breaks there. At each place the first rule that fits decides; where none fits,
the built-in policy does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import prod
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.errors import InputError
from toolkit.expressions import expression
from toolkit.safe.xml import parse_xml
from toolkit.segmentation.spans import Span, append_trimmed

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "http://www.lisa.org/srx20"
LONGEST_MATCHING = 5.0
"""Seconds that all rules together may take on one text; an expression can take longer than anybody waits."""

MOST_REPETITIONS = 1_000
"""How often a rule may say at least that something comes; compiled, it takes memory for each time."""

_Q = f"{{{NAMESPACE}}}"
_REMEDY = "mend that line, or write the file again with the program it came from"
_AT_LEAST = expression(r"\{([0-9]+)(?:,[0-9]*)?\}")
_HEXADECIMAL = expression(r"\\x\{([0-9A-Fa-f]{1,6})\}")


class Rule(NamedTuple):
    """What must stand before and after a place, and whether the text breaks there."""

    breaks: bool
    before: str
    after: str
    place: str = ""


def parse_srx(content: bytes, language: str, place: str) -> tuple[Rule, ...]:
    """The rules for `language` in the bytes of an SRX file, in the order in which they count.

    With ``cascade="yes"`` the rules of every language map that fits follow one another, else only
    those of the first. Raises `InputError` for broken XML, other versions, maps to rules that are
    not there, and expressions that cannot be compiled.
    """
    root = parse_xml(content, place, _REMEDY)
    if root.tag != f"{_Q}srx" or root.get("version") != "2.0":
        raise InputError(place, "not an SRX 2.0 file", "save the rules as SRX version 2.0")
    groups = {group.get("languagerulename", ""): group for group in root.iter(f"{_Q}languagerule")}
    names = list(_fitting(root, language, place))
    header = root.find(f"{_Q}header")
    if header is None or header.get("cascade") != "yes":
        names = names[:1]
    for name in names:
        if name not in groups:
            raise InputError(place, f"the rules “{name}” are mapped but not there", "add them, or remove the map")
    return tuple(_rule(element, place) for name in names for element in groups[name].iter(f"{_Q}rule"))


def _fitting(root: _Element, language: str, place: str) -> Iterator[str]:
    for language_map in root.iter(f"{_Q}languagemap"):
        pattern = _compiled(language_map.get("languagepattern", ""), f"{place} line {language_map.sourceline}")
        if pattern.fullmatch(language):
            yield language_map.get("languagerulename", "")


def _rule(element: _Element, place: str) -> Rule:
    here = f"{place} line {element.sourceline}"
    before, after = (element.findtext(f"{_Q}{side}") or "" for side in ("beforebreak", "afterbreak"))
    _compiled(_joined(before, after), here)
    return Rule(element.get("break", "yes") != "no", before, after, here)


def _joined(before: str, after: str) -> str:
    return f"(?:{before})(?={after})"


@lru_cache(maxsize=4096)
def _compiled(expression: str, place: str) -> Any:
    """An expression in the notation of ICU; `regex` knows its properties and set operations."""
    import regex

    if prod(max(1, int(count[:9])) for count in _AT_LEAST.findall(expression)) > MOST_REPETITIONS:
        raise InputError(place, f"an expression that repeats more than {MOST_REPETITIONS:,} times", _REMEDY)
    try:
        plain = _HEXADECIMAL.sub(lambda found: re.escape(chr(int(found[1], 16))), expression)
        return regex.compile(plain, regex.VERSION1 | regex.MULTILINE)
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        raise InputError(place, f"not a regular expression ({error})", _REMEDY) from error


def apply_rules(text: str, spans: Sequence[Span], rules: Iterable[Rule]) -> list[Span]:
    """`spans` of `text` joined and cut where the rules say so; line breaks stay breaks."""
    decided = _decisions(text, rules)
    joined: list[Span] = []
    for start, end in spans:
        if joined and _is_joint(text, joined[-1][1], start, decided):
            start = joined.pop()[0]
        joined.append((start, end))
    breaks = sorted(place for place, breaks_here in decided.items() if breaks_here)
    pieces: list[Span] = []
    for span in joined:
        _cut(pieces, text, span, breaks)
    return pieces


def _decisions(text: str, rules: Iterable[Rule]) -> dict[int, bool]:
    """Each place that a rule speaks about, with what the first such rule says."""
    decided: dict[int, bool] = {}
    latest = monotonic() + LONGEST_MATCHING
    for rule in rules:
        pattern = _compiled(_joined(rule.before, rule.after), rule.place)
        try:
            for found in pattern.finditer(text, overlapped=True, timeout=max(latest - monotonic(), 0)):
                decided.setdefault(found.end(), rule.breaks)
        except TimeoutError as error:
            problem = "the rules up to this one take too long on a text"
            raise InputError(rule.place, problem, "make it simpler, or those before it") from error
    return decided


def _is_joint(text: str, end: int, start: int, decided: dict[int, bool]) -> bool:
    if "\n" in text[end:start]:
        return False
    return any(decided.get(place) is False for place in range(end, start + 1))


def _cut(pieces: list[Span], text: str, span: Span, breaks: Sequence[int]) -> None:
    """Adds the pieces of `span` between the places of `breaks` (sorted) to `pieces`."""
    start, end = span
    for place in breaks[bisect_right(breaks, start) : bisect_left(breaks, end)]:
        append_trimmed(pieces, text, start, place)
        start = place
    append_trimmed(pieces, text, start, end)
