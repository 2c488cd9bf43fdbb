"""Terms from other programs' files, taken into the families of a project's glossary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from toolkit.building.job import read_glossary
from toolkit.errors import UsageError
from toolkit.glossary import NEW_FAMILY, add_rows, parse_family, term_cells
from toolkit.glossary.exchange import TABLES, read_csv, read_tbx, read_xlsx
from toolkit.glossary.exchange.joining import Joining, join
from toolkit.model import Term, TermStatus
from toolkit.project import Project, Settings, locked, opened_file, read_content, rewrite
from toolkit.readers.encoding import decode

Families = Sequence[tuple[str, str, str]]
"""The families of a glossary: category, text, place."""


@dataclass(frozen=True, slots=True)
class ImportedTerms:
    """What became of the terms of a file, and what was passed over in it."""

    joining: Joining
    notices: tuple[str, ...] = ()


def import_terms(
    project: Project,
    path: Path | str,
    family: str | None = None,
    languages: tuple[str | None, str | None] = (None, None),
    status: TermStatus | None = None,
    dry_run: bool = False,
) -> ImportedTerms:
    r"""Takes the terms of a CSV, XLSX or TBX file into `family`, or each into the one that the file names.

    What is there already is passed over, and what contradicts the glossary is not taken. `languages`
    are the tags of Chinese and English in a TBX file, by themselves those of the project. `status` is
    given to all terms but forbidden ones. With `dry_run` nothing is written. Raises `ToolkitError`,
    and then nothing is written either.

    >>> size = Path("new.csv").write_text("source,target\n江港新城,Port City\n西门口,Ximenkou\n", encoding="utf-8")
    >>> imported = import_terms(find_project(), "new.csv", "places")
    >>> [term.target for term in imported.joining.added], [clash.place for clash in imported.joining.clashes]
    (['Ximenkou'], ['new.csv line 2'])
    """
    given, notices = _read(Path(path), project.settings(), languages)
    incoming = [_placed(term, family, status) for term in given]
    with locked(project.cache, ".toolkit"):
        families = list(project.families())
        read_glossary(families)
        joining = join(glossary_rows(families), incoming)
        if not dry_run:
            _add(project, families, joining.added)
    return ImportedTerms(joining, notices)


def glossary_rows(families: Families) -> list[Term]:
    """The rows of glossary families as they stand in their files."""
    return [row for category, text, place in families for row in parse_family(text, category, place)]


def _read(
    path: Path, settings: Settings, languages: tuple[str | None, str | None]
) -> tuple[list[Term], tuple[str, ...]]:
    """The terms of a file, and what was passed over in it; raises `ToolkitError`."""
    place, fmt = str(path), TABLES.get(path.suffix.lower())
    if fmt is None:
        raise UsageError(place, f"no terms can be read from “{path.suffix}” files", "give .csv, .xlsx or .tbx")
    if fmt == "csv":
        return list(read_csv(decode(read_content(path, place), place)[0], place)), ()
    if fmt == "xlsx":
        return read_xlsx(BytesIO(read_content(path, place)), place), ()
    with opened_file(path, place) as stream:
        chinese, english = languages
        return read_tbx(stream, place, chinese or settings.source_language, english or settings.target_language)


def _placed(term: Term, family: str | None, status: TermStatus | None) -> Term:
    category = family if family is not None else term.category
    if not category:
        raise UsageError(term.place, f"no family for {term.source}", "name the glossary file: --family NAME")
    if status is not None and term.status is not TermStatus.FORBIDDEN:
        term = replace(term, status=status)
    return replace(term, category=category)


def _add(project: Project, families: Families, added: Iterable[Term]) -> None:
    """Adds the rows to their families; nothing is written unless the whole glossary is right with them."""
    texts = {category: text for category, text, _ in families}
    rows: dict[str, list[dict[str, str]]] = {}
    for term in added:
        rows.setdefault(term.category, []).append(term_cells(term))
    before = {}
    for category, cells in rows.items():
        path = project.family_path(category)
        before[path] = read_content(path, project.relative(path)) if path.exists() else None
        text = NEW_FAMILY if before[path] is None else (before[path] or b"").decode("utf-8")
        texts[category] = add_rows(text, cells, project.relative(path))
    read_glossary((category, text, f"glossary/{category}.csv") for category, text in texts.items())
    for path, content in before.items():
        rewrite(path, content, texts[path.stem].encode("utf-8"), project.relative(path))
