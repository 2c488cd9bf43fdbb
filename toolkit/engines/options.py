"""The options of an engine: a table of ``toolkit.toml`` read into a dataclass, strictly."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any, TypeVar, get_type_hints
from urllib.parse import urlsplit

from toolkit.errors import SettingsError
from toolkit.expressions import expression

_NOUNS = {str: "a text", int: "a whole number", float: "a number", bool: "yes or no"}
_SECRET = expression(r"key|secret|token|password", re.IGNORECASE)

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """An engine as ``[engines.NAME]`` describes it: its name there, its kind, and the options of that kind."""

    name: str
    kind: str
    options: tuple[tuple[str, Any], ...]


def read_options(shape: type[Made], table: Mapping[str, Any], place: str) -> Made:
    """The options of the dataclass `shape` in `table`; `place` names the table in the `SettingsError` raised.

    A field without a default must be there, and nothing else than the fields may. Values are never
    repeated in errors: somebody may have written a key there.
    """
    known: dict[str, Field[Any]] = {field.name: field for field in fields(shape)}  # type: ignore[arg-type]
    kinds = get_type_hints(shape)
    for key, value in table.items():
        if key not in known:
            raise SettingsError(place, f"unknown key “{key}”", _remedy_for(key, known))
        _require(kinds[key], key, value, place)
    for name, field in known.items():
        if field.default is MISSING and name not in table:
            raise SettingsError(place, f"“{name}” is missing", f'write {name} = "…"')
    return shape(**{key: float(value) if kinds[key] is float else value for key, value in table.items()})


def _remedy_for(key: str, known: Mapping[str, Field[Any]]) -> str:
    if _SECRET.search(key) and "key_env" in known:
        return "keep the key out of the file: name the environment variable that holds it, as key_env"
    return f"use one of {', '.join(known)}"


def _require(expected: type, key: str, value: Any, place: str) -> None:
    """Raises `SettingsError` unless the value is of the type and, if a number, finite and not below zero."""
    right = isinstance(value, (int, float) if expected is float else expected)
    if not right or (isinstance(value, bool) and expected is not bool):
        raise SettingsError(place, f"{_NOUNS[expected]} is expected for “{key}”", "see “Engines” in the manual")
    if expected in (int, float) and not 0 <= value < math.inf:
        raise SettingsError(place, f"“{key}” cannot be below zero or without end", "see “Engines” in the manual")


def require_address(url: str, place: str) -> None:
    """Raises `SettingsError` unless `url` is the address of a service, without a key or a password in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(place, "“url” is not an address", 'write it as "https://host/v1"')
    if parts.username or parts.password or parts.query:
        raise SettingsError(place, "“url” has a user, a password or a query in it", "name the key as key_env")
