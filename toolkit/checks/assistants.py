"""Checks that need a package of their own and run only where a project asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.registry import Scope, check, with_english
from toolkit.language import meaning as meanings
from toolkit.language.chinese import count_han
from toolkit.model import Bitext, Finding, Severity

_SHORTEST = 15
"""Chinese characters; the meaning of a shorter sentence depends too much on what stands around it."""

_NEAR_ENOUGH = 0.38
"""Cosine: of 228 published pairs two are below it, of as many pairs of neighbours 86 in 100."""


@check("meaning", Severity.WARNING, needs=meanings.PACKAGE, whole=True)
def meaning(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """English that seems to say something else than the Chinese.

    Bad: 九江港今年的集装箱吞吐量突破六十万标箱。 → The school opened its new library to the public.
    Good: 九江港今年的集装箱吞吐量突破六十万标箱。 → Jiujiang Port handled more than 600,000 TEU this year.
    """
    units = [unit for unit in with_english(bitext) if count_han(unit.segment.text) >= _SHORTEST]
    likenesses = meanings.likenesses([(unit.segment.text, unit.target) for unit in units])
    for unit, likeness in zip(units, likenesses, strict=True):
        if likeness < _NEAR_ENOUGH:
            message = f"seems to say something else than the Chinese (likeness {likeness:.2f})"
            yield Finding("meaning", Severity.WARNING, message, unit.segment.id, target_span=(0, len(unit.target)))


@check("grammar", Severity.INFO, needs="harper", whole=True)
def grammar(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """English that a grammar checker doubts.

    Bad: 居民迁入新居。 → The residents were helped to relocated to new homes.
    Good: 居民迁入新居。 → The residents were helped to relocate to new homes.
    """
    from toolkit.language.grammar import grammar_remarks

    american = bitext.target_language.lower().startswith("en-us")
    for unit in with_english(bitext):
        for remark in grammar_remarks(unit.target, american):
            span = (remark.start, remark.end)
            suggested = remark.suggestion
            yield Finding("grammar", Severity.INFO, remark.message, unit.segment.id, None, span, suggested)
