"""``toolkit terms add``: keep the glossary without opening a spreadsheet."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.console import Console, common_options
from toolkit.errors import Exit, UsageError
from toolkit.model import Term, TermStatus
from toolkit.project import find_project
from toolkit.terminology import adding

EPILOG = """\b
Examples:
  toolkit terms add 鑫石管业 "Xinshi Pipe" --family firms --origin "company website"
  toolkit terms add 江港物流有限公司 "Jianggang Logistics Co., Ltd." --variant 江港物流 --family firms
  toolkit terms add 放管服 "cut red tape" --family slogans --status forbidden --origin "house style"
  toolkit terms add                          asks for everything
"""


@click.command("add", epilog=EPILOG)
@click.argument("source", metavar="[CHINESE]", required=False)
@click.argument("target", metavar="[ENGLISH]", required=False)
@click.option("--family", metavar="NAME", help="The glossary file, without .csv.")
@click.option("--variant", "variants", multiple=True, metavar="TEXT", help="Another Chinese form of the same thing.")
@click.option("--alternative", "alternatives", multiple=True, metavar="TEXT", help="Another right rendering.")
@click.option("--forbidden", multiple=True, metavar="TEXT", help="A wrong rendering.")
@click.option("--short", default="", metavar="TEXT", help="The form after first mention.")
@click.option(
    "--status", type=click.Choice([str(status) for status in TermStatus]), help="Its standing; preferred by default."
)
@click.option("--case", is_flag=True, help="Capitals matter (AI).")
@click.option("--note", default="", metavar="TEXT", help="A remark for translators.")
@click.option("--origin", metavar="TEXT", help="Where the rendering is attested.")
@common_options(json_output=False)
def add_term(
    source: str | None,
    target: str | None,
    family: str | None,
    variants: tuple[str, ...],
    alternatives: tuple[str, ...],
    forbidden: tuple[str, ...],
    short: str,
    status: str | None,
    case: bool,
    note: str,
    origin: str | None,
    project: Path | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Add a term to a glossary file; the rest of the file stays as it is.

    In a terminal it asks for what is missing. A Chinese form that a term has already, as its own
    or as a variant, is refused with the place of that term.
    """
    chinese = _asked("Chinese", "CHINESE") if source is None else source
    english = _asked("English", "ENGLISH") if target is None else target
    family = _asked("Family (the file's name without .csv)", "--family") if family is None else family
    origin = _asked("Where is it attested", "--origin") if origin is None else origin
    standing = TermStatus(status or TermStatus.PREFERRED)
    term = Term(chinese, english, family, standing, alternatives, forbidden, short, case, note, origin, "", variants)
    place = adding.add_term(find_project(project), family, term)
    Console(quiet=quiet, verbose=verbose).message(f"{chinese} → {english}: added to {place}")
    return Exit.DONE


def _asked(question: str, what: str) -> str:
    if not sys.stdin.isatty():
        example = f"{what} TEXT" if what.startswith("-") else "toolkit terms add 江港 Jianggang"
        raise UsageError(what, "missing", f"give it, for example: {example}")
    return str(click.prompt(question))
