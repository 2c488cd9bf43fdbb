"""A publication as a printer sets it: every text by the rules of its language."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.codes import shifted
from toolkit.language import typography
from toolkit.model import Kind
from toolkit.writers.publication.values import Passage, Publication, Text

_HEADINGS = (Kind.HEADLINE, Kind.HEADING)
_DOUBLE_HYPHEN = re.compile(r"(?<=[^\W_])( ?)--( ?)(?=[^\W_])")


def typeset(publication: Publication) -> Publication:
    """The publication with its texts typeset; Chinese is left to what sets its lines."""
    passages = tuple(_passage(passage) for passage in publication.passages)
    titles = tuple(_text(title, is_heading=True) for title in publication.titles)
    return replace(publication, titles=titles, passages=passages)


def _passage(passage: Passage) -> Passage:
    is_heading = passage.kind in _HEADINGS
    return replace(passage, texts=tuple(_text(text, is_heading) for text in passage.texts))


def _text(text: Text, is_heading: bool) -> Text:
    if not text.language.startswith("en"):
        return text
    text = _with_dashes(text)
    made = typography.english(text.text)
    return replace(text, text=typography.heading(made) if is_heading else made)


def is_traditional(language: str) -> bool:
    """Whether a language tag names traditional Chinese: zh-Hant, zh-TW, zh-HK."""
    parts = set(language.lower().split("-"))
    return "zh" in parts and not parts.isdisjoint(("hant", "tw", "hk", "mo"))


def _with_dashes(text: Text) -> Text:
    """``--`` as an em rule without blanks, or an en rule between blanks."""
    for found in reversed(list(_DOUBLE_HYPHEN.finditer(text.text))):
        start, end = found.end(1), found.start(2)
        dash = "–" if found[1] and found[2] else "—"
        starts = tuple(place - (place >= end) for place in text.starts)
        whole = text.text[:start] + dash + text.text[end:]
        text = Text(whole, text.language, shifted(text.codes, start, end, 1), starts)
    return text
