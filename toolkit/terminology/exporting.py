"""The glossary of a project for other programs, and as a document for people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from toolkit.building.job import read_glossary
from toolkit.building.outputs import last_day
from toolkit.errors import UsageError
from toolkit.glossary.exchange import TABLES, write_csv, write_tbx, write_xlsx
from toolkit.inspecting.inspection import current_bitexts
from toolkit.project import Project, write_anew
from toolkit.readers import FORMATS
from toolkit.terminology.importing import Families, glossary_rows
from toolkit.writers import GLOSSARY_WRITERS, list_terms, render_glossary

EXPORTS = ("csv", "xlsx", "tbx", *GLOSSARY_WRITERS)
"""The formats of a glossary: tables and TBX for programs, documents for people."""

MOST_TERMS_IN_WORD = 20_000
"""Some two thousand pages; more take gigabytes of memory, here and in word processors."""


@dataclass(frozen=True, slots=True)
class ExportedTerms:
    """How many terms were written, and where a file with other content was set aside for that."""

    count: int
    kept: Path | None


def export_terms(
    project: Project,
    path: Path | str,
    families: Collection[str] = (),
    fmt: str | None = None,
    title: str = "Glossary",
    style: str = "dct",
) -> ExportedTerms:
    """Writes the glossary, or some of its families, in one of the formats `EXPORTS`, by itself that of the ending.

    A document has a `title` and lists the terms by category, with where each is used; `style` is how TBX
    names its data categories (`toolkit.glossary.exchange.STYLES`). A file of that name with other content
    is set aside. Raises `ToolkitError`.

    >>> export_terms(find_project(), "terms.xlsx", families=["places"]).count
    1
    >>> import_terms(find_project(), "terms.xlsx").joining.added  # all of them are there
    ()
    """
    path = Path(path)
    fmt = fmt or _format(path)
    if path.resolve().parent == project.glossary.resolve():
        raise UsageError(str(path), "the glossary's own folder", "export to another folder")
    read_glossary(project.families())
    chosen = _chosen(project, families)
    if fmt in GLOSSARY_WRITERS:
        content, count = _document(project, chosen, fmt, title)
    else:
        content, count = _table(project, chosen, fmt, style)
    return ExportedTerms(count, write_anew(path, content, str(path)))


def _format(path: Path) -> str:
    ending = path.suffix.lower()
    if ending[1:] in GLOSSARY_WRITERS:
        return ending[1:]
    if ending not in TABLES:
        known = ", ".join(f".{fmt}" for fmt in EXPORTS)
        raise UsageError(str(path), f"terms cannot be written as “{path.suffix}”", f"name it {known}")
    return TABLES[ending]


def _chosen(project: Project, names: Collection[str]) -> Families:
    families = list(project.families())
    known = [category for category, _, _ in families]
    for name in names:
        if name not in known:
            raise UsageError(name, "no such glossary family", f"families are: {', '.join(known) or 'none yet'}")
    return [family for family in families if not names or family[0] in names]


def _table(project: Project, families: Families, fmt: str, style: str) -> tuple[bytes, int]:
    """The bytes of a file for programs, and how many rows are in it."""
    rows, settings = glossary_rows(families), project.settings()
    if fmt == "tbx":
        return write_tbx(rows, settings.source_language, settings.target_language, style), len(rows)
    return (write_csv(rows) if fmt == "csv" else write_xlsx(rows)), len(rows)


def _document(project: Project, families: Families, fmt: str, title: str) -> tuple[bytes, int]:
    """The bytes of a document for people, and how many terms are in it."""
    glossary = read_glossary(project.families())
    bitexts = (bitext for _, bitext in current_bitexts(project, glossary=glossary))
    chosen = {category for category, _, _ in families}
    terms = [term for term in glossary.terms if term.category in chosen]
    if fmt == "docx" and len(terms) > MOST_TERMS_IN_WORD:
        problem = f"a Word document of more than {MOST_TERMS_IN_WORD:,} terms"
        raise UsageError("terms export", problem, "choose families with --family, or write .html")
    listed = list_terms(title, terms, bitexts)
    files = [project.glossary / f"{category}.csv" for category, _, _ in families]
    files += [path for source in project.sources(FORMATS) for path in (source.path, source.bitext)]
    return render_glossary(listed, fmt, last_day(files)), listed.count
