"""``toolkit terms extract``: candidates for new terms from the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from toolkit.cli.completion import document_names
from toolkit.cli.console import Console, columns, common_options, plural
from toolkit.errors import Exit
from toolkit.glossary.exchange import proposed_family
from toolkit.glossary.extract import Candidate, Sentence, extract
from toolkit.glossary.suggest import Suggester
from toolkit.inspection import current_bitexts
from toolkit.job import read_glossary
from toolkit.language.words import available
from toolkit.model import Bitext, Term, TermStatus
from toolkit.project import find_project

EPILOG = """\b
Examples:
  toolkit terms extract                     from the whole project
  toolkit terms extract jiujiang-2020 --limit 30
  toolkit terms extract --kind firm --kind place
  toolkit terms extract --format csv > new.csv      to be edited, then: toolkit terms import new.csv --family NAME
"""
KINDS = ("title", "firm", "place", "institution", "slogan", "policy", "name", "phrase")


@click.command("extract", epilog=EPILOG)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=document_names)
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this kind; may be given again.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="How many at most.")
@click.option("--format", "fmt", type=click.Choice(["text", "json", "csv"]), default="text", help="How to write them.")
@common_options()
def extract_terms(
    names: tuple[str, ...],
    kinds: tuple[str, ...],
    limit: int,
    fmt: str,
    project: Path | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """List what in the texts could become terms.

    That is quoted slogans and titles, names, and words typical of the texts. What the glossary
    knows is left out. The most useful come first. Every candidate is for a
    person to confirm.
    """
    console = Console(as_json or fmt == "json", quiet, verbose)
    found = find_project(project)
    glossary = read_glossary(found.families())
    sentences = [one for _, bitext in current_bitexts(found, names) for one in _sentences(bitext)]
    candidates = [one for one in extract(sentences, glossary) if not kinds or one.kind in kinds]
    suggester = Suggester(sentences)
    shown = [(one, suggester.english(one)) for one in candidates[:limit]]
    if console.as_json:
        console.result_json([_as_json(*one) for one in shown])
    elif fmt == "csv":
        click.echo(proposed_family(_as_term(*one) for one in shown), nl=False)
    else:
        for line in _lines(shown):
            console.result(line)
    console.message(f"{plural(len(candidates), 'candidate')}, {len(shown)} shown")
    if not available():
        console.message("words were not looked at: install rjieba (pip install 'bilingual-toolkit[extract]')")
    return Exit.DONE


def _sentences(bitext: Bitext) -> Iterator[Sentence]:
    for row, unit in enumerate(bitext.units, 1):
        yield Sentence(f"{bitext.document.name} row {row}", unit.segment.text, unit.target)


def _as_json(candidate: Candidate, english: str) -> dict[str, Any]:
    contexts = [{"place": one.place, "source": one.source, "target": one.target} for one in candidate.contexts]
    return {
        "source": candidate.source,
        "kind": candidate.kind,
        "count": candidate.count,
        "target": english,
        "score": candidate.score,
        "contexts": contexts,
    }


def _as_term(candidate: Candidate, english: str) -> Term:
    first = candidate.contexts[0]
    note = f"{candidate.kind}, {candidate.count} times. {first.source} {first.target}".strip()
    return Term(
        candidate.source,
        english,
        candidate.kind,
        status=TermStatus.PROPOSED,
        note=note,
        origin=f"used in {first.place}",
    )


def _lines(shown: Sequence[tuple[Candidate, str]]) -> Iterator[str]:
    """A candidate is a line of its own, then its contexts, each with the English where there is some."""
    heads = columns([(one.source, one.kind, str(one.count), english) for one, english in shown]) if shown else []
    for head, (candidate, english) in zip(heads, shown, strict=True):
        yield click.style(head, bold=True)
        for context in candidate.contexts:
            yield f"    {context.place}: {_around(context.source, candidate.source)}"
            if context.target and not english:
                yield f"        {context.target}"


_LONGEST_CONTEXT = 30


def _around(text: str, form: str) -> str:
    """The part of `text` around `form`."""
    at = max(text.find(form), 0)
    start, end = max(at - _LONGEST_CONTEXT, 0), at + len(form) + _LONGEST_CONTEXT
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
