"""Is there English, and is it English?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.checks.registry import Scope, check, with_english
from toolkit.expressions import expression
from toolkit.language.chinese import FULLWIDTH_MARKS, HAN, HAN_CHARACTER, fold
from toolkit.model import Bitext, Finding, Severity, State

_LATIN = expression("[A-Za-z]")
_WORD_OR_FIGURE = expression(r"[^\W_]")
_NEARLY_ALL = 0.8
_A_PHRASE = 4
"""Chinese characters from which a dash alone is no translation; 无 may be one in a table."""

_HAN_RUN = expression(f"[{HAN}]+")
_FULLWIDTH_RUN = expression(f"[{FULLWIDTH_MARKS}\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_HALFWIDTH = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
_HALFWIDTH |= str.maketrans({"。": ".", "、": ",", "　": " ", "《": "“", "》": "”", "【": "[", "】": "]"})
_HALFWIDTH |= str.maketrans({"「": "“", "」": "”", "『": "‘", "』": "’", "〈": "‘", "〉": "’", "〔": "[", "〕": "]"})

_SPACED = ",.;:!?"
"""Half-width marks that a blank follows; the full-width ones have it in themselves."""


@check("empty", Severity.WARNING)
def empty(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A unit without English.

    Bad: 九江港 →
    Good: 九江港 → Jiujiang Port
    """
    for unit in bitext.units:
        if unit.state is State.EMPTY:
            yield Finding("empty", Severity.WARNING, "no English yet", unit.segment.id)


@check("untranslated", Severity.ERROR)
def untranslated(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """English that is the Chinese again, or has no Latin word where there is something to translate.

    Bad: 九江港开港。 → 九江港开港.
    Good: 九江港开港。 → Jiujiang Port opened.
    """
    for unit in with_english(bitext):
        if not _LATIN.search(unit.target) or (not unit.target.isascii() and _HAN_RUN.search(unit.target)):
            message = _untranslated(fold(unit.segment.text), fold(unit.target))
            if message:
                span = (0, len(unit.target)) if unit.target else None
                yield Finding("untranslated", Severity.ERROR, message, unit.segment.id, target_span=span)


def _untranslated(chinese: str, english: str) -> str:
    there, left = Counter(HAN_CHARACTER.findall(chinese)), Counter(HAN_CHARACTER.findall(english))
    if there and (there & left).total() >= _NEARLY_ALL * there.total():
        return "this is the Chinese; translate it"
    if there.total() >= _A_PHRASE and not left and not _WORD_OR_FIGURE.search(english):
        return "there is no English word in this"
    return ""


@check("leftover-chinese", Severity.ERROR)
def leftover_chinese(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """Chinese characters left in the English.

    Bad: 推行产业链长制。 → The Zone adopted the 产业链长 system.
    Good: 推行产业链长制。 → The Zone adopted the industrial chain chief system.
    """
    for unit in with_english(bitext):
        for found in () if unit.target.isascii() else _HAN_RUN.finditer(unit.target):
            message = f"Chinese left in the English: {found[0]}"
            yield Finding("leftover-chinese", Severity.ERROR, message, unit.segment.id, target_span=found.span())


@check("fullwidth-mark", Severity.ERROR)
def fullwidth_mark(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """Full-width marks, letters or digits in the English.

    Bad: 全面完成。 → All tasks were completed。
    Good: 全面完成。 → All tasks were completed.
    """
    for unit in with_english(bitext):
        for found in () if unit.target.isascii() else _FULLWIDTH_RUN.finditer(unit.target):
            plain = found[0].translate(_HALFWIDTH)
            spaced = plain[-1] in _SPACED and unit.target[found.end() : found.end() + 1].isalpha()
            message = f"full-width “{found[0]}” in the English; write “{plain}”"
            yield Finding(
                "fullwidth-mark",
                Severity.ERROR,
                message,
                unit.segment.id,
                target_span=found.span(),
                suggestion=plain + " " * spaced,
            )
