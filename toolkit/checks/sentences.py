"""Do the sentences and headings of the English begin and end as they should?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.registry import Scope, check, rows_with_english
from toolkit.expressions import expression
from toolkit.language.marks import CLOSERS, FINAL_MARKS, final_mark, with_words
from toolkit.language.titles import in_title_case, wrongly_capital
from toolkit.model import Bitext, Block, Finding, Kind, Severity, State, Unit

_RUNNING = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.FOOTNOTE})
"""Kinds of blocks that are made of sentences; headings, captions and lists are written as one likes."""
_HEADINGS = frozenset({Kind.HEADLINE, Kind.HEADING})

_AROUND = ".,;:!?”’)"
_SHOWN = 60
_ENDS = frozenset(".!?…:;,—–-。！？，；：")
_ENGLISH = {"。": ".", "｡": ".", "！": "!", "？": "?"}
_QUESTION = expression("[吗呢么何哪谁几否]|多少|怎|？|\\?")
_FIRST_WORD = expression(r"[\s“‘\"'(\[]*(?P<letter>[a-z])(?P<rest>(?![).])[^\s—–]*)")
_MAY_BE_INNER = expression(r"\. [a-z]")
_INNER = expression(r"(?<![\w.’'-])(?P<last>[a-z]{3,}+)\. (?P<first>[a-z])(?P<rest>(?![).])[^\s—–]*)")
_ABBREVIATIONS = frozenset(
    "approx corp dept esp est etc ext fig figs govt inc incl intl max min misc pref prov resp tel vol vols".split()
)


@check("final-mark", Severity.WARNING)
def final_marks(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A sentence that ends in the Chinese and not in the English, or as another kind of sentence.

    Only running text is looked at: headings, captions, lists and tables may leave marks out.

    Bad: 九江港开港。 → Jiujiang Port opened
    Good: 九江港开港。 → Jiujiang Port opened.
    """
    for block, unit in rows_with_english(bitext):
        wanted = final_mark(unit.segment.text)
        if wanted in FINAL_MARKS and block.kind in _RUNNING and unit.target.strip() and not _ends_in_code(unit):
            message, right = _wrong_end(unit, _ENGLISH.get(wanted, wanted))
            if message:
                end = len(unit.target.rstrip())
                start, _ = with_words(unit.target, end - 1, end)
                suggestion = unit.target[start : end - 1] + right if right else ""
                yield _finding("final-mark", message, unit, (start, end), suggestion)


def _wrong_end(unit: Unit, wanted: str) -> tuple[str, str]:
    """What is wrong with the end of the English, and what its last character should be."""
    found = final_mark(unit.target)
    last = unit.target.rstrip()[-1]
    if found not in _ENDS:
        return f"the sentence has no final mark; write {wanted}", f"{last}{wanted}" if last not in CLOSERS else ""
    if wanted == "?" and found in ".!" and "?" not in unit.target:
        return "the Chinese asks, the English does not; end with ?", "?" if last == found else ""
    if wanted == "." and found == "?" and not _QUESTION.search(unit.segment.text):
        return "the English asks, the Chinese does not; end with a full stop", "." if last == found else ""
    if wanted == "." and found == "!":
        return "! stands for 。; end with a full stop", "." if last == found else ""
    return "", ""


def _ends_in_code(unit: Unit) -> bool:
    end = len(unit.target.rstrip(CLOSERS))
    return any(code.start >= end for code in unit.codes if not code.is_paired)


@check("capital", Severity.WARNING)
def capital(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A sentence of running text that begins with a small letter.

    Names that begin with one (iPhone, eBay) are right, and so is what goes on with a sentence.

    Bad: 港口繁忙。 → the port is busy.
    Good: 港口繁忙。 → The port is busy.
    """
    before: tuple[Block, Unit] | None = None
    for block, unit in rows_with_english(bitext):
        if block.kind in _RUNNING:
            starts = _FIRST_WORD.match(unit.target)
            if starts and final_mark(unit.segment.text) in FINAL_MARKS and not _goes_on(before, unit):
                yield from _small(unit, starts)
            for found in _INNER.finditer(unit.target) if _MAY_BE_INNER.search(unit.target) else ():
                if found["last"] not in _ABBREVIATIONS:
                    yield from _small(unit, found, "first")
        before = block, unit


def _goes_on(before: tuple[Block, Unit] | None, unit: Unit) -> bool:
    """Whether the English goes on with the sentence of the row above, or with a code."""
    if any(code.start == 0 for code in unit.codes if not code.is_paired):
        return True
    if before is None or before[0].kind not in _RUNNING:
        return False
    return final_mark(before[1].target) not in FINAL_MARKS


def _small(unit: Unit, found: re.Match[str], letter: str = "letter") -> Iterator[Finding]:
    rest = found["rest"].rstrip(_AROUND)
    if not any(sign.isupper() or sign.isdigit() or sign in "./@_" for sign in rest):
        start = found.start(letter)
        word = found[letter] + rest[:_SHOWN]
        message = f"a sentence begins with a small letter: “{word[:24]}”"
        yield _finding("capital", message, unit, (start, start + len(word)), word[0].upper() + word[1:])


@check("title-case", Severity.INFO, whole=True)
def title_case(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A heading whose capitals are not in the style that the settings ask for; silent where they ask for none.

    Bad: 港口新篇 → A new Chapter for the Port
    Good: 港口新篇 → A New Chapter for the Port
    """
    if scope.titles not in ("title", "sentence"):
        return
    small = _small_words(bitext) if scope.titles == "sentence" else frozenset()
    for block, unit in rows_with_english(bitext):
        if block.kind in _HEADINGS:
            yield from _title(unit) if scope.titles == "title" else _sentence(unit, small)


def _title(unit: Unit) -> Iterator[Finding]:
    right = in_title_case(unit.target)
    differ = [place for place, (one, other) in enumerate(zip(unit.target, right, strict=True)) if one != other]
    if differ:
        span = differ[0], _word_end(unit.target, differ[-1])
        message = f"title case: write “{right[_word_start(right, differ[0]) : span[1]][:_SHOWN]}”"
        yield Finding("title-case", Severity.INFO, message, unit.segment.id, None, span, right[span[0] : span[1]])


def _sentence(unit: Unit, small: frozenset[str]) -> Iterator[Finding]:
    words = wrongly_capital(unit.target, small)
    if words:
        start, end = words[0][0], words[-1][1]
        message = f"sentence case: small letters for “{'”, “'.join(unit.target[a:b] for a, b in words[:3])[:_SHOWN]}”"
        yield Finding("title-case", Severity.INFO, message, unit.segment.id, None, (start, end))


def _small_words(bitext: Bitext) -> frozenset[str]:
    """Words that the running text writes with small letters, and never with capitals within a sentence."""
    small, capitals = set(), set()
    for block, unit in bitext.rows():
        if block.kind not in _HEADINGS and unit.state is not State.EMPTY:
            small.update(re.findall(r"(?<![\w’'-])[a-z]{3,}+(?![\w’'])", unit.target))
            capitals.update(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}+(?![\w’'])", unit.target))
    return frozenset(small - {word.lower() for word in capitals})


def _word_start(text: str, place: int) -> int:
    return max(text.rfind(" ", 0, place), text.rfind("\u00a0", 0, place)) + 1


def _word_end(text: str, place: int) -> int:
    end = text.find(" ", place)
    return len(text) if end < 0 else end


def _finding(code: str, message: str, unit: Unit, span: tuple[int, int], suggestion: str) -> Finding:
    return Finding(code, Severity.WARNING, message, unit.segment.id, target_span=span, suggestion=suggestion)
