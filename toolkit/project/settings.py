"""`toolkit.toml`: every setting has a default, and an unknown one is an error."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.errors import SettingsError
from toolkit.expressions import expression
from toolkit.model import Severity, State

if TYPE_CHECKING:
    from toolkit.engines.options import EngineSettings

FORMATS = ("docx", "html")
FILLS = ("context", "exact", "swapped")
LOWEST_THRESHOLD = 50
TITLE_STYLES = ("", "sentence", "title")
QUOTES = ("corner", "curly")
VARIANTS = ("s2t", "s2tw", "s2twp", "s2hk")


class Settings(NamedTuple):
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
    severities: tuple[tuple[str, Severity], ...] = ()
    titles: str = ""
    extra_checks: tuple[str, ...] = ()
    review_state: State = State.REVIEWED
    memory_fills: tuple[str, ...] = ("context", "exact")
    memory_files: tuple[str, ...] = ()
    memory_state: State = State.DRAFT
    memory_threshold: int = 70
    memory_url: str = ""
    memory_author: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    rights: str = ""
    theme: str = ""
    embed: bool = False
    quotes: str = "corner"
    variant: str = "s2t"
    exceptions: tuple[tuple[str, str], ...] = ()
    engines: tuple[EngineSettings, ...] = ()


Reading = Callable[[Any, str], Any]
"""What takes a value as it is in the file, and its place, to the value in `Settings`."""

_LANGUAGE_TAG = expression(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _language(value: Any, place: str) -> str:
    if not isinstance(value, str) or not _LANGUAGE_TAG.fullmatch(value):
        raise SettingsError(place, "a language tag is expected", "write it as zh-CN or en-GB")
    return value


def _yes_or_no(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(place, "yes or no is expected", "write it as true or false")
    return value


def _file_name(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise SettingsError(place, "a file name is expected", 'write it as "rules.srx"')
    return value


def _words(value: Any, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise SettingsError(place, "a list of words is expected", 'write it as ["…", "…"]')
    return tuple(value)


def _formats(value: Any, place: str) -> tuple[str, ...]:
    if set(_words(value, place)) - set(FORMATS):
        raise SettingsError(place, "unknown format", f"use one of {', '.join(FORMATS)}")
    return tuple(value)


def _title_style(value: Any, place: str) -> str:
    if value not in TITLE_STYLES:
        styles = ", ".join(f'"{style}"' for style in TITLE_STYLES)
        raise SettingsError(place, "unknown style of headings", f"use one of {styles}")
    return str(value)


def _one_of(known: tuple[str, ...]) -> Reading:
    def read(value: Any, place: str) -> str:
        if value not in known:
            raise SettingsError(place, "unknown choice", f"use one of {', '.join(known)}")
        return str(value)

    return read


def _folder(value: Any, place: str) -> str:
    if not isinstance(value, str) or PurePosixPath(value).is_absolute() or ".." in PurePosixPath(value).parts:
        raise SettingsError(place, "a folder in the project is expected", 'write it as "house"')
    return value


def _severities(value: Any, place: str) -> tuple[tuple[str, Severity], ...]:
    if not isinstance(value, dict) or set(map(str, value.values())) - set(Severity):
        known = ", ".join(Severity)
        raise SettingsError(place, "a check and its severity are expected", f'write CODE = "…" with one of {known}')
    return tuple((code, Severity(severity)) for code, severity in sorted(value.items()))


def _state(value: Any, place: str) -> State:
    states = [str(state) for state in State if state is not State.EMPTY]
    if value not in states:
        raise SettingsError(place, "a state is expected", f"use one of {', '.join(states)}")
    return State(value)


def _fills(value: Any, place: str) -> tuple[str, ...]:
    if set(_words(value, place)) - set(FILLS):
        raise SettingsError(place, "unknown kind of match", f"use some of {', '.join(FILLS)}, or [] for none")
    return tuple(value)


def _filled_state(value: Any, place: str) -> State:
    if value not in (State.DRAFT, State.TRANSLATED):
        problem = "what the memory fills is a draft or translated; nobody has reviewed it"
        raise SettingsError(place, problem, f"use {State.DRAFT} or {State.TRANSLATED}")
    return State(value)


def _threshold(value: Any, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not LOWEST_THRESHOLD <= value <= 100:
        problem = f"a whole number from {LOWEST_THRESHOLD} to 100 is expected"
        raise SettingsError(place, problem, "write the likeness in per cent: 70")
    return value


def _database(value: Any, place: str) -> str:
    from urllib.parse import parse_qs, urlsplit

    if value == "":
        return ""
    if not isinstance(value, str) or urlsplit(value).scheme not in ("postgresql", "postgres"):
        raise SettingsError(place, "the address of a PostgreSQL database is expected", "postgresql://host/database")
    if urlsplit(value).password is not None or "password" in parse_qs(urlsplit(value).query):
        remedy = "take it out, and put it into ~/.pgpass or the environment variable PGPASSWORD"
        raise SettingsError(place, "a password stands in the settings, which others read", remedy)
    return value


def _forms(value: Any, place: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(word and form and isinstance(form, str) for word, form in value.items()):
        raise SettingsError(place, "words and their forms are expected", 'write them as { "台账" = "台帳" }')
    return tuple(sorted(value.items()))


def _name(value: Any, place: str) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise SettingsError(place, "a name is expected", 'write it in quotes: "Li Wen"')
    return value.strip()


_KEYS: dict[tuple[str, str], tuple[str, Reading]] = {
    ("languages", "source"): ("source_language", _language),
    ("languages", "target"): ("target_language", _language),
    ("segmentation", "semicolon"): ("semicolon", _yes_or_no),
    ("segmentation", "ellipsis"): ("ellipsis", _yes_or_no),
    ("segmentation", "rules"): ("rules", _file_name),
    ("build", "formats"): ("formats", _formats),
    ("build", "protect"): ("protect", _yes_or_no),
    ("checks", "select"): ("select", _words),
    ("checks", "ignore"): ("ignore", _words),
    ("checks", "extra"): ("extra_checks", _words),
    ("checks", "titles"): ("titles", _title_style),
    ("checks", "severity"): ("severities", _severities),
    ("memory", "fills"): ("memory_fills", _fills),
    ("memory", "files"): ("memory_files", _words),
    ("memory", "state"): ("memory_state", _filled_state),
    ("memory", "threshold"): ("memory_threshold", _threshold),
    ("memory", "url"): ("memory_url", _database),
    ("memory", "author"): ("memory_author", _name),
    ("review", "state"): ("review_state", _state),
    ("publish", "publisher"): ("publisher", _name),
    ("publish", "authors"): ("authors", _words),
    ("publish", "rights"): ("rights", _name),
    ("publish", "theme"): ("theme", _folder),
    ("publish", "embed"): ("embed", _yes_or_no),
    ("publish", "quotes"): ("quotes", _one_of(QUOTES)),
    ("publish", "variant"): ("variant", _one_of(VARIANTS)),
    ("publish", "exceptions"): ("exceptions", _forms),
}


def parse_settings(text: str, place: str) -> Settings:
    """The settings in the TOML `text`; `place` names the file in errors.

    Raises `SettingsError` for broken TOML, unknown tables and keys, and values of a wrong type.
    """
    if not text:
        return Settings()
    import tomllib

    try:
        tables = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError(place, f"not TOML ({error})", "mend that line") from error
    values: dict[str, Any] = {"engines": _engines(tables.pop("engines", {}), text, place)}
    for table, keys in tables.items():
        known = [key for name, key in _KEYS if name == table]
        if not known or not isinstance(keys, dict):
            tables_known = ", ".join((*dict.fromkeys(f"[{name}]" for name, _ in _KEYS), "[engines.NAME]"))
            raise SettingsError(_at(text, place, table), f"unknown setting “{table}”", f"use one of {tables_known}")
        for key, value in keys.items():
            if key not in known:
                problem = f"unknown key “{key}” in [{table}]"
                raise SettingsError(_at(text, place, key), problem, f"use one of {', '.join(known)}")
            name, reading = _KEYS[table, key]
            values[name] = reading(value, _at(text, place, key))
    return Settings(**values)


def _engines(tables: Any, text: str, place: str) -> tuple[EngineSettings, ...]:
    """The engines of the tables ``[engines.NAME]``."""
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise SettingsError(_at(text, place, "engines"), "a name and options are expected", "begin with [engines.NAME]")
    if not tables:
        return ()
    from toolkit.engines.registry import read_engine

    return tuple(read_engine(name, table, f"{place} [engines.{name}]") for name, table in tables.items())


def _at(text: str, place: str, key: str) -> str:
    """The place with the line on which `key` stands, where it can be found."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*\[?\s*[\"']?{re.escape(key)}\b", line):
            return f"{place} line {number}"
    return place
