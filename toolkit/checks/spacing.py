"""Are the blanks of the English where they belong?"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.registry import Scope, check, with_english
from toolkit.expressions import expression
from toolkit.language.addresses import hide
from toolkit.language.marks import with_words
from toolkit.model import Bitext, Finding, Severity, Unit

_SEVERAL = expression(r"(?<=[^\s(\[“])[ \u00a0]{2,}+(?=[^\s,.;:!?)\]”])")
_BEFORE = expression(
    r"(?<! ) ++(?P<mark>[,;!?](?!\w)|(?<!\. )\.(?=\s|$|[”’)\]])(?! \.)|(?<!\d ):(?=\s|$)|[)\]”](?!\w)|%(?!\w)(?<=\d.%))"
)
_AFTER_OPENING = expression(r"(?P<mark>[(\[“]) ++(?=\S)")
_MISSING = expression(
    r"[,;](?=[A-Za-z])(?<=[a-z.].)|[!?](?=[A-Z])(?<=[a-z].)|[”)][,;](?=[A-Za-z])|,”(?=[A-Za-z])"
    r"|:(?=[A-Za-z]{3})(?<=[a-z]{2}.)|\.(?=[A-Z][a-z]++[ ,])(?<=[a-z]{2}.)"
)
"""A mark and what must follow; what must stand before it is looked at last, since marks are rare."""

_MAY_BE_BEFORE = expression(r" [,;!?.:)\]”%]")
_MAY_BE_AFTER_OPENING = expression(r"[(\[“] ")
_MAY_BE_MISSING = expression(r"[,;!?”):.][A-Za-z,;”]")
"""Quick looks, which most texts do not pass."""


@check("double-space", Severity.INFO)
def double_space(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """Two blanks and more where one belongs.

    Bad: 九江港开港。 → Jiujiang Port  opened.
    Good: 九江港开港。 → Jiujiang Port opened.
    """
    for unit in with_english(bitext):
        if "  " in unit.target or "\u00a0" in unit.target:
            for found in _SEVERAL.finditer(unit.target):
                if not _at_a_code(unit, found.span()):
                    yield _finding("double-space", Severity.INFO, "more than one blank", unit, found.span(), " ")


@check("space-before-mark", Severity.WARNING)
def space_before_mark(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A blank before a mark, or inside brackets or quotation marks.

    Bad: 二是卫星导航。 → On the other , there is satellite navigation.
    Good: 二是卫星导航。 → On the other, there is satellite navigation.
    """
    for unit in with_english(bitext):
        if not _MAY_BE_BEFORE.search(unit.target) and not _MAY_BE_AFTER_OPENING.search(unit.target):
            continue
        text = hide(unit.target)
        for pattern, place in ((_BEFORE, "before"), (_AFTER_OPENING, "after")):
            for found in pattern.finditer(text):
                if not _at_a_code(unit, found.span()):
                    message = f"no blank {place} {found['mark']}"
                    yield _finding("space-before-mark", Severity.WARNING, message, unit, found.span(), found["mark"])


@check("space-after-mark", Severity.WARNING)
def space_after_mark(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """No blank after a mark that ends a clause or a sentence.

    Bad: 港口繁忙，铁路畅通。 → The port is busy,and the railway runs well.
    Good: 港口繁忙，铁路畅通。 → The port is busy, and the railway runs well.
    """
    for unit in with_english(bitext):
        for found in _MISSING.finditer(hide(unit.target)) if _MAY_BE_MISSING.search(unit.target) else ():
            start, end = with_words(unit.target, *found.span())
            right = f"{unit.target[start : found.end()]} {unit.target[found.end() : end]}"
            message = f"a blank is missing after {found[0]}"
            yield _finding("space-after-mark", Severity.WARNING, message, unit, (start, end), right)


def _at_a_code(unit: Unit, span: tuple[int, int]) -> bool:
    """Whether an inline code without text stands there, which blanks belong to: ``See ‹img1›.``"""
    return any(span[0] <= code.start <= span[1] for code in unit.codes if not code.is_paired)


def _finding(
    code: str, severity: Severity, message: str, unit: Unit, span: tuple[int, int], suggestion: str
) -> Finding:
    return Finding(code, severity, message, unit.segment.id, target_span=span, suggestion=suggestion)
