"""Names languages to the browser, which chooses fonts and voices by them."""

from __future__ import annotations

from toolkit.expressions import expression
from toolkit.language.chinese import FULLWIDTH_MARKS, HAN

_CHINESE = expression(f"((?:[{HAN}]++[{FULLWIDTH_MARKS}]*+)++)")
_SCRIPTS = {
    "": "zh-Hans",
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
}


def script_tag(language: str) -> str:
    """The language tag that names the script: ``zh-CN`` is ``zh-Hans``; others stay as they are."""
    return _SCRIPTS.get(language.lower(), language)


def by_language(text: str) -> list[tuple[bool, str]]:
    """`text` in stretches, each with whether it is Chinese; together they are the text.

    Notes and messages mix the languages, and an unmarked Chinese word is set in whatever font of
    East Asia the reader's system prefers.
    """
    if text.isascii():
        return [(False, text)] if text else []
    return [(index % 2 == 1, stretch) for index, stretch in enumerate(_CHINESE.split(text)) if stretch]
