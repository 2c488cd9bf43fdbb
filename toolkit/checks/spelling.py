"""Are the words of the English spelled rightly, and all in one English?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from toolkit.bitext.partition import at_hand
from toolkit.checks.registry import Scope, check, with_english
from toolkit.expressions import expression
from toolkit.language.addresses import hide
from toolkit.language.spelling import Speller, words_of
from toolkit.language.variants import american, british, ise_or_ize, swap_ending
from toolkit.model import Bitext, Finding, Severity, Term, Unit

_WORD = expression(r"(?<![\w@./\\#&’'])[A-Z]?[a-z]{2,}+(?![\w@\\]|\.\w|['’](?!s\b))")
_SMALL_WORD = expression(r"(?<![\w@./\\#&’'])[a-z]{4,}+(?![\w@\\]|\.\w)")


@check("spelling", Severity.WARNING, whole=True)
def spelling(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """A word that no dictionary has and that is one slip away from a common one.

    Names and terms of the glossary are known, and capitalised words are taken for names.

    Bad: 加快发展。 → The devlopment was speeded up.
    Good: 加快发展。 → The development was speeded up.
    """
    if not bitext.target_language.lower().startswith("en"):
        return
    speller = Speller(lambda: _words_of_terms(scope.terms), tuple(unit.target for unit in with_english(bitext)))
    for unit, words in _with_new_words(bitext, _WORD, lambda word: speller.meant(word) is not None):
        for found in words:
            meant = speller.meant(found[0]) or ""
            meant = meant.capitalize() if found[0][0].isupper() else meant
            message = f"“{found[0]}” is in no dictionary" + (f"; “{meant}”?" if meant else "")
            yield _finding("spelling", Severity.WARNING, message, unit, found.span(), meant)


@at_hand
def _words_of_terms(terms: Sequence[Term]) -> frozenset[str]:
    return words_of(form for term in terms for form in term.accepted())


def _with_new_words(
    bitext: Bitext, pattern: re.Pattern[str], is_wanted: Callable[[str], object]
) -> Iterator[tuple[Unit, list[re.Match[str]]]]:
    """Each unit with those of its words that are wanted, where there are any.

    Only pieces between blanks that did not stand in a text before are cut into words at first.
    """

    def wanted_in(text: str) -> list[re.Match[str]]:
        return [found for found in pattern.finditer(hide(text)) if is_wanted(found[0])]

    nothing_in: set[str] = set()
    for unit in with_english(bitext):
        new = [piece for piece in unit.target.split() if piece not in nothing_in]
        if new and wanted_in(" ".join(new)):
            yield unit, wanted_in(unit.target)
        else:
            nothing_in.update(new)


@check("spelling-variant", Severity.INFO, whole=True)
def spelling_variant(bitext: Bitext, scope: Scope) -> Iterator[Finding]:
    """An American spelling in British English or the other way round, or -ise and -ize in one document.

    Which one is right follows from the target language; British English may keep to -ise or to -ize.

    Bad: 九江港 → the harbor of Jiujiang
    Good: 九江港 → the harbour of Jiujiang
    """
    if not bitext.target_language.lower().startswith("en"):
        return
    is_american = bitext.target_language.lower().startswith("en-us")
    other = american if is_american else british
    endings: dict[str, list[tuple[Unit, re.Match[str]]]] = {"s": [], "z": []}
    for unit, words in _with_new_words(bitext, _SMALL_WORD, lambda word: other(word) or ise_or_ize(word)):
        for found in words:
            right = other(found[0])
            if right:
                message = f"“{found[0]}” is {'British' if is_american else 'American'}; write “{right}”"
                yield _finding("spelling-variant", Severity.INFO, message, unit, found.span(), right)
            elif not is_american:
                endings[ise_or_ize(found[0])].append((unit, found))
    yield from _mixed_endings(endings)


def _mixed_endings(endings: dict[str, list[tuple[Unit, re.Match[str]]]]) -> Iterator[Finding]:
    """Words in -ise where most of the document has -ize, or the other way round."""
    rare, usual = sorted(endings, key=lambda sign: len(endings[sign]))
    for unit, found in endings[rare]:
        right = swap_ending(found[0])
        message = f"most of the document writes -i{usual}e; here “{right}”"
        yield _finding("spelling-variant", Severity.INFO, message, unit, found.span(), right)


def _finding(
    code: str, severity: Severity, message: str, unit: Unit, span: tuple[int, int], suggestion: str
) -> Finding:
    return Finding(code, severity, message, unit.segment.id, target_span=span, suggestion=suggestion)
