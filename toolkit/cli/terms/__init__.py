"""``toolkit terms``: look into the glossary, and keep it."""

from __future__ import annotations

import click

from toolkit.cli.terms.check import check_terms
from toolkit.cli.terms.exporting import export_terms
from toolkit.cli.terms.extract import extract_terms
from toolkit.cli.terms.importing import import_terms
from toolkit.cli.terms.keep import add_term
from toolkit.cli.terms.look import find_terms, list_terms

EPILOG = """\b
Examples:
  toolkit terms list --category slogans
  toolkit terms find 扎实做好“六稳”工作
  toolkit terms add 鑫石管业 "Xinshi Pipe" --family firms --origin "company website"
  toolkit terms check --ignore unused
  toolkit terms extract --limit 30
  toolkit terms export glossary.xlsx
"""


@click.group("terms", epilog=EPILOG)
def command() -> None:
    """Look into the glossary, and keep it."""


for _verb in (list_terms, find_terms, add_term, check_terms, extract_terms, import_terms, export_terms):
    command.add_command(_verb)
