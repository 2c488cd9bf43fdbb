"""``toolkit engine``: which engines there are, and whether they answer."""

from __future__ import annotations

import click

from toolkit.cli.lazy import LazyGroup

VERBS = {
    "list": ("toolkit.cli.engine.look:list_engines", "List the engines of the project."),
    "add": ("toolkit.cli.engine.add:add_engine", "Describe an engine in toolkit.toml."),
    "test": ("toolkit.cli.engine.look:test_engine", "Have an engine translate a sentence."),
}

EPILOG = """\b
Examples:
  toolkit engine list
  toolkit engine add local --kind chat --set url=http://127.0.0.1:11434/v1 --set model=qwen3:8b
  toolkit engine test local
"""


@click.group("engine", cls=LazyGroup, table=VERBS, epilog=EPILOG, no_args_is_help=True)
def command() -> None:
    """Look at the engines of the project, describe one, and try it."""
