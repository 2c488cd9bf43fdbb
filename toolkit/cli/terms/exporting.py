"""``toolkit terms export``: the glossary for other programs, and as a document for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from toolkit.cli.console import Console, common_options, plural
from toolkit.cli.terms.importing import TABLES, Families, glossary_rows
from toolkit.errors import Exit, UsageError
from toolkit.glossary.exchange import STYLES, write_csv, write_tbx, write_xlsx
from toolkit.inspection import current_bitexts
from toolkit.job import read_glossary
from toolkit.outputs import last_day
from toolkit.project import Project, find_project, read_content, set_aside, write_atomically
from toolkit.readers import FORMATS
from toolkit.writers import GLOSSARY_WRITERS, list_terms, render_glossary

EPILOG = """\b
Examples:
  toolkit terms export glossary.docx --title "Terms of the gazette"
  toolkit terms export glossary.html
  toolkit terms export glossary.xlsx
  toolkit terms export termbase.tbx --family firms
"""

MOST_TERMS_IN_WORD = 20_000
"""Some two thousand pages; more take gigabytes of memory, here and in word processors."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be written: its format, and what the options say about it."""

    fmt: str
    style: str
    title: str


@click.command("export", epilog=EPILOG)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--family", "names", multiple=True, metavar="NAME", help="Only this family; may be given again.")
@click.option(
    "--format", "fmt", type=click.Choice(["csv", "xlsx", "tbx", *GLOSSARY_WRITERS]), help="By the ending if not given."
)
@click.option("--title", default="Glossary", metavar="TEXT", help="The title of a document.")
@click.option("--style", type=click.Choice(STYLES), default="dct", help="How TBX names its data categories.")
@common_options(json_output=False)
def export_terms(
    file: Path,
    names: tuple[str, ...],
    fmt: str | None,
    title: str,
    style: str,
    project: Path | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write the glossary for other programs, or as a document.

    The ending of FILE says which: CSV, XLSX or TBX; DOCX or HTML. A document lists the terms by
    category with their sources, and where each is used. A file of that name with other content
    is set aside, not overwritten.
    """
    found = find_project(project)
    wish = _Wish(fmt or _format(file), style, title)
    if file.resolve().parent == found.glossary.resolve():
        raise UsageError(str(file), "the glossary's own folder", "export to another folder")
    read_glossary(found.families())
    content, count = _written(found, _chosen(found, names), wish)
    console = Console(quiet=quiet, verbose=verbose)
    if file.exists() and read_content(file, str(file)) != content:
        console.message(f"{file} was set aside as {set_aside(file, str(file)).name}")
    write_atomically(file, content, str(file))
    console.message(f"{plural(count, 'term')} written to {file}")
    return Exit.DONE


def _format(file: Path) -> str:
    ending = file.suffix.lower()
    if ending[1:] in GLOSSARY_WRITERS:
        return ending[1:]
    if ending not in TABLES:
        known = ", ".join([".csv", ".xlsx", ".tbx", *(f".{fmt}" for fmt in GLOSSARY_WRITERS)])
        raise UsageError(str(file), f"terms cannot be written as “{file.suffix}”", f"name it {known}")
    return TABLES[ending]


def _chosen(project: Project, names: Iterable[str]) -> Families:
    families = list(project.families())
    known = [category for category, _, _ in families]
    for name in names:
        if name not in known:
            raise UsageError(name, "no such glossary family", f"families are: {', '.join(known) or 'none yet'}")
    wanted = set(names)
    return [family for family in families if not wanted or family[0] in wanted]


def _written(project: Project, families: Families, wish: _Wish) -> tuple[bytes, int]:
    """The bytes of the file, and how many terms are in it."""
    if wish.fmt in GLOSSARY_WRITERS:
        return _document(project, families, wish)
    rows, settings = glossary_rows(families), project.settings()
    if wish.fmt == "tbx":
        return write_tbx(rows, settings.source_language, settings.target_language, wish.style), len(rows)
    return (write_csv(rows) if wish.fmt == "csv" else write_xlsx(rows)), len(rows)


def _document(project: Project, families: Families, wish: _Wish) -> tuple[bytes, int]:
    glossary = read_glossary(project.families())
    bitexts = (bitext for _, bitext in current_bitexts(project, glossary=glossary))
    chosen = {category for category, _, _ in families}
    if wish.fmt == "docx" and sum(term.category in chosen for term in glossary.terms) > MOST_TERMS_IN_WORD:
        problem = f"a Word document of more than {MOST_TERMS_IN_WORD:,} terms"
        raise UsageError("terms export", problem, "choose families with --family, or write .html")
    listed = list_terms(wish.title, (term for term in glossary.terms if term.category in chosen), bitexts)
    files = [project.glossary / f"{category}.csv" for category, _, _ in families]
    files += [path for source in project.sources(FORMATS) for path in (source.path, source.bitext)]
    return render_glossary(listed, wish.fmt, last_day(files)), listed.count
