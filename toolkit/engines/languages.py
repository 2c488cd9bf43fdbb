"""What engines call the languages that the project names by BCP 47 tags."""

from __future__ import annotations

_TRADITIONAL = frozenset({"tw", "hk", "mo", "hant"})

_NAMES = {
    "zh-cn": "Chinese (simplified)",
    "zh-sg": "Chinese (simplified)",
    "zh-tw": "Chinese (traditional)",
    "zh-hk": "Chinese (traditional)",
    "en": "English",
    "en-gb": "British English",
    "en-us": "American English",
}
_FLORES = {"en": "eng_Latn", "de": "deu_Latn", "fr": "fra_Latn", "es": "spa_Latn", "ru": "rus_Cyrl", "ja": "jpn_Jpan"}


def is_traditional(tag: str) -> bool:
    """Whether `tag` names Chinese in traditional characters."""
    return bool(_TRADITIONAL & set(tag.lower().split("-")))


def primary(tag: str) -> str:
    """The language itself, without script and region: ``zh``."""
    return tag.lower().partition("-")[0]


def spoken(tag: str) -> str:
    """The language as one says it to a model: ``British English``."""
    return _NAMES.get(tag.lower(), tag)


def flores(tag: str) -> str:
    """The language as NLLB writes it, empty where that is not known here: ``zho_Hans``."""
    if primary(tag) == "zh":
        return "zho_Hant" if is_traditional(tag) else "zho_Hans"
    return _FLORES.get(primary(tag), "")
