"""`toolkit.toml`: every setting has a default, and an unknown one is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from toolkit.errors import SettingsError

FORMATS = ("docx", "html")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a project; docs/settings.md explains each."""

    source_language: str = "zh-CN"
    target_language: str = "en-GB"
    semicolon: bool = False
    ellipsis: bool = False
    rules: str = ""
    formats: tuple[str, ...] = FORMATS
    protect: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


_KEYS = {
    ("languages", "source"): "source_language",
    ("languages", "target"): "target_language",
    ("segmentation", "semicolon"): "semicolon",
    ("segmentation", "ellipsis"): "ellipsis",
    ("segmentation", "rules"): "rules",
    ("build", "formats"): "formats",
    ("build", "protect"): "protect",
    ("checks", "select"): "select",
    ("checks", "ignore"): "ignore",
}
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def parse_settings(text: str, place: str) -> Settings:
    """The settings in the TOML `text`; `place` names the file in errors.

    Raises `SettingsError` for broken TOML, unknown tables and keys, and values of a wrong type.
    """
    import tomllib

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(place, f"not TOML ({error})", "mend that line") from error
    values: dict[str, Any] = {}
    for table, keys in tables.items():
        known = [key for name, key in _KEYS if name == table]
        if not known or not isinstance(keys, dict):
            tables_known = ", ".join(dict.fromkeys(f"[{name}]" for name, _ in _KEYS))
            raise SettingsError(_at(text, place, table), f"unknown setting “{table}”", f"use one of {tables_known}")
        for key, value in keys.items():
            if key not in known:
                problem = f"unknown key “{key}” in [{table}]"
                raise SettingsError(_at(text, place, key), problem, f"use one of {', '.join(known)}")
            values[_KEYS[table, key]] = _checked(_KEYS[table, key], value, _at(text, place, key))
    return Settings(**values)


def _checked(name: str, value: Any, place: str) -> Any:
    """The value of the setting `name` in the type that `Settings` wants."""
    if name in ("formats", "select", "ignore"):
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise SettingsError(place, "a list of words is expected", 'write it as ["…", "…"]')
        if name == "formats" and set(value) - set(FORMATS):
            raise SettingsError(place, "unknown format", f"use one of {', '.join(FORMATS)}")
        return tuple(value)
    if name in ("protect", "semicolon", "ellipsis"):
        if not isinstance(value, bool):
            raise SettingsError(place, "yes or no is expected", "write it as true or false")
        return value
    if name == "rules":
        if not isinstance(value, str):
            raise SettingsError(place, "a file name is expected", 'write it as "rules.srx"')
        return value
    if not isinstance(value, str) or not _LANGUAGE_TAG.fullmatch(value):
        raise SettingsError(place, "a language tag is expected", "write it as zh-CN or en-GB")
    return value


def _at(text: str, place: str, key: str) -> str:
    """The place with the line on which `key` stands, where it can be found."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*\[?\s*[\"']?{re.escape(key)}\b", line):
            return f"{place} line {number}"
    return place
