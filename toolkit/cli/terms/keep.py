"""``toolkit terms add``: keep the glossary without opening a spreadsheet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from toolkit.cli.console import Console, common_options
from toolkit.errors import Exit, UsageError
from toolkit.glossary import NEW_FAMILY, Glossary, add_row
from toolkit.job import read_glossary
from toolkit.language.chinese import fold
from toolkit.model import Term, TermStatus
from toolkit.project import Project, find_project, locked, read_content, rewrite

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
    found = find_project(project)
    cells = {
        "source": _asked("Chinese", "CHINESE") if source is None else source,
        "target": _asked("English", "ENGLISH") if target is None else target,
        "variants": "; ".join(variants),
        "alternatives": "; ".join(alternatives),
        "forbidden": "; ".join(forbidden),
        "short": short,
        "status": "" if status in (None, TermStatus.PREFERRED) else str(status),
        "case": "sensitive" if case else "",
        "note": note,
    }
    family = _asked("Family (the file's name without .csv)", "--family") if family is None else family
    cells["origin"] = _asked("Where is it attested", "--origin") if origin is None else origin
    with locked(found.cache, ".toolkit"):
        place = add_to_family(found, family, cells, variants)
    Console(quiet=quiet, verbose=verbose).message(f"{cells['source']} → {cells['target']}: added to {place}")
    return Exit.DONE


def _asked(question: str, what: str) -> str:
    if not sys.stdin.isatty():
        example = f"{what} TEXT" if what.startswith("-") else "toolkit terms add 江港 Jianggang"
        raise UsageError(what, "missing", f"give it, for example: {example}")
    return str(click.prompt(question))


def add_to_family(project: Project, family: str, cells: dict[str, str], variants: tuple[str, ...] = ()) -> str:
    """Adds the row and returns its file's name; the caller holds the project's lock.

    Nothing is written unless the whole glossary is right with it. Raises `UsageError` for a form
    that is there already.
    """
    path = project.family_path(family)
    place = project.relative(path)
    families = {category: text for category, text, _ in project.families()}
    _refuse_known(_glossary(families), cells, variants)
    before = read_content(path, place) if path.exists() else None
    families[family] = add_row(NEW_FAMILY if before is None else before.decode("utf-8"), cells, place)
    _glossary(families)
    rewrite(path, before, families[family].encode("utf-8"), place)
    return place


def _glossary(families: dict[str, str]) -> Glossary:
    return read_glossary((category, text, f"glossary/{category}.csv") for category, text in families.items())


def _refuse_known(glossary: Glossary, cells: dict[str, str], variants: tuple[str, ...]) -> None:
    """Refuses a form that is there already, unless the row only adds a rendering to the term of that name."""
    for form, term in _clashes(glossary, (cells["source"], *variants)):
        joins = _is_new_rendering(term, cells) and fold(term.source) == fold(form) == fold(cells["source"])
        if joins or not term.target:
            continue
        if fold(term.source) == fold(form):
            problem = f"{form} is there already, as “{term.target}”"
            raise UsageError(term.place, problem, "edit that row, or add this one with --status admitted")
        problem = f"{form} is there already, as a variant of {term.source} (“{term.target}”)"
        raise UsageError(term.place, problem, f"edit that row, or add the rendering to {term.source}")


def _is_new_rendering(term: Term, cells: dict[str, str]) -> bool:
    """Whether the row is a further rendering of the term, with a standing of its own, and not there already."""
    right = (term.target, *term.alternatives)
    known = term.forbidden if cells["status"] == TermStatus.FORBIDDEN else right
    return bool(cells["status"]) and cells["target"] not in known


def _clashes(glossary: Glossary, forms: tuple[str, ...]) -> Iterator[tuple[str, Term]]:
    for form in forms:
        for term in glossary.terms:
            if fold(form) in map(fold, (term.source, *term.variants)):
                yield form, term
