"""The figures of an English text, dates aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from toolkit.language.quantities.english_bounds import read_bound
from toolkit.language.quantities.units import CURRENCY_SIGNS, ENGLISH_UNITS, UNITS, alternation
from toolkit.language.quantities.values import MASK, MOST_DIGITS, Bound, Kind, Quantity, roman
from toolkit.language.quantities.words import BIG, CARDINALS, NUMBER_WORD, ORDINALS, read_words, word_value

_SHORT_SCALE = {"k": 3, "m": 6, "mn": 6, "mln": 6, "b": 9, "bn": 9, "tn": 12, "trn": 12}
_SCALE = {word: Decimal(value) for word, value in BIG.items()} | {
    word: Decimal(10**power) for word, power in _SHORT_SCALE.items()
}
_NOT_IN_A_NAME = r"(?<![A-Za-z\d.,])(?<![A-Za-z]-)"
_DIGITS = re.compile(
    rf"(?:(?<![A-Za-z])(?:{alternation(CURRENCY_SIGNS)})[ ]?|(?<![A-Za-z])No\.? ?|{_NOT_IN_A_NAME})"
    r"(?P<digits>\d+(?:[.,]\d+)*)(?P<ending>st|nd|rd|th|s)?(?![A-Za-z]*\d)"
    rf"(?:[ -]?(?P<scale>{'|'.join(sorted(_SCALE, key=len, reverse=True))})s?(?![A-Za-z²³]))?",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_WORDS = re.compile(rf"\b(?:{NUMBER_WORD})(?:(?:-| | and )(?:{NUMBER_WORD}))*\b", re.IGNORECASE)
_PART = r"half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_ONE_TO_NINE = "one|two|three|four|five|six|seven|eight|nine"
_SHARE = re.compile(
    rf"\b(?P<above>an?|{_ONE_TO_NINE}|\d)[ -](?P<part>{_PART})s?\b"
    r"|(?<![\d/.])(?P<over>\d{1,2})/(?P<under>\d{1,2})(?![\d/])"
    r"|\b(?P<half>half|halved?|halves)\b|(?P<sign>[½¼¾])",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    rf"\b(?P<some>{_ONE_TO_NINE}|\d{{1,2}}) (?:in|out of)(?: every)? (?P<all>{_ONE_TO_NINE}|ten|\d{{1,3}})\b",
    re.IGNORECASE,
)
_PARTS = {"half": 2, "halves": 2, "quarter": 4} | {word: value for word, value in ORDINALS.items() if 3 <= value <= 10}
_HALF_OF = re.compile(
    rf"\bhalf(?:[ -]an?)?[ -](?:(?P<unit>year|decade|century|month|day|hour)|(?P<big>{'|'.join(BIG)}))\b",
    re.IGNORECASE,
)
_ENDINGS = ("e", "ed", "es", "ing")
_MULTIPLE = re.compile(
    r"\b(?:(?P<stem>doubl|tripl|trebl|quadrupl|quintupl)(?:e[sd]?|ing)|(?P<times>twice|thrice)"
    r"|(?P<count>two|three|four|five|six|seven|eight|nine|ten)fold)\b",
    re.IGNORECASE,
)
_TIMES_WORDS = [stem + ending for stem in ("doubl", "tripl", "trebl", "quadrupl", "quintupl") for ending in _ENDINGS]
_TIMES_WORDS += ["twice", "thrice", *(f"{word}fold" for word in CARDINALS)]
_STEMS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "twice": 2, "thrice": 3}
_SAID = {
    "both": (2, ""),
    "pair": (2, ""),
    "dual": (2, ""),
    "couple": (2, ""),
    "decade": (1, "decade"),
    "century": (1, "century"),
    "centenary": (1, "century"),
    "centennial": (1, "century"),
    "fortnight": (2, "week"),
    "around the clock": (24, "hour"),
    "round the clock": (24, "hour"),
}
"""Words with a number in them: its value and unit."""

_SAYING = re.compile(rf"\b(?P<word>{alternation(_SAID)})s?\b", re.IGNORECASE)
_A_UNIT = re.compile(r"\ban? (?P<unit>year|quarter|month|week|day|hour)\b(?P<half> and a half)?(?! ago)", re.IGNORECASE)
_AND_A_HALF = re.compile(r" and a half\b", re.IGNORECASE)
_PHONE = re.compile(r"\+\d{1,3}[\d ()-]{6,18}\d|(?<!\d)\(?0\d{2,3}\)?[ -]\d{7,8}(?!\d)")
_ROMAN_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()
_ROMAN = re.compile(
    r"\b(?i:phase|level|grade|class|category|stage|tier|type|part|section|chapter|volume|world war)"
    r" (?P<roman>[IVX]{1,5})\b"
    r"|^\s*(?P<heading>[IVX]{1,5})\."
)
_VAGUE = re.compile(
    rf"\b(?:(?:several|a few|many|some)[ -](?:{'|'.join(BIG)})s?\b(?:[ -](?:thousand|million|billion)\b)?"
    r"|(?<!\d )(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b"
    r"(?: of (?:tens|hundreds|thousands|millions|billions)\b){0,2})",
    re.IGNORECASE,
)
_FRAME = re.compile(r"\b(?:phase|level|grade|class|stage|tier|no\.?|number|article|chapter|version) ?$", re.IGNORECASE)
_TAIL = re.compile(
    rf"[ -]{{0,2}}(?:(?P<times>times|fold)\b|(?P<unit>{alternation(ENGLISH_UNITS)})(?:e?s)?(?![A-Za-z\d²³]))",
    re.IGNORECASE,
)
_CURRENCY_BEFORE = re.compile(rf"(?:{alternation(CURRENCY_SIGNS)})[ ]?$", re.IGNORECASE)
_LINK = re.compile(r"\s?(?:[-–—~/,]|to|and|or)\s?(?:[a-z]{2,3}\$?|[$¥€£])?\s?", re.IGNORECASE)


def read_english(text: str) -> list[Quantity]:
    """The figures of English `text` in order; digits within names (COVID-19) are none."""
    words = set(_WORD.findall(text.lower()))
    found: list[Quantity] = []
    rest = text
    for signs, pattern, reading in _READINGS:
        if words.isdisjoint(signs):
            continue
        places = list(pattern.finditer(rest))
        for place in places:
            found += reading(place)
        if places:
            rest = pattern.sub(lambda place: MASK * len(place[0]), rest)
            words = set(_WORD.findall(rest.lower()))
    if not found:
        return []
    found = [_in_context(text, quantity) for quantity in found]
    return _share_along(text, sorted(found, key=lambda quantity: quantity.start))


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
        also = (share * 100, below) if place["part"] else (share * 100,)
        yield Quantity(share, Kind.SHARE, *place.span(), firm=bool(place["over"]), also=also)


def _share_of(place: re.Match[str]) -> Iterator[Quantity]:
    above, below = word_value(place["some"]), word_value(place["all"])
    if below and above < below:
        share = above / below
        yield Quantity(share, Kind.SHARE, *place.span(), firm=False, also=(share * 100,))


def _half_of(place: re.Match[str]) -> Iterator[Quantity]:
    half = Decimal("0.5")
    if place["big"]:
        size = Decimal(BIG[place["big"].lower()])
        yield Quantity(half * size, Kind.COUNT, *place.span(), scale=size)
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
    value = Decimal("1.5") if place["half"] else Decimal(1)
    yield Quantity(value, Kind.COUNT, *place.span(), unit=place["unit"].lower(), firm=False, aside=True)


def _nothing(place: re.Match[str]) -> Iterator[Quantity]:
    """Telephone numbers are grouped in other ways in other countries."""
    return iter(())


def _vague(place: re.Match[str]) -> Iterator[Quantity]:
    """Hundreds of thousands, several hundred: an order of magnitude."""
    value = Decimal(1)
    for word in re.findall("[a-z]+", place[0].lower()):
        value *= BIG.get(word.removesuffix("s"), 10 if word == "tens" else 20 if word == "scores" else 1)
    yield Quantity(Decimal(10) if value == 12 else value, Kind.COUNT, *place.span(), bound=Bound.SEVERAL, firm=False)


def _roman(place: re.Match[str]) -> Iterator[Quantity]:
    name = "roman" if place["roman"] else "heading"
    yield Quantity(Decimal(roman(place[name])), Kind.ORDINAL, *place.span(name), firm=False, aside=name == "heading")


def _digits(place: re.Match[str]) -> Iterator[Quantity]:
    written, ending, scale = place["digits"], place["ending"] or "", (place["scale"] or "").lower()
    start, end = place.start("digits"), place.end()
    known = _GROUPED.fullmatch(written) or _PLAIN.fullmatch(written)
    if (
        not known
        or len(written) > MOST_DIGITS * 2
        or (not scale and place.string[end : end + 1].isalpha() and not _TAIL.match(place.string, end))
    ):
        return
    value = Decimal(written.replace(",", ""))
    if scale:
        also = (value,) if scale in ("k", "m", "b") else ()
        yield Quantity(value * _SCALE[scale], Kind.COUNT, start, end, scale=_SCALE[scale], also=also)
    else:
        yield Quantity(value, Kind.ORDINAL if ending in ("st", "nd", "rd", "th") else Kind.COUNT, start, end)


def _words(place: re.Match[str]) -> Iterator[Quantity]:
    for said in read_words(place[0]):
        kind = Kind.ORDINAL if said.ordinal else Kind.COUNT
        large = said.value >= 100
        start = place.start()
        yield Quantity(said.value, kind, start + said.start, start + said.end, firm=large, aside=said.value <= 1)


_WORD = re.compile("[a-z]+|[0-9½¼¾/]")
_FIGURES = frozenset("0123456789")
_NUMBER_WORDS = frozenset((*CARDINALS, *ORDINALS, *BIG, *(f"{word}s" for word in BIG)))
_READINGS: tuple[tuple[frozenset[str], re.Pattern[str], Callable[[re.Match[str]], Iterator[Quantity]]], ...] = (
    (_FIGURES, _PHONE, _nothing),
    (frozenset(f"{word}s" for word in (*BIG, "ten", "score")) | {"several", "few", "many", "some"}, _VAGUE, _vague),
    (frozenset(("half",)), _HALF_OF, _half_of),
    (frozenset((*"½¼¾/", *_PARTS, *(f"{part}s" for part in _PARTS), "halve", "halved")), _SHARE, _share),
    (frozenset((*_ONE_TO_NINE.split("|"), *_FIGURES)), _SHARE_OF, _share_of),
    (frozenset(_TIMES_WORDS), _MULTIPLE, _multiple),
    (_FIGURES, _DIGITS, _digits),
    (_NUMBER_WORDS, _WORDS, _words),
    (frozenset(word for said in _SAID for form in (said, said + "s") for word in form.split()[-1:]), _SAYING, _said),
    (frozenset(("year", "quarter", "month", "week", "day", "hour")), _A_UNIT, _a_unit),
    (frozenset(_ROMAN_NUMERALS), _ROMAN, _roman),
)
"""How figures are read, in this order, and a word of which a text that has any must have one."""


def _in_context(text: str, quantity: Quantity) -> Quantity:
    """With the unit, the bound and the brackets that stand around it."""
    quantity = _with_half(text, quantity)
    start, end = quantity.span
    tail = _TAIL.match(text, end)
    currency = _CURRENCY_BEFORE.search(text, max(0, start - 5), start)
    unit = quantity.unit
    if tail and tail["unit"]:
        unit = ENGLISH_UNITS[_spaced(tail["unit"])]
    elif currency:
        unit = CURRENCY_SIGNS[currency[0].strip().lower()]
    framed = bool(_FRAME.search(text, max(0, start - 10), start))
    bound, phrase = read_bound(text, currency.start() if currency else start, tail.end() if tail else end)
    aside = (quantity.aside and not framed) or _in_brackets(text, start)
    return replace(
        quantity,
        unit=unit,
        kind=Kind.ORDINAL if framed else _kind(quantity.kind, unit, bool(tail and tail["times"])),
        bound=quantity.bound if quantity.bound is Bound.SEVERAL else bound,
        phrase=phrase,
        firm=quantity.firm and not aside,
        aside=aside,
    )


def _with_half(text: str, quantity: Quantity) -> Quantity:
    """Two and a half, 5 and a half."""
    half = _AND_A_HALF.match(text, quantity.end) if quantity.kind is Kind.COUNT and quantity.scale == 1 else None
    return replace(quantity, value=quantity.value + Decimal("0.5"), end=half.end()) if half else quantity


def _spaced(form: str) -> str:
    form = " ".join(re.split(r"[\s-]", form.lower()))
    return form if form in ENGLISH_UNITS else form.replace("twenty foot", "twenty-foot")


def _kind(kind: Kind, unit: str, times: bool) -> Kind:
    if times:
        return Kind.MULTIPLE
    dimension = UNITS[unit].dimension if unit else ""
    return {"money": Kind.MONEY, "percent": Kind.PERCENT, "points": Kind.POINTS}.get(dimension, kind)


def _in_brackets(text: str, start: int) -> bool:
    window = max(0, start - 80)
    return text.rfind("(", window, start) > text.rfind(")", window, start)


def _share_along(text: str, found: list[Quantity]) -> list[Quantity]:
    """With what linked figures share: in “2 to 3 million” the 2 may be two million, “over 5 and 6” may be over 6."""
    for place in range(1, len(found)):
        first, last = found[place - 1], found[place]
        bounded = first.bound in (Bound.OVER, Bound.REACHED) and last.bound is Bound.EXACT
        if bounded and _LINK.fullmatch(text, first.end, last.start):
            found[place] = replace(last, bound=Bound.REACHED)
    for place in range(len(found) - 2, -1, -1):
        first, last = found[place], found[place + 1]
        if first.scale == 1 and last.scale > 1 and _LINK.fullmatch(text, first.end, last.start):
            found[place] = replace(first, also=(*first.also, first.value * last.scale), unit=first.unit or last.unit)
    return found
