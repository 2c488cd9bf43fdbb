"""Which kinds of engines there are, and how one is made from its settings."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from toolkit.engines.options import EngineSettings, read_options
from toolkit.engines.protocol import Engine
from toolkit.errors import SettingsError

KINDS = {
    "chat": "toolkit.engines.chat",
    "libretranslate": "toolkit.engines.libretranslate",
    "ctranslate2": "toolkit.engines.ctranslate2",
    "deepl": "toolkit.engines.deepl",
}
"""Each kind and the module with its ``Options`` and its ``make``; more come by the entry point ``toolkit.engines``."""


def kinds() -> dict[str, str]:
    """Every kind of engine that is installed, and its module; none stands in for one of the toolkit's own."""
    from importlib.metadata import entry_points

    return {point.name: point.value for point in entry_points(group="toolkit.engines")} | KINDS


def _module(kind: str) -> Any:
    """The module of a kind, ``None`` for an unknown one; what else is installed is looked through only if need be."""
    name = KINDS.get(kind) or kinds().get(kind)
    return None if name is None else import_module(name)


def read_engine(name: str, table: Mapping[str, Any], place: str) -> EngineSettings:
    """The engine that the table ``[engines.NAME]`` describes; raises `SettingsError`."""
    kind = table.get("kind")
    module = _module(kind) if isinstance(kind, str) else None
    if not isinstance(kind, str) or module is None:
        raise SettingsError(place, "“kind” is missing or unknown", f"write kind = with one of {', '.join(kinds())}")
    options = {key: value for key, value in table.items() if key != "kind"}
    read_options(module.Options, options, place)
    return EngineSettings(name, kind, tuple(sorted(options.items())))


def price(settings: EngineSettings) -> float:
    """What a million characters cost by the engine's settings, 0 where nothing is said."""
    return float(dict(settings.options).get("price", 0.0))


def make_engine(settings: EngineSettings, root: Path) -> Engine:
    """The engine, ready to be asked; the files that it names are found from `root`. Raises `ToolkitError`."""
    module = _module(settings.kind)
    options = read_options(module.Options, dict(settings.options), f"[engines.{settings.name}]")
    engine: Engine = module.make(settings.name, options, root)
    return engine


def fetch_engine(settings: EngineSettings) -> None:
    """Fetches what the engine needs and what is not on this machine yet, where its kind has such things."""
    module = _module(settings.kind)
    fetch = getattr(module, "fetch", None)
    options = read_options(module.Options, dict(settings.options), f"[engines.{settings.name}]")
    if fetch is not None:
        fetch(settings.name, options)
