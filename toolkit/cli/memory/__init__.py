"""``toolkit memory``: look into the translation memory, fill it and pass it on."""

from __future__ import annotations

import click

from toolkit.cli.lazy import LazyGroup

VERBS = {
    "list": ("toolkit.cli.memory.look:list_files", "List the files that the memory is made of."),
    "find": ("toolkit.cli.memory.look:find_units", "Find a word or a sentence, with its translations."),
    "import": ("toolkit.cli.memory.exchange:import_file", "Add a TMX, XLIFF or PO file."),
    "sync": ("toolkit.cli.memory.team:sync", "Send what you have translated to the team's memory."),
    "init-team": ("toolkit.cli.memory.team:init", "Make the tables of the team's memory, as its owner."),
    "export": ("toolkit.cli.memory.exchange:export_file", "Write the memory as TMX."),
}

EPILOG = """\b
Examples:
  toolkit memory list
  toolkit memory find 吞吐量
  toolkit memory find --like 2020年，港口吞吐量创新高。
  toolkit memory import gazette-2019.tmx
  toolkit memory export everything.tmx
"""


@click.group("memory", cls=LazyGroup, table=VERBS, epilog=EPILOG, no_args_is_help=True)
def command() -> None:
    """Look into the translation memory, fill it and pass it on.

    The memory is what the project has translated (source/*.xlf) and what was put into
    glossary/memory/ as TMX. `toolkit build` fills empty units from it.
    """
