"""The engines of a project: described in its settings, chosen among, and tried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.engines.options import EngineSettings
from toolkit.engines.protocol import Request
from toolkit.engines.registry import fetch_engine, kinds, make_engine, read_engine
from toolkit.errors import UsageError
from toolkit.project import SETTINGS_FILE, Project, parse_settings, rewrite

SENTENCE = "港口今年吞吐量达60万标箱。"
"""What an engine is tried with unless told otherwise."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Tried:
    """What an engine made of a text: its fingerprint, and its proposals, the best first."""

    engine: str
    candidates: tuple[str, ...]


def choose_engine(project: Project, name: str | None = None) -> EngineSettings:
    """The engine called `name` in the settings, or the only one there is; raises `UsageError`.

    >>> added = add_engine(find_project(), "local", "libretranslate", {"url": "http://127.0.0.1:5000"})
    >>> choose_engine(find_project()) == added
    True
    """
    engines = {engine.name: engine for engine in project.settings().engines}
    if name is None and len(engines) == 1:
        name = next(iter(engines))
    if name in engines:
        return engines[name]
    known = ", ".join(engines)
    remedy = f"engines are: {known}" if known else "describe one: toolkit engine add NAME --kind KIND"
    problem = "there is no such engine" if name else "which engine?" if known else "no engine is set up"
    raise UsageError(name or "--engine", problem, remedy)


def add_engine(project: Project, name: str, kind: str, options: Mapping[str, Any]) -> EngineSettings:
    """Describes an engine at the end of ``toolkit.toml``, of which all else stays as it is.

    Nothing is sent or fetched. Raises `ToolkitError` for a name that is taken, and for options that
    engines of that kind do not have.

    >>> engine = add_engine(find_project(), "local", "chat", {"url": "http://127.0.0.1:11434/v1", "model": "qwen3:8b"})
    >>> [engine.name for engine in find_project().settings().engines]
    ['local']
    """
    if not _NAME.fullmatch(name):
        raise UsageError(name, "not a name for an engine", "use Latin letters, digits, - and _")
    if kind not in kinds():
        raise UsageError(kind, "there is no such kind of engine", f"kinds are: {', '.join(kinds())}")
    if name in {engine.name for engine in project.settings().engines}:
        raise UsageError(name, "there is an engine of that name", f"change [engines.{name}] in {SETTINGS_FILE}")
    table = {"kind": kind, **options}
    engine = read_engine(name, table, f"[engines.{name}]")
    before = project.settings_text()
    after = before.rstrip() + b"\n" * 2 * bool(before.strip()) + _written(name, table).encode("utf-8")
    parse_settings(after.decode("utf-8-sig"), SETTINGS_FILE)
    path = project.root / SETTINGS_FILE
    rewrite(path, before if path.exists() else None, after, SETTINGS_FILE)
    return engine


def try_engine(project: Project, name: str | None = None, text: str = SENTENCE) -> Tried:
    """Has the engine `name`, or the only one, translate a text; a model of the hub is fetched first.

    Raises `EngineError` where it gives no usable answer.

    >>> options = {"url": "https://localhost/v1", "model": "m", "key_env": "NO_KEY_YET"}
    >>> engine = add_engine(find_project(), "cloud", "chat", options)
    >>> try:
    ...     print(try_engine(find_project(), "cloud").candidates)
    ... except ToolkitError as error:
    ...     print(error.problem)
    the key of the service is missing
    """
    settings = project.settings()
    chosen = choose_engine(project, name)
    fetch_engine(chosen)
    engine = make_engine(chosen, project.root)
    [reply] = engine.ask([Request(text, settings.source_language, settings.target_language)])
    return Tried(engine.fingerprint, tuple(engine.read(reply)))


def _written(name: str, table: Mapping[str, Any]) -> str:
    """The table as TOML."""
    return "".join((f"[engines.{name}]\n", *(f"{key} = {_as_toml(value)}\n" for key, value in table.items())))


def _as_toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    escaped = "".join(f"\\u{ord(one):04x}" if ord(one) < 0x20 or one in '"\\\x7f' else one for one in value)
    return f'"{escaped}"'
