"""What bounds a figure in English: “more than” before it, “or more” after it."""

from __future__ import annotations

import re

from toolkit.expressions import expression
from toolkit.language.quantities.values import Bound
from toolkit.language.quantities.words import BLANKED

_BOUND_WORDS = (
    r"(?P<under>(?:no|not) (?:more|higher|greater) than|not exceeding|(?:less|fewer|lower) than|under|below|at most"
    r"|within|short of|a maximum of)"
    r"|(?P<over>(?:more|greater|higher|larger) than|(?:no|not) (?:less|fewer|lower) than|over|above"
    r"|exceed(?:s|ed|ing)?|in excess of|upwards of|at least|beyond|surpass(?:es|ed|ing)?|a minimum of)"
    r"|(?P<nearly>nearly|almost|close to|approaching|just under|just short of|near)"
    r"|(?P<about>about|around|some|roughly|approximately|approx\.?|circa|an estimated)"
    r"|(?P<reached>up to|reach(?:es|ed|ing)?|pass(?:es|ed|ing)?|top(?:s|ped|ping)?|cross(?:es|ed|ing)?|past"
    r"|broke|break(?:s|ing)?|hit(?:s|ting)?|breach(?:es|ed|ing)?)"
)
_BOUND_NEAR = expression(
    rf"(?<![\w-])(?:{_BOUND_WORDS})(?!\w)(?! (?:the|a) (?:past|last|next|coming|previous))"
    r"(?P<between>(?:[\s(]+[^\s\d,;:.(][^\s\d,;:.]*\.?){0,3})[\s(]*[$¥€£]?[\s-]*$",
    re.IGNORECASE,
)
_BETWEEN = expression(r"(?:\s*\b(?:an?|a total of|rmb|cny|us|hk|usd|eur|yuan)\b\$?)*[\s(]*", re.IGNORECASE)
_BOUND_AFTER = expression(
    r"(?:[\s-]+[^\s\d,;:.-][^\s\d,;:.]*){0,2}?[\s-]*"
    r"(?:(?P<over>(?:or|and) (?:more|above|over|higher|up)\b(?! than| to|,? \d)|plus\b|odd\b|\+(?![\dA-Za-z+]))"
    r"|(?P<under>(?:or|and) (?:less|fewer|below|under|lower)\b(?! than|,? \d))|(?P<about>or so))",
    re.IGNORECASE,
)
_WINDOW = 48
"""So far from the figure a bound is looked for."""

_TELLING = frozenset(
    "than exceeding under below most within short maximum over above exceed exceeds exceeded excess upwards least "
    "beyond surpass surpasses surpassed surpassing minimum nearly almost close approaching near about around some "
    "roughly approximately approx circa estimated reach reaches reached reaching pass passes passed passing "
    "top tops topped topping cross crosses crossed crossing past broke break breaks breaking hit hits hitting "
    "breach breaches breached breaching".split()
)
"""A word of each that bounds what follows, but for “up to”, whose words stand everywhere."""

_SIGNS_AFTER = (
    *("more", "above", "over", "higher", " up", "less", "fewer", "below", "under", "lower"),
    *("or so", "plus", "odd", "+"),
)


def _may_bound(before: str) -> bool:
    """A quick look that spares most figures the long pattern; text in other letters is not looked at."""
    if not before.isascii():
        return True
    lower = before.lower()
    return "up to" in lower or not _TELLING.isdisjoint(lower.translate(BLANKED).split())


_LOOSE = {Bound.OVER: Bound.REACHED, Bound.UNDER: Bound.ABOUT, Bound.NEARLY: Bound.ABOUT, Bound.REACHED: Bound.EXACT}
"""What a bounding word means that does not stand right before the figure: less than it says."""


def read_bound(text: str, start: int, end: int) -> tuple[Bound, tuple[int, int]]:
    """What “more than” before the figure or “or more” after it say, and where it all stands."""
    following = text[end : end + _WINDOW].lower()
    after = _BOUND_AFTER.match(text, end, end + _WINDOW) if any(sign in following for sign in _SIGNS_AFTER) else None
    if after:
        return Bound(str(after.lastgroup)), (start, after.end())
    window = max(0, start - _WINDOW)
    if not _may_bound(text[window:start]):
        return Bound.EXACT, (start, end)
    near = _BOUND_NEAR.search(text[window:start])
    if not near:
        return Bound.EXACT, (start, end)
    bound = Bound(next(name for name, value in near.groupdict().items() if value))
    if _BETWEEN.fullmatch(near["between"]):
        return bound, (window + near.start(), end)
    return _LOOSE.get(bound, bound), (start, end)
