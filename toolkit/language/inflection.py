"""The forms an English word takes: number, tense, and both spellings, American and British.

Forms are made from the rendering that a glossary gives,
never by cutting the endings off what stands in a text: so “author” is not found in “authority”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.expressions import expression
from toolkit.language import lexicon

Slot = frozenset[str]
"""The forms, in small letters, that one word of a rendering may have."""

_TENSES = (("VBZ",), ("VBG",), ("VBD", "VBN"), ("VBN", "VBD"))
"""Third person, -ing form, past and participle, as the Penn Treebank tags them; a regular past stands under one tag."""

_PREPOSITIONS = frozenset("of for in on with from against between under for to at along across by among".split())
_JOINING = frozenset(("and", "or", "then", ",", ";"))
_AFTER_A_VERB = frozenset("the a an all its their our every each more up out off down ahead into".split())
_OPENING_VERBS = frozenset(
    "advance boost build chart claim cut delegate double drive exercise fight focus foster guarantee harness help hold"
    " jump-start lead leap lift live lower make match meet nurture open pool press promote pursue push put reform"
    " regulate reinforce release respect run seek serve shape smooth speed spur stabilize start step strike support"
    " take tackle turn upgrade welcome win".split()
)
"""Words that are nouns or adjectives too, but verbs where they open a slogan: cut red tape, open up the market."""

_ONLY_PLURAL = frozenset(("customs", "headquarters", "premises", "proceeds", "surroundings", "outskirts", "savings"))
"""Words in -s whose form without it is another word."""

_SPELLINGS = (
    ("cent|met|fib|lit|theat", "er", "re", "s?$|glass$"),
    ("cent|met", "ered", "red", "$"),
    ("progra", "m", "mme", "s?$"),
    ("fulfi|enro|insta|ski", "ll", "l", "ments?$|s?$|ful$"),
    ("trave|labe|cance|mode|leve|fue|channe|tunne|signa", "l", "ll", "ed$|ing$|ers?$"),
    ("col|lab|harb|neighb|fav|hon|behavi|endeav|vig|flav", "or", "our", ""),
    ("defen|licen|offen|practi", "s", "c", "e[sd]?$|ing$"),
    ("[a-z]{3}i|[a-z]y", "z", "s", "e[sd]?$|ers?$|ing$|ations?$"),
    ("^catal|^dial|^anal", "og", "ogue", "s?$"),
    ("^gr", "a", "e", "y"),
    ("^alumin", "um", "ium", ""),
    ("^sul", "f", "ph", "ur"),
    ("^m", "o", "ou", "ld"),
)
"""Before, American, British, after: how the two spell one word."""


class Inflection(NamedTuple):
    """What the dictionary knows of a word.

    ``numbers`` are its plurals, or the singular of what is one; ``tenses`` are in the order of
    `_TENSES`, none for what is no verb.
    """

    numbers: tuple[str, ...] = ()
    tenses: tuple[tuple[str, ...], ...] = ()
    only_verb: bool = False


@lru_cache(maxsize=50_000)
def inflection(word: str) -> Inflection:
    """The forms of a `word` in small letters."""
    tags = lexicon.forms(word)
    if not tags:
        return Inflection(_singular_or_plural(word))
    numbers = tags.get("NNS", ()) if "NN" in tags else ()
    tenses = tuple(next((tags[tag] for tag in either if tag in tags), ()) for either in _TENSES)
    is_verb = "VBG" in tags
    return Inflection(numbers, tenses if is_verb else (), is_verb and not {"NN", "JJ", "RB"} & tags.keys())


def _singular_or_plural(word: str) -> tuple[str, ...]:
    """The singular of a plural, else the plural of a word that no dictionary has (TEU, Defu)."""
    if word in _ONLY_PLURAL:
        return ()
    if word.endswith("s"):
        candidates = (
            word[:-1],
            word.removesuffix("es"),
            word.removesuffix("ies") + "y",
            word.removesuffix("ves") + "f",
        )
        known = tuple(one for one in candidates if word in lexicon.forms(one).get("NNS", ()))
        return known or (word[:-1],) * (not word.endswith("ss"))
    return (word + "s",) if word[-1].isalpha() else (word + "s", word + "'s")


@lru_cache(maxsize=50_000)
def spellings(word: str) -> Slot:
    """The American and British spellings of `word`, itself among them."""
    forms = {word}
    any_of_them, patterns = _respelled()
    for sign, pattern, respelled in patterns if any_of_them.search(word) else ():
        forms |= {pattern.sub(respelled, form) for form in forms if sign in form}
    return frozenset(forms)


@lru_cache(maxsize=1)
def _respelled() -> tuple[re.Pattern[str], list[tuple[str, re.Pattern[str], str]]]:
    """What few words have any of, and what patterns of both directions look for, with their replacements."""
    directions = [
        (one, f"({before}){one}(?={after})", rf"\g<1>{other}")
        for before, american, british, after in _SPELLINGS
        for one, other in ((american, british), (british, american))
    ]
    any_of_them = re.compile("|".join(pattern for _, pattern, _ in directions))
    return any_of_them, [(sign, expression(pattern), respelled) for sign, pattern, respelled in directions]


def readings(words: Sequence[str]) -> tuple[tuple[Slot, ...], ...]:
    """The ways a rendering of these `words` (in small letters) may stand in a text, a slot a word.

    Nouns may be singular, plural or possessive; the verbs of a slogan change together: cutting red
    tape, streamlining administration and delegating power.
    """
    plain = [spellings(word) for word in words]
    for place in _nouns(words):
        plain[place] |= _all_spellings(inflection(words[place]).numbers)
    plain[-1] |= {f"{form}'s" for form in plain[-1]}
    verbs = _verbs(words)
    found = [tuple(plain)]
    for tense in range(len(_TENSES)) if verbs else ():
        slots = {place: _all_spellings(inflection(words[place]).tenses[tense]) for place in verbs}
        found.append(tuple(slots.get(place, slot) for place, slot in enumerate(plain)))
    return tuple(dict.fromkeys(found))


def _all_spellings(forms: Sequence[str]) -> Slot:
    return frozenset().union(*(spellings(form) for form in forms))


def _nouns(words: Sequence[str]) -> Iterator[int]:
    """Where a noun may stand that carries number: the last word, and the one before “of”."""
    head = next((place for place, word in enumerate(words) if word in _PREPOSITIONS), 0)
    if 0 < head < len(words) - 1 and words[head - 1][0].isalpha():
        yield head - 1
    yield len(words) - 1


def _possible_verbs(words: Sequence[str]) -> Iterator[int]:
    """Where a verb may stand: first and after each “and”, an adverb before it or not."""
    if not words[0][0].isalpha():
        return
    starts = (place for place, word in enumerate(words) if place == 0 or words[place - 1] in _JOINING)
    for place in starts:
        has_adverb = words[place].endswith("ly") and place + 1 < len(words)
        if words[place + has_adverb][0].isalpha():
            yield place + has_adverb


def _verbs(words: Sequence[str]) -> list[int]:
    """Where the verbs of a slogan stand; none unless it opens with one."""
    verbs: list[int] = []
    for place in _possible_verbs(words):
        follows_verb = bool(verbs) and all(word in _JOINING for word in words[verbs[-1] + 1 : place])
        if _is_verb(words, place) or (follows_verb and inflection(words[place]).tenses):
            verbs.append(place)
        elif not verbs:
            return []
    return verbs


def _is_verb(words: Sequence[str], place: int) -> bool:
    known = inflection(words[place])
    if not known.tenses or known.only_verb:
        return known.only_verb
    following = words[place + 1] if place + 1 < len(words) else ""
    return following in _AFTER_A_VERB or (bool(following) and words[place] in _OPENING_VERBS)
