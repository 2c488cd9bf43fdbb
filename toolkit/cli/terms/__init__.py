"""``toolkit terms``: look into the glossary, and keep it."""

from __future__ import annotations

import click

from toolkit.cli.lazy import LazyGroup

VERBS = {
    "list": ("toolkit.cli.terms.look:list_terms", "List the terms."),
    "find": ("toolkit.cli.terms.look:find_terms", "Find the terms in a Chinese text."),
    "add": ("toolkit.cli.terms.keep:add_term", "Add a term."),
    "check": ("toolkit.cli.terms.check:check_terms", "Look for what is wrong, doubtful or idle."),
    "extract": ("toolkit.cli.terms.extract:extract_terms", "List what in the texts could become terms."),
    "import": ("toolkit.cli.terms.importing:import_terms", "Take terms from a CSV, XLSX or TBX file."),
    "export": ("toolkit.cli.terms.exporting:export_terms", "Write CSV, XLSX or TBX, or a DOCX or HTML document."),
}

EPILOG = """\b
Examples:
  toolkit terms list --category slogans
  toolkit terms find 扎实做好“六稳”工作
  toolkit terms add 鑫石管业 "Xinshi Pipe" --family firms --origin "company website"
  toolkit terms check --ignore unused
  toolkit terms extract --limit 30
  toolkit terms export glossary.docx
"""


@click.group("terms", cls=LazyGroup, table=VERBS, epilog=EPILOG, no_args_is_help=True)
def command() -> None:
    """Look into the glossary, and keep it."""
