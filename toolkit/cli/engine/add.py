"""``toolkit engine add``: describe an engine in ``toolkit.toml``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from toolkit.cli.console import Console, common_options
from toolkit.engines.registry import fetch_engine, kinds, read_engine
from toolkit.errors import Exit, UsageError
from toolkit.project import SETTINGS_FILE, find_project, parse_settings, rewrite

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@click.command(
    "add",
    epilog="""\b
Examples:
  toolkit engine add local --kind chat --set url=http://127.0.0.1:11434/v1 --set model=qwen3:8b
  toolkit engine add cloud --kind chat --set url=https://host/v1 --set model=m --set key_env=CLOUD_KEY
  toolkit engine add opus --kind ctranslate2 --set folder=models/opus-mt-zh-en
""",
)
@click.argument("name")
@click.option("--kind", required=True, metavar="KIND", help="chat, libretranslate, ctranslate2 or deepl.")
@click.option(
    "--set", "options", multiple=True, metavar="KEY=VALUE", help="An option of that kind; give it again for more."
)
@common_options(json_output=False)
def add_engine(name: str, kind: str, options: tuple[str, ...], project: Path | None, quiet: bool, verbose: bool) -> int:
    """Add the engine NAME to toolkit.toml, with its options; a model of the hub is fetched at once.

    Keys are never written there: name the environment variable that holds the key as key_env, or
    keep it in the system's keyring and set keyring=true.
    """
    console = Console(False, quiet, verbose)
    found = find_project(project)
    if not _NAME.fullmatch(name):
        raise UsageError(name, "not a name for an engine", "use Latin letters, digits, - and _")
    if kind not in kinds():
        raise UsageError(kind, "there is no such kind of engine", f"kinds are: {', '.join(kinds())}")
    if name in {engine.name for engine in found.settings().engines}:
        raise UsageError(name, "there is an engine of that name", f"change [engines.{name}] in {SETTINGS_FILE}")
    table = {"kind": kind, **dict(map(_option, options))}
    engine = read_engine(name, table, f"[engines.{name}]")
    before = found.settings_text()
    after = before.rstrip() + b"\n" * 2 * bool(before.strip()) + _written(name, table).encode("utf-8")
    parse_settings(after.decode("utf-8-sig"), SETTINGS_FILE)
    path = found.root / SETTINGS_FILE
    rewrite(path, before if path.exists() else None, after, SETTINGS_FILE)
    console.message(f"[engines.{name}] is in {SETTINGS_FILE}. To try it: toolkit engine test {name}")
    fetch_engine(engine)
    return Exit.DONE


def _option(written: str) -> tuple[str, Any]:
    """``key=value`` with the value as TOML has it: a number, true or false, else a text."""
    key, sign, value = written.partition("=")
    if not sign or not key.isidentifier():
        raise UsageError("--set", "an option is written KEY=VALUE", "write it as --set model=qwen3:8b")
    if value in ("true", "false"):
        return key, value == "true"
    for number in (int, float):
        try:
            return key, number(value)
        except ValueError:
            continue
    return key, value


def _written(name: str, table: dict[str, Any]) -> str:
    """The table as TOML."""
    return "".join((f"[engines.{name}]\n", *(f"{key} = {_as_toml(value)}\n" for key, value in table.items())))


def _as_toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    escaped = "".join(f"\\u{ord(one):04x}" if ord(one) < 0x20 or one in '"\\\x7f' else one for one in value)
    return f'"{escaped}"'
