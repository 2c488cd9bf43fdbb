"""The figures of an English text, dates aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from toolkit.expressions import expression
from toolkit.language.quantities.english_context import in_context, read_tail
from toolkit.language.quantities.units import CURRENCY_SIGNS, ENGLISH_UNITS, alternation
from toolkit.language.quantities.values import MOST_DIGITS, Bound, Kind, Quantity, roman, without
from toolkit.language.quantities.words import BIG, BLANKED, CARDINALS, NUMBER_WORD, ORDINALS, read_words, word_value

_SHORT_SCALE = {"k": 3, "m": 6, "mn": 6, "mln": 6, "b": 9, "bn": 9, "tn": 12, "trn": 12}
_SCALE = {word: Decimal(value) for word, value in BIG.items()} | {
    word: Decimal(10**power) for word, power in _SHORT_SCALE.items()
}
_RUN = expression(r"\d+(?:[.,]\d+)*", re.ASCII)
_IN_A_NAME = expression(r"(?:[A-Za-z.,]|[A-Za-z]-)$")
_LEAD = expression(rf"(?<![A-Za-z])(?:{alternation(CURRENCY_SIGNS)}|No\.?)[ ]?$", re.IGNORECASE)
_LONGEST_LEAD = 6
_DIGITS = expression(
    r"(?P<digits>\d+(?:[.,]\d+)*)(?P<ending>st|nd|rd|th|s)?(?!(?!k?m[23]\b)[A-Za-z]*\d)"
    rf"(?:[ -]?(?P<scale>{'|'.join(sorted(_SCALE, key=len, reverse=True))})s?(?![A-Za-z\d²³]))?",
    re.IGNORECASE,
)
_GROUPED = expression(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = expression(r"\d+(?:\.\d+)?")
_WORDS = expression(rf"\b(?:{NUMBER_WORD})(?:(?:-| | and )(?:{NUMBER_WORD}))*\b", re.IGNORECASE)
_PART = r"half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_ONE_TO_NINE = "one|two|three|four|five|six|seven|eight|nine"
_SHARE = expression(
    rf"\b(?P<above>an?|{_ONE_TO_NINE}|(?<![.,])\d)[ -](?P<part>{_PART})s?\b"
    r"|(?<![\d/.])(?P<over>\d{1,2})/(?P<under>\d{1,2})(?![\d/])"
    r"|\b(?P<half>half|halved?|halves)\b|(?P<sign>[½¼¾])",
    re.IGNORECASE,
)
_SHARE_OF = expression(
    rf"\b(?P<some>{_ONE_TO_NINE}|\d{{1,2}}) (?:in|out of)(?: every)? (?P<all>{_ONE_TO_NINE}|ten|\d{{1,3}})\b",
    re.IGNORECASE,
)
_PARTS = {"half": 2, "halves": 2, "quarter": 4} | {word: value for word, value in ORDINALS.items() if 3 <= value <= 10}
_HALF_OF = expression(
    rf"\bhalf(?:[ -]an?)?[ -](?:(?P<unit>year|decade|century|month|day|hour)|(?P<big>{'|'.join(BIG)}))\b",
    re.IGNORECASE,
)
_ENDINGS = ("e", "ed", "es", "ing")
_MULTIPLE = expression(
    r"\b(?:(?P<stem>doubl|tripl|trebl|quadrupl|quintupl)(?:e[sd]?|ing)|(?P<times>twice|thrice)"
    r"|(?P<count>two|three|four|five|six|seven|eight|nine|ten)fold)\b",
    re.IGNORECASE,
)
_TIMES_WORDS = [stem + ending for stem in ("doubl", "tripl", "trebl", "quadrupl", "quintupl") for ending in _ENDINGS]
_TIMES_WORDS += ["twice", "thrice", *(f"{word}fold" for word in CARDINALS)]
_STEMS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "twice": 2, "thrice": 3}
_SAID = dict.fromkeys(("both", "pair", "dual", "couple"), (2, "")) | {
    "decade": (1, "decade"),
    "century": (1, "century"),
    "centenary": (1, "century"),
    "centennial": (1, "century"),
    "fortnight": (2, "week"),
    "around the clock": (24, "hour"),
    "round the clock": (24, "hour"),
}
"""Words with a number in them: its value and unit."""

_SAYING = expression(rf"\b(?P<word>{alternation(_SAID)})s?\b", re.IGNORECASE)
_A_UNIT = expression(r"\ban? (?P<unit>year|quarter|month|week|day|hour)\b(?! ago)", re.IGNORECASE)
_PHONE = expression(r"\+\d{1,3}[\d ()-]{6,18}\d|(?<!\d)\(?0\d{2,3}\)?[ -]\d{7,8}(?!\d)")
_AREA_CODE = expression(r"0(?<!\d0)\d")
_OF_SO_MANY = expression(rf" (?:in|out of)(?: every)? (?:{_ONE_TO_NINE}|ten|\d)", re.IGNORECASE)
_ROMAN_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()
_ROMAN = expression(
    r"\b(?i:(phase|level|grade|stage|tier|type|part|section|chapter|volume|world war)s?|class(es)?|categor(y|ies))"
    r" (?P<roman>[IVX]{1,5}(?:(?:,? (?:and|or|to|&) |, |[-–])(?!I\b)[IVX]{1,5})*)\b"
    r"|^\s*(?P<heading>[IVX]{1,5})\."
)
_ROMAN_NUMERAL = expression("[IVX]+")
_VAGUE = expression(
    rf"\b(?:(?:several|a few|many|some)[ -](?:{'|'.join(BIG)})s?\b(?:[ -](?:thousand|million|billion)\b)?"
    r"|(?<!\d )(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b"
    r"(?: of (?:tens|hundreds|thousands|millions|billions)\b){0,2})",
    re.IGNORECASE,
)
_LONGEST_LINK = 10
_LINK = expression(r"\s?(?:[-–—~/,]|to|and|or)\s?(?:[a-z]{2,3}\$?|[$¥€£])?\s?", re.IGNORECASE)


def read_english(text: str) -> list[Quantity]:
    """The figures of English `text` in order; digits within names (COVID-19) are none."""
    words = _signs_in(text)
    if not words:
        return []
    found: list[Quantity] = []
    rest, left = text, ""
    for signs, find, reading in _READINGS:
        said = words & signs
        if not said or (left and _A_DIGIT not in said and not any(sign in left for sign in said)):
            continue
        places = list(find(rest))
        for place in places:
            found += reading(place)
        if places:
            rest = without(rest, places)
            left = rest.lower()
    if not found:
        return []
    found = [in_context(text, quantity) for quantity in found]
    return _share_along(text, sorted(found, key=lambda quantity: quantity.start))


def _signs_in(text: str) -> frozenset[str]:
    """Those words and signs of a text that tell which readings it needs."""
    lower = text.lower()
    words = lower.translate(BLANKED).split() if text.isascii() else _WORD.findall(lower)
    signs = _ALL_SIGNS.intersection(words)
    if _ONE_DIGIT.search(text):
        signs |= {_A_DIGIT}
    return signs | _FRACTIONS.intersection(text) if "/" in text or not text.isascii() else signs


_FRACTIONS = frozenset("/½¼¾")
_A_DIGIT = "#"
_ONE_DIGIT = expression(r"\d")
_WORD = expression("[a-z]+")


_SIGNS = {"½": (Decimal(1), Decimal(2)), "¼": (Decimal(1), Decimal(4)), "¾": (Decimal(3), Decimal(4))}


def _share(place: re.Match[str]) -> Iterator[Quantity]:
    if place["half"]:
        above, below = Decimal(1), Decimal(2)
    elif place["sign"]:
        above, below = _SIGNS[place["sign"]]
    elif place["over"]:
        above, below = Decimal(place["over"]), Decimal(place["under"])
    else:
        lead = place["above"].lower()
        above = Decimal(1) if lead in ("a", "an") else word_value(lead)
        below = Decimal(_PARTS[place["part"].lower()])
    if below and above < below:
        share = above / below
        yield Quantity(share, Kind.SHARE, *place.span(), firm=bool(place["over"]), also=(share * 100,))
    elif place["part"]:  # six quarters
        yield Quantity(above, Kind.COUNT, *place.span("above"), firm=place["above"].isdigit())


def _share_of(place: re.Match[str]) -> Iterator[Quantity]:
    above, below = word_value(place["some"]), word_value(place["all"])
    if below and above < below:
        share = above / below
        yield Quantity(share, Kind.SHARE, *place.span(), firm=False, also=(share * 100,))


def _half_of(place: re.Match[str]) -> Iterator[Quantity]:
    half = Decimal("0.5")
    if place["big"]:
        yield Quantity(half * BIG[place["big"].lower()], Kind.COUNT, *place.span())
    else:
        yield Quantity(half, Kind.COUNT, *place.span(), unit=ENGLISH_UNITS[place["unit"].lower()], firm=False)


def _multiple(place: re.Match[str]) -> Iterator[Quantity]:
    value = _STEMS.get((place["stem"] or place["times"] or "").lower()) or word_value(place["count"])
    also = (Decimal(100),) if value == 2 else ()
    yield Quantity(Decimal(value), Kind.MULTIPLE, *place.span(), firm=False, also=also)


def _said(place: re.Match[str]) -> Iterator[Quantity]:
    value, unit = _SAID[place["word"].lower().replace("-", " ")]
    yield Quantity(Decimal(value), Kind.COUNT, *place.span(), unit=unit, firm=False, aside=bool(unit))


def _a_unit(place: re.Match[str]) -> Iterator[Quantity]:
    yield Quantity(Decimal(1), Kind.COUNT, *place.span(), unit=place["unit"].lower(), firm=False, aside=True)


def _phone_places(text: str) -> Iterator[re.Match[str]]:
    return _PHONE.finditer(text) if "+" in text or _AREA_CODE.search(text) else iter(())


def _share_of_places(text: str) -> Iterator[re.Match[str]]:
    return _SHARE_OF.finditer(text) if _OF_SO_MANY.search(text) else iter(())


def _nothing(place: re.Match[str]) -> Iterator[Quantity]:
    """Telephone numbers are grouped in other ways in other countries."""
    return iter(())


def _vague(place: re.Match[str]) -> Iterator[Quantity]:
    """Hundreds of thousands, several hundred: an order of magnitude."""
    value = Decimal(1)
    for word in re.findall("[a-z]+", place[0].lower()):
        value *= BIG.get(word.removesuffix("s"), 10 if word in ("tens", "scores") else 1)
    yield Quantity(Decimal(10) if value == 12 else value, Kind.COUNT, *place.span(), bound=Bound.SEVERAL, firm=False)


def _roman(place: re.Match[str]) -> Iterator[Quantity]:
    name = "roman" if place["roman"] else "heading"
    for one in _ROMAN_NUMERAL.finditer(place.string, *place.span(name)):
        yield Quantity(Decimal(roman(one[0])), Kind.ORDINAL, *one.span(), firm=False, aside=name == "heading")


def _digit_places(text: str) -> Iterator[re.Match[str]]:
    """Runs of digits that are no part of a name, each with its ending and scale."""
    for run in _RUN.finditer(text):
        start = run.start()
        in_a_name = _IN_A_NAME.search(text, max(0, start - 2), start)
        if in_a_name and not _LEAD.search(text, max(0, start - _LONGEST_LEAD), start):
            continue
        place = _DIGITS.match(text, start)
        if place:
            yield place


def _digits(place: re.Match[str]) -> Iterator[Quantity]:
    written, ending, scale = place["digits"], place["ending"] or "", (place["scale"] or "").lower()
    start, end = place.start("digits"), place.end()
    known = _GROUPED.fullmatch(written) or _PLAIN.fullmatch(written)
    if (
        not known
        or len(written) > MOST_DIGITS * 2
        or (not scale and place.string[end : end + 1].isalpha() and not read_tail(place.string, end))
    ):
        return
    value = Decimal(written.replace(",", ""))
    if scale:
        also = (value,) if scale in ("k", "m", "b") else ()
        yield Quantity(value * _SCALE[scale], Kind.COUNT, start, end, scale=_SCALE[scale], also=also)
    else:
        yield Quantity(value, Kind.ORDINAL if ending in ("st", "nd", "rd", "th") else Kind.COUNT, start, end)


def _words(place: re.Match[str]) -> Iterator[Quantity]:
    begin = place.start()
    for said in read_words(place[0]):
        kind = Kind.ORDINAL if said.ordinal else Kind.COUNT
        span = begin + said.start, begin + said.end
        yield Quantity(said.value, kind, *span, firm=said.value >= 100, aside=said.value <= 1, scale=said.scale)


_FIGURES = frozenset(_A_DIGIT)
_NUMBER_WORDS = frozenset((*CARDINALS, *ORDINALS, *BIG))
_BIG_PLURALS = frozenset(f"{word}s" for word in (*BIG, "ten", "score"))
_PART_WORDS = frozenset((*_PARTS, *(f"{part}s" for part in _PARTS), "halve", "halved"))
_SAID_LAST = frozenset(word for said in _SAID for form in (said, said + "s") for word in form.split()[-1:])
_READINGS: tuple[
    tuple[
        frozenset[str],
        Callable[[str], Iterator[re.Match[str]]],
        Callable[[re.Match[str]], Iterator[Quantity]],
    ],
    ...,
] = (
    (_FIGURES, _phone_places, _nothing),
    (_BIG_PLURALS | {"several", "few", "many", "some"}, lambda text: _VAGUE.finditer(text), _vague),
    (frozenset(("half",)), lambda text: _HALF_OF.finditer(text), _half_of),
    (_PART_WORDS | _FRACTIONS, lambda text: _SHARE.finditer(text), _share),
    (_FIGURES | frozenset(_ONE_TO_NINE.split("|")), _share_of_places, _share_of),
    (frozenset(_TIMES_WORDS), lambda text: _MULTIPLE.finditer(text), _multiple),
    (_FIGURES, _digit_places, _digits),
    (_NUMBER_WORDS, lambda text: _WORDS.finditer(text), _words),
    (_SAID_LAST, lambda text: _SAYING.finditer(text), _said),
    (frozenset(("year", "quarter", "month", "week", "day", "hour")), lambda text: _A_UNIT.finditer(text), _a_unit),
    (frozenset(_ROMAN_NUMERALS), lambda text: _ROMAN.finditer(text), _roman),
)
"""How figures are found and read, in this order, with signs of which a text that has any must have one.

Most texts need few of the expressions, and compile no others.
"""

_ALL_SIGNS = frozenset[str]().union(*(signs for signs, _, _ in _READINGS))


def _share_along(text: str, found: list[Quantity]) -> list[Quantity]:
    """With what linked figures share: in “2 to 3 million” the 2 may be two million, “over 5 and 6” may be over 6."""
    for place in range(1, len(found)):
        first, last = found[place - 1], found[place]
        bounded = first.bound in (Bound.OVER, Bound.REACHED) and last.bound is Bound.EXACT
        if bounded and _are_linked(text, first, last):
            found[place] = last._replace(bound=Bound.REACHED)
    scale = Decimal(1)
    for place in range(len(found) - 2, -1, -1):
        first, last = found[place], found[place + 1]
        linked = first.scale == 1 and _are_linked(text, first, last)
        scale = max(scale, last.scale) if linked else Decimal(1)
        if scale > 1:
            found[place] = first._replace(also=(*first.also, first.value * scale), unit=first.unit or last.unit)
    return found


def _are_linked(text: str, first: Quantity, last: Quantity) -> bool:
    between = last.start - first.end
    return between <= _LONGEST_LINK and _LINK.fullmatch(text, first.end, last.start) is not None
