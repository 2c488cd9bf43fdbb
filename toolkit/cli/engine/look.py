"""``toolkit engine list`` and ``test``: which engines there are, and whether they answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from toolkit.cli.console import Console, columns, common_options, plural
from toolkit.drafting.engines import SENTENCE, try_engine
from toolkit.engines.options import EngineSettings
from toolkit.engines.registry import kinds
from toolkit.errors import Exit
from toolkit.project import find_project

_WHERE = ("url", "model", "folder", "key_env")
"""The options that tell one engine from another; values of others are not shown."""


@click.command("list", epilog="\b\nExamples:\n  toolkit engine list\n")
@common_options()
def list_engines(project: Path | None, as_json: bool, quiet: bool, verbose: bool) -> int:
    """List the engines of the project, and with -v the kinds that there are. Nothing is sent."""
    console = Console(as_json, quiet, verbose)
    engines = find_project(project).settings().engines
    if as_json:
        console.result_json([_described(engine) for engine in engines])
        return Exit.DONE
    for line in (
        columns([(engine.name, engine.kind, _where(_described(engine))) for engine in engines]) if engines else ()
    ):
        console.result(line)
    console.message(plural(len(engines), "engine"))
    if verbose or not engines:
        console.message(f"Kinds: {', '.join(kinds())}. To describe one: toolkit engine add NAME --kind KIND")
    return Exit.DONE


def _described(engine: EngineSettings) -> dict[str, Any]:
    options = dict(engine.options)
    return {"name": engine.name, "kind": engine.kind, **{name: options[name] for name in _WHERE if options.get(name)}}


def _where(described: Mapping[str, Any]) -> str:
    return "  ".join(str(described[name]) for name in _WHERE if name in described)


@click.command("test", epilog="\b\nExamples:\n  toolkit engine test local\n  toolkit engine test local 港口开港了。\n")
@click.argument("name", required=False)
@click.argument("text", default=SENTENCE)
@common_options()
def test_engine(name: str | None, text: str, project: Path | None, as_json: bool, quiet: bool, verbose: bool) -> int:
    """Have the engine NAME translate TEXT, or a sentence about a port. A model of the hub is fetched first."""
    console = Console(as_json, quiet, verbose)
    tried = try_engine(find_project(project), name, text)
    if as_json:
        console.result_json({"engine": tried.engine, "text": text, "candidates": list(tried.candidates)})
        return Exit.DONE
    console.message(f"{tried.engine}: {text}")
    for candidate in tried.candidates if verbose else tried.candidates[:1]:
        console.result(candidate)
    return Exit.DONE
