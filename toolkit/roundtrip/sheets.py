"""Documents as sheets for people who work in a spreadsheet: written, and brought back."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.bitext import write_xliff
from toolkit.building.job import contents, open_job, parse_bitext, read_glossary
from toolkit.errors import InputError, UsageError
from toolkit.model import State
from toolkit.pipeline import prepare, recall
from toolkit.project import Project, Source, locked, rewrite, write_anew
from toolkit.readers import FORMATS
from toolkit.review.values import Change, Review
from toolkit.roundtrip.returning import read_reviews
from toolkit.writers.sheet import SHEETS


@dataclass(frozen=True, slots=True)
class ExportedSheet:
    """A document of so many segments as a sheet, and where a file with other content was set aside for it."""

    source: Source
    segments: int
    kept: Path | None


def export_sheet(project: Project, name: str, path: Path | str) -> ExportedSheet:
    """Writes the document `name` as a sheet, a workbook or text by the ending of `path` (`SHEETS`).

    The bitext is brought up to date with its source and filled from the memory first, so that what comes back
    fits. A file of that name with other content is set aside. Raises `ToolkitError`.

    >>> export_sheet(find_project(), "harbour", "harbour.xlsx").segments
    2
    >>> [reviewed] = import_reviews(find_project(), [read_sheet(find_project(), "harbour.xlsx")])
    >>> reviewed.merged.applied  # nobody has worked in it yet
    ()
    """
    path = Path(path)
    write = SHEETS.get(path.suffix.lower())
    if write is None:
        remedy = f"give it a name that ends in one of: {', '.join(SHEETS)}"
        raise UsageError(str(path), f"“{path.suffix}” is no kind of sheet", remedy)
    with locked(project.cache, ".toolkit"):
        job = open_job(project)
        job = replace(job, glossary=read_glossary(job.families, project.cache))
        [source] = project.chosen([name], FORMATS)
        with closing(job.memory), closing(job.team):
            before = contents(project, source)[1]
            bitext = recall(job, prepare(job, source, parse_bitext(project, source, before)))
        content = write(bitext)
        rewrite(source.bitext, before, write_xliff(bitext), project.relative(source.bitext))
    return ExportedSheet(source, len(bitext.units), write_anew(path, content, str(path)))


def read_sheet(project: Project, path: Path | str, author: str = "translator", name: str | None = None) -> Review:
    """What a sheet that came back holds, for `import_reviews`: by `author`, and translated where it says no state.

    Raises `InputError` where it is none, or is not of the document `name` if one is given.

    >>> sheet = export_sheet(find_project(), "harbour", "harbour.tsv")
    >>> text = Path("harbour.tsv").read_text(encoding="utf-8-sig").replace("translated", "final", 1)
    >>> size = Path("harbour.tsv").write_text(text, encoding="utf-8")
    >>> [reviewed] = import_reviews(find_project(), [read_sheet(find_project(), "harbour.tsv")])
    >>> [unit.state.value for unit in reviewed.merged.bitext.units]
    ['final', 'translated']
    """
    [review] = read_reviews(project, [path])
    if name is not None and review.document != name:
        problem = f"it belongs to the document “{review.document}”"
        remedy = f"bring it back with: toolkit edit {review.document} --import {path}"
        raise InputError(str(path), problem, remedy)
    review = review.signed(author)
    return replace(review, changes=tuple(map(_translated, review.changes)))


def _translated(change: Change) -> Change:
    """An edit that says no state of its English is a translation; nobody has changed its state, then."""
    is_silent = change.edited and change.state is None
    return replace(change, state=State.TRANSLATED, sent_state=None) if is_silent else change
