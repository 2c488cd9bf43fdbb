"""Pinyin: whether a name in Latin letters can be the reading of Chinese characters.

The only module that knows pypinyin.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from itertools import islice, product

from toolkit.expressions import expression
from toolkit.language.chinese import HAN, fold

_HAN_RUN = expression(f"[{HAN}]+")
_ROMANISED = expression(r"[A-ZÀ-Þ][^\W\d_]*(?:['’](?!s\b)[^\W\d_]+)*(?!\w)")
"""A capitalised word; the apostrophe may stand in it (Ji'an), and a possessive after it."""
_LETTERS_ONLY = expression(r"[^a-z]")
_SYLLABLE = expression(
    "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:[iu]?a(?:i|o|ng?)?|[iu]?e(?:i|ng?|r)?|i?ong|[iu]?ou?|i(?:u|ng?)?|u(?:i|n)?)"
)
_LIKE_PINYIN = expression(
    "(?>(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiou]++"
    "(?:(?<=[aei])ng(?![aeiou])|(?<=[aeiu])n(?![aeiou])|(?<=o)ng|(?<=e)r(?![aeiou]))?)++"
)
"""What can be read as such syllables, and so some more: only such words are compared with the Chinese.

Every vowel is a syllable, so that a run of them needs no cutting, and a consonant before a vowel begins one: there is
one way to read each word. By `_SYLLABLE` each ``ai`` in it would double their number.
"""

_FIXED = {
    "铅山": "yanshan",
    "六安": "luan",
    "六合区": "luhequ",
    "台州": "taizhou",
    "丽水": "lishui",
    "枞阳": "zongyang",
    "番禺": "panyu",
    "大埔": "dabu",
    "东阿": "donge",
    "乐清": "yueqing",
    "乐亭": "laoting",
    "洪洞": "hongtong",
    "渑池": "mianchi",
    "蔚县": "yuxian",
    "浚县": "xunxian",
    "厦门": "xiamen",
    "重庆": "chongqing",
    "婺源": "wuyuan",
    "弋阳": "yiyang",
    "陕西": "shaanxi",
}
"""Places whose name has one reading where its characters have several, or one spelling by decree."""

_PLACE_OR_CHARACTER = expression("|".join([*_FIXED, "."]))

_TRADITIONAL = frozenset(
    """amoy canton chungking foochow harbin hsinchu keelung kinmen kweichow lhasa nanking peking qiqihar soochow
    swatow taipei tientsin tsinghua tsingtao yangtze""".split()
)
"""Spellings older than pinyin, or of another language, that are still the right ones in some names."""

_ENGLISH = frozenset(
    """because before chance change changes chinese during engine ensure genuine linking looking machine magazine
    making reading taking whether""".split()
)
"""Words that look like pinyin and are none."""

_LONGEST_NAME = 6
_MOST_SPELLINGS = 256
_SHORTEST_SLIP = 6
"""Letters; of a shorter word too many others are a slip away."""


@lru_cache(maxsize=8192)
def readings(character: str) -> frozenset[str]:
    """Every reading of a Chinese character, without tones, ``ü`` as each of u, v and yu; empty for others."""
    given = _dictionary().get(ord(fold(character)), "").split(",")
    return frozenset(form for reading in given if reading for form in _plain_forms(reading))


@lru_cache(maxsize=1)
def _dictionary() -> Mapping[int, str]:
    """The readings of each character, separated by commas.

    That module is taken by itself: the package loads a dictionary of phrases too, which takes
    five times as long and is not needed here.
    """
    package = find_spec("pypinyin")
    assert package is not None
    assert package.submodule_search_locations
    spec = spec_from_file_location("pinyin_dict", f"{package.submodule_search_locations[0]}/pinyin_dict.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    readings_by_code: Mapping[int, str] = module.pinyin_dict
    return readings_by_code


def names_part(chinese: str, romanised: str) -> bool:
    """Whether `romanised` spells two or more characters that stand together in `chinese`, each in any of its readings.

    Case, tones, blanks, hyphens and apostrophes do not count: Ji'an, Jian and Jí Ān all spell 吉安. A
    place that has one reading, such as 铅山, is spelt by that one only.
    """
    letters = _letters(romanised)
    return bool(letters) and any(letters in _spellings(name) for name in _names(chinese))


def misspelt_name(
    chinese: str, english: str, known: Collection[str] = (), seen: dict[str, str] | None = None
) -> tuple[str, str] | None:
    """The first capitalised word of `english` that is nearly, but not quite, a name in `chinese`.

    Returned with the characters it resembles: ``("Qianshan", "铅山")``. A word that is far from
    every name in the Chinese, or that is no pinyin at all, is taken for a translation or a brand
    and never reported; so are the `known` words, which somebody has looked at. `seen` keeps which
    characters a word was found to spell, so that a name is looked for once in a document.
    """
    seen = {} if seen is None else seen
    runs: list[str] = []
    for found in _ROMANISED.finditer(english):
        letters = _letters(found[0])
        if len(letters) < _SHORTEST_SLIP or letters in _TRADITIONAL or not _LIKE_PINYIN.fullmatch(letters):
            continue
        if letters in _ENGLISH or found[0] in known:
            continue
        runs = runs or _HAN_RUN.findall(fold(chinese))
        if letters in seen and any(seen[letters] in run for run in runs):
            continue
        spelt_here = next((part for run in runs if (part := _part_read_as(letters, run))), "")
        if spelt_here:
            seen[letters] = spelt_here
            continue
        syllables = len(_SYLLABLE.findall(letters))
        names = (name for name in _names(chinese) if abs(len(name) - syllables) <= 1)
        like = next((name for name in names if _resembles(letters, name)), None)
        if like is not None:
            return found[0], like
    return None


def _part_read_as(letters: str, run: str) -> str:
    """The characters that stand together in `run` and that `letters` spell; empty where there are none.

    Goes through the characters once and keeps how many of the letters those before could spell,
    each with where they begin. A place that has one reading counts as one character.
    """
    reached: dict[int, int] = {}
    place = 0
    for part in _PLACE_OR_CHARACTER.findall(run):
        now: dict[int, int] = {}
        for syllable in (_FIXED[part],) if part in _FIXED else readings(part):
            size = len(syllable)
            if letters.startswith(syllable):
                now[size] = place
            for spelt, begin in reached.items():
                if letters.startswith(syllable, spelt):
                    now[spelt + size] = begin
        place += len(part)
        if len(letters) in now:
            return run[now[len(letters)] : place]
        reached = now
    return ""


def spelt(chinese: str) -> str:
    """One spelling of `chinese` in pinyin, for messages: Yanshan for 铅山."""
    from pypinyin import Style, lazy_pinyin

    return _FIXED.get(chinese, "".join(lazy_pinyin(chinese, style=Style.NORMAL))).capitalize()


def reading_order(chinese: str) -> tuple[str, str]:
    """A key that sorts Chinese as dictionaries do, by its pinyin; Latin letters stand among it."""
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(fold(chinese), style=Style.TONE3)), chinese


def _plain_forms(reading: str) -> tuple[str, ...]:
    decomposed = unicodedata.normalize("NFD", reading)
    if "\u0308" not in decomposed:
        return (_letters(decomposed),)
    vowel = decomposed.replace("u\u0308", "ü")
    return tuple(_letters(vowel.replace("ü", form)) for form in ("u", "v", "yu"))


def _letters(romanised: str) -> str:
    """The bare small letters, tones and other marks off."""
    if romanised.isascii() and romanised.isalpha():
        return romanised.lower()
    return _LETTERS_ONLY.sub("", unicodedata.normalize("NFD", romanised).lower())


def _names(chinese: str) -> Iterator[str]:
    """Every stretch of two and more characters that could be a name, longer ones first."""
    for run in _HAN_RUN.findall(fold(chinese)):
        for length in range(min(len(run), _LONGEST_NAME), 1, -1):
            yield from (run[start : start + length] for start in range(len(run) - length + 1))


@lru_cache(maxsize=65536)
def _spellings(name: str) -> frozenset[str]:
    """All ways to spell `name` that its characters, or the place it begins with, allow."""
    for place, spelling in _FIXED.items():
        if name.startswith(place):
            return frozenset(spelling + rest for rest in _spellings(name[len(place) :]) or {""})
    syllables = [sorted(readings(character)) for character in name]
    if not all(syllables):
        return frozenset()
    return frozenset("".join(chosen) for chosen in islice(product(*syllables), _MOST_SPELLINGS)) - {""}


def _resembles(letters: str, name: str) -> bool:
    """Whether one slip of the pen, in a long word two, made `letters` of a spelling of `name`."""
    slips = 2 if len(letters) >= 8 else 1
    size = -(-len(letters) // (slips + 1))
    pieces = [letters[at : at + size] for at in range(0, len(letters), size)]
    return any(
        # As many slips leave one of the pieces as it is, which is quickly told.
        abs(len(letters) - len(spelling)) <= slips
        and any(piece in spelling for piece in pieces)
        and _distance(letters, spelling) <= slips
        for spelling in _spellings(name)
    )


def _distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed to make `other` of `one`."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != wanted))
    return row[-1]
