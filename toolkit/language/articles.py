"""Whether an English word begins with the sound of a vowel, so that it is preceded by “an”."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.expressions import expression

_SPOKEN_WITH_VOWEL = "AEFHILMNORSX"
"""Letters whose names begin with a vowel: an MBA, an X-ray; but a UN agency, a B-share."""

# Spellings that begin with a vowel and sound otherwise (one, European, unit, use, utility, Uruguay …).
_GLIDE = expression(
    r"eu|ewe|one(?![a-z])|oneself|oneness|onetime|once|ouija|ubiq|uf[oa]|ugand|uigh?ur|uygh?ur|uk(?:e|r|ul)|unani|un[ei]sco|unicef|"
    r"uni(?!n|mag|mp|mm|dent|ssu|llu)|"
    r"ur(?:a[ln]|e[at]|i|olog|ugu)|us(?:a[bg]|e|u[aryf]|i(?!ng$)|ing$)|ut(?:e[nr]|i|op)|uv"
)
_SILENT_H = expression(r"(?:hour|hono(?!lu)|heir|honest)")
_EITHER = expression(r"h(?:erb|istor|otel|omage|yster|abitual)|[xy][^aeiou]|unct|union-?i|[^aeiouy]+$")
"""Words that writers or dialects disagree on, and abbreviations that some read as words or write small."""

_ACRONYM = expression(r"[A-Z][A-Z0-9&]*[A-Z](?:s|'s|’s)?(?![a-z])|[A-Z](?=[-&/0-9])|[A-Z]$")
_SAID_IN_WORDS = frozenset({"EUR", "HK", "RMB", "SQL"})
_READABLE = expression("(?:.|S[CHLNPTW]|F[LR])[AEIOUY]")
"""Beginnings of abbreviations that may be read as words: NATO, LAN, STEM; MBA and FDI are spelled out."""


@lru_cache(maxsize=50_000)
def sounds_like_vowel(word: str) -> bool | None:
    """Whether “an” stands before `word`; ``None`` where that cannot be told.

    `word` is a word, an abbreviation or a figure as it is written, hyphenated parts included.
    The rule goes by sound and not by letter, as all style guides have it (Chicago Manual of Style
    on “a and an”; New Oxford Style Manual): an hour, a university, an 8-inch wafer, an MBA, a UN agency.
    """
    if word[0].isdigit():
        return _figure_sounds_like_vowel(word)
    acronym = _ACRONYM.match(word)
    lowered = word.lower()
    if acronym:
        return _acronym_sounds_like_vowel(acronym[0])
    if _EITHER.match(lowered) or not word[0].isascii():
        return None
    if any(letter.isupper() for letter in word[1:].partition("-")[0].partition("'")[0]):
        return None
    if word[0] in "hH":
        return bool(_SILENT_H.match(lowered))
    return lowered[0] in "aeiou" and not _GLIDE.match(lowered)


def _figure_sounds_like_vowel(figure: str) -> bool | None:
    """Eight, eighty, eight hundred, eleven, eighteen; 180 is one hundred and eighty, 1800 is read in two ways."""
    leading = re.match(r"\d+", figure)
    digits = leading[0] if leading else ""
    if digits.startswith("8"):
        return True
    if digits.startswith(("11", "18")):
        return None if len(digits) > 3 else len(digits) == 2
    return False


def _acronym_sounds_like_vowel(acronym: str) -> bool | None:
    """By the name of its first letter, unless it can be read as a word (NATO, LAN, SIM)."""
    letters = acronym.rstrip("'’s")
    if letters in _SAID_IN_WORDS:
        return None
    if letters[0] == "U":
        return None if len(letters) > 3 else False
    spelled = letters[0] in _SPOKEN_WITH_VOWEL
    readable = len(letters) > 2 and letters[0] not in "AEIO" and _READABLE.match(letters)
    return None if readable and spelled else spelled
