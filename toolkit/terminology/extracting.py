"""Candidates for new terms from the texts of a project, each with what its English could be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from toolkit.building.job import read_glossary
from toolkit.glossary.extract import Candidate, Sentence, extract
from toolkit.glossary.suggest import Suggester
from toolkit.inspecting.inspection import current_bitexts
from toolkit.model import Bitext, Term, TermStatus
from toolkit.project import Project


@dataclass(frozen=True, slots=True)
class Extracted:
    """The candidates that were asked for, the most useful first, and how many there are in all."""

    candidates: tuple[Candidate, ...]
    total: int


def extract_terms(
    project: Project, names: Iterable[str] = (), kinds: Collection[str] = (), limit: int | None = None
) -> Extracted:
    r"""What in the documents `names`, or all, could become terms and is none yet; nothing is written.

    `kinds` are those of `toolkit.glossary.extract.KINDS`; any of them where none is named. English is
    told from what is translated already. At most `limit` candidates are given. Raises `ToolkitError`.

    >>> text = Path("source/ferry.txt").write_text("“一江两岸”换新颜\n", encoding="utf-8")
    >>> extracted = extract_terms(find_project(), ["ferry"], kinds=["slogan"])
    >>> [(candidate.source, candidate.count) for candidate in extracted.candidates]
    [('一江两岸', 1)]
    """
    glossary = read_glossary(project.families())
    sentences = [one for _, bitext in current_bitexts(project, names) for one in _sentences(bitext)]
    found = [one for one in extract(sentences, glossary) if not kinds or one.kind in kinds]
    suggester = Suggester(sentences)
    return Extracted(tuple(replace(one, target=suggester.english(one)) for one in found[:limit]), len(found))


def proposed_term(candidate: Candidate) -> Term:
    """A candidate as a term that somebody has yet to confirm, with where it was found."""
    first = candidate.contexts[0]
    note = f"{candidate.kind}, {candidate.count} times. {first.source} {first.target}".strip()
    return Term(
        candidate.source,
        candidate.target,
        candidate.kind,
        status=TermStatus.PROPOSED,
        note=note,
        origin=f"used in {first.place}",
    )


def _sentences(bitext: Bitext) -> Iterator[Sentence]:
    for row, unit in enumerate(bitext.units, 1):
        yield Sentence(f"{bitext.document.name} row {row}", unit.segment.text, unit.target)
