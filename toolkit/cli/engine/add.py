"""``toolkit engine add``: describe an engine in ``toolkit.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from toolkit.cli.console import Console, common_options
from toolkit.drafting import engines
from toolkit.engines.registry import fetch_engine
from toolkit.errors import Exit, UsageError
from toolkit.project import SETTINGS_FILE, find_project


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
    added = engines.add_engine(find_project(project), name, kind, dict(map(_option, options)))
    console.message(f"[engines.{name}] is in {SETTINGS_FILE}. To try it: toolkit engine test {name}")
    fetch_engine(added)
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
