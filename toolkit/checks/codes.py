"""Are the inline codes of the Chinese in the English, each once and well nested?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.checks.registry import Scope, check, with_english
from toolkit.codes import crossing, tag
from toolkit.model import Bitext, Code, CodeKind, Finding, Segment, Severity, Unit

_MEANINGS = {
    CodeKind.LINK: "the link",
    CodeKind.SPAN: "the marked stretch",
    CodeKind.IMAGE: "the picture",
    CodeKind.BREAK: "the line break",
    CodeKind.VERBATIM: "the program code",
    CodeKind.REFERENCE: "the mark of the footnote",
    CodeKind.OBJECT: "the object",
}


@check("code-missing", Severity.ERROR)
def code_missing(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """An inline code of the Chinese that the English lacks; lost formatting is a warning.

    Formatting of the whole Chinese may be left out: it holds for the whole English.

    Bad: 详见‹a1›官网‹/a1›。 → See the website.
    Good: 详见‹a1›官网‹/a1›。 → See the ‹a1›website‹/a1›.
    """
    for unit in _with_codes(bitext):
        there = {code.id for code in unit.codes}
        for code in unit.segment.codes:
            if code.id not in there and not _covers_all(code, unit.segment):
                severity = Severity.WARNING if _is_formatting(code) else Severity.ERROR
                message = f"{_named(code)} is not in the English"
                yield Finding("code-missing", severity, message, unit.segment.id, (code.start, code.end))


def _with_codes(bitext: Bitext) -> Iterator[Unit]:
    """The units that have English, and codes on either side."""
    return (unit for unit in with_english(bitext) if unit.codes or unit.segment.codes)


def _covers_all(code: Code, segment: Segment) -> bool:
    return code.is_paired and code.start == 0 and code.end == len(segment.text)


def _is_formatting(code: Code) -> bool:
    return code.kind not in _MEANINGS


def _named(code: Code) -> str:
    """The code in words, with its tag: “the link ‹a1›”, “bold ‹b2›”."""
    return f"{_MEANINGS.get(code.kind, str(code.kind))} ‹{tag(code)}›"


@check("code-added", Severity.ERROR)
def code_added(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """An inline code of the English that the Chinese has not.

    Bad: 详见官网。 → See the ‹a1›website‹/a1›.
    Good: 详见官网。 → See the website.
    """
    for unit in _with_codes(bitext):
        known = {code.id for code in unit.segment.codes}
        for code in unit.codes:
            if code.id not in known:
                yield _finding("code-added", unit, code, "has no counterpart in the Chinese; take it out")


@check("code-doubled", Severity.ERROR)
def code_doubled(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """An inline code that stands in the English more often than in the Chinese.

    Bad: 见图‹img1›。 → See the picture ‹img1› ‹img1›.
    Good: 见图‹img1›。 → See the picture ‹img1›.
    """
    for unit in _with_codes(bitext):
        wanted = Counter(code.id for code in unit.segment.codes)
        seen: Counter[str] = Counter()
        for code in unit.codes:
            seen[code.id] += 1
            if wanted[code.id] and seen[code.id] == wanted[code.id] + 1:
                yield _finding("code-doubled", unit, code, "stands in the English more than once; keep one")


@check("code-crossed", Severity.ERROR)
def code_crossed(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """Inline codes of the English of which one begins inside another and ends outside of it.

    Bad: ‹b1›九江‹/b1›‹i2›港‹/i2› → ‹b1›Jiujiang ‹i2›Port‹/b1› now‹/i2›
    Good: ‹b1›九江‹/b1›‹i2›港‹/i2› → ‹b1›Jiujiang‹/b1› ‹i2›Port‹/i2›
    """
    for unit in _with_codes(bitext):
        for code in sorted(crossing(unit.codes), key=lambda code: code.start):
            yield _finding("code-crossed", unit, code, "crosses another tag; end the inner one first")


def _finding(code_word: str, unit: Unit, code: Code, problem: str) -> Finding:
    message = f"{_named(code)} {problem}"
    return Finding(code_word, Severity.ERROR, message, unit.segment.id, target_span=(code.start, code.end))
