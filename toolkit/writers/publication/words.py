"""The words that a publication says of its own, in the languages that it is in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from toolkit.writers.publication.typeset import is_traditional
from toolkit.writers.publication.values import Text

DRAFT = "Draft 草稿"

_WORDS = {
    "contents": ("Contents", "目录", "目錄"),
    "text": ("Text", "正文", "正文"),
    "notes": ("Notes", "注释", "註釋"),
    "back": ("Back to the text", "返回正文", "返回正文"),
    "picture": ("Picture", "图片", "圖片"),
    "untranslated": ("Not yet translated", "尚未翻译", "尚未翻譯"),
    "table": ("Table", "表格", "表格"),
    "page": ("Page", "页", "頁"),
}
"""Each word in English, simplified and traditional Chinese."""


def word(name: str, language: str) -> str:
    """One of the words in a language; English for any that is not Chinese."""
    english, simplified, traditional = _WORDS[name]
    if not language.startswith("zh"):
        return english
    return traditional if is_traditional(language) else simplified


def words(name: str, languages: Sequence[str]) -> tuple[Text, ...]:
    """One of the words in each of the languages."""
    return tuple(Text(word(name, language), language) for language in languages)


def written_day(day: date, language: str) -> str:
    """A date as the language writes it: ``31 December 2020``, ``2020年12月31日``."""
    if language.startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day}\u00a0{day:%B} {day.year}"
