"""British and American spelling: what a word is in the other one."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.expressions import expression

_OUR = (
    "arb|ard|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|harb|hon|hum|lab|neighb|od|ranc|rig|rum|sav|"
    "splend|tum|vap|vig"
)
_OUR_ENDS = "s?|ed|ing|ings|ers?|ful|fully|less|abl[ey]|ites?|hoods?|ly|al|ally"
_RE = "cent|epicent|(?:kilo|centi|milli|micro|nano)met|(?:milli)?lit|fib|(?:amphi)?theat|calib"
_DOUBLED = (
    "cancel|channel|counsel|dial|equal|fuel|funnel|initial|label|level|marvel|model|panel|parcel|pencil|quarrel|"
    "rival|shovel|signal|spiral|total|travel|tunnel|unravel"
)
_YSE = "anal|catal|dial|electrol|hydrol|paral"
_ISE = (
    "[a-z]{2,}(?:al|an|ar|er|ern|ic|il|on|or)|aggrand|amort|analog|anonym|apolog|automat|bapt|collectiv|commodit|"
    "commun|crystall|custom|digit|dramat|econom|emphas|energ|homogen|hypothes|immun|incentiv|informat|item|jeopard|legitim|liquid|magnet|"
    "market|maxim|metabol|minim|moistur|monet|optim|oxid|pasteur|passiv|pressur|priorit|privat|recogn|securit|"
    "sensit|standard|strateg|subsid|symbol|synthes|systemat|victim|visual"
)
_ISE_ENDS = "ed?|es|ing|ers?|ations?|ational|able"

_TO_AMERICAN = (
    ("our", expression(rf"(?P<stem>{_OUR})our(?P<end>{_OUR_ENDS})"), "{stem}or{end}"),
    ("re", expression(rf"(?P<stem>{_RE}|met|lust|lacklust|meag|somb|spect)re(?P<end>s?)"), "{stem}er{end}"),
    ("l", expression(rf"(?P<stem>(?:re|un)?(?:{_DOUBLED}))l(?P<end>ed|ing|ings|ers?|ors?|ous|ously)"), "{stem}{end}"),
    ("ys", expression(rf"(?P<stem>{_YSE})ys(?P<end>ed?|ing|ers?)"), "{stem}yz{end}"),
    ("is", expression(rf"(?P<stem>(?:de|re|un)?(?:{_ISE}))is(?P<end>{_ISE_ENDS})"), "{stem}iz{end}"),
    ("ence", expression(r"(?P<stem>def|off|pret)ence(?P<end>s?|less)"), "{stem}ense{end}"),
    ("l", expression(r"(?P<stem>fulfi|enro|insta|ski|wi)l(?P<end>ments?|ful|fully)"), "{stem}ll{end}"),
    ("l", expression(r"(?P<stem>fulfi|enro)l(?P<end>s?)"), "{stem}ll{end}"),
    ("ough", expression(r"(?P<stem>(?:snow)?pl)ough(?P<end>s?|ed|ing|shares?)"), "{stem}ow{end}"),
    ("ould", expression(r"(?P<stem>(?:re)?m|sm)ould(?P<end>s?|ed|er|ing|ings|y)"), "{stem}old{end}"),
)
_TO_BRITISH = (
    ("or", expression(rf"(?P<stem>{_OUR})or(?P<end>{_OUR_ENDS})"), "{stem}our{end}"),
    ("er", expression(rf"(?P<stem>{_RE})er(?P<end>s?)"), "{stem}re{end}"),
    ("l", expression(rf"(?P<stem>(?:re|un)?(?:{_DOUBLED}))(?P<end>ed|ing|ings|ers?|ors?)"), "{stem}l{end}"),
    ("yz", expression(rf"(?P<stem>{_YSE})yz(?P<end>ed?|ing|ers?)"), "{stem}ys{end}"),
    ("ense", expression(r"(?P<stem>def|off|pret)ense(?P<end>s?|less)"), "{stem}ence{end}"),
    ("ll", expression(r"(?P<stem>fulfi|enro|insta|ski|wi)ll(?P<end>ments?|ful|fully)"), "{stem}l{end}"),
    ("ll", expression(r"(?P<stem>fulfi|enro)ll(?P<end>s?)"), "{stem}l{end}"),
    ("ow", expression(r"(?P<stem>(?:snow)?pl)ow(?P<end>s?|ed|ing|shares?)"), "{stem}ough{end}"),
    ("old", expression(r"(?P<stem>(?:re)?m|sm)old(?P<end>s?|ed|er|ing|ings|y)"), "{stem}ould{end}"),
)
"""Families of words, each with letters that any of them has: the whole word must fit. Words in -ize are British too,
and not among these."""

_WORDS = {
    "aeroplane": "airplane",
    "aeroplanes": "airplanes",
    "aluminium": "aluminum",
    "armoury": "armory",
    "catalogue": "catalog",
    "catalogues": "catalogs",
    "centred": "centered",
    "cosy": "cozy",
    "fibreglass": "fiberglass",
    "grey": "gray",
    "jewellery": "jewelry",
    "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers",
    "pyjamas": "pajamas",
    "sceptical": "skeptical",
    "scepticism": "skepticism",
}
_AMERICAN_WORDS = _WORDS | {
    "cheque": "check",
    "cheques": "checks",
    "kerb": "curb",
    "programme": "program",
    "programmes": "programs",
    "storey": "story",
    "storeys": "stories",
    "sulphur": "sulfur",
    "tyre": "tire",
    "tyres": "tires",
}
"""Of the last ones the American form is British too in another sense: a computer program, to tire, a story."""

_BRITISH_WORDS = {american: british for british, american in _WORDS.items()}
_ISE_OR_IZE = expression(rf"(?:de|re|un)?(?:{_ISE})i(?P<sign>[sz])(?:{_ISE_ENDS})")


@lru_cache(maxsize=50_000)
def american(word: str) -> str:
    """The American spelling of a British `word` in small letters; empty where there is no other."""
    return _AMERICAN_WORDS.get(word) or _other(word, _TO_AMERICAN)


@lru_cache(maxsize=50_000)
def british(word: str) -> str:
    """The British spelling of an American `word` in small letters; empty where there is no other.

    Only where the American one is never British: license, practice, meter and program are not told apart.
    """
    return _BRITISH_WORDS.get(word) or _other(word, _TO_BRITISH)


@lru_cache(maxsize=50_000)
def ise_or_ize(word: str) -> str:
    """``s`` or ``z`` for a `word` in small letters that British English writes both ways, empty for others."""
    found = _ISE_OR_IZE.fullmatch(word)
    return found["sign"] if found else ""


def swap_ending(word: str) -> str:
    """A `word` in -ise in -ize, and the other way round."""
    found = _ISE_OR_IZE.fullmatch(word)
    if not found:
        return word
    return word[: found.start("sign")] + ("z" if found["sign"] == "s" else "s") + word[found.end("sign") :]


def _other(word: str, families: tuple[tuple[str, re.Pattern[str], str], ...]) -> str:
    for sign, pattern, shape in families:
        found = pattern.fullmatch(word) if sign in word else None
        if found:
            return shape.format(**found.groupdict())
    return ""
