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
from toolkit.glossary.extract import KINDS, Candidate
from toolkit.language.words import available
from toolkit.project import find_project
from toolkit.terminology.extracting import extract_terms as extract_candidates
from toolkit.terminology.extracting import proposed_term

EPILOG = """\b
Examples:
  toolkit terms extract                     from the whole project
  toolkit terms extract jiujiang-2020 --limit 30
  toolkit terms extract --kind firm --kind place
  toolkit terms extract --format csv > new.csv      to be edited, then: toolkit terms import new.csv --family NAME
"""


@click.command("extract", epilog=EPILOG)
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=document_names)
@click.option(
    "--kind", "kinds", type=click.Choice(list(KINDS)), multiple=True, help="Only this kind; may be given again."
)
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
    extracted = extract_candidates(find_project(project), names, kinds, limit)
    if console.as_json:
        console.result_json(list(map(_as_json, extracted.candidates)))
    elif fmt == "csv":
        click.echo(proposed_family(map(proposed_term, extracted.candidates)), nl=False)
    else:
        for line in _lines(extracted.candidates):
            console.result(line)
    console.message(f"{plural(extracted.total, 'candidate')}, {len(extracted.candidates)} shown")
    if not available():
        console.message("words were not looked at: install rjieba (pip install 'bilingual-toolkit[extract]')")
    return Exit.DONE


def _as_json(candidate: Candidate) -> dict[str, Any]:
    contexts = [{"place": one.place, "source": one.source, "target": one.target} for one in candidate.contexts]
    return {
        "source": candidate.source,
        "kind": candidate.kind,
        "count": candidate.count,
        "target": candidate.target,
        "score": candidate.score,
        "contexts": contexts,
    }


def _lines(candidates: Sequence[Candidate]) -> Iterator[str]:
    """A candidate is a line of its own, then its contexts, each with the English where there is some."""
    rows = [(one.source, one.kind, str(one.count), one.target) for one in candidates]
    for head, candidate in zip(columns(rows) if rows else (), candidates, strict=True):
        yield click.style(head, bold=True)
        for context in candidate.contexts:
            yield f"    {context.place}: {_around(context.source, candidate.source)}"
            if context.target and not candidate.target:
                yield f"        {context.target}"


_LONGEST_CONTEXT = 30


def _around(text: str, form: str) -> str:
    """The part of `text` around `form`."""
    at = max(text.find(form), 0)
    start, end = max(at - _LONGEST_CONTEXT, 0), at + len(form) + _LONGEST_CONTEXT
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
